use super::NoteLink;
use super::run::narrow;

/// What a body renders from: finished HTML in one text, with gaps that later layers fill.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pieces {
    html: String,
    /// In order.
    gaps: Vec<Gap>,
    /// In order.
    note_links: Vec<NoteLink>,
}

/// A part of the rendered body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'d> {
    /// Finished HTML.
    Html(&'d str),
    /// The HTML of a mark; for [`MarkKind::Path`](super::MarkKind::Path) the attributes that hold the address
    /// (` href="…"`; ` src="…"`, and width and height if they are known), which begin with a space.
    Mark(usize),
    /// The end of a unit's opening tag, which has no attributes of its own: what is written here begins with a space.
    UnitAttributes(usize),
    /// A link to a footnote or back from it.
    NoteLink(NoteLink),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Gap {
    /// Where it is in the HTML.
    at: u32,
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Mark(u32),
    UnitAttributes(u32),
    /// The next of the links to notes.
    NoteLink,
}

impl Pieces {
    /// In order.
    pub fn iter(&self) -> impl Iterator<Item = Piece<'_>> {
        let mut start = 0;
        let mut note_links = self.note_links.iter();
        let before_gaps = self.gaps.iter().flat_map(move |gap| {
            let html = &self.html[std::mem::replace(&mut start, gap.at as usize)..gap.at as usize];
            let what = match gap.what {
                What::Mark(mark) => Piece::Mark(mark as usize),
                What::UnitAttributes(unit) => Piece::UnitAttributes(unit as usize),
                What::NoteLink => note_links.next().map_or(Piece::Html(""), |link| Piece::NoteLink(*link)),
            };
            [Piece::Html(html), what]
        });
        let rest = self.gaps.last().map_or(0, |gap| gap.at as usize);
        let all = before_gaps.chain(std::iter::once(Piece::Html(&self.html[rest..])));
        all.filter(|piece| *piece != Piece::Html(""))
    }

    pub(super) fn reserve(&mut self, bytes: usize) {
        self.html.reserve(bytes);
    }

    pub(super) fn shrink(&mut self) {
        self.html.shrink_to_fit();
        self.gaps.shrink_to_fit();
        self.note_links.shrink_to_fit();
    }

    pub(super) fn push_html(&mut self, html: &str) {
        self.html.push_str(html);
    }

    pub(super) fn push_mark(&mut self, mark: u32) {
        self.push(What::Mark(mark));
    }

    pub(super) fn push_unit_attributes(&mut self, unit: u32) {
        self.push(What::UnitAttributes(unit));
    }

    pub(super) fn push_note_link(&mut self, link: NoteLink) {
        self.push(What::NoteLink);
        self.note_links.push(link);
    }

    fn push(&mut self, what: What) {
        self.gaps.push(Gap { at: narrow(self.html.len()), what });
    }

    /// Takes an end off, if no gap stands within or behind it.
    pub(super) fn strip_end(&mut self, end: &str) -> bool {
        let kept = self.html.strip_suffix(end).map(str::len);
        let kept = kept.filter(|&kept| self.gaps.last().is_none_or(|gap| gap.at as usize <= kept));
        self.html.truncate(kept.unwrap_or(self.html.len()));
        kept.is_some()
    }
}
