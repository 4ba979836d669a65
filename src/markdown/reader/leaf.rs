use std::ops::Range;

use super::Reader;
use super::block::ContainerKind;
use super::heading::Opening;
use crate::diagnostic::{Diagnostic, codes};
use crate::markdown::buffer::Slot;
use crate::markdown::prose::Prose;
use crate::markdown::run::{Run, narrow};
use crate::markdown::{MarkKind, Unit, UnitKind};

/// A block that holds text and no other block.
#[derive(Debug)]
pub(super) struct Leaf {
    kind: LeafKind,
    /// From its first event to its last.
    pub(super) range: Option<Range<usize>>,
    pub(super) prose: Prose,
    pub(super) first_mark: usize,
    /// How much of it is shown, beside embedded records.
    pub(super) shown: usize,
    pub(super) embeds: usize,
    /// Whether its raw HTML has been reported.
    pub(super) reported: bool,
    /// The unit with a colon that it follows directly.
    introduced_by: Option<usize>,
}

#[derive(Debug)]
pub(super) enum LeafKind {
    /// Of a paragraph the slot is its opening tag, else the attributes in the tag of its container.
    Text {
        unit: UnitKind,
        slot: Slot,
        is_paragraph: bool,
    },
    Table {
        unit: UnitKind,
        attributes: Slot,
    },
    Heading(Opening),
    Term,
}

impl Leaf {
    pub(super) fn new(kind: LeafKind, first_mark: usize, introduced_by: Option<usize>) -> Self {
        Self {
            kind,
            range: None,
            prose: Prose::default(),
            first_mark,
            shown: 0,
            embeds: 0,
            reported: false,
            introduced_by,
        }
    }

    pub(super) const fn is_heading(&self) -> bool {
        matches!(self.kind, LeafKind::Heading(_))
    }
}

impl Reader<'_, '_> {
    /// The leaf that text at `range` belongs to. The text of tight items has no event of its own: it begins one here.
    pub(super) fn leaf_at(&mut self, range: &Range<usize>) -> &mut Leaf {
        let leaf = self.leaf_here();
        leaf.range = match leaf.range.take() {
            Some(before) => Some(before.start.min(range.start)..before.end.max(range.end)),
            None => Some(range.clone()),
        };
        leaf
    }

    /// As [`Reader::leaf_at`], for what is no part of the leaf's words.
    pub(super) fn leaf_here(&mut self) -> &mut Leaf {
        let leaf = self.leaf.take().unwrap_or_else(|| self.implied_leaf());
        self.leaf.insert(leaf)
    }

    fn implied_leaf(&mut self) -> Leaf {
        let unit = self.unit_kind();
        match self.containers.last_mut() {
            Some(container) if !container.started => {
                container.started = true;
                if let ContainerKind::Item { attributes } | ContainerKind::Definition { attributes } = container.kind {
                    let kind = LeafKind::Text { unit, slot: attributes, is_paragraph: false };
                    return Leaf::new(kind, self.marks.len(), None);
                }
            }
            _ => {}
        }
        self.paragraph_leaf(None)
    }

    fn paragraph_leaf(&mut self, introduced_by: Option<usize>) -> Leaf {
        let unit = self.unit_kind();
        let kind = LeafKind::Text { unit, slot: self.buffers.slot(), is_paragraph: true };
        Leaf::new(kind, self.marks.len(), introduced_by)
    }

    pub(super) fn open_paragraph(&mut self) {
        let introduced_by = self.before_block();
        self.leaf = Some(self.paragraph_leaf(introduced_by));
    }

    pub(super) fn open_term(&mut self) {
        self.before_block();
        self.buffers.html("<dt>");
        self.leaf = Some(Leaf::new(LeafKind::Term, self.marks.len(), None));
    }

