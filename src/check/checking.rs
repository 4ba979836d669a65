use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostics;
use crate::memo::Memo;
use crate::model::LikelihoodScale;
use crate::resolve::{Actor, Brief, Criterion, DealOption, Handle, Site, Source, Table};

/// The entries of a site that a former run had nothing to say about.
///
/// What is said may name any record. That there is nothing to say follows from the entry alone (of a source, with its
/// claims) and the standards by which entries are judged.
#[derive(Debug, Default)]
pub struct Checking {
    standards: Option<Standards>,
    pub(super) sources: Sound<Source>,
    pub(super) briefs: Sound<Brief>,
    pub(super) actors: Sound<Actor>,
    pub(super) options: Sound<DealOption>,
    pub(super) criteria: Sound<Criterion>,
}

impl Checking {
    /// Begins a run.
    pub(super) fn turn(&mut self, site: &Site) {
        let standards = Some(Standards::of(site));
        if self.standards != standards {
            *self = Self { standards, ..Self::default() };
        }
    }
}

/// What entries are judged by that does not stand in them.
#[derive(Debug, PartialEq, Eq)]
struct Standards {
    excerpt_words: usize,
    scale: LikelihoodScale,
    /// The step of the scale that each claim stands on: a text that repeats its word shows its range.
    steps: Vec<Option<&'static str>>,
}

impl Standards {
    fn of(site: &Site) -> Self {
        let scale = site.config.likelihood_scale;
        let step = |word: &str| scale.find(word).map(|step| step.percent);
        let steps =
            site.claims.values().map(|claim| claim.likelihood.as_ref().and_then(|word| step(word.as_str()))).collect();
        Self { excerpt_words: site.config.excerpt_words, scale, steps }
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
        check: impl Fn(Handle<T>, &mut Diagnostics) + Sync,
        sink: &mut Diagnostics,
    ) {
        self.memo.turn();
        let is_known = |entry: &Arc<T>, memo: &mut Memo<_, Arc<T>>| {
            memo.take(Arc::as_ptr(entry).addr(), |held| Arc::ptr_eq(held, entry)).is_some()
        };
        let unknown: Vec<_> = entries.shared().filter(|(_, entry)| !is_known(entry, &mut self.memo)).collect();
        let check_one = |&(id, _): &(Handle<T>, _)| {
            let mut found = Diagnostics::new();
            check(id, &mut found);
            found
        };
        let found: Vec<Diagnostics> = unknown.par_iter().map(check_one).collect();
        for ((_, entry), found) in unknown.into_iter().zip(found) {
            if found.is_empty() {
                self.memo.keep(Arc::as_ptr(entry).addr(), Arc::clone(entry));
            }
            sink.extend(found);
        }
    }
}
