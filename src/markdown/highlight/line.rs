use std::sync::LazyLock;

use syntect::easy::ScopeRegionIterator;
use syntect::parsing::{Scope, ScopeStack};

use super::{CLASSES, grammar};

/// The prefixes of [`CLASSES`], interned: constant data of the program.
pub(super) static SCOPES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    CLASSES.iter().filter_map(|&(prefix, class)| Scope::new(prefix).ok().map(|scope| (scope, class))).collect()
});

/// All that reading a line of code depends on, beside the line: how far its grammar is, and the scopes that are open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    grammar: grammar::State,
    scopes: ScopeStack,
}

/// A stretch of a line that shows alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    /// In bytes.
    pub(super) length: usize,
    /// The class; `""` shows as plain text. None is white space, which shows as what is before it.
    pub(super) class: Option<&'static str>,
}

impl State {
    /// Before the first line of a language, by the name or the ending of files that authors give; none if it is not
    /// known.
    pub(super) fn start(language: &str) -> Option<Self> {
        Some(Self { grammar: grammar::State::start(language)?, scopes: ScopeStack::new() })
    }

    /// The scopes that are open.
    pub(super) fn scopes(&self) -> &[Scope] {
        self.scopes.as_slice()
    }

    /// Reads a line, its end included, and goes on to the state after it. None where the grammar is at fault, or the
    /// line takes too many steps.
    pub(super) fn read(&mut self, line: &str, steps: usize) -> Option<Vec<Region>> {
        let operations = self.grammar.read(line, steps)?;
        let mut regions: Vec<Region> = Vec::new();
        for (text, operation) in ScopeRegionIterator::new(&operations, line) {
            self.scopes.apply(operation).ok()?;
            if text.is_empty() {
                continue;
            }
            let is_shown = !text.trim().is_empty() || text.contains('\n');
            let class = is_shown.then(|| class_of(self.scopes()));
            match regions.last_mut() {
                Some(last) if class.is_none() || last.class == class => last.length += text.len(),
                _ => regions.push(Region { length: text.len(), class }),
            }
        }
        Some(regions)
    }
}

/// The class of the innermost scope that has one.
fn class_of(scopes: &[Scope]) -> &'static str {
    let class = |scope: &Scope| SCOPES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class);
    scopes.iter().rev().find_map(class).unwrap_or("")
}
