use super::graph::Chain;

/// What stands where, from top to bottom.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    /// Where each condition and each link stands.
    pub(super) conditions: Vec<Place>,
    pub(super) links: Vec<Place>,
}

/// Things side by side: one in the middle, or at most one left and one right.
pub(super) type Row = Vec<(Column, Item)>;

/// What stands in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// A condition, by its index.
    Condition(usize),
    /// The claims of a link, by its index.
    Link(usize),
}

/// Where in a row a thing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Left,
    Middle,
    Right,
}

/// A row and a column in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) row: usize,
    pub(super) column: Column,
}

/// Puts conditions in rows, and links in rows of their own between them.
///
/// A link stands right above the condition it leads to if it is the only one to do so, else right beneath the condition
/// it leaves if it is the only one, so that what fans out or in does so along a single wire.
pub(super) fn rows(chain: &Chain<'_>) -> Rows {
    let nowhere = Place { row: 0, column: Column::Middle };
    let (pairs, columns) = pair(chain);
    let (above, beneath) = attach(chain, &columns);
    let mut out = Rows {
        rows: Vec::new(),
        conditions: vec![nowhere; chain.conditions.len()],
        links: vec![nowhere; chain.links.len()],
    };
    for pair in pairs {
        out.stack(pair.iter().map(|node| above[*node].as_slice()).collect());
        let items: Vec<Item> = pair.into_iter().map(Item::Condition).collect();
        let beneath: Vec<&[usize]> = items.iter().map(|item| links_of(*item, &beneath)).collect();
        out.push(columned(items));
        out.stack(beneath);
    }
    out
}

fn links_of(item: Item, attached: &[Vec<usize>]) -> &[usize] {
    match item {
        Item::Condition(node) => &attached[node],
        Item::Link(_) => &[],
    }
}

/// The first of two stands left, a single one in the middle.
fn columned(items: Vec<Item>) -> Row {
    let columns = if items.len() == 1 { [Column::Middle, Column::Right] } else { [Column::Left, Column::Right] };
    columns.into_iter().zip(items).collect()
}

impl Rows {
    fn push(&mut self, row: Row) {
        let number = self.rows.len();
        for (column, item) in &row {
            let place = Place { row: number, column: *column };
            match item {
                Item::Condition(node) => self.conditions[*node] = place,
                Item::Link(link) => self.links[*link] = place,
            }
        }
        self.rows.push(row);
    }

    /// Rows of the links that belong to a row of conditions: under or over its condition each, or two by two if there
    /// is only one condition.
    fn stack(&mut self, links: Vec<&[usize]>) {
        match links.as_slice() {
            [[only]] => self.push(vec![(Column::Middle, Item::Link(*only))]),
            [many] => {
                for two in many.chunks(2) {
                    let items = two.iter().map(|link| Item::Link(*link));
                    self.push([Column::Left, Column::Right].into_iter().zip(items).collect());
                }
            }
            [left, right] => {
                for index in 0..left.len().max(right.len()) {
                    let at = |column, links: &[usize]| links.get(index).map(|link| (column, Item::Link(*link)));
                    self.push([at(Column::Left, left), at(Column::Right, right)].into_iter().flatten().collect());
                }
            }
            _ => {}
        }
    }
}

/// For each condition the links that stand right above it and those right beneath it.
fn attach(chain: &Chain<'_>, columns: &[Column]) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let count = chain.conditions.len();
    let (mut entering, mut leaving) = (vec![0; count], vec![0; count]);
    for link in chain.links.iter().filter(|link| !link.back) {
        entering[link.to] += 1;
        leaving[link.from] += 1;
    }
    let (mut above, mut beneath) = (vec![Vec::new(); count], vec![Vec::new(); count]);
    for (index, link) in chain.links.iter().enumerate() {
        if link.back || (entering[link.to] > 1 && leaving[link.from] == 1) {
            beneath[link.from].push(index);
        } else {
            above[link.to].push(index);
        }
    }
    for links in &mut above {
        links.sort_by_key(|link| (columns[chain.links[*link].from], *link));
    }
    for links in &mut beneath {
        links.sort_by_key(|link| (columns[chain.links[*link].to], *link));
    }
    (above, beneath)
}

/// The conditions in rows of one or two, each below all that leads to it, and the column of each.
fn pair(chain: &Chain<'_>) -> (Vec<Vec<usize>>, Vec<Column>) {
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
