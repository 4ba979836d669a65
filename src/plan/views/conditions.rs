use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::parts::{ClaimView, Link, source_label};
use crate::plan::figure::{Caption, Condition, Conditional, Drawing, condition_chains};
use crate::plan::scope::Scope;
use crate::resolve::{ClaimId, RecordId};

/// The page of if–then claims.
#[derive(Debug, Clone, Serialize)]
pub struct ConditionsView {
    /// Conditions that hang together, largest first.
    pub chains: Vec<ChainView>,
    /// How many conditional claims there are.
    pub claim_count: usize,
}

/// Conditional claims linked by conditions that they share in the same words.
#[derive(Debug, Clone, Serialize)]
pub struct ChainView {
    /// Counted from 1.
    pub number: usize,
    /// The figure.
    pub figure: Option<Drawing>,
    /// The same as a list, what leads to others first.
    pub steps: Vec<StepView>,
    /// Options that its claims are about.
    pub options: Vec<Link>,
}

/// One conditional claim of a chain.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    /// The claim.
    pub claim: ClaimView,
    /// Statements of claims whose consequence is this one's condition.
    pub after: Vec<Link>,
    /// Statements of claims whose condition is this one's consequence.
    pub before: Vec<Link>,
}

pub(in crate::plan) fn conditions_view(scope: &Scope<'_>) -> ConditionsView {
    let site = scope.site;
    let claims: Vec<ClaimId> =
        site.claims.iter().filter(|(_, claim)| claim.conditional.is_some()).map(|(id, _)| id).collect();
    let chains = chains(scope, &claims);
    ConditionsView {
        chains: chains.iter().zip(1..).map(|(chain, number)| chain_view(scope, number, chain)).collect(),
        claim_count: claims.len(),
    }
}

/// Two claims name the same condition if they name it in the same words, letter case and white space aside.
fn same_words(condition: &str) -> String {
    condition.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn halves(scope: &Scope<'_>, claim: ClaimId) -> Option<(String, String)> {
    let (condition, consequence) = scope.site.claims[claim].conditional.as_ref()?;
    Some((same_words(condition), same_words(consequence)))
}

/// Groups of claims that share conditions, largest first, then in the order of the site; each in the order of its chain.
fn chains(scope: &Scope<'_>, claims: &[ClaimId]) -> Vec<Vec<ClaimId>> {
    let mut group_of: BTreeMap<String, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<ClaimId>> = Vec::new();
    let mut words: Vec<Vec<String>> = Vec::new();
    for &claim in claims {
        let Some((condition, consequence)) = halves(scope, claim) else { continue };
        let (one, other) = (group_of.get(&condition).copied(), group_of.get(&consequence).copied());
        let home = match (one, other) {
            (None, None) => {
                groups.push(Vec::new());
                words.push(Vec::new());
                groups.len() - 1
            }
            (Some(group), None) | (None, Some(group)) => group,
            (Some(one), Some(other)) => merge(one, other, &mut groups, &mut words, &mut group_of),
        };
        groups[home].push(claim);
        for half in [condition, consequence] {
            words[home].push(half.clone());
            group_of.insert(half, home);
        }
    }
    groups.retain(|group| !group.is_empty());
    groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group.iter().min().copied()));
    groups.iter().map(|group| causes_first(group, |claim| halves(scope, claim))).collect()
}

