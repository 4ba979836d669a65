use super::graph::Chain;

mod pairing;

use pairing::pair;

/// What stands where, from top to bottom.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) list: Vec<Row>,
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
        list: Vec::new(),
        conditions: vec![nowhere; chain.conditions.len()],
        links: vec![nowhere; chain.links.len()],
    };
    for pair in pairs {
        let over: Vec<&[usize]> = pair.iter().map(|node| above[*node].as_slice()).collect();
        out.stack(&over);
        let under: Vec<&[usize]> = pair.iter().map(|node| beneath[*node].as_slice()).collect();
        out.push(columned(pair.iter().copied().map(Item::Condition).collect()));
        out.stack(&under);
    }
    out
}

/// The first of two stands left, a single one in the middle.
fn columned(items: Vec<Item>) -> Row {
    let columns = if items.len() == 1 { [Column::Middle, Column::Right] } else { [Column::Left, Column::Right] };
    columns.into_iter().zip(items).collect()
}

impl Rows {
    fn push(&mut self, row: Row) {
        let number = self.list.len();
        for (column, item) in &row {
            let place = Place { row: number, column: *column };
            match item {
                Item::Condition(node) => self.conditions[*node] = place,
                Item::Link(link) => self.links[*link] = place,
            }
        }
        self.list.push(row);
    }

    /// Rows of the links that belong to a row of conditions: under or over its condition each, or two by two if there
    /// is only one condition.
    fn stack(&mut self, links: &[&[usize]]) {
        match links {
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
