//! The regular expressions of grammars.
//!
//! In: an expression, a line, a place in it. Out: where a match that begins at that place ends, and its groups. Nothing
//! is searched for: a [reader](super::reader) asks at one place after another, and only for what can match there.
//!
//! `fancy-regex` [parses](node) an expression, since syntect reads it with that: it settles what `\h` or `\Z` means,
//! and `regex-syntax` says which characters a class has. What a match can [begin with](first) is read off the result,
//! which is then [compiled](compile) to [instructions](program). A [machine](machine) runs these, backtracking where
//! one fails. Programs of the `regex` crate take many times as long to make, which delays the first page of code, and
//! none can be given a limit of work. Here each step is counted.

mod assertion;
mod compile;
mod first;
mod heads;
mod machine;
mod node;
mod program;
mod set;
mod switch;

#[cfg(test)]
mod tests;

pub(super) use heads::Heads;
pub(super) use machine::{Exhausted, Machine, Steps, Text};
pub(super) use program::Program;
pub(super) use set::Sets;
pub(super) use switch::Switch;

use node::Node;

impl Program {
    /// Of an expression as Oniguruma has them. None if it is none, or asks for more than grammars ask for.
    pub(super) fn compile(source: &str, sets: &mut Sets) -> Option<Self> {
        let (node, groups) = Node::parse(source, sets)?;
        Self::new(&node, groups)
    }
}
