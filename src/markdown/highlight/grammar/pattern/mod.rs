//! The regular expressions of grammars.
//!
//! In: an expression, a line, a place in it. Out: where a match ends that begins at that place, and its groups. Nothing
//! is searched for: a [reader](super::reader) asks at one place after another, and only what can match there.
//!
//! An expression is [parsed](node) by `fancy-regex`, since that is what syntect reads it with: what `\h` or `\Z` is is
//! settled there, and `regex-syntax` says which characters a class has. What a match can [begin with](first) is read
//! off it, and it is [compiled](compile) to [instructions](program), which a [machine](machine) runs, going back where
//! one fails. Programs of the `regex` crate take many times as long to make, which counts for the first page of code;
//! and none can be told how much work to do at most. Here each step is counted.

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
