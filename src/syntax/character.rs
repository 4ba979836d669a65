//! Characters that no text of a site holds, and texts of which nobody sees anything.

use crate::diagnostic::{Diagnostic, codes};
use crate::files::{Span, shows_nothing, turns_direction};

/// Whether a character is reported wherever a text of the site holds it. What is taken from an archive leaves it behind.
#[must_use]
pub const fn is_refused(c: char) -> bool {
    is_unusable(c) || turns_direction(c)
}

/// Whether no XML document can hold a character (XML 1.0, 2.2): one of them in a title, and no reader can open the feed.
pub(super) const fn is_unusable(c: char) -> bool {
    matches!(c, '\0'..'\t' | '\u{b}' | '\u{c}' | '\u{e}'..' ' | '\u{fffe}' | '\u{ffff}')
}

/// Says that a text holds what no page and no feed can.
pub(super) fn unusable_character(place: Span, c: char) -> Diagnostic {
    if c == '\0' {
        return Diagnostic::new(&codes::NUL_BYTE, place, "the text holds a NUL, written as an escape")
            .help("drop it: no page and no export can hold one");
    }
    let message = format!("the text holds the character U+{:04X}, which no feed and no sitemap can hold", u32::from(c));
    Diagnostic::new(&codes::UNUSABLE_CHARACTER, place, message)
        .help("delete it: it is invisible, and was probably left by another program")
}

/// The pattern of Braille without a dot.
const BLANK: char = '\u{2800}';

/// Whether a text holds something that is seen.
pub(super) fn is_visible(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !shows_nothing(c) && c != BLANK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_usable_and_seen_by_nobody() {
        assert!(!" \t\r\n\u{85}\u{a0}é한👩".contains(is_unusable));
        for c in ['\0', '\u{7}', '\u{b}', '\u{c}', '\u{1b}', '\u{1f}', '\u{fffe}', '\u{ffff}'] {
            assert!(is_unusable(c), "{c:?}");
        }
        assert!(!is_visible(" \u{200b}\u{2060}\u{3164}\u{fe0f}\u{a0}\u{e0041}"));
        assert!(is_visible("\u{200b}한"));
    }
}
