//! What references are looked up in: the first pass over the records, before any reference is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::address::former_keys;
use super::handle::handle;
use super::names::Names;
use super::site::{RecordId, Topic};
use crate::diagnostic::{Diagnostic, Diagnostics, closest, codes};
use crate::files::Spanned;
use crate::model::{LikelihoodScale, SourceRecord, in_words};
use crate::parse::Records;

/// All that the entry of a record depends on, beside the record.
#[derive(Debug, PartialEq)]
pub(super) struct Known {
    pub(super) names: Names,
    /// By identifier, with their places in the table.
    pub(super) topics: BTreeMap<String, (usize, Topic)>,
    /// The only settings that references are read by are this one and the topics.
    pub(super) scale: LikelihoodScale,
    pub(super) configured_topics: Vec<String>,
}

impl Known {
    /// Enters every name. Reports those that two records bear.
    pub(super) fn enter(records: &Records, sink: &mut Diagnostics) -> Self {
        Self {
            names: enter_names(records, sink),
            topics: topics(records, sink),
            scale: records.config.likelihood_scale,
            configured_topics: records.config.topics.iter().map(|topic| topic.id.value.clone()).collect(),
        }
    }
}

/// A record's identifier, the record, and the names that texts may call it by.
type Entry<'a> = (&'a Spanned<String>, RecordId, Vec<&'a Spanned<String>>);

/// The first pass: every identifier, name and claim key, before any reference is looked up.
fn enter_names(records: &Records, sink: &mut Diagnostics) -> Names {
    let mut names = Names::default();
    names.mark_unreadable(records.unreadable.iter().chain(&records.unread_events.identifiers).cloned());
    if records.unread_events.others {
        names.lose_events();
    }
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for (index, it) in records.actors.iter().enumerate() {
        let record = &it.record;
        let spoken = std::iter::once(&record.name).chain(&record.also_known_as).collect();
        entries.push((&record.id, RecordId::Actor(handle(index)), spoken));
    }
    for (index, it) in records.options.iter().enumerate() {
        let record = &it.record;
        let spoken = std::iter::once(&record.name).chain(&record.also_known_as).collect();
        entries.push((&record.id, RecordId::Option(handle(index)), spoken));
    }
    for (index, it) in records.criteria.iter().enumerate() {
        let record = &it.record;
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
    for (index, it) in records.briefs.iter().enumerate() {
        names.add_brief(&it.record.id, handle(index));
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

fn enter_claims(records: &Records, names: &mut Names, sink: &mut Diagnostics) {
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
                // Its own name is not known: any name of the source that nothing bears may be it.
                names.mark_unreadable([source.id.value.clone()]);
            } else {
                first.insert(claim.id.as_str(), &claim.id);
                names.add_claim(format!("{}/{}", source.id.value, claim.id.value), handle(next));
            }
            next += 1;
        }
    }
}

/// The topics of the configuration or, where it has none, those that claims name; by identifier.
fn topics(records: &Records, sink: &mut Diagnostics) -> BTreeMap<String, (usize, Topic)> {
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
fn report_unused_topics(records: &Records, used: &BTreeSet<&str>, sink: &mut Diagnostics) {
    let is_whole = |source: &Arc<SourceRecord>| {
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
