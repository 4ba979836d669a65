use std::fmt::Display;

use crate::search::SearchError;

/// What Pagefind wrote, where that is not what it writes: another version of it has another form.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("Pagefind wrote an unknown form of index: {place} should hold {expected}, but holds {found}")]
pub(super) struct Fault {
    pub(super) place: String,
    pub(super) expected: &'static str,
    pub(super) found: String,
}

/// Makes a fault of what was found.
pub(super) fn fault<F: Display>(place: impl Into<String>, expected: &'static str) -> impl FnOnce(F) -> Fault {
    move |found| Fault { place: place.into(), expected, found: found.to_string() }
}

impl From<Fault> for SearchError {
    fn from(fault: Fault) -> Self {
        Self::Index(fault.to_string())
    }
}
