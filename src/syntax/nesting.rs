//! Data that is nested deeper than any record.

use crate::diagnostic::{Diagnostic, codes};
use crate::files::Span;

/// Says that lists or tables lie too deep in each other.
pub(super) fn nested_too_deep(place: Span) -> Diagnostic {
    Diagnostic::new(&codes::NESTED_TOO_DEEP, place, "here lists or tables are nested too deep")
        .help("set them side by side: no record has more than five levels")
}
