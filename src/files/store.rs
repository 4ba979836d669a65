use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::{LineColumn, Span};

/// The identity of a file: an index into [`Files`], which gives a path the same one in every run that it serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

#[derive(Debug)]
struct Entry {
    path: Arc<str>,
    text: Arc<str>,
    /// Offset of the first byte of every line, so that a thousand reports in one file stay cheap.
    line_starts: Vec<u32>,
}

/// Every text that a diagnostic may point into, by identity. A copy shares the texts.
#[derive(Debug, Clone, Default)]
pub struct Files {
    entries: Vec<Arc<Entry>>,
    by_path: HashMap<Arc<str>, FileId>,
}

impl Files {
    /// Registers a text under the path that messages show: relative to the site, with `/` between its parts. A path
    /// that is known keeps its identity, and has this text from now on.
    pub fn add(&mut self, path: impl AsRef<str>, text: impl Into<Arc<str>>) -> FileId {
        let (path, text) = (path.as_ref(), text.into());
        let known = self.by_path.get(path).copied();
        let former = known.and_then(|id| self.entries.get(id.0 as usize));
        if let (Some(id), Some(_)) = (known, former.filter(|entry| Arc::ptr_eq(&entry.text, &text))) {
            return id;
        }
        let path: Arc<str> = former.map_or_else(|| path.into(), |entry| Arc::clone(&entry.path));
        let entry = Arc::new(Entry { line_starts: line_starts(&text), path: Arc::clone(&path), text });
        let id = known.unwrap_or_else(|| FileId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX)));
        match self.entries.get_mut(id.0 as usize) {
            Some(place) => *place = entry,
            None => self.entries.push(entry),
        }
        self.by_path.insert(path, id);
        id
    }

    /// Forgets the texts of all files but these. Their identities stay theirs.
    pub fn forget_texts_but(&mut self, kept: &HashSet<FileId>) {
        for (index, entry) in (0..).zip(&mut self.entries) {
            if !entry.text.is_empty() && !kept.contains(&FileId(index)) {
                *entry = Arc::new(Entry { path: Arc::clone(&entry.path), text: "".into(), line_starts: vec![0] });
            }
        }
    }

    /// The file of a path, if it is known.
    #[must_use]
    pub fn named(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).copied()
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

    /// Whether a file has this text. Nothing is compared where it is the very one.
    #[must_use]
    pub fn has_text(&self, id: FileId, text: &Arc<str>) -> bool {
        self.entries.get(id.0 as usize).is_some_and(|entry| Arc::ptr_eq(&entry.text, text) || entry.text == *text)
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
    pub fn lines_around(&self, file: FileId, range: Range<usize>) -> (Range<usize>, usize) {
        let Some(entry) = self.entries.get(file.0 as usize) else { return (0..0, 1) };
        let starts = &entry.line_starts;
        let first = starts.partition_point(|&start| start as usize <= range.start).max(1);
        let last = starts.partition_point(|&start| (start as usize) < range.end.max(range.start + 1)).max(first);
        let begin = starts.get(first - 1).map_or(0, |&start| start as usize);
        let end = starts.get(last).map_or(entry.text.len(), |&start| start as usize - 1);
        (begin..end, first)
    }
}

fn line_starts(text: &str) -> Vec<u32> {
    let after_newline = text.bytes().zip(1_u32..).filter(|(byte, _)| *byte == b'\n').map(|(_, next)| next);
    std::iter::once(0).chain(after_newline).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::Files;

    #[test]
    fn a_path_keeps_its_identity_and_a_copy_its_texts() {
        let mut files = Files::default();
        let (one, other) = (files.add("a", "old"), files.add("b", "b"));
        let copy = files.clone();
        assert_eq!(files.add("a", "new"), one);
        assert_eq!((files.text(one), copy.text(one), files.text(other)), ("new", "old", "b"));
        files.forget_texts_but(&HashSet::from([one]));
        assert_eq!((files.text(one), files.text(other), files.path(other)), ("new", "", "b"));
        assert_eq!(files.add("b", "again"), other);
    }
}
