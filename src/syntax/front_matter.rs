use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::files::{FileId, Span};

/// The two parts of a Markdown file, as byte ranges of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// The YAML between the `---` lines.
    pub yaml: Range<usize>,
    /// Everything after the closing line.
    pub body: Range<usize>,
}

/// Splits a Markdown file into its front matter and its body.
///
/// Done before the Markdown parser sees the text: its own metadata option takes any later pair of `---` rules for
/// front matter as well.
pub fn split_front_matter(file: FileId, text: &str, sink: &mut Diagnostics) -> Option<FrontMatter> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = text[start..].split_inclusive('\n').scan(start, |offset, line| {
        let begin = *offset;
        *offset += line.len();
        Some((begin, *offset, line.trim_end()))
    });
    let opening = lines.next().filter(|(_, _, line)| *line == "---");
    let Some((_, yaml_start, _)) = opening else {
        let first_line = text[start..].find('\n').map_or(text.len(), |length| start + length);
        sink.push(
            Diagnostic::new(
                &codes::MISSING_FRONT_MATTER,
                Span::new(file, start, first_line),
                "the file does not open with front matter",
            )
            .help("begin the file with a line `---`, the fields, and another line `---`"),
        );
        return None;
    };
    let Some((yaml_end, body_start, _)) = lines.find(|(_, _, line)| *line == "---") else {
        sink.push(
            Diagnostic::new(
                &codes::MISSING_FRONT_MATTER,
                Span::new(file, start, start + 3),
                "the front matter that opens here is never closed",
            )
            .help("add a line `---` after the last field"),
        );
        return None;
    };
    Some(FrontMatter { yaml: yaml_start..yaml_end, body: body_start..text.len() })
}
