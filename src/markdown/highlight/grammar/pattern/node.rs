use std::sync::Arc;

use fancy_regex::{Assertion, Expr, LookAround};

use super::set::{Set, Sets};

/// A regular expression, as far as grammars use them.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Character(char),
    /// One character of a set.
    Set(Arc<Set>),
    Assertion(Assertion),
    /// The place where the search began: `\G`.
    SearchStart,
    /// One after another.
    Row(Vec<Node>),
    /// The first that lets the rest match.
    Choice(Vec<Node>),
    Group(usize, Box<Node>),
    Repeat {
        child: Box<Node>,
        least: usize,
        most: usize,
        greedy: bool,
    },
    /// What has matched is not tried otherwise.
    Atomic(Box<Node>),
    Look {
        child: Box<Node>,
        behind: bool,
        negative: bool,
    },
    /// What a group matched, again.
    Again {
        group: usize,
        ignore_case: bool,
    },
}

/// Unicode, and `\<` as Oniguruma reads it: as syntect has them read.
const FLAGS: u32 = 1 << 5 | 1 << 6;
/// How few of a choice are not worth putting in order.
const FEW: usize = 4;

impl Node {
    /// None for what is no regular expression, or asks for what no grammar asks for.
    pub(super) fn parse(source: &str, sets: &mut Sets) -> Option<(Self, usize)> {
        let tree = Expr::parse_tree_with_flags(source, FLAGS).ok()?;
        let mut reading = Reading { sets, groups: 0 };
        let node = reading.node(&tree.expr)?;
        let is_whole = tree.backrefs.iter().all(|group| (1..=reading.groups).contains(&group));
        is_whole.then_some((node, reading.groups))
    }

    /// How many characters it always takes; none if that varies.
    pub(super) fn size(&self) -> Option<usize> {
        match self {
            Self::Character(_) | Self::Set(_) => Some(1),
            Self::Assertion(_) | Self::SearchStart | Self::Look { .. } => Some(0),
            Self::Row(row) => row.iter().map(Self::size).sum(),
            Self::Choice(choice) => {
                let first = choice.first()?.size()?;
                choice.iter().all(|node| node.size() == Some(first)).then_some(first)
            }
            Self::Group(_, child) | Self::Atomic(child) => child.size(),
            Self::Repeat { child, least, most, .. } if least == most => Some(child.size()? * least),
            Self::Repeat { .. } | Self::Again { .. } => None,
        }
    }

    /// The set of one character that it takes; none if it takes anything else.
    pub(super) fn is_single(&self) -> bool {
        matches!(self, Self::Character(_) | Self::Set(_))
    }

    fn row(mut row: Vec<Self>) -> Self {
        if row.len() == 1 { row.remove(0) } else { Self::Row(row) }
    }

    /// Neighbours that begin alike begin together: lists of a thousand words become a tree. The order of what is tried
    /// stays.
    fn choice(branches: Vec<Self>) -> Self {
        if branches.len() < FEW {
            return Self::Choice(branches);
        }
        let mut joined: Vec<Vec<Vec<Self>>> = Vec::new();
        for branch in branches {
            let row = if let Self::Row(row) = branch { row } else { vec![branch] };
            match joined.last_mut() {
                Some(alike) if row.first().zip(alike[0].first()).is_some_and(|(a, b)| a.is_like(b)) => alike.push(row),
                _ => joined.push(vec![row]),
            }
        }
        let mut branches: Vec<Self> = joined.into_iter().map(Self::together).collect();
        if branches.len() == 1 { branches.remove(0) } else { Self::Choice(branches) }
    }

    /// Rows with one beginning, or a row alone.
    fn together(mut alike: Vec<Vec<Self>>) -> Self {
        if alike.len() == 1 {
            return Self::row(alike.remove(0));
        }
        let head = alike[0][0].clone();
        let rests = alike.into_iter().map(|row| Self::row(row.into_iter().skip(1).collect())).collect();
        Self::Row(vec![head, Self::choice(rests)])
    }

    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Character(one), Self::Character(other)) => one == other,
            (Self::Set(one), Self::Set(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

struct Reading<'s> {
    sets: &'s mut Sets,
    groups: usize,
}

impl Reading<'_> {
    fn node(&mut self, expression: &Expr) -> Option<Node> {
        Some(match expression {
            Expr::Empty => Node::Row(Vec::new()),
            Expr::Any { newline } => Node::Set(self.sets.class(if *newline { "(?s:.)" } else { "." }, false)?),
            Expr::Assertion(assertion) => Node::Assertion(*assertion),
            Expr::Literal { val, casei } => Node::row(val.chars().map(|letter| self.letter(letter, *casei)).collect()),
            Expr::Concat(row) => Node::Row(self.nodes(row)?),
            Expr::Alt(branches) => Node::choice(self.nodes(branches)?),
            Expr::Group(child) => {
                self.groups += 1;
                let group = self.groups;
                Node::Group(group, self.child(child)?)
            }
            Expr::LookAround(child, look) => {
                let behind = matches!(look, LookAround::LookBehind | LookAround::LookBehindNeg);
                let negative = matches!(look, LookAround::LookAheadNeg | LookAround::LookBehindNeg);
                let child = match &**child {
                    // Each branch looks as far back as it is long, and stays by itself.
                    Expr::Alt(branches) if behind => Box::new(Node::Choice(self.nodes(branches)?)),
                    child => self.child(child)?,
                };
                Node::Look { child, behind, negative }
            }
            Expr::Repeat { child, lo, hi, greedy } => {
                Node::Repeat { child: self.child(child)?, least: *lo, most: *hi, greedy: *greedy }
            }
            // What the parser makes of `\Z`.
            Expr::Delegate { inner, size: 0, .. } if inner == "\\n*$" => Node::Row(vec![
                Node::Repeat { child: Box::new(Node::Character('\n')), least: 0, most: usize::MAX, greedy: true },
                Node::Assertion(Assertion::EndText),
            ]),
            Expr::Delegate { inner, casei, .. } => Node::Set(self.sets.class(inner, *casei)?),
            Expr::Backref { group, casei } => Node::Again { group: *group, ignore_case: *casei },
            Expr::AtomicGroup(child) => Node::Atomic(self.child(child)?),
            Expr::ContinueFromPreviousMatchEnd => Node::SearchStart,
            _ => return None,
        })
    }

    fn child(&mut self, expression: &Expr) -> Option<Box<Node>> {
        self.node(expression).map(Box::new)
    }

    fn nodes(&mut self, expressions: &[Expr]) -> Option<Vec<Node>> {
        expressions.iter().map(|expression| self.node(expression)).collect()
    }

    fn letter(&mut self, letter: char, ignore_case: bool) -> Node {
        if ignore_case { Node::Set(self.sets.letter(letter)) } else { Node::Character(letter) }
    }
}
