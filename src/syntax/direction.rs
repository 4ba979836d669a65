//! Characters that turn the order of others.

use crate::diagnostic::{Diagnostic, codes};
use crate::files::Span;

/// Says that a text shows something else than it holds.
#[must_use]
pub fn hidden_direction(place: Span, c: char) -> Diagnostic {
    let message =
        format!("the invisible character U+{:04X} changes the order in which the text is shown", u32::from(c));
    Diagnostic::new(&codes::HIDDEN_DIRECTION, place, message).help(
        "delete it, and write the words in the order in which they are read: right-to-left scripts need no such character",
    )
}
