//! What differs between two locks: what `verify` prints, and what `verify --locked` refuses.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};

use super::{Lock, LockedExcerpt, LockedSource};
use crate::evidence::proof::{Locator, Match, Outcome};
use crate::syntax::Word as _;

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A source has an archive that the lock did not know.
    ArchiveAdded {
        /// The source.
        source: String,
    },
    /// A source is gone, or names no archive any more.
    ArchiveRemoved {
        /// The source.
        source: String,
    },
    /// Another archive, or another reading of the same one.
    ArchiveChanged {
        /// The source.
        source: String,
    },
    /// An excerpt was proved for the first time.
    ExcerptAdded {
        /// Its claim.
        claim: String,
        /// Its words.
        exact: String,
    },
    /// An excerpt is no longer in the content.
    ExcerptRemoved {
        /// Its claim.
        claim: String,
        /// Its words.
        exact: String,
    },
    /// An excerpt was proved anew, with another result.
    ExcerptChanged {
        /// Its claim.
        claim: String,
        /// Its words.
        exact: String,
        /// What it was and is.
        difference: Difference,
    },
    /// The excerpts of a source stand in another order.
    Reordered {
        /// The source.
        source: String,
    },
}

/// How the proof of an excerpt differs from the former one: the first of these that applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// The source has its words in another way.
    Match(Match, Match),
    /// It has another locator.
    Locator(Locator, Locator),
    /// Its position shifted, or only the archive or the date is another.
    Position,
}

/// What turns one lock into another, in order. Empty exactly if they are equal.
#[must_use]
pub fn changes(old: &Lock, new: &Lock) -> Vec<Change> {
    let sources: BTreeSet<&String> = old.sources.keys().chain(new.sources.keys()).collect();
    let mut changes = Vec::new();
    for source in sources {
        let (before, after) = (old.sources.get(source), new.sources.get(source));
        if before == after {
            continue;
        }
        let (before, after) = (before.map(AsRef::as_ref), after.map(AsRef::as_ref));
        let source = || source.clone();
        match (before, after) {
            (None, _) => changes.push(Change::ArchiveAdded { source: source() }),
            (_, None) => changes.push(Change::ArchiveRemoved { source: source() }),
            (Some(before), Some(after)) if before.archive != after.archive => {
                changes.push(Change::ArchiveChanged { source: source() });
            }
            _ => {}
        }
        let excerpts = excerpt_changes(before, after);
        let in_order = before.zip(after).is_none_or(|(before, after)| before.excerpts == after.excerpts);
        if excerpts.is_empty() && !in_order {
            changes.push(Change::Reordered { source: source() });
        }
        changes.extend(excerpts);
    }
    changes
}

fn excerpt_changes(before: Option<&LockedSource>, after: Option<&LockedSource>) -> Vec<Change> {
    let is_of_another = before.map(|it| &it.archive.sha256) != after.map(|it| &it.archive.sha256);
    let (before, after) = (by_key(before), by_key(after));
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    keys.into_iter()
        .filter_map(|key| {
            let (claim, exact) = (key.0.to_owned(), key.1.to_owned());
            match (before.get(key), after.get(key)) {
                (None, _) => Some(Change::ExcerptAdded { claim, exact }),
                (_, None) => Some(Change::ExcerptRemoved { claim, exact }),
                (Some(before), Some(after)) => {
                    let difference = difference(before, after, is_of_another)?;
                    Some(Change::ExcerptChanged { claim, exact, difference })
                }
            }
        })
        .collect()
}

/// Claim, words, context, and which of several entries that agree in these.
type Key<'a> = (&'a str, &'a str, Option<&'a str>, usize);

fn by_key(source: Option<&LockedSource>) -> BTreeMap<Key<'_>, &LockedExcerpt> {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    source
        .into_iter()
        .flat_map(|source| &source.excerpts)
        .map(|excerpt| {
            let key = (excerpt.claim.as_str(), excerpt.exact.as_str(), excerpt.context.as_deref());
            let count = counts.entry(key).or_default();
            *count += 1;
            ((key.0, key.1, key.2, *count), excerpt)
        })
        .collect()
}

/// `is_of_another` says whether they were proved against two archives.
fn difference(before: &LockedExcerpt, after: &LockedExcerpt, is_of_another: bool) -> Option<Difference> {
    let (old, new) = (&before.proof, &after.proof);
    if old.how != new.how {
        Some(Difference::Match(old.how, new.how))
    } else if old.locator != new.locator {
        Some(Difference::Locator(old.locator.clone(), new.locator.clone()))
    } else {
        (is_of_another || old != new).then_some(Difference::Position)
    }
}

impl Display for Change {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::ArchiveAdded { source } => write!(out, "archive of {source}: new"),
            Self::ArchiveRemoved { source } => write!(out, "archive of {source}: gone"),
            Self::ArchiveChanged { source } => write!(out, "archive of {source}: changed"),
            Self::ExcerptAdded { claim, exact } => write!(out, "{claim}: “{exact}”: new"),
            Self::ExcerptRemoved { claim, exact } => write!(out, "{claim}: “{exact}”: gone"),
            Self::ExcerptChanged { claim, exact, difference } => write!(out, "{claim}: “{exact}”: {difference}"),
            Self::Reordered { source } => write!(out, "excerpts of {source}: in another order"),
        }
    }
}

impl Display for Difference {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Match(old, new) => {
                write!(out, "{}, was {}", Outcome::Proved(*new).name(), Outcome::Proved(*old).name())
            }
            Self::Locator(old, new) => write!(out, "moved to {new}, was in {old}"),
            Self::Position => write!(out, "proved anew"),
        }
    }
}
