//! Whether records still bear the names that they bore: then all that is known of the names holds.

use std::sync::Arc;

use crate::files::Spanned;
use crate::model::{
    ActorRecord, BriefRecord, ClaimRecord, Config, CriterionRecord, EventRecord, OptionRecord, SourceRecord,
};
use crate::parse::{Records, WithText};

/// Whether all that [`Known`](super::known::Known) and the check of addresses take from records is in both the same, in
/// the same order, provided that nothing was wrong with the names of one of them: places that only a report shows are
/// not compared.
pub(super) fn bear_the_same_names(one: &Records, other: &Records) -> bool {
    // Taken apart, so that what is added has to be thought of.
    let Records {
        config,
        sources,
        actors,
        options,
        criteria,
        events,
        briefs,
        unreadable,
        unread_events,
        unread_sources: _,
    } = one;
    same_settings(config, &other.config)
        && *unreadable == other.unreadable
        && *unread_events == other.unread_events
        && all(events, &other.events, same_event)
        && shared(sources, &other.sources, same_source)
        && shared(actors, &other.actors, same_actor)
        && shared(options, &other.options, same_option)
        && shared(criteria, &other.criteria, same_criterion)
        && shared(briefs, &other.briefs, same_brief)
}

fn all<T>(one: &[T], other: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
}

/// Records that were not read again are one and the same.
fn shared<T>(one: &[Arc<T>], other: &[Arc<T>], same: impl Fn(&T, &T) -> bool) -> bool {
    all(one, other, |one, other| Arc::ptr_eq(one, other) || same(one, other))
}

fn same_words(one: &[Spanned<String>], other: &[Spanned<String>]) -> bool {
    all(one, other, |one, other| one.value == other.value)
}

fn same_settings(one: &Config, other: &Config) -> bool {
    one.likelihood_scale == other.likelihood_scale
        && all(&one.topics, &other.topics, |one, other| one.id.value == other.id.value && one.name == other.name)
}

fn same_event(one: &EventRecord, other: &EventRecord) -> bool {
    one.id == other.id && one.name == other.name && one.also_known_as == other.also_known_as
}

fn same_source(one: &SourceRecord, other: &SourceRecord) -> bool {
    one.id == other.id
        && one.title == other.title
        && same_words(&one.aliases, &other.aliases)
        && one.unread_claims == other.unread_claims
        && all(&one.claims, &other.claims, same_claim)
}

fn same_claim(one: &ClaimRecord, other: &ClaimRecord) -> bool {
    one.id.value == other.id.value
        && same_words(&one.aliases, &other.aliases)
        && same_words(&one.topics, &other.topics)
        && one.unread.contains("topics") == other.unread.contains("topics")
}

fn same_actor(one: &WithText<ActorRecord>, other: &WithText<ActorRecord>) -> bool {
    let (one, other) = (&one.record, &other.record);
    one.id == other.id
        && one.name == other.name
        && one.also_known_as == other.also_known_as
        && same_words(&one.aliases, &other.aliases)
}

fn same_option(one: &WithText<OptionRecord>, other: &WithText<OptionRecord>) -> bool {
    let (one, other) = (&one.record, &other.record);
    one.id == other.id
        && one.name == other.name
        && one.also_known_as == other.also_known_as
        && same_words(&one.aliases, &other.aliases)
}

fn same_criterion(one: &WithText<CriterionRecord>, other: &WithText<CriterionRecord>) -> bool {
    let (one, other) = (&one.record, &other.record);
    one.id == other.id
        && one.name == other.name
        && one.also_known_as == other.also_known_as
        && same_words(&one.aliases, &other.aliases)
}

fn same_brief(one: &WithText<BriefRecord>, other: &WithText<BriefRecord>) -> bool {
    one.record.id.value == other.record.id.value && same_words(&one.record.aliases, &other.record.aliases)
}
