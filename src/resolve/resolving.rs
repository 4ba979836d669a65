use std::sync::Arc;

use super::claims::ClaimResolver;
use super::handle::handle;
use super::known::Known;
use super::names::SUGGESTIONS;
use super::naming::bear_the_same_names;
use super::records::{resolve_actor, resolve_brief, resolve_criterion, resolve_event, resolve_option, resolve_source};
use super::site::{Actor, Brief, Claim, Criterion, DealOption, Site, Source};
use super::{Graph, order};
use crate::diagnostic::Diagnostics;
use crate::memo::Memo;
use crate::model::{ActorRecord, BriefRecord, Config, CriterionRecord, OptionRecord, SourceRecord};
use crate::parse::{Records, WithText};

/// Turns records into a site. Whatever names nothing is reported and left out; the rest stands.
#[must_use]
pub fn resolve(records: Records, sink: &mut Diagnostics) -> Site {
    resolve_again(records, &mut Resolving::default(), sink)
}

/// Resolves the records that changed since a former run, or all of them if there are other names now; gives what
/// [`resolve`] gives.
#[must_use]
pub fn resolve_again(mut records: Records, resolving: &mut Resolving, sink: &mut Diagnostics) -> Site {
    order::sort(&mut records, sink);
    let former = resolving.named.take();
    let (named, is_known) = match former {
        Some(named) if named.is_known_of(&records) => (named, true),
        former => {
            let named = Named::enter(&records, sink);
            let is_known = former.is_some_and(|former| former.known == named.known);
            (named, is_known)
        }
    };
    let known = &named.known;
    if !is_known {
        *resolving = Resolving::default();
    }
    let mut found = Diagnostics::new();
    let (mut site, mut suggested) = resolving.run(&records, known, &mut found);
    if suggested > SUGGESTIONS {
        // Who gets one of the last suggestions depends on all records before, so nothing can be taken over.
        *resolving = Resolving::default();
        if is_known {
            found = Diagnostics::new();
            known.names.forget_suggested();
            (site, suggested) = resolving.run(&records, known, &mut found);
            *resolving = Resolving::default();
        }
    }
    sink.append(&mut found);
    known.names.forget_suggested();
    site.events = records.events.iter().map(|event| Arc::new(resolve_event(event))).collect();
    site.config = records.config.clone();
    site.unreadable = records.unreadable.iter().cloned().collect();
    site.graph = Graph::build(&site);
    resolving.named = (suggested <= SUGGESTIONS).then(|| named.of(records));
    site
}

/// All that is known of the names, and the records that bear them.
#[derive(Debug)]
struct Named {
    known: Known,
    /// Whether nothing was wrong with the names.
    are_flawless: bool,
    records: Records,
}

impl Named {
    /// Enters the names of all records.
    fn enter(records: &Records, sink: &mut Diagnostics) -> Self {
        let before = sink.len();
        order::report_shared_addresses(records, sink);
        let known = Known::enter(records, sink);
        Self { known, are_flawless: sink.len() == before, records: Records::default() }
    }

    fn is_known_of(&self, records: &Records) -> bool {
        self.are_flawless && bear_the_same_names(&self.records, records)
    }

    fn of(self, records: Records) -> Self {
        Self { records, ..self }
    }
}

/// The entries that a former run made: each a function of its record, its place and the names.
#[derive(Debug, Default)]
pub struct Resolving {
    /// By which the entries were made.
    named: Option<Named>,
    sources: Entries<SourceRecord, (Arc<Source>, Vec<Arc<Claim>>)>,
    actors: Entries<WithText<ActorRecord>, Arc<Actor>>,
    options: Entries<WithText<OptionRecord>, Arc<DealOption>>,
    criteria: Entries<WithText<CriterionRecord>, Arc<Criterion>>,
    briefs: Entries<WithText<BriefRecord>, Arc<Brief>>,
}

impl Resolving {
    /// A site without its graph, and how many suggestions its records asked for.
    fn run(&mut self, records: &Records, known: &Known, sink: &mut Diagnostics) -> (Site, usize) {
        let (names, config) = (&known.names, &records.config);
        let resolver = ClaimResolver { names, topics: &known.topics, config };
        let mut site = Site::default();
        let (mut claims, mut sources, mut suggested) = (Vec::new(), Vec::new(), 0);
        self.sources.memo.turn();
        for (index, record) in records.sources.iter().enumerate() {
            let first = claims.len();
            let made = self.sources.entry(record, (index, first), known, |sink| {
                let (source, claims) = resolve_source(handle(index), first, record, &resolver, sink);
                (Arc::new(source), claims.into_iter().map(Arc::new).collect())
            });
            suggested += made.report(sink);
            claims.extend(made.entry.1);
            sources.push(made.entry.0);
        }
        site.sources = sources.into_iter().collect();
        site.claims = claims.into_iter().collect();
        macro_rules! table {
            ($table:ident, $resolve:ident) => {
                self.$table.memo.turn();
                site.$table = records
                    .$table
                    .iter()
                    .enumerate()
                    .map(|(index, record)| {
                        let make = |sink: &mut Diagnostics| Arc::new($resolve(record, names, config, sink));
                        let made = self.$table.entry(record, (index, 0), known, make);
                        suggested += made.report(sink);
                        made.entry
                    })
                    .collect();
            };
        }
        table!(actors, resolve_actor);
        table!(options, resolve_option);
        table!(criteria, resolve_criterion);
        table!(briefs, resolve_brief);
        site.topics = known.topics.values().map(|(_, topic)| Arc::new(topic.clone())).collect();
        site.config = Config::default();
        (site, suggested)
    }
}

/// Entries by the addresses of their records, which they hold, so that no other record takes an address.
#[derive(Debug)]
struct Entries<R, E> {
    memo: Memo<usize, Made<R, E>>,
}

impl<R, E> Default for Entries<R, E> {
    fn default() -> Self {
        Self { memo: Memo::default() }
    }
}

/// What became of a record.
#[derive(Debug)]
struct Made<R, E> {
    record: Arc<R>,
    /// Its number in its table, and of a source that of its first claim.
    place: (usize, usize),
    entry: E,
    found: Arc<Diagnostics>,
    suggested: usize,
}

impl<R, E: Clone> Clone for Made<R, E> {
    fn clone(&self) -> Self {
        let Self { record, place, entry, found, suggested } = self;
        Self {
            record: Arc::clone(record),
            place: *place,
            entry: entry.clone(),
            found: Arc::clone(found),
            suggested: *suggested,
        }
    }
}

impl<R, E: Clone> Entries<R, E> {
    fn entry(
        &mut self,
        record: &Arc<R>,
        place: (usize, usize),
        known: &Known,
        make: impl FnOnce(&mut Diagnostics) -> E,
    ) -> Made<R, E> {
        let address = Arc::as_ptr(record).addr();
        if let Some(made) = self.memo.take(address, |made| Arc::ptr_eq(&made.record, record) && made.place == place) {
            return made;
        }
        let (mut found, before) = (Diagnostics::new(), known.names.suggested());
        let entry = make(&mut found);
        let suggested = known.names.suggested() - before;
        let made = Made { record: Arc::clone(record), place, entry, found: found.into(), suggested };
        self.memo.keep(address, made.clone());
        made
    }
}

impl<R, E> Made<R, E> {
    /// Reports what was wrong with the record; how many suggestions that took.
    fn report(&self, sink: &mut Diagnostics) -> usize {
        sink.extend(self.found.iter().cloned());
        self.suggested
    }
}
