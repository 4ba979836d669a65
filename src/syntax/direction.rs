//! Characters that turn the order of others.

use crate::diagnostic::{Diagnostic, codes};
use crate::files::Span;

/// Whether a character opens or closes a stretch in which letters are shown in another order than they are written in.
///
/// The marks U+200E, U+200F and U+061C are none of these: they settle where a full stop goes in a text of two scripts,
/// and turn nothing round.
#[must_use]
pub const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Says that a text shows something else than it holds.
#[must_use]
pub fn hidden_direction(place: Span, c: char) -> Diagnostic {
    let message =
        format!("the invisible character U+{:04X} changes the order in which the text is shown", u32::from(c));
    Diagnostic::new(&codes::HIDDEN_DIRECTION, place, message).help(
        "delete it, and write the words in the order in which they are read: right-to-left scripts need no such character",
    )
}
