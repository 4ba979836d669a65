use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Condition, Conditional};

/// One chain: conditions that claims connect.
#[derive(Debug, Default)]
pub(super) struct Chain<'a> {
    /// In alphabetical order; links refer to them by index.
    pub(super) conditions: Vec<&'a Condition>,
    /// By where they begin, then by where they end; one for each pair.
    pub(super) links: Vec<Link<'a>>,
}

/// The claims that lead from one condition to another.
#[derive(Debug)]
pub(super) struct Link<'a> {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Without these the chain would have no circle.
    pub(super) back: bool,
    /// At least one.
    pub(super) claims: Vec<&'a Conditional>,
}

/// The chains, largest first.
pub(super) fn chains<'a>(conditions: &'a [Condition], claims: &'a [Conditional]) -> Vec<Chain<'a>> {
    let all = whole(conditions, claims);
    let members = components(&all);
    let count = members.iter().max().map_or(0, |last| last + 1);
    let mut chains: Vec<Chain<'_>> = (0..count).map(|_| Chain::default()).collect();
    let mut place = vec![0; all.conditions.len()];
    for ((condition, member), place) in all.conditions.iter().zip(&members).zip(&mut place) {
        let chain = &mut chains[*member];
        *place = chain.conditions.len();
        chain.conditions.push(condition);
    }
    for link in all.links {
        let member = members[link.from];
        chains[member].links.push(Link { from: place[link.from], to: place[link.to], ..link });
    }
    chains.retain(|chain| !chain.links.is_empty());
    chains.sort_by_key(|chain| Reverse((chain.conditions.len(), chain.links.len())));
    for chain in &mut chains {
        mark_circles(chain);
    }
    chains
}

/// Everything as one graph in an order that does not depend on the one given.
fn whole<'a>(conditions: &'a [Condition], claims: &'a [Conditional]) -> Chain<'a> {
    let mut sorted: Vec<&Condition> = conditions.iter().collect();
    sorted.sort_by_key(|condition| (&condition.text, &condition.id, &condition.href));
    let mut index: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, condition) in sorted.iter().enumerate() {
        index.entry(&condition.id).or_insert(at);
    }
    let mut pairs: BTreeMap<(usize, usize), BTreeSet<&Conditional>> = BTreeMap::new();
    for claim in claims {
        if let (Some(from), Some(to)) = (index.get(claim.from.as_str()), index.get(claim.to.as_str())) {
            pairs.entry((*from, *to)).or_default().insert(claim);
        }
    }
    let links = pairs
        .into_iter()
        .map(|((from, to), claims)| {
            let mut claims: Vec<&Conditional> = claims.into_iter().collect();
            claims.sort_by_key(|claim| (&claim.source, &claim.href));
            Link { from, to, back: from == to, claims }
        })
        .collect();
    Chain { conditions: sorted, links }
}

/// For each condition the number of its component; they are numbered by their first condition.
fn components(chain: &Chain<'_>) -> Vec<usize> {
    let count = chain.conditions.len();
    let mut neighbours = vec![Vec::new(); count];
    for link in &chain.links {
        neighbours[link.from].push(link.to);
        neighbours[link.to].push(link.from);
    }
    let mut component: Vec<Option<usize>> = vec![None; count];
    let mut number = 0;
    for start in 0..count {
        if component[start].is_some() {
            continue;
        }
        let mut waiting = vec![start];
        while let Some(node) = waiting.pop() {
            if component[node].replace(number).is_none() {
                waiting.extend(neighbours[node].iter().filter(|next| component[**next].is_none()));
            }
        }
        number += 1;
    }
    component.into_iter().flatten().collect()
}

/// Marks the links that lead back to a condition on the way to which they were met. Walks begin where nothing leads,
/// then where more leaves than arrives, so that a chain is read from what looks most like its beginning.
fn mark_circles(chain: &mut Chain<'_>) {
    let count = chain.conditions.len();
    let mut leaving = vec![Vec::new(); count];
    let mut entering = vec![0_usize; count];
    for (index, link) in chain.links.iter().enumerate().filter(|(_, link)| link.from != link.to) {
        leaving[link.from].push(index);
        entering[link.to] += 1;
    }
    let mut starts: Vec<usize> = (0..count).collect();
    starts.sort_by_key(|node| (entering[*node] > 0, entering[*node] + chain.links.len() - leaving[*node].len()));
    let mut seen = vec![false; count];
    let mut on_the_way = vec![false; count];
    for start in starts {
        // Each step of the walk: a condition, and how many of its links have been followed.
        let mut walk = if seen[start] { Vec::new() } else { vec![(start, 0)] };
        seen[start] = true;
        while let Some((node, followed)) = walk.last_mut() {
            on_the_way[*node] = true;
            let Some(link) = leaving[*node].get(*followed) else {
                on_the_way[*node] = false;
                walk.pop();
                continue;
            };
            *followed += 1;
            let link = &mut chain.links[*link];
            if on_the_way[link.to] {
                link.back = true;
            } else if !std::mem::replace(&mut seen[link.to], true) {
                walk.push((link.to, 0));
            }
        }
    }
}
