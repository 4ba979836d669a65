use std::ops::Range;

/// A run of the entries of a list, or of the bytes of a text: a range in half the room of one. A document has several for
/// each of its sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Run {
    start: u32,
    end: u32,
}

impl Run {
    pub(super) fn new(range: &Range<usize>) -> Self {
        Self { start: narrow(range.start), end: narrow(range.end) }
    }

    /// As a range, to slice and to walk with.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// A place in a document in half the room. Places past `u32::MAX` saturate, as those of [`Span`](crate::files::Span) do:
/// the limit of a file keeps documents far below it.
pub(super) fn narrow(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
