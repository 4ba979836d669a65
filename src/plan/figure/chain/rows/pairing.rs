use super::Column;
use crate::plan::figure::chain::graph::Chain;

/// The conditions in rows of one or two, each below all that leads to it, and the column of each.
pub(super) fn pair(chain: &Chain<'_>) -> (Vec<Vec<usize>>, Vec<Column>) {
    let mut pairing = Pairing::new(chain);
    let count = chain.conditions.len();
    let begins = |node: &usize| pairing.before[*node].is_empty();
    // Where nothing begins, in a circle that is entered nowhere, any start will do.
    let seeds: Vec<usize> = (0..count).filter(begins).chain(0..count).collect();
    for seed in seeds {
        pairing.waiting.push(seed);
        pairing.run();
    }
    (pairing.rows, pairing.columns)
}

/// Takes conditions from a stack, so that a chain is followed to its end before the next begins.
struct Pairing {
    after: Vec<Vec<usize>>,
    before: Vec<Vec<usize>>,
    /// How many of `before` have no row yet.
    missing: Vec<usize>,
    /// Whether a condition has a row, or a place in the row that is being filled.
    placed: Vec<bool>,
    /// Whether what leads to a condition has been put on the stack for its sake.
    called: Vec<bool>,
    columns: Vec<Column>,
    waiting: Vec<usize>,
    rows: Vec<Vec<usize>>,
}

impl Pairing {
    fn new(chain: &Chain<'_>) -> Self {
        let count = chain.conditions.len();
        let (mut after, mut before) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        for link in chain.links.iter().filter(|link| !link.back) {
            after[link.from].push(link.to);
            before[link.to].push(link.from);
        }
        Self {
            missing: before.iter().map(Vec::len).collect(),
            after,
            before,
            placed: vec![false; count],
            called: vec![false; count],
            columns: vec![Column::Middle; count],
            waiting: Vec::new(),
            rows: Vec::new(),
        }
    }

    fn run(&mut self) {
        while let Some(first) = self.next_ready(0) {
            let second = if self.is_odd_one(first) { None } else { self.sibling().or_else(|| self.companion(first)) };
            self.place(first, second);
        }
    }

    /// The next condition that may stand in the coming row, down to a depth of the stack. What is not ready calls for
    /// all that leads to it, once; dropping it after that is safe, for its last forerunner puts it back.
    fn next_ready(&mut self, depth: usize) -> Option<usize> {
        while self.waiting.len() > depth {
            let node = self.waiting.pop()?;
            if self.placed[node] {
                continue;
            }
            if self.missing[node] == 0 {
                self.placed[node] = true;
                return Some(node);
            }
            if !std::mem::replace(&mut self.called[node], true) {
                self.waiting.push(node);
                let missing = self.before[node].iter().rev().filter(|before| !self.placed[**before]);
                self.waiting.extend(missing);
            }
        }
        None
    }

    /// Whether a chain begins with an odd number of conditions that lead to the same: the first then stands alone, so
    /// that its wire runs down the middle and the others join it.
    fn is_odd_one(&self, first: usize) -> bool {
        let Some([next, ..]) = self.after.get(first).map(Vec::as_slice).filter(|_| self.rows.is_empty()) else {
            return false;
        };
        let beginnings = self.before[*next].iter().filter(|node| self.missing[**node] == 0).count();
        beginnings > 1 && beginnings % 2 == 1
    }

    /// A condition that waits next on the stack and may stand in the same row.
    fn sibling(&mut self) -> Option<usize> {
        while self.waiting.pop_if(|node| self.placed[*node]).is_some() {}
        let next = self.waiting.pop_if(|node| self.missing[*node] == 0)?;
        self.placed[next] = true;
        Some(next)
    }

    /// A condition that is needed for something to which the first leads.
    fn companion(&mut self, first: usize) -> Option<usize> {
        let depth = self.waiting.len();
        self.waiting.extend(self.after[first].iter().rev());
        self.next_ready(depth)
    }

    fn place(&mut self, first: usize, second: Option<usize>) {
        let mut row: Vec<usize> = [Some(first), second].into_iter().flatten().collect();
        // Under what leads to it: fewer wires cross.
        row.sort_by_key(|node| self.pull(*node));
        if let [left, right] = row.as_slice() {
            self.columns[*left] = Column::Left;
            self.columns[*right] = Column::Right;
        }
        for node in row.iter().rev() {
            for after in self.after[*node].iter().rev() {
                self.missing[*after] -= 1;
                self.waiting.push(*after);
            }
        }
        self.rows.push(row);
    }

    /// How far right what leads to a condition stands on average, in hundredths.
    fn pull(&self, node: usize) -> usize {
        let right = |node: &usize| match self.columns[*node] {
            Column::Left => 0,
            Column::Middle => 50,
            Column::Right => 100,
        };
        let sum: usize = self.before[node].iter().map(right).sum();
        sum.checked_div(self.before[node].len()).unwrap_or(50)
    }
}
