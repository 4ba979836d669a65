use std::ops::Range;

/// The first line of what Git leaves where two sides changed the same place, and nobody has decided yet.
#[must_use]
pub fn merge_mark(text: &str) -> Option<Range<usize>> {
    const MARK: &str = "<<<<<<<";
    let start = if text.starts_with(MARK) { 0 } else { text.find("\n<<<<<<<")? + 1 };
    let line = text[start..].lines().next().map_or(0, str::len);
    Some(start..start + line)
}

/// What an author does about it.
pub const MERGE_HELP: &str =
    "keep what is right from both sides, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`";

#[cfg(test)]
mod tests {
    use super::merge_mark;

    #[test]
    fn a_mark_stands_at_the_beginning_of_a_line() {
        assert_eq!(merge_mark("<<<<<<< a\r\nb"), Some(0..9));
        assert_eq!(merge_mark("a\n<<<<<<< HEAD"), Some(2..14));
        assert_eq!(merge_mark("a <<<<<<< b\n <<<<<<< c"), None);
    }
}
