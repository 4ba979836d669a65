use std::cmp::Reverse;

use syntect::parsing::{Scope, ScopeStackOp};

use super::packed::{ContextId, Operation, Reference};
use super::reader::{Fault, Found, Reader};
use super::rules::{Context, Rule};
use super::state::Level;

/// What a match does to the scopes and to the contexts, in syntect's order, which is that of Sublime Text.
impl Reader<'_> {
    pub(super) fn apply(&mut self, found: &Found) -> Result<(), Fault> {
        let rule = found.rule;
        let from = self.context(self.top()?.context)?;
        let into = self.targets(rule)?;
        match rule.operation {
            Operation::Pop => self.scopes_of(found, |reader, at| reader.leave(at, from)),
            Operation::Push(_) => self.scopes_of(found, |reader, at| reader.enter(at, &into)),
            Operation::Set(_) => self.scopes_of(found, |reader, at| reader.replace(at, from, &into)),
            Operation::None => self.scopes_of(found, |_, _| {}),
        }
        self.turn_to(rule)
    }

    fn targets(&self, rule: &Rule) -> Result<Vec<&'static Context>, Fault> {
        let (Operation::Push(references) | Operation::Set(references)) = &rule.operation else { return Ok(Vec::new()) };
        references.iter().map(|reference| self.context(direct(reference)?)).collect()
    }

    /// The scopes of what was matched, within what the operation does before and after it.
    fn scopes_of(&mut self, found: &Found, operation: impl Fn(&mut Self, End)) {
        operation(self, End::Before(found.start));
        self.push(found.start, &found.rule.scope);
        self.captures(found.rule);
        self.pop(found.end, found.rule.scope.len());
        operation(self, End::After(found.end));
    }

    /// The scopes of groups, what covers more before what it covers. One that matched nothing has none.
    fn captures(&mut self, rule: &Rule) {
        let mut due = Vec::new();
        for (group, scopes) in &rule.captures {
            let Some(&Some((start, end))) = self.groups.get(*group) else { continue };
            if start == end {
                continue;
            }
            let length = Some(Reverse(end.saturating_sub(start)));
            due.extend(scopes.iter().map(|scope| ((start, length), ScopeStackOp::Push(*scope))));
            due.push(((end, None), ScopeStackOp::Pop(scopes.len())));
        }
        due.sort_by_key(|(order, _)| *order);
        self.operations.extend(due.into_iter().map(|((place, _), operation)| (place, operation)));
    }

    fn leave(&mut self, at: End, from: &Context) {
        match at {
            End::Before(place) => self.pop(place, from.meta_content_scope.len()),
            End::After(place) => {
                self.pop(place, from.meta_scope.len());
                if from.clear_scopes.is_some() {
                    self.operations.push((place, ScopeStackOp::Restore));
                }
            }
        }
    }

    fn enter(&mut self, at: End, into: &[&Context]) {
        match at {
            End::Before(place) => {
                for context in into {
                    self.clear(place, context);
                    self.push(place, &context.meta_scope);
                }
            }
            End::After(place) => {
                if into.iter().any(|context| !context.meta_content_scope.is_empty()) {
                    self.pop(place, into.iter().map(|context| context.meta_scope.len()).sum());
                    for context in into {
                        self.push(place, &context.meta_scope);
                        self.push(place, &context.meta_content_scope);
                    }
                }
            }
        }
    }

    /// Unlike a pop and a push: what is matched has the scopes of the context that is left as well as of those that are
    /// entered, and these clear scopes only after it.
    fn replace(&mut self, at: End, from: &Context, into: &[&Context]) {
        match at {
            End::Before(place) => {
                if from.clear_scopes.is_some() {
                    self.operations.push((place, ScopeStackOp::Restore));
                }
                for context in into {
                    self.push(place, &context.meta_scope);
                }
            }
            End::After(place) => {
                let left = from.meta_scope.len() + from.meta_content_scope.len();
                let changes =
                    |context: &&Context| !context.meta_content_scope.is_empty() || context.clear_scopes.is_some();
                if left > 0 || into.iter().any(changes) {
                    self.pop(place, left + into.iter().map(|context| context.meta_scope.len()).sum::<usize>());
                    for context in into {
                        self.clear(place, context);
                        self.push(place, &context.meta_scope);
                        self.push(place, &context.meta_content_scope);
                    }
                }
            }
        }
    }

    /// Opens and closes contexts.
    fn turn_to(&mut self, rule: &Rule) -> Result<(), Fault> {
        let (references, mut prototypes) = match &rule.operation {
            Operation::Push(references) => (references, Vec::new()),
            Operation::Set(references) => {
                (references, self.state.levels.pop().map(|level| level.prototypes).unwrap_or_default())
            }
            Operation::Pop => {
                self.state.levels.pop();
                return Ok(());
            }
            Operation::None => return Ok(()),
        };
        for (index, reference) in references.iter().enumerate() {
            let mut prototypes = std::mem::take(&mut prototypes);
            if index + 1 == references.len()
                && let Some(prototype) = &rule.with_prototype
            {
                prototypes.push(direct(prototype)?);
            }
            self.open(direct(reference)?, prototypes)?;
        }
        Ok(())
    }

    fn open(&mut self, context: ContextId, prototypes: Vec<ContextId>) -> Result<(), Fault> {
        let mut uses_groups = self.context(context)?.uses_backrefs;
        for prototype in &prototypes {
            uses_groups |= self.context(*prototype)?.uses_backrefs;
        }
        let texts = || self.groups.iter().map(|group| group.map(|(start, end)| self.line[start..end].into())).collect();
        let groups = uses_groups.then(texts);
        self.state.levels.push(Level { context, prototypes, groups });
        Ok(())
    }

    fn push(&mut self, place: usize, scopes: &[Scope]) {
        self.operations.extend(scopes.iter().map(|scope| (place, ScopeStackOp::Push(*scope))));
    }

    fn pop(&mut self, place: usize, count: usize) {
        if count > 0 {
            self.operations.push((place, ScopeStackOp::Pop(count)));
        }
    }

    fn clear(&mut self, place: usize, context: &Context) {
        if let Some(amount) = context.clear_scopes {
            self.operations.push((place, ScopeStackOp::Clear(amount)));
        }
    }
}

/// An end of what was matched, and where it is.
#[derive(Debug, Clone, Copy)]
enum End {
    Before(usize),
    After(usize),
}

fn direct(reference: &Reference) -> Result<ContextId, Fault> {
    reference.direct().ok_or(Fault)
}
