//! The way from the normalised text back to the original.

use std::ops::Range;

use crate::evidence::normalise::Sink;

/// A place of which all coordinates are known, and from which normalising may begin anew.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub(super) normal: usize,
    pub(super) points: u32,
    pub(super) original: usize,
}

/// Text between two marks, in bytes.
const MARK_EVERY: usize = 1024;

/// Writes the normalised text and sets marks.
pub(super) struct Marking<'t> {
    pub(super) normal: &'t mut String,
    pub(super) marks: &'t mut Vec<Mark>,
    pub(super) points: u32,
    pub(super) base: usize,
    /// Where the last character came from: two characters from one place were composed together, and normalising
    /// cannot begin between them.
    pub(super) last: usize,
}

impl Marking<'_> {
    /// Only a letter or digit can be a mark: before it, nothing is pending that depends on what stands further back.
    fn mark(&mut self, c: char, from: usize) {
        let is_due = self.marks.last().is_none_or(|mark| self.normal.len() >= mark.normal + MARK_EVERY);
        if is_due && from != self.last && c.is_alphanumeric() {
            self.marks.push(Mark { normal: self.normal.len(), points: self.points, original: self.base + from });
        }
        self.last = from;
    }
}

impl Sink for Marking<'_> {
    fn put(&mut self, c: char, from: Range<usize>) {
        self.mark(c, from.start);
        self.normal.push(c);
        self.points += 1;
    }

    fn put_run(&mut self, run: &str, from: usize) {
        self.mark(run.chars().next().unwrap_or(' '), from);
        self.normal.push_str(run);
        self.points = self.points.saturating_add(u32::try_from(run.len()).unwrap_or(u32::MAX));
        self.last = from + run.len().saturating_sub(1);
    }
}

/// Walks from a mark to a range and notes where it came from.
pub(super) struct Seeking {
    pub(super) at: usize,
    pub(super) wanted: Range<usize>,
    pub(super) found: Option<Range<usize>>,
}

impl Sink for Seeking {
    fn put(&mut self, c: char, from: Range<usize>) {
        if self.at >= self.wanted.start && self.at < self.wanted.end {
            let start = self.found.as_ref().map_or(from.start, |found| found.start);
            self.found = Some(start..from.end);
        }
        self.at += c.len_utf8();
    }

    fn is_full(&self) -> bool {
        self.at >= self.wanted.end
    }
}
