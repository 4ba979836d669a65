//! What it may cost to choose among the places of all excerpts of one source.
//!
//! An excerpt of one word stands in a long text a million times, and ten thousand excerpts may be the same word with
//! something beside it that stands nowhere. Each would be held to every place.

use std::cell::Cell;

/// So many places. A book of ten thousand excerpts takes a hundredth.
const STEPS: usize = 1 << 24;

/// The steps that are left.
#[derive(Debug)]
pub(super) struct Steps(Cell<usize>);

impl Default for Steps {
    fn default() -> Self {
        Self(Cell::new(STEPS))
    }
}

impl Steps {
    /// Takes a step, and so many more. None if there are not as many left, now and from now on.
    pub(super) fn take(&self, more: usize) -> Option<()> {
        let left = self.0.get().checked_sub(1 + more);
        self.0.set(left.unwrap_or(0));
        left.map(drop)
    }

    /// Whether none is left.
    pub(super) fn are_spent(&self) -> bool {
        self.0.get() == 0
    }
}
