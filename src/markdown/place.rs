use std::ops::Range;

use crate::files::{FileId, Span};

/// Turns ranges of the text that is being read into spans of the file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Places {
    /// The text is a slice of the file that begins at `offset`.
    Exact { file: FileId, offset: usize },
    /// The text was decoded from a field; only the field's place is known.
    Whole(Span),
}

impl Places {
    pub(super) const fn exact(file: FileId, offset: usize) -> Self {
        Self::Exact { file, offset }
    }

    pub(super) const fn whole(field: Span) -> Self {
        Self::Whole(field)
    }

    pub(super) fn span(self, range: &Range<usize>) -> Span {
        match self {
            Self::Exact { file, offset } => Span::new(file, offset + range.start, offset + range.end),
            Self::Whole(field) => field,
        }
    }
}

/// Cuts white space off both ends of a range of `text`, and the `>` of quoted lines with it.
///
/// Marks may be wrapped; the raw text of a wrapped mark in a block quote has `> ` at the start of its later lines.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(inner) = text.get(range.clone()) else { return range };
    let mut start = range.start;
    let mut line_begins = false;
    for c in inner.chars() {
        if !(c.is_whitespace() || (line_begins && c == '>')) {
            break;
        }
        line_begins |= c == '\n';
        start += c.len_utf8();
    }
    let mut rest = text[start..range.end].trim_end();
    let unquoted = rest.trim_end_matches(['>', ' ', '\t']);
    if unquoted.len() < rest.len() && unquoted.ends_with('\n') {
        rest = unquoted.trim_end();
    }
    start..start + rest.len()
}

/// The words of a mark that may be wrapped over lines, with single spaces.
pub(super) fn unwrapped(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for (index, line) in raw.split('\n').enumerate() {
        let line = if index == 0 { line } else { line.trim_start_matches(|c: char| c == '>' || c.is_whitespace()) };
        for word in line.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{trimmed, unwrapped};

    #[test]
    fn a_wrapped_mark_loses_the_signs_of_its_lines() {
        let text = "@a/b;\n> @c/d\n> ";
        assert_eq!(&text[trimmed(text, 5..text.len())], "@c/d");
        assert_eq!(unwrapped("Kim\n>  Jong\n> > Un"), "Kim Jong Un");
        assert_eq!(&"a > "[trimmed("a > ", 0..4)], "a >");
    }
}
