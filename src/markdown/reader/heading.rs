use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use super::Reader;
use super::leaf::{Leaf, LeafKind};
use crate::diagnostic::codes;
use crate::files::Spanned;
use crate::markdown::buffer::Slot;
use crate::markdown::heading::Pending;

/// A heading that is being read.
#[derive(Debug)]
pub(super) struct Opening {
    slot: Slot,
    /// Level on the page; none in a note.
    level: Option<u8>,
    explicit: Option<Spanned<String>>,
    range: Range<usize>,
}

/// The attributes at the end of a heading, `{#id}`.
#[derive(Debug, PartialEq, Eq)]
struct Attributes {
    /// From where on the heading is not text.
    start: usize,
    /// The whole of `{…}`.
    range: Range<usize>,
    id: Option<Range<usize>>,
    has_others: bool,
}

impl Reader<'_, '_> {
    pub(super) fn open_heading(&mut self, written: HeadingLevel, range: Range<usize>) {
        self.before_block();
        let level = self.levels.as_mut().map(|levels| levels.next(written as u8));
        let attributes = attributes(self.body, &range);
        let mut explicit = None;
        if let Some(attributes) = attributes {
            self.attributes_start = attributes.start;
            explicit = attributes.id.map(|id| Spanned::new(self.raw(&id).to_owned(), self.places.span(&id)));
            if attributes.has_others {
                self.report(
                    &codes::RAW_HTML,
                    &attributes.range,
                    "classes and attributes of a heading are not used",
                    "only an id can be given: `{#what-follows}`",
                );
            }
        }
        let slot = self.buffers.slot();
        let kind = LeafKind::Heading(Opening { slot, level, explicit, range });
        self.leaf = Some(Leaf::new(kind, self.marks.len(), None));
    }

    pub(super) fn close_heading(&mut self, leaf: &Leaf, opening: Opening) {
        self.attributes_start = usize::MAX;
        if leaf.shown == 0 && leaf.embeds == 0 {
            // An empty heading would be an empty line of the page's outline.
            return;
        }
        let Some(level) = opening.level else {
            self.buffers.fill(opening.slot, "<p><strong>");
            self.buffers.html("</strong></p>\n");
            return;
        };
        self.buffers.html(&format!("</h{level}>\n"));
        let range = leaf.range.clone().unwrap_or(opening.range);
        self.headings.push(Pending {
            level,
            explicit: opening.explicit,
            line: leaf.prose.line().to_owned(),
            sentence: leaf.prose.write_whole(&mut self.sentences),
            span: self.places.span(&range),
            nested: !self.containers.is_empty(),
            opening: opening.slot,
        });
    }
}

/// Finds the attributes of the heading at `range`.
fn attributes(body: &str, range: &Range<usize>) -> Option<Attributes> {
    let raw = body.get(range.clone())?.trim_end();
    let is_underlined = !raw.starts_with('#') || raw.trim_start_matches('#').starts_with(|c: char| !c.is_whitespace());
    let text = if is_underlined { raw[..raw.rfind('\n')?].trim_end() } else { without_closing(raw) };
    let before = text.strip_suffix('}')?;
    let open = before.rfind(['{', '}', '\n']).filter(|&at| before[at..].starts_with('{'))?;
    let inner = &before[open + 1..];
    if !inner.starts_with(['#', '.']) || before[..open].ends_with('\\') {
        return None;
    }
    let inner_start = range.start + open + 1;
    let id = inner.rfind(" #").map(|at| at + 2).or_else(|| inner.starts_with('#').then_some(1)).map(|start| {
        let length = inner[start..].find(char::is_whitespace).unwrap_or(inner.len() - start);
        inner_start + start..inner_start + start + length
    });
    let has_others = inner.split_whitespace().count() > usize::from(id.is_some());
    let text = if is_underlined { &before[..open] } else { without_closing(before[..open].trim_end()) };
    let range = inner_start - 1..inner_start + inner.len() + 1;
    Some(Attributes { start: inner_start - 1 - open + text.len(), range, id, has_others })
}

/// A heading's line without the `##` that may end it.
fn without_closing(line: &str) -> &str {
    let text = line.trim_end_matches('#');
    if text.ends_with([' ', '\t']) { text.trim_end() } else { line }
}

#[cfg(test)]
mod tests {
    use super::attributes;

    /// The text of a heading, and the id and whether there is more.
    fn read(heading: &str) -> Option<(&str, Option<&str>, bool)> {
        attributes(heading, &(0..heading.len()))
            .map(|found| (&heading[..found.start], found.id.map(|id| &heading[id]), found.has_others))
    }

    #[test]
    fn attributes_end_a_heading() {
        assert_eq!(read("# a {#b}\n"), Some(("# a", Some("b"), false)));
        assert_eq!(read("## a ## {#b}"), Some(("## a", Some("b"), false)));
        assert_eq!(read("## a {#b} ##"), Some(("## a", Some("b"), false)));
        assert_eq!(read("# a{.c #b .d}"), Some(("# a", Some("b"), true)));
        assert_eq!(read("a\n> {#é}\n> ---\n"), Some(("a\n> ", Some("é"), false)));
        assert_eq!(read("# {.c}"), Some(("#", None, true)));
    }

    #[test]
    fn other_braces_are_text() {
        for heading in ["# a", "# {a}", "# a \\{#b}", "# a {#b} c", "# `{#b}`", "a {#b\n}\n---", "# {#b", "#}"] {
            assert_eq!(read(heading), None, "{heading}");
        }
    }
}
