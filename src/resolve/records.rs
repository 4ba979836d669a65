use std::collections::{BTreeMap, BTreeSet};

use super::address::former_keys;
use super::claims::{ClaimResolver, resolve_claim};
use super::documents::{resolve_document, resolve_note};
use super::handle::handle;
use super::names::Names;
use super::order;
use super::site::{
    Actor, ActorId, ActorLink, Brief, Criterion, DealOption, Event, OptionId, RecordId, Site, Source, SourceId, Term,
    Topic,
};
use super::values::{self_relation, value, values};
use super::{Graph, Table};
use crate::diagnostic::{Diagnostic, closest, codes};
use crate::files::Spanned;
use crate::model::{
    ActorKind, ActorRecord, BriefRecord, Config, CriterionRecord, EventRecord, OptionRecord, SourceRecord, SourceType,
    in_words,
};
use crate::parse::{Records, WithText};

/// Turns records into a site. Whatever names nothing is reported and left out; the rest stands.
#[must_use]
pub fn resolve(mut records: Records, sink: &mut Vec<Diagnostic>) -> Site {
    order::sort(&mut records, sink);
    let names = enter_names(&records, sink);
    let topics = topics(&records, sink);
    let Records { config, sources, actors, options, criteria, events, briefs, .. } = records;
    let resolver = ClaimResolver { names: &names, topics: &topics, config: &config };
    let mut claims = Vec::new();
    let sources: Table<Source> = sources
        .into_iter()
        .enumerate()
        .map(|(index, record)| resolve_source(handle(index), record, &resolver, &mut claims, sink))
        .collect();
    let mut site = Site {
        sources,
        claims: claims.into_iter().collect(),
        actors: actors.into_iter().map(|record| resolve_actor(record, &names, &config, sink)).collect(),
        options: options.into_iter().map(|record| resolve_option(record, &names, &config, sink)).collect(),
        criteria: criteria.into_iter().map(|record| resolve_criterion(record, &names, &config, sink)).collect(),
        events: events.into_iter().map(resolve_event).collect(),
        topics: topics.values().map(|(_, topic)| topic.clone()).collect(),
        briefs: briefs.into_iter().map(|record| resolve_brief(record, &names, &config, sink)).collect(),
        config: Config::default(),
        graph: Graph::default(),
    };
    site.config = config;
    site.graph = Graph::build(&site);
    site
}

/// A record's identifier, the record, and the names that texts may call it by.
type Entry<'a> = (&'a Spanned<String>, RecordId, Vec<&'a Spanned<String>>);

/// The first pass: every identifier, name and claim key, before any reference is looked up.
fn enter_names(records: &Records, sink: &mut Vec<Diagnostic>) -> Names {
    let mut names = Names::default();
    names.mark_unreadable(records.unreadable.iter().chain(&records.unread_events.identifiers).cloned());
    if records.unread_events.others {
        names.lose_events();
    }
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for (index, WithText { record, .. }) in records.actors.iter().enumerate() {
        let spoken = std::iter::once(&record.name).chain(&record.also_known_as).collect();
        entries.push((&record.id, RecordId::Actor(handle(index)), spoken));
    }
    for (index, WithText { record, .. }) in records.options.iter().enumerate() {
        let spoken = std::iter::once(&record.name).chain(&record.also_known_as).collect();
        entries.push((&record.id, RecordId::Option(handle(index)), spoken));
    }
    for (index, WithText { record, .. }) in records.criteria.iter().enumerate() {
        let spoken = std::iter::once(&record.name).chain(&record.also_known_as).collect();
        entries.push((&record.id, RecordId::Criterion(handle(index)), spoken));
    }
    for (index, record) in records.events.iter().enumerate() {
        let spoken = std::iter::once(&record.name).chain(&record.also_known_as).collect();
        entries.push((&record.id, RecordId::Event(handle(index)), spoken));
    }
    for (index, record) in records.sources.iter().enumerate() {
        entries.push((&record.id, RecordId::Source(handle(index)), record.title.iter().collect()));
    }
    let is_new: Vec<bool> = entries.iter().map(|(id, record, _)| names.add(id, *record, sink)).collect();
    for ((_, record, spoken), is_new) in entries.into_iter().zip(is_new) {
        for name in spoken {
            if is_new {
                names.add_name(name, record, sink);
            } else {
                names.add_name_of_refused(name, record);
            }
        }
    }
    for (index, WithText { record, .. }) in records.briefs.iter().enumerate() {
        names.add_brief(&record.id, handle(index));
    }
    enter_former(records, &mut names);
    enter_claims(records, &mut names, sink);
    names
}

