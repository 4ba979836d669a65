use std::sync::Arc;

use syntect::parsing::ScopeStackOp;

use super::GRAMMARS;
use super::packed::ContextId;
use super::pattern::Steps;
use super::reader::Reader;

/// All that reading a line depends on, beside the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct State {
    /// The contexts that are open, the innermost last.
    pub(super) levels: Vec<Level>,
    /// Where prototypes of levels begin to count, innermost last: a match of such a prototype that pushes a context
    /// leaves those below it behind.
    pub(super) prototype_starts: Vec<usize>,
    pub(super) is_first_line: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) context: ContextId,
    /// Contexts whose rules come before its own and those of all that is pushed on it.
    pub(super) prototypes: Vec<ContextId>,
    /// What the match that pushed it matched, where its rules refer to that.
    pub(super) groups: Option<Arc<Groups>>,
}

/// What the groups of a match are, the first the whole; none for one that took no part in it.
pub(super) type Groups = [Option<Box<str>>];

impl State {
    /// Before the first line; none if the language is not known.
    pub(in super::super) fn start(language: &str) -> Option<Self> {
        let level = Level { context: GRAMMARS.start(language)?, prototypes: Vec::new(), groups: None };
        Some(Self { levels: vec![level], prototype_starts: Vec::new(), is_first_line: true })
    }

    /// Reads a line, its end included, and goes on to the state after it. Gives the operations on the stack of scopes,
    /// each with the place in the line where it is due, in order. None if the grammar is at fault, or the line takes
    /// more steps than there are.
    pub(in super::super) fn read(&mut self, line: &str, steps: usize) -> Option<Vec<(usize, ScopeStackOp)>> {
        self.read_counting(line, &mut Steps(steps))
    }

    /// As [`read`](Self::read), and says how many steps are left.
    pub(super) fn read_counting(&mut self, line: &str, steps: &mut Steps) -> Option<Vec<(usize, ScopeStackOp)>> {
        Reader::new(&GRAMMARS, self, line, steps).read()
    }
}
