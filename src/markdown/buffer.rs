use super::NoteLink;
use super::escape::push_text;
use super::pieces::Pieces;
use super::run::{Run, narrow};

/// A place in the HTML, to be filled when more is known. Nothing stands there unless it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    buffer: u32,
    index: u32,
}

/// HTML, and what is to stand in it.
#[derive(Debug, Default)]
struct Buffer {
    html: String,
    /// In order.
    gaps: Vec<Gap>,
}

#[derive(Debug, Clone, Copy)]
struct Gap {
    /// Where it is in the HTML.
    at: u32,
    filling: Filling,
}

#[derive(Debug, Clone, Copy)]
enum Filling {
    /// A run of [`Buffers::fillings`].
    Html(Run),
    Mark(u32),
    UnitAttributes(u32),
    /// The opening tag of a paragraph that is a unit.
    Paragraph(u32),
    NoteLink(NoteLink),
}

/// The HTML written so far: that of the body, and that of every footnote, which is shown elsewhere.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    body: Buffer,
    notes: Vec<Buffer>,
    /// Numbers of the footnotes that are being written; the last one takes what is written.
    open: Vec<usize>,
    /// The HTML that slots have been filled with, one after another.
    fillings: String,
}

impl Buffers {
    /// The number of the body's buffer; a footnote's is its place in `notes`, from 1.
    pub(super) const BODY: usize = 0;

    /// Writes HTML.
    pub(super) fn html(&mut self, html: &str) {
        self.tail().push_str(html);
    }

    /// Writes text, escaped.
    pub(super) fn text(&mut self, text: &str) {
        push_text(self.tail(), text);
    }

    /// The string that HTML is appended to.
    pub(super) fn tail(&mut self) -> &mut String {
        &mut self.current().html
    }

    /// Takes back a space that was written last.
    pub(super) fn take_space(&mut self) {
        let Buffer { html, gaps } = self.current();
        if html.ends_with(' ') && gaps.last().is_none_or(|gap| (gap.at as usize) < html.len()) {
            html.pop();
        }
    }

    /// Leaves a gap for a mark.
    pub(super) fn mark(&mut self, mark: usize) {
        self.gap(Filling::Mark(narrow(mark)));
    }

    /// Leaves a gap that may be filled.
    pub(super) fn slot(&mut self) -> Slot {
        let index = self.gap(Filling::Html(Run::default()));
        Slot { buffer: narrow(self.open_number()), index: narrow(index) }
    }

    /// Fills a slot with HTML.
    pub(super) fn fill(&mut self, slot: Slot, html: &str) {
        let start = self.fillings.len();
        self.fillings.push_str(html);
        self.put(slot, Filling::Html(Run::new(&(start..self.fillings.len()))));
    }

    /// Fills a slot at the end of a tag with the attributes of a unit.
    pub(super) fn fill_attributes(&mut self, slot: Slot, unit: usize) {
        self.put(slot, Filling::UnitAttributes(narrow(unit)));
    }

    /// Fills a slot with the tag that opens a paragraph, of a unit if it is one.
    pub(super) fn fill_paragraph(&mut self, slot: Slot, unit: Option<usize>) {
        match unit {
            Some(unit) => self.put(slot, Filling::Paragraph(narrow(unit))),
            None => self.fill(slot, "<p>"),
        }
    }

    /// Fills a slot with a link to a note.
    pub(super) fn fill_note_link(&mut self, slot: Slot, link: NoteLink) {
        self.put(slot, Filling::NoteLink(link));
    }

    /// Sends everything that follows to a buffer of its own, until [`Buffers::close`]. Returns its number.
    pub(super) fn open(&mut self) -> usize {
        self.notes.push(Buffer::default());
        self.open.push(self.notes.len());
        self.notes.len()
    }

    /// Goes back to the buffer before the last [`Buffers::open`].
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// The number of the buffer that is being written to.
    pub(super) fn open_number(&self) -> usize {
        self.open.last().copied().unwrap_or(Self::BODY)
    }

    /// Takes one buffer out and writes it, with all that it has been filled with.
    pub(super) fn write(&mut self, number: usize, out: &mut Pieces) {
        let Buffer { html, gaps } = std::mem::take(self.numbered(number));
        out.reserve(html.len() + if number == Self::BODY { self.fillings.len() } else { 0 });
        let mut start = 0;
        for Gap { at, filling } in gaps {
            out.push_html(&html[std::mem::replace(&mut start, at as usize)..at as usize]);
            match filling {
                Filling::Html(run) => out.push_html(&self.fillings[run.range()]),
                Filling::Mark(mark) => out.push_mark(mark),
                Filling::UnitAttributes(unit) => out.push_unit_attributes(unit),
                Filling::NoteLink(link) => out.push_note_link(link),
                Filling::Paragraph(unit) => {
                    out.push_html("<p");
                    out.push_unit_attributes(unit);
                    out.push_html(">");
                }
            }
        }
        out.push_html(&html[start..]);
    }

    /// Returns the place of the gap among those of its buffer.
    fn gap(&mut self, filling: Filling) -> usize {
        let Buffer { html, gaps } = self.current();
        gaps.push(Gap { at: narrow(html.len()), filling });
        gaps.len() - 1
    }

    fn put(&mut self, slot: Slot, filling: Filling) {
        if let Some(gap) = self.numbered(slot.buffer as usize).gaps.get_mut(slot.index as usize) {
            gap.filling = filling;
        }
    }

    fn current(&mut self) -> &mut Buffer {
        self.numbered(self.open_number())
    }

    fn numbered(&mut self, number: usize) -> &mut Buffer {
        match number.checked_sub(1).and_then(|index| self.notes.get_mut(index)) {
            Some(note) => note,
            None => &mut self.body,
        }
    }
}

impl Slot {
    /// The number of the buffer that it is in.
    pub(super) const fn buffer(self) -> usize {
        self.buffer as usize
    }
}
