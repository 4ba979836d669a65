//! The topics that a site has: no files of their own make them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::site::Topic;
use crate::diagnostic::{Diagnostic, Diagnostics, closest, codes};
use crate::files::Spanned;
use crate::model::{SortKey, SourceRecord, in_words};
use crate::parse::Records;

/// The topics of the configuration or, where it has none, those that claims name; by name.
pub(super) fn topics(records: &Records, sink: &mut Diagnostics) -> Vec<Topic> {
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
    let mut topics: Vec<Topic> = named.into_iter().map(|(id, name)| Topic { id, name }).collect();
    topics.sort_by_cached_key(|topic| SortKey::of(&topic.name));
    topics
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
