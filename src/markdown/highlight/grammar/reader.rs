use std::sync::Arc;

use syntect::parsing::ScopeStackOp;

use super::Grammars;
use super::packed::{ContextId, Operation};
use super::pattern::{Exhausted, Heads, Machine, Program, Steps, Text};
use super::rules::{Context, Rule, Rules};
use super::state::{Groups, Level, State};

/// How many contexts may be open, as with syntect.
const DEEPEST: usize = 100;

/// Reads one line.
pub(super) struct Reader<'r> {
    pub(super) grammars: &'static Grammars,
    pub(super) state: &'r mut State,
    pub(super) line: &'r str,
    pub(super) operations: Vec<(usize, ScopeStackOp)>,
    /// The groups of the match that is applied, the first the whole.
    pub(super) groups: Vec<Option<(usize, usize)>>,
    steps: &'r mut Steps,
    machine: Machine,
    /// Where the next match may begin.
    place: usize,
    /// Where a context was last pushed by a match that took nothing, and how many there were then.
    pushed_for_nothing: (usize, usize),
    /// Programs of rules that refer to groups.
    referring: Vec<Referring>,
    /// Where rules come from now.
    sources: Vec<Source>,
    /// Rules that match nothing from here on before another rule has matched.
    spent: Vec<&'static Rule>,
}

/// A rule, the groups that it refers to, and its program for them.
struct Referring {
    rule: &'static Rule,
    groups: Arc<Groups>,
    program: Option<Arc<Program>>,
}

/// Rules, and what they depend on.
struct Source {
    rules: &'static Rules,
    is_prototype: bool,
    groups: Option<Arc<Groups>>,
}

/// A rule that matches, and where.
pub(super) struct Found {
    pub(super) rule: &'static Rule,
    pub(super) start: usize,
    pub(super) end: usize,
    is_prototype: bool,
}

/// What comes next in a line.
enum Next {
    Match(Found),
    /// Nothing but a pop right after a push, neither of which takes anything.
    Turn,
    Nothing,
}

/// The grammar is at fault, or the line takes too much work.
pub(super) struct Fault;

impl From<Exhausted> for Fault {
    fn from(Exhausted: Exhausted) -> Self {
        Self
    }
}

impl<'r> Reader<'r> {
    pub(super) fn new(grammars: &'static Grammars, state: &'r mut State, line: &'r str, steps: &'r mut Steps) -> Self {
        Self {
            grammars,
            state,
            line,
            steps,
            operations: Vec::new(),
            groups: Vec::new(),
            machine: Machine::default(),
            place: 0,
            pushed_for_nothing: (0, 0),
            referring: Vec::new(),
            sources: Vec::new(),
            spent: Vec::new(),
        }
    }

    pub(super) fn read(mut self) -> Option<Vec<(usize, ScopeStackOp)>> {
        self.all().is_ok().then_some(self.operations)
    }

    fn all(&mut self) -> Result<(), Fault> {
        if std::mem::take(&mut self.state.is_first_line) {
            let first = self.context(self.top()?.context)?.meta_content_scope.first();
            self.operations.extend(first.map(|scope| (0, ScopeStackOp::Push(*scope))));
        }
        loop {
            match self.next()? {
                Next::Match(found) => self.take(&found)?,
                // As Sublime Text does: the pop is not applied here, or both would be again and again.
                Next::Turn => match self.line[self.place..].char_indices().nth(1) {
                    Some((character, _)) => self.place += character,
                    None => return Ok(()),
                },
                Next::Nothing => return Ok(()),
            }
        }
    }

    pub(super) fn top(&self) -> Result<&Level, Fault> {
        self.state.levels.last().ok_or(Fault)
    }

