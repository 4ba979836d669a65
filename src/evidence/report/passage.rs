//! Short quotations from an archive, for reports.

use std::ops::Range;

use crate::evidence::proof::one_line;
use crate::evidence::text::ArchiveText;

/// The most words of a source that a report quotes in one go.
const QUOTED: usize = 25;

/// Words to either side that tell one place from another.
const AROUND: usize = 4;

/// The furthest that words around a place are looked for, in bytes.
const REACH: usize = 120;

/// The words of the archive in a range, as published, on one line; `…` where it is cut.
pub(super) fn quoted(text: &ArchiveText, range: &Range<usize>) -> String {
    let normal = text.normal().get(range.clone()).unwrap_or("");
    let mut start = range.start;
    let mut blocks = Vec::new();
    for block in normal.split('\n') {
        blocks.push(one_line(text.original(start..start + block.len())));
        start += block.len() + 1;
    }
    let line = blocks.join(" ");
    match line.split(' ').count() {
        0..=QUOTED => line,
        _ => format!("{} …", line.split(' ').take(QUOTED).collect::<Vec<_>>().join(" ")),
    }
}

/// A few words before and after a range, from the same paragraph.
pub(in crate::evidence) fn around(text: &ArchiveText, range: &Range<usize>) -> (String, String) {
    let normal = text.normal();
    let Range { start: from, end: to } = text.widened(range, REACH);
    let from = from.max(text.block_start(range.start));
    let before = normal.get(from..range.start).unwrap_or("").trim_end();
    let after = normal.get(range.end..to).unwrap_or("").split('\n').next().unwrap_or("");
    let start = before.rmatch_indices(' ').nth(AROUND - 1).map_or(0, |(at, _)| at + 1);
    let leading = after.len() - after.trim_start().len();
    let end =
        after.trim_start().match_indices(' ').nth(AROUND - 1).map_or(after.trim_end().len(), |(at, _)| leading + at);
    let original =
        |range: Range<usize>| if range.start < range.end { one_line(text.original(range)) } else { String::new() };
    (original(from + start..from + before.len()), original(range.end + leading..range.end + end.max(leading)))
}
