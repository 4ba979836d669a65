use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::memo::Memo;
use crate::model::{Config, LikelihoodScale};
use crate::resolve::{Actor, Brief, Criterion, DealOption, Handle, Source, Table};

/// The entries of a site that a former run had nothing to say about.
///
/// What is said may name any record. That there is nothing to say follows from the entry alone (of a source, with its
/// claims) and the settings by which entries are judged.
#[derive(Debug, Default)]
pub struct Checking {
    settings: Option<(usize, LikelihoodScale)>,
    pub(super) sources: Sound<Source>,
    pub(super) briefs: Sound<Brief>,
    pub(super) actors: Sound<Actor>,
    pub(super) options: Sound<DealOption>,
    pub(super) criteria: Sound<Criterion>,
}

impl Checking {
    /// Begins a run.
    pub(super) fn turn(&mut self, config: &Config) {
        let settings = Some((config.excerpt_words, config.likelihood_scale));
        if self.settings != settings {
            *self = Self { settings, ..Self::default() };
        }
    }
}

/// Entries of one table, by their addresses; each is held, so that no other one takes its address.
#[derive(Debug)]
pub(super) struct Sound<T> {
    memo: Memo<usize, Arc<T>>,
}

impl<T> Default for Sound<T> {
    fn default() -> Self {
        Self { memo: Memo::default() }
    }
}

impl<T: Send + Sync> Sound<T> {
    /// Checks the entries that have not been found sound, in parallel. Reports come in the order of the table.
    pub(super) fn check(
        &mut self,
        entries: &Table<T>,
        check: impl Fn(Handle<T>, &mut Vec<Diagnostic>) + Sync,
        sink: &mut Vec<Diagnostic>,
    ) {
        self.memo.turn();
        let is_known = |entry: &Arc<T>, memo: &mut Memo<_, Arc<T>>| {
            memo.take(Arc::as_ptr(entry).addr(), |held| Arc::ptr_eq(held, entry)).is_some()
        };
        let unknown: Vec<_> = entries.shared().filter(|(_, entry)| !is_known(entry, &mut self.memo)).collect();
        let check_one = |&(id, _): &(Handle<T>, _)| {
            let mut found = Vec::new();
            check(id, &mut found);
            found
        };
        let found: Vec<Vec<Diagnostic>> = unknown.par_iter().map(check_one).collect();
        for ((_, entry), found) in unknown.into_iter().zip(found) {
            if found.is_empty() {
                self.memo.keep(Arc::as_ptr(entry).addr(), Arc::clone(entry));
            }
            sink.extend(found);
        }
    }
}
