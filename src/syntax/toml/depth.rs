use std::ops::Range;

use toml::de::{DeTable, Error};

/// How many names of tables the parser takes in one key.
const NAMES: usize = 80;

/// Where a text is nested deeper than the parser follows, if that is what an error is about.
pub(super) fn too_deep(error: &Error, text: &str) -> Option<Range<usize>> {
    is_of_depth(error).then(|| error.span().or_else(|| long_key(text)).unwrap_or(0..0))
}

/// The parser has no other sign of it than its words.
fn is_of_depth(error: &Error) -> bool {
    error.message().contains("recursion limit") || error.message().contains("recursion depth")
}

/// The line of the first key of too many names, for which the parser gives no place.
fn long_key(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let range = start..start + line.trim_end().len();
        start += line.len();
        (line, range)
    });
    let mut long = lines.filter(|(line, _)| line.bytes().filter(|byte| *byte == b'.').count() >= NAMES);
    // Such a line may also be a text's, or that of a comment.
    long.find(|(line, _)| DeTable::parse_recoverable(line).1.iter().any(is_of_depth)).map(|(_, range)| range)
}
