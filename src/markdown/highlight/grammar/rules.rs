use std::sync::{OnceLock, PoisonError};

use syntect::parsing::{ClearAmount, Scope, SyntaxReference};

use super::Grammars;
use super::packed::{self, ContextId, Operation, Reference};
use super::pattern::{Heads, Program, Switch};
use super::state::Groups;

/// A grammar; none of its contexts is there if it cannot be unpacked.
#[derive(Debug, Default)]
pub(super) struct Grammar {
    pub(super) start: Option<ContextId>,
    pub(super) contexts: Box<[Context]>,
}

#[derive(Debug)]
pub(super) struct Context {
    /// Of what the context covers, the matches that push and pop it included.
    pub(super) meta_scope: Vec<Scope>,
    /// Of what it covers between these.
    pub(super) meta_content_scope: Vec<Scope>,
    pub(super) clear_scopes: Option<ClearAmount>,
    /// The context whose rules come before its own.
    pub(super) prototype: Option<ContextId>,
    pub(super) uses_backrefs: bool,
    entries: Box<[Entry]>,
    rules: OnceLock<Rules>,
}

#[derive(Debug)]
enum Entry {
    Rule(Box<Rule>),
    /// The rules of another context; none if it is not there.
    Include(Option<ContextId>),
}

#[derive(Debug)]
pub(super) struct Rule {
    regex: String,
    program: OnceLock<Option<Program>>,
    /// Whether it refers to what the match that pushed its context matched.
    pub(super) has_captures: bool,
    pub(super) scope: Vec<Scope>,
    pub(super) captures: Vec<(usize, Vec<Scope>)>,
    pub(super) operation: Operation,
    pub(super) with_prototype: Option<Reference>,
}

/// All rules of a context, those that it includes in their place.
#[derive(Debug)]
pub(super) struct Rules {
    list: Box<[&'static Rule]>,
    by_head: Switch,
}

impl Grammar {
    pub(super) fn unpack(syntax: &SyntaxReference) -> Self {
        let Some(packed) = packed::Grammar::unpack(syntax) else { return Self::default() };
        let start = packed.context_ids.get("__start").copied();
        Self { start, contexts: packed.contexts.into_iter().map(Context::new).collect() }
    }
}

impl Context {
    fn new(packed: packed::Context) -> Self {
        let packed::Context { meta_scope, meta_content_scope, clear_scopes, prototype, uses_backrefs, .. } = packed;
        let entries = packed.patterns.into_iter().map(|pattern| match pattern {
            packed::Pattern::Match(rule) => Entry::Rule(Box::new(Rule::new(rule))),
            packed::Pattern::Include(context) => Entry::Include(context.direct()),
        });
        let entries = entries.collect();
        Self { meta_scope, meta_content_scope, clear_scopes, prototype, uses_backrefs, entries, rules: OnceLock::new() }
    }

    pub(super) fn rules(&'static self, grammars: &'static Grammars) -> &'static Rules {
        self.rules.get_or_init(|| {
            let mut list = Vec::new();
            self.flatten(grammars, &mut Vec::new(), &mut list);
            Rules::new(list, grammars)
        })
    }

    fn flatten(&'static self, grammars: &'static Grammars, within: &mut Vec<ContextId>, list: &mut Vec<&'static Rule>) {
        for entry in &self.entries {
            match entry {
                Entry::Rule(rule) => list.push(rule),
                Entry::Include(Some(id)) if !within.contains(id) => {
                    if let Some(context) = grammars.context(*id) {
                        within.push(*id);
                        context.flatten(grammars, within, list);
                        within.pop();
                    }
                }
                Entry::Include(_) => {}
            }
        }
    }
}

impl Rule {
    fn new(packed: packed::Match) -> Self {
        let packed::Match { has_captures, regex, scope, captures, operation, with_prototype } = packed;
        let captures = captures.unwrap_or_default();
        Self { regex, program: OnceLock::new(), has_captures, scope, captures, operation, with_prototype }
    }

    pub(super) fn program(&self, grammars: &Grammars) -> Option<&Program> {
        self.program.get_or_init(|| compile(&self.regex, grammars)).as_ref()
    }

    /// Its expression, with what groups matched in the places of the references to them. As with syntect, a reference
    /// has one digit.
    pub(super) fn program_with(&self, groups: &Groups, grammars: &Grammars) -> Option<Program> {
        let mut regex = String::with_capacity(self.regex.len());
        let mut characters = self.regex.chars();
        while let Some(character) = characters.next() {
            if character != '\\' {
                regex.push(character);
                continue;
            }
            let escaped = characters.next();
            if let Some(group) = escaped.and_then(|digit| digit.to_digit(10)) {
                if let Some(Some(text)) = usize::try_from(group).ok().and_then(|group| groups.get(group)) {
                    regex.push_str(&regex_syntax::escape(text));
                }
                continue;
            }
            regex.push('\\');
            regex.extend(escaped);
        }
        compile(&regex, grammars)
    }
}

impl Rules {
    fn new(list: Vec<&'static Rule>, grammars: &Grammars) -> Self {
        let heads = list.iter().map(|rule| {
            if rule.has_captures {
                Heads::ANY
            } else {
                rule.program(grammars).map_or(Heads::NONE, |program| program.heads)
            }
        });
        let by_head = Switch::new(&heads.enumerate().collect::<Vec<_>>());
        Self { list: list.into(), by_head }
    }

    #[cfg(test)]
    pub(super) fn all(&self) -> impl Iterator<Item = &'static Rule> {
        self.list.iter().copied()
    }

    /// Those that can match where this stands, in order.
    pub(super) fn at(&self, head: usize) -> impl Iterator<Item = &'static Rule> {
        self.by_head.list(head).iter().map(|&rule| self.list[rule])
    }
}

fn compile(regex: &str, grammars: &Grammars) -> Option<Program> {
    Program::compile(regex, &mut grammars.sets.lock().unwrap_or_else(PoisonError::into_inner))
}