/// Claims in the order of their chain: what no other one leads to comes first, and each claim after those whose
/// consequence its condition is. What that leaves open, and where a circle begins, is settled by the order of the site.
fn causes_first<T: Copy + Ord>(group: &[T], halves: impl Fn(T) -> Option<(String, String)>) -> Vec<T> {
    let mut open: BTreeMap<T, (String, String)> =
        group.iter().filter_map(|&claim| Some((claim, halves(claim)?))).collect();
    // By condition: the claims that are yet to lead to it, and those that wait for it.
    let mut causes: BTreeMap<String, usize> = BTreeMap::new();
    let mut waiting: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for (&claim, (condition, consequence)) in &open {
        *causes.entry(consequence.clone()).or_default() += 1;
        waiting.entry(condition.clone()).or_default().push(claim);
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

/// Moves the smaller group into the larger, so that no claim moves more often than the logarithm of their number.
fn merge(
    one: usize,
    other: usize,
    groups: &mut [Vec<ClaimId>],
    words: &mut [Vec<String>],
    group_of: &mut BTreeMap<String, usize>,
) -> usize {
    if one == other {
        return one;
    }
    let (home, guest) = if words[one].len() >= words[other].len() { (one, other) } else { (other, one) };
    let moved = std::mem::take(&mut groups[guest]);
    groups[home].extend(moved);
    for word in std::mem::take(&mut words[guest]) {
        group_of.insert(word.clone(), home);
        words[home].push(word);
    }
    home
}

fn chain_view(scope: &Scope<'_>, number: usize, chain: &[ClaimId]) -> ChainView {
    let mut by_condition: BTreeMap<String, Vec<ClaimId>> = BTreeMap::new();
    let mut by_consequence: BTreeMap<String, Vec<ClaimId>> = BTreeMap::new();
    for &claim in chain {
        if let Some((condition, consequence)) = halves(scope, claim) {
            by_condition.entry(condition).or_default().push(claim);
            by_consequence.entry(consequence).or_default().push(claim);
        }
    }
    let links = |claims: Option<&Vec<ClaimId>>| {
        claims.into_iter().flatten().map(|&claim| scope.link(RecordId::Claim(claim))).collect()
    };
    let step = |&claim: &ClaimId| {
        let (condition, consequence) = halves(scope, claim)?;
        Some(StepView {
            claim: scope.claim(claim),
            after: links(by_consequence.get(&condition)),
            before: links(by_condition.get(&consequence)),
        })
    };
    let mut options: Vec<_> = chain
        .iter()
        .flat_map(|&claim| {
            let claim = &scope.site.claims[claim];
            claim.options.iter().copied().chain(claim.bears_on.iter().map(|bearing| bearing.option))
        })
        .collect();
    options.sort_unstable();
    options.dedup();
    ChainView {
        number,
        figure: figure(scope, number, chain),
        steps: chain.iter().filter_map(step).collect(),
        options: options.into_iter().map(|option| scope.link(RecordId::Option(option))).collect(),
    }
}

/// One chain as a figure. A condition leads to the first claim of the list below that names it.
fn figure(scope: &Scope<'_>, number: usize, chain: &[ClaimId]) -> Option<Drawing> {
    let mut conditions: BTreeMap<String, Condition> = BTreeMap::new();
    let mut claims = Vec::new();
    for &id in chain {
        let claim = &scope.site.claims[id];
        let (Some((condition, consequence)), Some((from, to))) = (claim.conditional.as_ref(), halves(scope, id)) else {
            continue;
        };
        for (words, text) in [(&from, condition), (&to, consequence)] {
            conditions.entry(words.clone()).or_insert_with(|| Condition {
                id: words.clone(),
                text: text.clone(),
                href: format!("#{}", claim.anchor()),
            });
        }
        let source = source_label(scope, claim.source);
        claims.push(Conditional { from, to, source, href: scope.href(RecordId::Claim(id)) });
    }
    let caption = Caption { id: format!("chain-{number}"), title: "What follows from what".to_owned() };
    let conditions: Vec<Condition> = conditions.into_values().collect();
    condition_chains(&caption, &conditions, &claims).into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::causes_first;

    #[track_caller]
    fn check(claims: &[(&str, &str)], expected: &[usize]) {
        let group: Vec<usize> = (0..claims.len()).collect();
        let halves = |claim: usize| claims.get(claim).map(|(from, to)| ((*from).to_owned(), (*to).to_owned()));
        assert_eq!(causes_first(&group, halves), expected);
    }

    #[test]
    fn what_leads_to_others_comes_first() {
        check(&[("b", "c"), ("c", "d"), ("a", "b")], &[2, 0, 1]);
        check(&[("c", "d"), ("a", "c"), ("b", "c")], &[1, 2, 0]);
    }

    #[test]
    fn a_circle_begins_where_the_site_names_it_first() {
        check(&[("b", "a"), ("a", "b"), ("x", "y")], &[2, 0, 1]);
        check(&[("a", "a")], &[0]);
    }
}
