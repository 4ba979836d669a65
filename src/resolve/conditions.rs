use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::ids::ClaimId;
use super::site::Site;

/// The if–then claims of a site by the conditions that they name.
#[derive(Debug, Default)]
pub struct Conditions {
    /// Claims that hang together by conditions they share: largest group first, then in the order of the site; each in
    /// the order of its chain.
    pub chains: Vec<Vec<ClaimId>>,
    /// The condition and the consequence of each claim, as positions in the lists below.
    halves: BTreeMap<ClaimId, (usize, usize)>,
    /// By condition: the claims that begin with it.
    from: Vec<Vec<ClaimId>>,
    /// By condition: the claims that end with it.
    to: Vec<Vec<ClaimId>>,
}

/// Two claims name the same condition if they name it in the same words, letter case and white space aside.
#[must_use]
pub fn same_words(condition: &str) -> String {
    condition.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Conditions {
    pub(super) fn build(site: &Site) -> Self {
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut number = |words: &str| {
            let next = known.len();
            *known.entry(same_words(words)).or_insert(next)
        };
        let mut halves = BTreeMap::new();
        for (id, claim) in site.claims.iter() {
            if let Some((condition, consequence)) = &claim.conditional {
                halves.insert(id, (number(condition), number(consequence)));
            }
        }
        let mut conditions =
            Self { from: vec![Vec::new(); known.len()], to: vec![Vec::new(); known.len()], ..Self::default() };
        for (&claim, &(condition, consequence)) in &halves {
            conditions.from[condition].push(claim);
            conditions.to[consequence].push(claim);
        }
        conditions.chains = chains(&halves, known.len());
        conditions.halves = halves;
        conditions
    }

    /// The claims whose consequence is a claim's condition.
    #[must_use]
    pub fn before(&self, claim: ClaimId) -> &[ClaimId] {
        self.halves.get(&claim).map_or(&[], |(condition, _)| &self.to[*condition])
    }

    /// The claims whose condition is a claim's consequence.
    #[must_use]
    pub fn after(&self, claim: ClaimId) -> &[ClaimId] {
        self.halves.get(&claim).map_or(&[], |(_, consequence)| &self.from[*consequence])
    }
}

fn chains(halves: &BTreeMap<ClaimId, (usize, usize)>, conditions: usize) -> Vec<Vec<ClaimId>> {
    let mut joined = Joined((0..conditions).collect());
    for &(condition, consequence) in halves.values() {
        joined.join(condition, consequence);
    }
    let mut groups: BTreeMap<usize, Vec<ClaimId>> = BTreeMap::new();
    for (&claim, &(condition, _)) in halves {
        groups.entry(joined.find(condition)).or_default().push(claim);
    }
    let mut groups: Vec<Vec<ClaimId>> = groups.into_values().collect();
    groups.sort_by_key(|group| (Reverse(group.len()), group.first().copied()));
    groups.iter().map(|group| causes_first(group, |claim| halves.get(&claim).copied())).collect()
}

/// Which things have been joined: each names another of its group, and one of them itself.
struct Joined(Vec<usize>);

impl Joined {
    fn find(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        self.0[one.max(other)] = one.min(other);
    }
}

/// Claims in the order of their chain: what no other one leads to comes first, and each claim after those whose
/// consequence its condition is. What that leaves open, and where a circle begins, is settled by the order of the site.
fn causes_first<T: Copy + Ord>(group: &[T], halves: impl Fn(T) -> Option<(usize, usize)>) -> Vec<T> {
    let mut open: BTreeMap<T, (usize, usize)> =
        group.iter().filter_map(|&claim| Some((claim, halves(claim)?))).collect();
    // By condition: the claims that are yet to lead to it, and those that wait for it.
    let mut causes: BTreeMap<usize, usize> = BTreeMap::new();
    let mut waiting: BTreeMap<usize, Vec<T>> = BTreeMap::new();
    for (&claim, &(condition, consequence)) in &open {
        *causes.entry(consequence).or_default() += 1;
        waiting.entry(condition).or_default().push(claim);
    }
    let is_root = |claim: &&T| open.get(claim).is_some_and(|(condition, _)| !causes.contains_key(condition));
    let mut ready: BTreeSet<T> = open.keys().filter(is_root).copied().collect();
    let mut order = Vec::with_capacity(open.len());
    while let Some(claim) = ready.pop_first().or_else(|| open.keys().next().copied()) {
        let Some((_, consequence)) = open.remove(&claim) else { continue };
        order.push(claim);
        let Some(left) = causes.get_mut(&consequence) else { continue };
        *left -= 1;
        if *left == 0 {
            ready.extend(waiting.get(&consequence).into_iter().flatten().filter(|next| open.contains_key(next)));
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::causes_first;

    #[track_caller]
    fn check(claims: &[(char, char)], expected: &[usize]) {
        let group: Vec<usize> = (0..claims.len()).collect();
        let halves = |claim: usize| claims.get(claim).map(|&(from, to)| (from as usize, to as usize));
        assert_eq!(causes_first(&group, halves), expected);
    }

    #[test]
    fn what_leads_to_others_comes_first() {
        check(&[('b', 'c'), ('c', 'd'), ('a', 'b')], &[2, 0, 1]);
        check(&[('c', 'd'), ('a', 'c'), ('b', 'c')], &[1, 2, 0]);
    }

    #[test]
    fn a_circle_begins_where_the_site_names_it_first() {
        check(&[('b', 'a'), ('a', 'b'), ('x', 'y')], &[2, 0, 1]);
        check(&[('a', 'a')], &[0]);
    }
}
