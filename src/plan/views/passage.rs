use crate::evidence::{Part, Proved, written_parts};
use crate::resolve::Excerpt;

/// One part of an excerpt as machines look for it: the whole of it, unless it is elided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Passage<'a> {
    /// The words, as the source spells them.
    pub(super) words: &'a str,
    /// Words directly before, where they are needed to tell the place.
    pub(super) prefix: Option<&'a str>,
    /// Words directly after.
    pub(super) suffix: Option<&'a str>,
    /// Where it was found.
    pub(super) part: Option<&'a Part>,
}

/// The passages of an excerpt. Of one that is not proved, what its author says about them.
pub(super) fn passages<'a>(excerpt: &'a Excerpt, proved: Option<&'a Proved>) -> Vec<Passage<'a>> {
    let written = written_parts(&excerpt.exact, proved.map(|proved| proved.how));
    let parts = proved.map_or(&[][..], |proved| &proved.parts);
    let last = written.len().saturating_sub(1);
    let passage = |(index, words): (usize, &'a str)| match parts.get(index) {
        Some(part) => Passage {
            words: part.pointer.spelling.as_deref().unwrap_or(words),
            prefix: part.pointer.prefix.as_deref(),
            suffix: part.pointer.suffix.as_deref(),
            part: Some(part),
        },
        None => Passage {
            words,
            prefix: excerpt.prefix.as_deref().filter(|_| index == 0),
            suffix: excerpt.suffix.as_deref().filter(|_| index == last),
            part: None,
        },
    };
    written.into_iter().enumerate().map(passage).collect()
}
