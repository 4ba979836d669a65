//! What the lock knows about the excerpts of one source.

use std::collections::{BTreeMap, BTreeSet};

use super::lock::LockedSource;
use super::proof::Proved;
use super::source::Quotation;

/// Words and context of an excerpt: what its proof rests on. Its claim is not among them: words that were proved stay
/// proved when their claim is renamed, or when another claim rests on them too.
type Key<'a> = (&'a str, Option<String>);

/// The lock's entries for one source, to be looked up.
#[derive(Debug, Default)]
pub(super) struct Known<'a> {
    by_key: BTreeMap<Key<'a>, BTreeMap<&'a str, &'a Proved>>,
    by_claim: BTreeMap<&'a str, BTreeSet<Key<'a>>>,
}

impl<'a> Known<'a> {
    /// The entries of a source, if it has any.
    pub(super) fn new(source: Option<&'a LockedSource>) -> Self {
        let mut known = Self::default();
        for entry in source.into_iter().flat_map(|source| &source.excerpts) {
            let key = (entry.exact.as_str(), entry.context.clone());
            known.by_claim.entry(&entry.claim).or_default().insert(key.clone());
            known.by_key.entry(key).or_default().entry(&entry.claim).or_insert(&entry.proof);
        }
        known
    }

    /// The proof of a quotation; of several claims with the same words, its own.
    pub(super) fn of(&self, quotation: &Quotation<'_>) -> Option<&'a Proved> {
        let entries = self.by_key.get(&key(quotation))?;
        entries.get(quotation.claim).or_else(|| entries.values().next()).copied()
    }

    /// The claims for which the lock has words that none of the quotations has: they were edited since.
    pub(super) fn claims_with_other_words(&self, quotations: &[Quotation<'_>]) -> BTreeSet<&'a str> {
        let written: BTreeSet<(&str, Key<'_>)> = quotations.iter().map(|it| (it.claim, key(it))).collect();
        let is_edited = |(claim, keys): (&&'a str, &BTreeSet<Key<'a>>)| {
            keys.iter().any(|key| !written.contains(&(*claim, key.clone()))).then_some(*claim)
        };
        self.by_claim.iter().filter_map(is_edited).collect()
    }
}

fn key<'q>(quotation: &Quotation<'q>) -> Key<'q> {
    (quotation.exact, quotation.context())
}