    pub(super) fn context(&self, id: ContextId) -> Result<&'static Context, Fault> {
        self.grammars.context(id).ok_or(Fault)
    }

    fn take(&mut self, found: &Found) -> Result<(), Fault> {
        let depth = self.state.levels.len();
        if found.end == self.place && matches!(found.rule.operation, Operation::Push(_)) {
            self.pushed_for_nothing = (found.end, depth + 1);
        }
        self.place = found.end;
        if found.is_prototype {
            self.state.prototype_starts.push(depth);
        }
        self.apply(found)
    }

    /// The match that begins first, of those that begin there the one whose rule comes first.
    fn next(&mut self) -> Result<Next, Fault> {
        let depth = self.state.levels.len();
        self.state.prototype_starts.truncate(self.state.prototype_starts.partition_point(|&start| start < depth));
        let mut sources = std::mem::take(&mut self.sources);
        sources.clear();
        self.find_sources(&mut sources)?;
        self.spent.clear();
        let turning = self.pushed_for_nothing == (self.place, depth);
        let mut next = Next::Nothing;
        for place in self.place..=self.line.len() {
            if self.line.is_char_boundary(place) {
                next = self.match_at(place, &sources, turning)?;
                if !matches!(next, Next::Nothing) {
                    break;
                }
            }
        }
        self.sources = sources;
        Ok(next)
    }

    fn find_sources(&mut self, sources: &mut Vec<Source>) -> Result<(), Fault> {
        let bottom = self.state.prototype_starts.last().copied().unwrap_or_default();
        for level in &self.state.levels[bottom..] {
            for prototype in &level.prototypes {
                let rules = self.context(*prototype)?.rules(self.grammars);
                sources.push(Source { rules, is_prototype: true, groups: level.groups.clone() });
            }
        }
        let top = self.top()?;
        let context = self.context(top.context)?;
        if let Some(prototype) = context.prototype {
            let rules = self.context(prototype)?.rules(self.grammars);
            sources.push(Source { rules, is_prototype: false, groups: None });
        }
        sources.push(Source { rules: context.rules(self.grammars), is_prototype: false, groups: top.groups.clone() });
        Ok(())
    }

    fn match_at(&mut self, place: usize, sources: &[Source], turning: bool) -> Result<Next, Fault> {
        let head = Heads::at(self.line, place);
        self.steps.take(1)?;
        let mut next = Next::Nothing;
        for source in sources {
            for rule in source.rules.at(head) {
                let Some(end) = self.try_rule(rule, source, place)? else { continue };
                let is_pop = matches!(rule.operation, Operation::Pop);
                if turning && is_pop && end == self.place {
                    next = Next::Turn;
                    continue;
                }
                let is_prototype = source.is_prototype;
                return Ok(Next::Match(Found { rule, start: place, end, is_prototype }));
            }
        }
        Ok(next)
    }

    /// Where a match of a rule ends that begins at a place, if it does anything.
    fn try_rule(&mut self, rule: &'static Rule, source: &Source, place: usize) -> Result<Option<usize>, Fault> {
        let is_too_deep = matches!(rule.operation, Operation::Push(_)) && self.state.levels.len() >= DEEPEST;
        if is_too_deep || self.spent.iter().any(|spent| std::ptr::eq(*spent, rule)) {
            return Ok(None);
        }
        let referring;
        let program = match &source.groups {
            Some(groups) if rule.has_captures => {
                referring = self.refer(rule, groups);
                referring.as_deref()
            }
            _ => rule.program(self.grammars),
        };
        let Some(program) = program else { return Ok(None) };
        if program.is_at_start && place > 0 || !program.heads.contains(Heads::at(self.line, place)) {
            return Ok(None);
        }
        let text = Text { line: self.line, search: self.place };
        let Some(end) = self.machine.run(program, text, place, self.steps)? else { return Ok(None) };
        if end == place && matches!(rule.operation, Operation::None) {
            self.spent.push(rule);
            return Ok(None);
        }
        self.groups.clear();
        self.groups.push(Some((place, end)));
        self.groups.extend((1..=program.groups()).map(|group| self.machine.group(program, group)));
        Ok(Some(end))
    }

    fn refer(&mut self, rule: &'static Rule, groups: &Arc<Groups>) -> Option<Arc<Program>> {
        let known = self.referring.iter().find(|known| std::ptr::eq(known.rule, rule) && known.groups == *groups);
        if let Some(known) = known {
            return known.program.clone();
        }
        let program = rule.program_with(groups, self.grammars).map(Arc::new);
        self.referring.push(Referring { rule, groups: Arc::clone(groups), program: program.clone() });
        program
    }
}
