use crate::files::is_deceptive;

/// A text of several lines as it may be written to a terminal. What is in it comes from strangers: control characters
/// and direction overrides would let a message lie there.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if is_deceptive(c) { '\u{fffd}' } else { c }).collect()
}

/// As [`printable`], keeping every byte offset, and the ends of lines however they are written.
pub(super) fn printable_same_length(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let ends_line = c == '\r' && rest.as_str().starts_with('\n');
        match (is_deceptive(c) && !ends_line, c.len_utf8()) {
            (false, _) => out.push(c),
            (true, 3) => out.push('\u{fffd}'),
            (true, 2) => out.push('\u{b7}'),
            (true, length) => out.extend(std::iter::repeat_n('?', length)),
        }
    }
    out
}
