use std::ops::Range;

use super::Reader;
use super::link::LINK_HELP;
use crate::diagnostic::codes;
use crate::markdown::place::unwrapped;

/// A code block that is being read.
#[derive(Debug)]
pub(super) struct Code {
    pub(super) language: String,
    pub(super) text: String,
}

impl Reader<'_, '_> {
    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some(code) = &mut self.code {
            code.text.push_str(text);
            return;
        }
        if range.start < self.signs_end {
            let rest = self.signs_end.min(range.end)..range.end;
            return self.first_words(self.raw(&rest), rest);
        }
        if range.end > self.attributes_start {
            let rest = range.start..self.attributes_start;
            return self.more_words(self.raw(&rest).trim_end(), &rest);
        }
        if self.leaf.as_ref().is_none_or(|leaf| leaf.shown + leaf.embeds == 0) {
            return self.first_words(text, range);
        }
        self.more_words(text, &range);
    }

    /// Writes the words that a leaf begins with, without the space before them.
    fn first_words(&mut self, text: &str, range: Range<usize>) {
        let words = text.trim_start();
        if !words.is_empty() {
            let is_raw = text.len() == range.len();
            let start = if is_raw { range.end - words.len() } else { range.start };
            self.more_words(words, &(start..range.end));
        }
    }

    fn more_words(&mut self, text: &str, range: &Range<usize>) {
        if matches!(text, "[" | "![") {
            self.check_bracket(range);
        }
        self.words(text, range);
        if text.len() == range.len() {
            self.look_for_strays(range);
        }
    }

    /// Writes words as they stand.
    pub(super) fn words(&mut self, words: &str, range: &Range<usize>) {
        let leaf = self.leaf_at(range);
        leaf.prose.push(words);
        leaf.shown += usize::from(!words.trim().is_empty());
        self.buffers.text(words);
    }

    /// Writes what stands in the file at `range`, signs and all.
    pub(super) fn literal(&mut self, range: &Range<usize>) {
        let words = unwrapped(self.raw(range));
        self.words(&words, range);
    }

    pub(super) fn code_span(&mut self, text: &str, range: Range<usize>) {
        let start = self.leaf_at(&range).prose.end();
        self.buffers.html("<code>");
        self.words(text, &range);
        let leaf = self.leaf_here();
        leaf.prose.set_aside(start);
        leaf.shown += 1;
        self.buffers.html("</code>");
    }

    /// A line of an HTML block.
    pub(super) fn html_line(&mut self, html: &str, range: Range<usize>) {
        self.words(html, &range);
    }

    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        self.report_html(&range);
        self.words(html, &range);
    }

    pub(super) fn line_break(&mut self, html: &str, range: Range<usize>) {
        // A line that only held the sign of a quote is no line.
        if range.start < self.signs_end || self.leaf.as_ref().is_none_or(|leaf| leaf.shown + leaf.embeds == 0) {
            return;
        }
        self.leaf_here().prose.push(" ");
        self.buffers.html(html);
    }

    /// Opens an inline element. A record embedded within it does not stand alone.
    pub(super) fn inline_tag(&mut self, tag: &str, range: &Range<usize>) {
        self.leaf_at(range).shown += 1;
        self.buffers.html(tag);
    }

    pub(super) fn footnote_reference(&mut self, label: &str, range: Range<usize>) {
        self.leaf_at(&range).shown += 1;
        let slot = self.buffers.slot();
        self.footnotes.refer(label, slot);
    }

    pub(super) fn task(&mut self, is_done: bool) {
        self.leaf_here().shown += 1;
        self.buffers.html(if is_done {
            "<input type=\"checkbox\" disabled checked aria-label=\"Done\"> "
        } else {
            "<input type=\"checkbox\" disabled aria-label=\"To do\"> "
        });
    }

    /// Reports a bracket that reads like a citation or a footnote and is neither.
    fn check_bracket(&mut self, range: &Range<usize>) {
        let is_escaped = self.raw(&(0..range.start)).ends_with('\\');
        let rest = self.raw(&(range.end..self.body.len()));
        if is_escaped {
            return;
        }
        if let Some(name) = rest.strip_prefix('@')
            && name.starts_with(char::is_alphanumeric)
        {
            let is_end = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | ';');
            let length = rest.char_indices().take(80).take_while(|(_, c)| !is_end(*c)).last().map_or(1, |(at, _)| at);
            let length = length + rest[length..].chars().next().map_or(0, char::len_utf8);
            self.report(
                &codes::INVALID_CITATION,
                &(range.start..range.end + length),
                "this citation is not closed, or has brackets in it",
                "write `[@source/claim]`, or `\\[` for a bracket that is not a citation",
            );
            self.unread_citation(range);
            self.cited_until = range.end + end_of_citation(rest);
        } else if self.raw(range) == "[" {
            self.stray_bracket(range);
        }
        if self.raw(range) == "[" && is_empty_link(rest) && !self.raw(&(0..range.start)).ends_with('[') {
            let end = range.end + rest.find("]]").map_or(0, |at| at + "]]".len());
            self.report(&codes::BROKEN_LINK, &(range.start..end), "this link names no record", LINK_HELP);
        }
        if let Some(label) = rest.strip_prefix('^') {
            let is_end = |c: char| c.is_whitespace() || matches!(c, '[' | ']');
            let length = label.char_indices().take(100).find(|(_, c)| is_end(*c)).map_or(0, |(at, _)| at);
            if length > 0 && label[length..].starts_with(']') {
                let message = format!("no footnote is called `{}`", &label[..length]);
                let help = if self.levels.is_some() {
                    format!("write `[^{}]: …` in a paragraph of its own", &label[..length])
                } else {
                    "this field has no footnotes: say it in the text itself".to_owned()
                };
                self.report(&codes::BROKEN_LINK, &(range.start..range.end + length + 2), message, &help);
            }
        }
    }
}

/// Where the `]` of an unclosed citation stands, if it has one after all: what is before it has been reported. What is
/// long is not searched.
fn end_of_citation(rest: &str) -> usize {
    const LONGEST: usize = 2_000;
    let mut letters = rest.char_indices().take(LONGEST);
    letters.find(|(_, c)| *c == ']').map_or(rest.len().min(LONGEST), |(at, _)| at)
}

/// `[]]` or `[|label]]`, after a bracket: a link without a target, which is ordinary text to the parser.
fn is_empty_link(rest: &str) -> bool {
    let Some(inner) = rest.strip_prefix('[').map(|inner| inner.trim_start_matches(' ')) else { return false };
    // A label is short, and of one line: what is long is not searched.
    let label =
        |text: &str| text.char_indices().take(80).find(|(_, c)| matches!(c, '[' | ']' | '\n')).map(|(at, _)| at);
    match inner.strip_prefix('|') {
        Some(rest) => label(rest).is_some_and(|at| rest[at..].starts_with("]]")),
        None => inner.starts_with("]]"),
    }
}
