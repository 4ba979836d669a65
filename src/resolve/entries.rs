use std::sync::Arc;

use rayon::prelude::*;

use super::known::Known;
use super::lookup::Lookup;
use crate::diagnostic::Diagnostics;
use crate::memo::Memo;

/// How many misspelled references of one run get a suggestion: each costs a look at every name.
const SUGGESTIONS: usize = 200;

/// One run over all tables.
pub(super) struct Run<'a> {
    known: &'a Known,
    /// How many suggestions may still be made.
    left: usize,
    sink: &'a mut Diagnostics,
}

impl<'a> Run<'a> {
    /// A run in which nothing has been suggested yet.
    pub(super) const fn new(known: &'a Known, sink: &'a mut Diagnostics) -> Self {
        Self { known, left: SUGGESTIONS, sink }
    }
}

/// The entries of one table, each a function of its record, of its place `P` where it says that, and of the names; kept
/// by the addresses of the records, which they hold, so that no other record takes an address.
#[derive(Debug)]
pub(super) struct Entries<R, P, E> {
    memo: Memo<usize, Made<R, P, E>>,
}

impl<R, P, E> Default for Entries<R, P, E> {
    fn default() -> Self {
        Self { memo: Memo::default() }
    }
}

/// What became of a record.
#[derive(Debug)]
struct Made<R, P, E> {
    record: Arc<R>,
    place: P,
    entry: E,
    found: Arc<Diagnostics>,
    /// How many suggestions it asked for, and how many were made.
    asked: usize,
    granted: usize,
}

impl<R, P: Copy, E: Clone> Clone for Made<R, P, E> {
    fn clone(&self) -> Self {
        let Self { ref record, place, ref entry, ref found, asked, granted } = *self;
        Self { record: Arc::clone(record), place, entry: entry.clone(), found: Arc::clone(found), asked, granted }
    }
}

impl<R, P, E> Entries<R, P, E>
where
    R: Send + Sync,
    P: Copy + PartialEq + Send + Sync,
    E: Clone + Send,
{
    /// The entries of a table's records, made side by side, by all threads.
    ///
    /// Suggestions go to those who ask first in the order of the records. Who that is shows when all have been resolved
    /// without any; so the few that ask are resolved again, with as many as there are for them.
    pub(super) fn resolve(
        &mut self,
        run: &mut Run<'_>,
        records: &[Arc<R>],
        place: impl Fn(usize) -> P,
        resolve: impl Fn(&R, P, &Lookup<'_>, &mut Diagnostics) -> E + Sync,
    ) -> Vec<E> {
        let known = run.known;
        let make = |record: &Arc<R>, place: P, granted: usize| {
            let (lookup, mut found) = (Lookup::new(known, granted), Diagnostics::new());
            let entry = resolve(record, place, &lookup, &mut found);
            Made { record: Arc::clone(record), place, entry, found: found.into(), asked: lookup.asked(), granted }
        };
        self.memo.turn();
        let kept = records.iter().enumerate().map(|(index, record)| {
            let place = place(index);
            let is_of = |made: &Made<R, P, E>| Arc::ptr_eq(&made.record, record) && made.place == place;
            (place, self.memo.take(Arc::as_ptr(record).addr(), is_of))
        });
        let kept: Vec<_> = kept.collect();
        let made = records.par_iter().zip(kept);
        let made = made.map(|(record, (place, kept))| kept.unwrap_or_else(|| make(record, place, 0)));
        let made: Vec<_> = made.collect();
        let entries = made.into_iter().map(|mut made| {
            let granted = made.asked.min(run.left);
            run.left -= granted;
            if made.granted != granted {
                made = make(&made.record, made.place, granted);
            }
            run.sink.extend(made.found.iter().cloned());
            self.memo.keep(Arc::as_ptr(&made.record).addr(), made.clone());
            made.entry
        });
        entries.collect()
    }
}
