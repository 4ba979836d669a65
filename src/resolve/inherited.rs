use std::collections::BTreeMap;

use super::ids::{ActorId, ClaimId};

/// Claims about an actor's parts, and about their parts, that are not about the actor itself.
///
/// As many as a page shows and no more: in a chain of parts each actor would else repeat all below it, which is as much
/// as the square of the chain. The parts' own pages have them all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Inherited {
    /// Each claim with the part that it is about, the nearest one; in the order of the site.
    pub(super) claims: Vec<(ClaimId, ActorId)>,
    /// Whether there are more.
    pub(super) is_cut: bool,
}

/// What each actor has from its parts: at most `most` claims. Parts are settled before what they are part of, so each
/// membership is looked at once.
pub(super) fn inherit(about: &[Vec<ClaimId>], members: &[Vec<ActorId>], most: usize) -> Vec<Inherited> {
    let mut inherited = vec![Inherited::default(); about.len()];
    let mut wholes: Vec<Vec<usize>> = vec![Vec::new(); about.len()];
    for (whole, parts) in members.iter().enumerate() {
        for part in parts {
            wholes[part.index()].push(whole);
        }
    }
    let mut open: Vec<usize> = members.iter().map(Vec::len).collect();
    let mut ready: Vec<usize> = (0..open.len()).filter(|&actor| open[actor] == 0).collect();
    while let Some(actor) = ready.pop() {
        inherited[actor] = of_parts(actor, about, members, &inherited, most);
        for &whole in &wholes[actor] {
            open[whole] -= 1;
            if open[whole] == 0 {
                ready.push(whole);
            }
        }
    }
    inherited
}

fn of_parts(
    actor: usize,
    about: &[Vec<ClaimId>],
    members: &[Vec<ActorId>],
    inherited: &[Inherited],
    most: usize,
) -> Inherited {
    let parts = || members[actor].iter().copied();
    let near = parts().flat_map(|part| about[part.index()].iter().map(move |&claim| (claim, part)));
    let far = parts().flat_map(|part| inherited[part.index()].claims.iter().copied());
    let mut found: BTreeMap<ClaimId, ActorId> = BTreeMap::new();
    let mut is_cut = parts().any(|part| inherited[part.index()].is_cut);
    // Claims arrive in the order of the site, so each list is sorted.
    let others = near.chain(far).filter(|(claim, _)| about[actor].binary_search(claim).is_err());
    for (claim, part) in others {
        if found.len() == most && !found.contains_key(&claim) {
            is_cut = true;
            break;
        }
        found.entry(claim).or_insert(part);
    }
    Inherited { claims: found.into_iter().collect(), is_cut }
}

#[cfg(test)]
mod tests {
    use super::super::handle::handle;
    use super::*;

    fn check(about: &[&[usize]], members: &[&[usize]], most: usize, expected: &[(&[(usize, usize)], bool)]) {
        let lists = |lists: &[&[usize]]| lists.iter().map(|list| list.to_vec()).collect::<Vec<_>>();
        let about: Vec<Vec<ClaimId>> = lists(about).into_iter().map(|l| l.into_iter().map(handle).collect()).collect();
        let members: Vec<Vec<ActorId>> =
            lists(members).into_iter().map(|l| l.into_iter().map(handle).collect()).collect();
        let found: Vec<_> = inherit(&about, &members, most)
            .into_iter()
            .map(|of| (of.claims.iter().map(|(c, a)| (c.index(), a.index())).collect::<Vec<_>>(), of.is_cut))
            .collect();
        let expected: Vec<_> = expected.iter().map(|(claims, is_cut)| (claims.to_vec(), *is_cut)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_nearest_part_has_the_claim_and_own_claims_are_not_inherited() {
        check(
            &[&[0], &[0, 1], &[1, 2]],
            &[&[1, 2], &[2], &[]],
            9,
            &[(&[(1, 1), (2, 2)], false), (&[(2, 2)], false), (&[], false)],
        );
    }

    #[test]
    fn no_list_is_longer_than_a_page_and_each_says_if_it_is_cut() {
        check(
            &[&[], &[0, 1], &[2]],
            &[&[1], &[2], &[]],
            2,
            &[(&[(0, 1), (1, 1)], true), (&[(2, 2)], false), (&[], false)],
        );
        check(
            &[&[], &[], &[0, 1, 2]],
            &[&[1], &[2], &[]],
            3,
            &[(&[(0, 2), (1, 2), (2, 2)], false), (&[(0, 2), (1, 2), (2, 2)], false), (&[], false)],
        );
    }
}
