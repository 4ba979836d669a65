use std::sync::Arc;

use fancy_regex::Assertion;

use super::heads::Heads;
use super::set::Set;
use super::switch::Switch;

/// A regular expression that can be run.
#[derive(Debug)]
pub(in super::super) struct Program {
    pub(super) instructions: Box<[Instruction]>,
    /// How many places are kept while it runs: the two of each group first.
    pub(super) slots: usize,
    pub(super) groups: usize,
    /// Whether what follows an instruction depends on groups, not on the place alone.
    pub(super) is_referring: bool,
    /// What can stand where a match begins.
    pub(in super::super) heads: Heads,
    /// Whether it matches only where the line begins.
    pub(in super::super) is_at_start: bool,
}

/// What is done at a place of the line. It fails or goes on, with the next instruction unless it says which. What fails
/// goes back to where another way was left open.
#[derive(Debug)]
pub(super) enum Instruction {
    /// The end: all has matched.
    Match,
    Literal(Box<str>),
    /// One character of a set.
    Set(Arc<Set>),
    /// Many of a set.
    Run(Run),
    Assert(Assertion),
    SearchStart,
    /// Keeps the place.
    Save(usize),
    Jump(usize),
    /// Goes the one way, and leaves the other open.
    Fork {
        first: usize,
        second: usize,
    },
    /// Leaves all ways open that can begin with what stands here, and goes the first.
    Switch(Box<Switch>),
    /// Leaves a loop whose last turn began here as well.
    Stuck {
        slot: usize,
        after: usize,
    },
    /// Runs what follows up to its match, and leaves no way of it open.
    Atomic {
        after: usize,
    },
    /// As [`Atomic`](Self::Atomic), so many characters back, and stays where it is.
    Look {
        back: usize,
        negative: bool,
        after: usize,
    },
    /// What the group in two slots matched.
    Again {
        slot: usize,
        ignore_case: bool,
    },
}

#[derive(Debug)]
pub(super) struct Run {
    pub(super) set: Arc<Set>,
    pub(super) least: usize,
    pub(super) most: usize,
    /// As many as there are first, or as few.
    pub(super) greedy: bool,
    /// Whether none is given back.
    pub(super) is_final: bool,
}

impl Program {
    /// How many groups it has, beside the whole.
    pub(in super::super) fn groups(&self) -> usize {
        self.groups
    }
}