    /// Ends the open leaf, if there is one: what stood in it is now known.
    pub(super) fn close_leaf(&mut self) {
        let Some(mut leaf) = self.leaf.take() else { return };
        if leaf.shown > 0 {
            self.words += leaf.prose.words();
        }
        let kind = std::mem::replace(&mut leaf.kind, LeafKind::Term);
        match kind {
            LeafKind::Text { unit, slot, is_paragraph } => self.close_text(&leaf, unit, slot, is_paragraph),
            LeafKind::Table { unit, attributes } => {
                self.misplace_embeds(&leaf);
                if let Some(index) = self.add_unit(&leaf, unit) {
                    self.buffers.fill_attributes(attributes, index);
                    if let Some(introduction) = leaf.introduced_by {
                        self.units[introduction].introduces = Run::new(&(index..index + 1));
                    }
                }
            }
            LeafKind::Heading(opening) => {
                self.misplace_embeds(&leaf);
                self.close_heading(&leaf, opening);
            }
            LeafKind::Term => {
                self.misplace_embeds(&leaf);
                self.buffers.html("</dt>\n");
            }
        }
    }

    fn close_text(&mut self, leaf: &Leaf, unit: UnitKind, slot: Slot, is_paragraph: bool) {
        if leaf.shown == 0 {
            if is_paragraph && leaf.embeds > 0 {
                self.buffers.html("\n");
            }
            return self.place_lone_marks(leaf);
        }
        self.misplace_embeds(leaf);
        let index = self.add_unit(leaf, unit);
        if is_paragraph {
            self.buffers.fill_paragraph(slot, index);
            self.buffers.html("</p>\n");
        } else if let Some(index) = index {
            self.buffers.fill_attributes(slot, index);
        }
        self.introduction = index.filter(|_| leaf.prose.introduces());
    }

    /// Places the marks of a paragraph that is nothing but marks.
    fn place_lone_marks(&mut self, leaf: &Leaf) {
        for index in leaf.first_mark..self.marks.len() {
            let mark = &mut self.marks[index];
            if mark.kind == MarkKind::NoEvidence {
                self.sink.push(
                    Diagnostic::new(&codes::INVALID_CITATION, mark.span, "`[@none]` stands alone and marks nothing")
                        .help("write it within the paragraph that needs neither citation nor judgement"),
                );
            } else if let Some(introduction) = leaf.introduced_by {
                // A record that is shown after a colon belongs to the words that introduce it.
                mark.unit = Some(narrow(introduction));
                let marks = &mut self.units[introduction].marks;
                let first = if marks.is_empty() { index } else { marks.range().start };
                *marks = Run::new(&(first..index + 1));
            }
        }
    }

    /// Embedded records among words become links: a block cannot stand inside a line.
    fn misplace_embeds(&mut self, leaf: &Leaf) {
        if leaf.embeds == 0 {
            return;
        }
        for index in leaf.first_mark..self.marks.len() {
            let mark = &mut self.marks[index];
            if let MarkKind::Embed { target } = &mark.kind {
                mark.kind = MarkKind::Link { target: target.clone(), label: None };
                let span = mark.span;
                self.sink.push(super::record::misplaced_embed(span));
            }
        }
    }

    fn add_unit(&mut self, leaf: &Leaf, kind: UnitKind) -> Option<usize> {
        let range = leaf.range.clone()?;
        if !leaf.prose.has_words() {
            return None;
        }
        let index = self.units.len();
        let marks = Run::new(&(leaf.first_mark..self.marks.len()));
        for mark in &mut self.marks[leaf.first_mark..] {
            mark.unit = Some(narrow(index));
        }
        let sentences = leaf.prose.write_sentences(&mut self.sentences);
        for (number, sentence) in sentences.range().zip(self.sentences.run(sentences)) {
            for mark in &mut self.marks[sentence.marks().range()] {
                mark.sentence = Some(narrow(number));
            }
        }
        let end = range.start + self.body.get(range.clone()).map_or(range.len(), |text| text.trim_end().len());
        let span = self.places.span(&(range.start..end));
        self.units.push(Unit { span, kind, marks, sentences, introduces: Run::default() });
        Some(index)
    }

    /// Reports, once a leaf, that HTML is shown as text.
    pub(super) fn report_html(&mut self, range: &Range<usize>) {
        if !std::mem::replace(&mut self.leaf_at(range).reported, true) {
            self.report(
                &codes::RAW_HTML,
                range,
                "HTML is shown to readers as it is written",
                "write it in Markdown, or put it between backticks if it is meant to be seen",
            );
        }
    }
}
