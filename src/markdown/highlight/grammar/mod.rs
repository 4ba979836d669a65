//! Reading code by the grammars of Sublime Text.
//!
//! In: a line, and the [state](State) that the lines before it left. Out: the scopes that open and close in it, byte
//! for byte as [`ParseState`](syntect::parsing::ParseState) of syntect gives them; and the state after it. The work on
//! a line is bounded, whatever is in it; a line that exceeds the bound counts as a fault of its grammar.
//!
//! A grammar is a set of contexts, each a list of rules (<https://www.sublimetext.com/docs/syntax.html>). The rule that
//! matches first in the line is applied; of several that match at one place, the one listed first. It gives scopes to
//! what it matched, and pushes contexts or pops one. syntect searches the rest of the line for each rule and keeps what
//! it found: some hundred searches a line, each of which may go back a million times. This module walks the line
//! instead. At each place it tries only the few rules that can match the byte there.
//!
//! The grammars are [unpacked](packed) from syntect's set one by one, their contexts [flattened](rules) and the
//! contexts' [expressions](pattern) compiled, each when it is first asked for.

mod operations;
mod packed;
mod pattern;
mod reader;
mod rules;
mod state;

#[cfg(test)]
mod tests;

use std::sync::{LazyLock, Mutex, OnceLock};

use syntect::parsing::SyntaxSet;

pub(super) use state::State;

use packed::ContextId;
use pattern::Sets;
use rules::{Context, Grammar};

/// The grammars: constant data of the program, unpacked when code asks for it and the same for every site and thread.
/// No content can change it, so it is no state that a value would have to carry about.
static GRAMMARS: LazyLock<Grammars> = LazyLock::new(Grammars::new);

/// As syntect has them.
#[cfg(test)]
pub(super) fn syntaxes() -> &'static SyntaxSet {
    &GRAMMARS.set
}

#[derive(Debug)]
struct Grammars {
    set: SyntaxSet,
    /// As the syntaxes of the set.
    unpacked: Box<[OnceLock<Grammar>]>,
    sets: Mutex<Sets>,
}

impl Grammars {
    fn new() -> Self {
        let set = two_face::syntax::extra_newlines();
        let unpacked = set.syntaxes().iter().map(|_| OnceLock::new()).collect();
        Self { set, unpacked, sets: Mutex::default() }
    }

    /// The context that code in a language begins in, by the name or the ending of files that authors give.
    fn start(&self, language: &str) -> Option<ContextId> {
        if language.is_empty() {
            return None;
        }
        let wanted = self.set.find_syntax_by_token(language)?;
        let grammar = self.set.syntaxes().iter().position(|syntax| std::ptr::eq(syntax, wanted))?;
        self.grammar(grammar)?.start
    }

    fn grammar(&self, index: usize) -> Option<&Grammar> {
        let unpack = || self.set.syntaxes().get(index).map(Grammar::unpack).unwrap_or_default();
        Some(self.unpacked.get(index)?.get_or_init(unpack))
    }

    fn context(&self, id: ContextId) -> Option<&Context> {
        self.grammar(id.grammar)?.contexts.get(id.context)
    }
}
