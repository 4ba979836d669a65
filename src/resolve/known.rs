//! What references are looked up in: the first pass over the records, before any reference is.

use std::collections::BTreeMap;

use super::address::former_keys;
use super::handle::{Handle, handle};
use super::ids::{RecordId, TopicId};
use super::names::Names;
use super::site::Topic;
use super::topics::topics;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::files::Spanned;
use crate::model::LikelihoodScale;
use crate::parse::Records;

/// All that the entry of a record depends on, beside the record.
#[derive(Debug, PartialEq)]
pub(super) struct Known {
    pub(super) names: Names,
    /// In the order of their table.
    pub(super) topics: Vec<Topic>,
    /// Their places there, by identifier.
    pub(super) topic_places: BTreeMap<String, TopicId>,
    /// The only settings that references are read by are this one and the topics.
    pub(super) scale: LikelihoodScale,
    pub(super) configured_topics: Vec<String>,
}

impl Known {
    /// Enters every name. Reports those that two records bear.
    pub(super) fn enter(records: &Records, sink: &mut Diagnostics) -> Self {
        let names = enter_names(records, sink);
        let topics = topics(records, sink);
        Self {
            names,
            topic_places: topics.iter().enumerate().map(|(index, topic)| (topic.id.clone(), handle(index))).collect(),
            topics,
            scale: records.config.likelihood_scale,
            configured_topics: records.config.topics.iter().map(|topic| topic.id.value.clone()).collect(),
        }
    }
}

/// A record's identifier, the record, and the names that texts may call it by.
type Entry<'a> = (&'a Spanned<String>, RecordId, Vec<&'a Spanned<String>>);

/// A record's identifier, its name and its other names.
type Borne<'a> = (&'a Spanned<String>, Option<&'a Spanned<String>>, &'a [Spanned<String>]);

/// The first pass: every identifier, name and claim key, before any reference is looked up.
fn enter_names(records: &Records, sink: &mut Diagnostics) -> Names {
    let mut names = Names::default();
    names.mark_unreadable(records.unreadable.iter().chain(&records.unread_events.identifiers).cloned());
    if records.unread_events.others {
        names.lose_events();
    }
    let entries = entries(records);
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

/// Every record but briefs, by kind. Of two that bear one name the first keeps it. So that no link leads elsewhere when a
/// record gets another name, by which its table is sorted, they come by identifier here; events as they are written.
fn entries(records: &Records) -> Vec<Entry<'_>> {
    let actors = of_kind(&records.actors, RecordId::Actor, |it| {
        (&it.record.id, Some(&it.record.name), &it.record.also_known_as)
    });
    let options = of_kind(&records.options, RecordId::Option, |it| {
        (&it.record.id, Some(&it.record.name), &it.record.also_known_as)
    });
    let criteria = of_kind(&records.criteria, RecordId::Criterion, |it| {
        (&it.record.id, Some(&it.record.name), &it.record.also_known_as)
    });
    let events = of_kind(&records.events, RecordId::Event, |it| (&it.id, Some(&it.name), &it.also_known_as));
    let sources = of_kind(&records.sources, RecordId::Source, |it| (&it.id, it.title.as_ref(), &[]));
    [by_identifier(actors), by_identifier(options), by_identifier(criteria), events, by_identifier(sources)].concat()
}

/// The entries of a table, in its order.
fn of_kind<'a, R, T>(
    table: &'a [R],
    record: fn(Handle<T>) -> RecordId,
    names: fn(&'a R) -> Borne<'a>,
) -> Vec<Entry<'a>> {
    let entry = |(index, it)| {
        let (id, name, others) = names(it);
        (id, record(handle(index)), name.into_iter().chain(others).collect())
    };
    table.iter().enumerate().map(entry).collect()
}

fn by_identifier(mut of_kind: Vec<Entry<'_>>) -> Vec<Entry<'_>> {
    of_kind.sort_by_key(|&(id, ..)| id.as_str());
    of_kind
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
