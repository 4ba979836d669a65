use std::ops::Range;

use pulldown_cmark::Event;

use super::Reader;
use super::link::LINK_HELP;
use crate::diagnostic::{Diagnostic, codes};
use crate::files::{Span, Spanned};
use crate::markdown::place::{trimmed, unwrapped};
use crate::markdown::{MarkKind, push_attribute};

/// The plain text of a label, which is collected while nothing is written.
#[derive(Debug)]
pub(super) struct Collecting {
    depth: usize,
    text: String,
    purpose: Purpose,
}

#[derive(Debug)]
pub(super) enum Purpose {
    /// The alternative text of an image with that mark.
    Image { mark: usize, title: String },
    /// The label of a link with that mark.
    Label { mark: usize },
}

/// What is reported of a record that is embedded among words.
pub(super) fn misplaced_embed(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::MISPLACED_EMBED, span, "an embedded record needs a paragraph of its own")
        .label("shown as a link")
        .help("put it between blank lines, or write `[[…]]` for a link")
}

impl Reader<'_, '_> {
    /// `[[target]]`, `[[target|label]]` or, as an image, `![[target]]`.
    pub(super) fn wikilink(&mut self, target: &str, has_label: bool, range: Range<usize>, is_embed: bool) {
        let start = range.start + if is_embed { "![[".len() } else { "[[".len() };
        let mut place = start..start + target.len();
        if self.raw(&place) != target {
            place = range.clone();
        } else if has_label && target.ends_with('\\') {
            // In a table the bar between target and label is escaped.
            place.end -= 1;
        }
        let place = trimmed(self.body, place);
        let target: Spanned<Box<str>> = Spanned::new(unwrapped(self.raw(&place)).into(), self.places.span(&place));
        if target.value.is_empty() {
            self.report(&codes::BROKEN_LINK, &range, "this link names no record", LINK_HELP);
            self.literal(&range);
            return self.skip();
        }
        self.record_link(target, has_label, &range, is_embed);
    }

    fn record_link(&mut self, target: Spanned<Box<str>>, has_label: bool, range: &Range<usize>, is_embed: bool) {
        let written = target.value.clone();
        let kind = if is_embed { MarkKind::Embed { target } } else { MarkKind::Link { target, label: None } };
        let mark = self.mark(range, kind);
        self.buffers.mark(mark);
        let leaf = self.leaf_here();
        if is_embed {
            leaf.embeds += 1;
        } else {
            leaf.shown += 1;
        }
        if has_label && !is_embed {
            self.collect_text(Purpose::Label { mark });
        } else {
            // Nobody knows the record's name yet, and a heading needs words for its id.
            let label = leaf.is_heading().then_some(written);
            leaf.prose.push_link(mark, label.as_deref());
            self.skip();
        }
    }

    /// Writes nothing until the element that has just begun ends, and then what its text is for.
    pub(super) fn collect_text(&mut self, purpose: Purpose) {
        self.collecting = Some(Collecting { depth: 0, text: String::new(), purpose });
    }

    /// Takes an event within a label.
    pub(super) fn collect(&mut self, event: &Event<'_>, range: Range<usize>) {
        let Some(collecting) = &mut self.collecting else { return };
        match event {
            Event::Start(_) => collecting.depth += 1,
            Event::End(_) if collecting.depth == 0 => self.collected(&range),
            Event::End(_) => collecting.depth -= 1,
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => collecting.text.push_str(text),
            Event::SoftBreak | Event::HardBreak => collecting.text.push(' '),
            _ => {}
        }
    }

    fn collected(&mut self, range: &Range<usize>) {
        let Some(Collecting { text, purpose, .. }) = self.collecting.take() else { return };
        let text = unwrapped(&text);
        match purpose {
            Purpose::Image { mark, title } => {
                self.locate_path(mark, range);
                let leaf = self.leaf_here();
                leaf.shown += 1;
                leaf.prose.push_mark(mark);
                self.buffers.html("<img");
                self.buffers.mark(mark);
                self.buffers.html(" alt=\"");
                push_attribute(self.buffers.tail(), &text);
                self.buffers.html("\" loading=\"lazy\"");
                self.title(&title);
            }
            Purpose::Label { mark } => {
                let words = (!text.is_empty()).then_some(text);
                self.leaf_here().prose.push_link(mark, words.as_deref());
                if let Some(MarkKind::Link { label, .. }) = self.marks.get_mut(mark).map(|mark| &mut mark.kind) {
                    *label = words.map(Box::from);
                }
            }
        }
    }
}
