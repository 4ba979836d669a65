//! Whether an excerpt has the very characters of its source.

use unicode_normalization::UnicodeNormalization as _;

use super::character::SOFT_HYPHEN;

/// Whether two texts are the same, byte for byte in normalisation form C, if white space that ends a line counts as
/// one space. Unicode forms and the width at which a text is wrapped are no choices of its author.
pub(super) fn is_verbatim(excerpt: &str, original: &str) -> bool {
    excerpt == original || unwrapped(excerpt.trim()).nfc().eq(unwrapped(original).nfc())
}

/// A text of an archive on one line, in its own spelling: white space that ends a line is one space. Where a soft
/// hyphen broke a word at the end of a line, the word is put together again.
pub(super) fn on_one_line(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for (index, piece) in text.split(SOFT_HYPHEN).enumerate() {
        let words = piece.trim_start();
        let space = &piece[..piece.len() - words.len()];
        let is_break = index > 0 && space.contains(['\n', '\r']);
        if index > 0 && !is_break {
            joined.push(SOFT_HYPHEN);
        }
        joined.push_str(if is_break { words } else { piece });
    }
    unwrapped(&joined).collect()
}

/// The text with every run of white space that holds a line's end as one space.
fn unwrapped(text: &str) -> Box<dyn Iterator<Item = char> + '_> {
    if !text.contains(['\n', '\r']) {
        return Box::new(text.chars());
    }
    let runs = text.split_inclusive(|c: char| !c.is_whitespace()).flat_map(|run| {
        let words = run.trim_start();
        let space = &run[..run.len() - words.len()];
        let space = if space.contains(['\n', '\r']) { " " } else { space };
        space.chars().chain(words.chars())
    });
    Box::new(runs)
}

#[cfg(test)]
mod tests {
    use super::{is_verbatim, on_one_line};

    #[test]
    fn a_text_on_one_line_keeps_its_spelling() {
        assert_eq!(on_one_line("a\r\n  b\u{a0}c"), "a b\u{a0}c");
        assert_eq!(on_one_line("pro\u{ad}\n gram of pro\u{ad}gram\nx"), "program of pro\u{ad}gram x");
    }

    #[test]
    fn only_unicode_form_and_line_ends_are_set_aside() {
        assert!(is_verbatim("a café in 서울", "a cafe\u{301} \r\n  in 서울"));
        assert!(is_verbatim("two  spaces", "two  spaces"));
        assert!(!is_verbatim("two spaces", "two  spaces"));
        assert!(!is_verbatim("two spaces", "two\u{a0}spaces"));
        assert!(!is_verbatim("Trump's", "Trump’s"));
        assert!(!is_verbatim("second-strike", "second\u{2011}strike"));
    }
}
