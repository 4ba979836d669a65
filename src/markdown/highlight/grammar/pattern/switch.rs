use std::collections::HashMap;

use super::heads::Heads;

/// Which of many can match, by what stands at a place: a list for each set of them that occurs.
#[derive(Debug)]
pub(in super::super) struct Switch {
    /// The number of the list.
    by_head: Box<[u16]>,
    lists: Box<[Box<[usize]>]>,
}

impl Switch {
    /// For branches in the order in which they are tried: where each begins, and what it can begin with.
    pub(in super::super) fn new(branches: &[(usize, Heads)]) -> Self {
        let mut known: HashMap<Vec<usize>, usize> = HashMap::new();
        let mut lists: Vec<Box<[usize]>> = Vec::new();
        let by_head = (0..Heads::COUNT).map(|head| {
            let list: Vec<usize> =
                branches.iter().filter(|(_, heads)| heads.contains(head)).map(|(branch, _)| *branch).collect();
            let number = *known.entry(list).or_insert_with_key(|list| {
                lists.push(list.as_slice().into());
                lists.len() - 1
            });
            u16::try_from(number).unwrap_or_default()
        });
        let by_head = by_head.collect();
        Self { by_head, lists: lists.into() }
    }

    /// The branches that can begin so.
    pub(in super::super) fn list(&self, head: usize) -> &[usize] {
        &self.lists[usize::from(self.by_head[head])]
    }
}
