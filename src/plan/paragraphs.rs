use std::collections::{BTreeMap, BTreeSet};

use super::runs::{Run, gaps, runs};
use crate::evidence::{Proof, Proofs};
use crate::resolve::{ClaimId, Site, SourceId};

/// Which paragraphs of a source its claims rest on: the one answer for its page, the page of gaps and
/// `sourcebook coverage`. An elided excerpt rests on the paragraph of each of its parts.
#[derive(Debug, Default)]
pub(super) struct Covered {
    claims: BTreeMap<u32, BTreeSet<ClaimId>>,
    /// Claims of which no excerpt's paragraph is known.
    pub(super) unplaced: Vec<ClaimId>,
}

impl Covered {
    pub(super) fn of(site: &Site, proofs: &Proofs, source: SourceId) -> Self {
        let mut covered = Self::default();
        for &claim in &site.sources[source].claims {
            let proved = proofs.of(claim).iter().filter_map(Proof::proved);
            let mut numbers = proved.flat_map(|proved| &proved.parts).filter_map(|part| part.paragraph).peekable();
            if numbers.peek().is_none() {
                covered.unplaced.push(claim);
            }
            for number in numbers {
                covered.claims.entry(number).or_default().insert(claim);
            }
        }
        covered
    }

    /// The claims that rest on a paragraph; none where there are none.
    pub(super) fn claims(&self, paragraph: u32) -> Option<&BTreeSet<ClaimId>> {
        self.claims.get(&paragraph)
    }

    /// The claims that rest on the paragraphs from `first` to the one before `end`, each once.
    pub(super) fn claims_between(&self, first: u32, end: u32) -> BTreeSet<ClaimId> {
        self.claims.range(first..end.max(first)).flat_map(|(_, claims)| claims).copied().collect()
    }

    /// Those of the paragraphs from `first` to the one before `end` that a claim rests on, and those that none does.
    pub(super) fn divide(&self, first: u32, end: u32) -> (Vec<Run>, Vec<Run>) {
        let with = runs(self.claims.range(first..end.max(first)).map(|(&number, _)| number));
        let without = gaps(&with, first, end);
        (with, without)
    }

    /// Those of the first so many paragraphs that no claim rests on.
    pub(super) fn bare(&self, total: u32) -> Vec<Run> {
        self.divide(1, total.saturating_add(1)).1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_divided_by_whether_a_claim_rests_on_them() {
        let covered = Covered { claims: BTreeMap::from([(3, BTreeSet::new())]), unplaced: Vec::new() };
        assert_eq!(covered.divide(2, 5), (vec![[3, 3]], vec![[2, 2], [4, 4]]));
        assert_eq!(covered.divide(6, 5), (vec![], vec![]));
        assert_eq!(covered.bare(3), [[1, 2]]);
        assert!(covered.claims_between(6, 5).is_empty());
    }
}