/// Former identifiers of records and claims. Only pages have former addresses: no reference may use one.
fn enter_former(records: &Records, names: &mut Names) {
    let mut enter = |id: &Spanned<String>, aliases: &[Spanned<String>]| {
        for alias in aliases {
            names.add_former(alias.value.clone(), id.as_str());
        }
    };
    records.actors.iter().for_each(|actor| enter(&actor.record.id, &actor.record.aliases));
    records.options.iter().for_each(|option| enter(&option.record.id, &option.record.aliases));
    records.criteria.iter().for_each(|criterion| enter(&criterion.record.id, &criterion.record.aliases));
    records.briefs.iter().for_each(|brief| enter(&brief.record.id, &brief.record.aliases));
    records.sources.iter().for_each(|source| enter(&source.id, &source.aliases));
    for source in &records.sources {
        let sources = named(&source.id, &source.aliases);
        for claim in &source.claims {
            let present = format!("{}/{}", source.id.value, claim.id.value);
            for former in former_keys(&sources, &named(&claim.id, &claim.aliases)) {
                names.add_former(former, &present);
            }
        }
    }
}

/// A present identifier and the former ones.
fn named<'a>(id: &'a Spanned<String>, aliases: &'a [Spanned<String>]) -> Vec<&'a str> {
    std::iter::once(id).chain(aliases).map(Spanned::as_str).collect()
}

fn enter_claims(records: &Records, names: &mut Names, sink: &mut Vec<Diagnostic>) {
    let mut next = 0;
    for source in &records.sources {
        let unread = &source.unread_claims;
        names.mark_unreadable(unread.identifiers.iter().map(|claim| format!("{}/{claim}", source.id.value)));
        // Of a claim without an identifier only the source is known.
        names.mark_unreadable(unread.others.then(|| source.id.value.clone()));
        let mut first: BTreeMap<&str, &Spanned<String>> = BTreeMap::new();
        for claim in &source.claims {
            if let Some(earlier) = first.get(claim.id.as_str()) {
                sink.push(
                    Diagnostic::new(
                        &codes::DUPLICATE_IDENTIFIER,
                        claim.id.span,
                        format!("two claims of `{}` are called `{}`", source.id.value, claim.id.value),
                    )
                    .label("named again here")
                    .also(earlier.span, "first named here")
                    .help("rename one of the two"),
                );
            } else {
                first.insert(claim.id.as_str(), &claim.id);
                names.add_claim(format!("{}/{}", source.id.value, claim.id.value), handle(next));
            }
            next += 1;
        }
    }
}

/// The topics of the configuration or, where it has none, those that claims name; by identifier.
fn topics(records: &Records, sink: &mut Vec<Diagnostic>) -> BTreeMap<String, (usize, Topic)> {
    let mut named: BTreeMap<String, String> = BTreeMap::new();
    for topic in &records.config.topics {
        named.insert(topic.id.value.clone(), topic.name.clone());
    }
    if named.is_empty() {
        let written = records.sources.iter().flat_map(|source| &source.claims).flat_map(|claim| &claim.topics);
        for topic in written {
            named.entry(topic.value.clone()).or_insert_with(|| in_words(&topic.value));
        }
    }
    // A topic of the configuration that no claim names would be an empty page.
    let used: BTreeSet<&str> = records
        .sources
        .iter()
        .flat_map(|source| &source.claims)
        .flat_map(|claim| claim.topics.iter().map(Spanned::as_str))
        .collect();
    report_unused_topics(records, &used, sink);
    named.retain(|id, _| used.contains(id.as_str()));
    named.into_iter().enumerate().map(|(index, (id, name))| (id.clone(), (index, Topic { id, name }))).collect()
}

/// A topic counts as used if a claim probably names it: one that cannot be read, or that misspells it.
fn report_unused_topics(records: &Records, used: &BTreeSet<&str>, sink: &mut Vec<Diagnostic>) {
    let is_whole = |source: &SourceRecord| {
        let unread = &source.unread_claims;
        unread.identifiers.is_empty() && !unread.others && source.claims.iter().all(|it| !it.unread.contains("topics"))
    };
    if !records.unreadable.is_empty() || !records.sources.iter().all(is_whole) {
        return;
    }
    let known: BTreeSet<&str> = records.config.topics.iter().map(|topic| topic.id.as_str()).collect();
    let unknown = used.difference(&known).take(SUGGESTIONS);
    let meant: BTreeSet<&str> = unknown.filter_map(|topic| closest(topic, known.iter().copied())).collect();
    for topic in &records.config.topics {
        if used.contains(topic.id.as_str()) || meant.contains(topic.id.as_str()) {
            continue;
        }
        sink.push(
            Diagnostic::new(
                &codes::UNUSED_TOPIC,
                topic.id.span,
                format!("no claim is filed under `{}`", topic.id.value),
            )
            .help("file a claim under it, or drop it"),
        );
    }
}

