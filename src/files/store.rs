use std::sync::Arc;

use super::{LineColumn, Span};

/// The identity of a file within one run: an index into [`Files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

#[derive(Debug, Clone)]
struct Entry {
    path: String,
    text: Arc<str>,
    /// Offset of the first byte of every line, so that a thousand reports in one file stay cheap.
    line_starts: Vec<u32>,
}

/// Every text that a diagnostic may point into, by identity.
#[derive(Debug, Clone, Default)]
pub struct Files {
    entries: Vec<Entry>,
}

impl Files {
    /// Registers a text under the path that messages show: relative to the site, with `/` between its parts.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let id = FileId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        let text = text.into();
        let after_newline = text.bytes().zip(1_u32..).filter(|(byte, _)| *byte == b'\n').map(|(_, next)| next);
        let line_starts = std::iter::once(0).chain(after_newline).collect();
        self.entries.push(Entry { path: path.into(), text, line_starts });
        id
    }

    /// The path of a file as messages show it.
    #[must_use]
    pub fn path(&self, id: FileId) -> &str {
        self.entries.get(id.0 as usize).map_or("", |entry| &entry.path)
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, id: FileId) -> &str {
        self.entries.get(id.0 as usize).map_or("", |entry| &entry.text)
    }

    /// The text of a file, shared.
    #[must_use]
    pub fn shared_text(&self, id: FileId) -> Arc<str> {
        self.entries.get(id.0 as usize).map_or_else(|| Arc::from(""), |entry| Arc::clone(&entry.text))
    }

    /// The words under a span; empty if the span is not one of this store's.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.file).get(span.range()).unwrap_or("")
    }

    /// Where a span begins, for `file:line:column`.
    #[must_use]
    pub fn position(&self, span: Span) -> LineColumn {
        let Some(entry) = self.entries.get(span.file.0 as usize) else {
            return LineColumn { line: 1, column: 1 };
        };
        let line = entry.line_starts.partition_point(|&start| start <= span.start);
        let line_start = entry.line_starts.get(line.wrapping_sub(1)).map_or(0, |&start| start as usize);
        let before = entry.text.get(line_start..span.start as usize).unwrap_or("");
        LineColumn { line: line.max(1), column: before.chars().count() + 1 }
    }

    /// The range of bytes of the lines that a range touches, without the last line's end, and the number of the first.
    #[must_use]
    pub fn lines_around(&self, file: FileId, range: std::ops::Range<usize>) -> (std::ops::Range<usize>, usize) {
        let Some(entry) = self.entries.get(file.0 as usize) else { return (0..0, 1) };
        let starts = &entry.line_starts;
        let first = starts.partition_point(|&start| start as usize <= range.start).max(1);
        let last = starts.partition_point(|&start| (start as usize) < range.end.max(range.start + 1)).max(first);
        let begin = starts.get(first - 1).map_or(0, |&start| start as usize);
        let end = starts.get(last).map_or(entry.text.len(), |&start| start as usize - 1);
        (begin..end, first)
    }
}
