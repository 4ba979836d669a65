use std::sync::Arc;

use super::claim::Claim;
use super::entries::{Entries, Run};
use super::handle::{Table, handle};
use super::known::Known;
use super::lookup::Lookup;
use super::naming::bear_the_same_names;
use super::records::{resolve_actor, resolve_brief, resolve_criterion, resolve_event, resolve_option, resolve_source};
use super::site::{Actor, Brief, Criterion, DealOption, Site, Source};
use super::{Graph, order};
use crate::diagnostic::Diagnostics;
use crate::model::{ActorRecord, BriefRecord, CriterionRecord, OptionRecord, SourceRecord};
use crate::parse::{Records, WithText};

/// Turns records into a site. Whatever names nothing is reported and left out; the rest stands.
///
/// Of records that a former run has resolved, only those that changed are resolved, or all if there are other names now.
#[must_use]
pub fn resolve(mut records: Records, resolving: &mut Resolving, sink: &mut Diagnostics) -> Site {
    order::sort(&mut records, sink);
    let former = resolving.named.take();
    let named = match former {
        Some(named) if named.is_known_of(&records) => named,
        former => {
            let named = Named::enter(&records, sink);
            if former.is_none_or(|former| former.known != named.known) {
                *resolving = Resolving::default();
            }
            named
        }
    };
    let mut site = resolving.run(&records, &named.known, sink);
    site.graph = Graph::build(&site);
    resolving.named = Some(named.of(records));
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

/// A source and its claims.
type WithClaims = (Arc<Source>, Vec<Arc<Claim>>);

/// The entries that a former run made.
#[derive(Debug, Default)]
pub struct Resolving {
    /// By which the entries were made.
    named: Option<Named>,
    /// By its number, and that of its first claim.
    sources: Entries<SourceRecord, (usize, usize), WithClaims>,
    actors: Entries<WithText<ActorRecord>, (), Arc<Actor>>,
    options: Entries<WithText<OptionRecord>, (), Arc<DealOption>>,
    criteria: Entries<WithText<CriterionRecord>, (), Arc<Criterion>>,
    briefs: Entries<WithText<BriefRecord>, (), Arc<Brief>>,
}

impl Resolving {
    /// A site without its graph.
    fn run(&mut self, records: &Records, known: &Known, sink: &mut Diagnostics) -> Site {
        let mut run = Run::new(known, sink);
        let (sources, claims) = self.sources(records, &mut run);
        macro_rules! table {
            ($table:ident, $resolve:ident) => {{
                let make = |record: &_, (), lookup: &Lookup<'_>, sink: &mut _| Arc::new($resolve(record, lookup, sink));
                self.$table.resolve(&mut run, &records.$table, |_| (), make).into_iter().collect()
            }};
        }
        Site {
            sources,
            claims,
            actors: table!(actors, resolve_actor),
            options: table!(options, resolve_option),
            criteria: table!(criteria, resolve_criterion),
            briefs: table!(briefs, resolve_brief),
            events: records.events.iter().map(|event| Arc::new(resolve_event(event))).collect(),
            topics: known.topics.iter().map(|topic| Arc::new(topic.clone())).collect(),
            config: records.config.clone(),
            unread_sources: records.unread_sources.clone(),
            graph: Graph::default(),
            unreadable: records.unreadable.iter().cloned().collect(),
        }
    }

    /// All sources, and their claims one after the other.
    fn sources(&mut self, records: &Records, run: &mut Run<'_>) -> (Table<Source>, Table<Claim>) {
        let mut next = 0;
        let firsts = records.sources.iter().map(|source| {
            next += source.claims.len();
            next - source.claims.len()
        });
        let firsts: Vec<usize> = firsts.collect();
        let place = |index| (index, firsts[index]);
        let made = self.sources.resolve(run, &records.sources, place, |record, (index, first), lookup, sink| {
            let (source, claims) = resolve_source(handle(index), first, record, lookup, sink);
            (Arc::new(source), claims.into_iter().map(Arc::new).collect::<Vec<_>>())
        });
        let (sources, claims): (Vec<_>, Vec<_>) = made.into_iter().unzip();
        (sources.into_iter().collect(), claims.into_iter().flatten().collect())
    }
}