/// How many unknown topics are compared with the known ones.
const SUGGESTIONS: usize = 100;

fn resolve_source(
    id: SourceId,
    record: SourceRecord,
    resolver: &ClaimResolver<'_>,
    claims: &mut Vec<super::Claim>,
    sink: &mut Vec<Diagnostic>,
) -> Source {
    let mut own = Vec::with_capacity(record.claims.len());
    for claim in record.claims {
        own.push(handle(claims.len()));
        claims.push(resolve_claim(id, &record.id.value, claim, resolver, sink));
    }
    Source {
        span: record.id.span,
        id: record.id.value,
        source_type: record.source_type.map_or(SourceType::Misc, |kind| kind.value),
        title: value(record.title),
        authors: values(record.authors),
        publisher: value(record.publisher),
        date: value(record.date),
        language: value(record.language),
        url: value(record.url),
        accessed: value(record.accessed),
        archived_url: value(record.archived_url),
        url_status: value(record.url_status),
        reliability: value(record.reliability),
        archive: record.archive,
        note: record.note.map(|note| resolve_note(&note, resolver.names, resolver.config, sink)),
        claims: own,
        aliases: values(record.aliases),
    }
}

fn resolve_actor(
    WithText { record, text }: WithText<ActorRecord>,
    names: &Names,
    config: &Config,
    sink: &mut Vec<Diagnostic>,
) -> Actor {
    let part_of: Vec<ActorId> = record.part_of.iter().filter_map(|whole| names.record(whole, sink)).collect();
    let links = record.relations.into_iter().filter_map(|link| {
        let (to, claim) = (names.record(&link.to, sink), names.claim(&link.claim, sink));
        if link.to.value == record.id.value {
            sink.push(self_relation(&link.to));
            return None;
        }
        let (since, until) = (value(link.since), value(link.until));
        Some(ActorLink { to: to?, kind: link.kind.value, since, until, claim: claim? })
    });
    let links = links.collect();
    Actor {
        span: record.id.span,
        name: record.name.value,
        kind: record.kind.map_or(ActorKind::Organisation, |kind| kind.value),
        also_known_as: values(record.also_known_as),
        part_of,
        links,
        text: resolve_document(text, names, config, sink),
        id: record.id.value,
        aliases: values(record.aliases),
    }
}

fn resolve_option(
    WithText { record, text }: WithText<OptionRecord>,
    names: &Names,
    config: &Config,
    sink: &mut Vec<Diagnostic>,
) -> DealOption {
    let variant_of: Option<OptionId> = record.variant_of.as_ref().and_then(|whole| names.record(whole, sink));
    let terms = record.terms.into_iter().filter_map(|term| {
        let (actor, claim) = (names.record(&term.actor, sink), names.claim(&term.claim, sink));
        Some(Term { actor: actor?, gives: value(term.gives), gets: value(term.gets), claim: claim? })
    });
    let terms = terms.collect();
    DealOption {
        span: record.id.span,
        id: record.id.value,
        name: record.name.value,
        also_known_as: values(record.also_known_as),
        variant_of,
        terms,
        text: resolve_document(text, names, config, sink),
        aliases: values(record.aliases),
    }
}

fn resolve_criterion(
    WithText { record, text }: WithText<CriterionRecord>,
    names: &Names,
    config: &Config,
    sink: &mut Vec<Diagnostic>,
) -> Criterion {
    Criterion {
        span: record.id.span,
        id: record.id.value,
        name: record.name.value,
        also_known_as: values(record.also_known_as),
        text: resolve_document(text, names, config, sink),
        aliases: values(record.aliases),
    }
}

fn resolve_event(record: EventRecord) -> Event {
    Event {
        id: record.id.value,
        name: record.name.value,
        date: value(record.date),
        also_known_as: values(record.also_known_as),
    }
}

fn resolve_brief(
    WithText { record, text }: WithText<BriefRecord>,
    names: &Names,
    config: &Config,
    sink: &mut Vec<Diagnostic>,
) -> Brief {
    Brief {
        id: record.id.value,
        span: record.title.span,
        title: record.title.value,
        date: value(record.date),
        updated: value(record.updated),
        authors: values(record.authors),
        summary: value(record.summary).unwrap_or_default(),
        text: resolve_document(text, names, config, sink),
        aliases: values(record.aliases),
    }
}
