use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use super::brief::cited_claims;
use super::parts::{Link, WordView, word_view};
use super::source::{ProofCounts, proof_counts};
use crate::model::Bearing;
use crate::plan::scope::Scope;
use crate::resolve::{ActorId, Brief, CriterionId, OptionId, RecordId, Source, StanceRef, TopicId};

/// The list of briefs.
#[derive(Debug, Clone, Serialize)]
pub struct BriefsView {
    /// Newest first.
    pub briefs: Vec<BriefEntry>,
}

/// A brief in a list.
#[derive(Debug, Clone, Serialize)]
pub struct BriefEntry {
    /// The brief.
    pub brief: Link,
    /// Its date for readers.
    pub date: Option<String>,
    /// Its date for machines.
    pub datetime: Option<String>,
    /// One or two sentences.
    pub summary: String,
    /// How many claims it cites.
    pub claims: usize,
}

/// The list of actors.
#[derive(Debug, Clone, Serialize)]
pub struct ActorsView {
    /// By kind.
    pub groups: Vec<ActorGroup>,
}

/// Actors of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct ActorGroup {
    /// The kind.
    pub kind: WordView,
    /// The actors, by name.
    pub actors: Vec<ActorEntry>,
}

/// An actor in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ActorEntry {
    /// The actor.
    pub actor: Link,
    /// What it is part of.
    pub part_of: Vec<Link>,
    /// How many claims are about it or its parts.
    pub claims: usize,
    /// Whether there are more about its parts than its page lists.
    pub has_more_of_parts: bool,
    /// On how many options it takes a stance.
    pub stances: usize,
}

/// The list of options.
#[derive(Debug, Clone, Serialize)]
pub struct OptionsView {
    /// Each variant after what it is a variant of.
    pub options: Vec<OptionEntry>,
}

/// An option in a list.
#[derive(Debug, Clone, Serialize)]
pub struct OptionEntry {
    /// The option.
    pub option: Link,
    /// Whether it is a variant of the one above it.
    pub is_variant: bool,
    /// How many claims favour it under some criterion.
    pub favours: usize,
    /// How many go against it under some criterion.
    pub against: usize,
    /// How many go both ways.
    pub mixed: usize,
    /// How many actors take a stance on it.
    pub stances: usize,
    /// How many claims are about it.
    pub claims: usize,
}

/// A link and how many claims stand behind it.
#[derive(Debug, Clone, Serialize)]
pub struct CountedLink {
    /// The link.
    pub link: Link,
    /// How many.
    pub count: usize,
}

/// The list of sources.
#[derive(Debug, Clone, Serialize)]
pub struct SourcesView {
    /// By the names that readers know them by.
    pub sources: Vec<SourceEntry>,
}

/// A source in a list.
#[derive(Debug, Clone, Serialize)]
pub struct SourceEntry {
    /// The source.
    pub source: Link,
    /// Its title, if known.
    pub title: Option<String>,
    /// Its authors.
    pub authors: Vec<String>,
    /// What it appeared in, where the record says.
    pub container: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its date.
    pub date: Option<String>,
    /// How many claims.
    pub claims: usize,
    /// What its excerpts came to.
    pub proofs: ProofCounts,
    /// How many claims of other sources rest on it.
    pub relied_on_by: usize,
}

/// The list of criteria or of topics.
#[derive(Debug, Clone, Serialize)]
pub struct ListView {
    /// Its heading.
    pub heading: &'static str,
    /// What it lists.
    pub introduction: &'static str,
    /// Its entries.
    pub entries: Vec<CountedLink>,
}

pub(in crate::plan) fn briefs_view(scope: &Scope<'_>) -> BriefsView {
    BriefsView { briefs: brief_entries(scope, scope.window(scope.site.briefs.len())) }
}

pub(super) fn brief_entries(scope: &Scope<'_>, window: Range<usize>) -> Vec<BriefEntry> {
    let entry = |(id, brief): (_, &Brief)| BriefEntry {
        brief: scope.link(RecordId::Brief(id)),
        date: brief.date.as_ref().map(ToString::to_string),
        datetime: brief.date.as_ref().and_then(|date| date.datetime()).map(str::to_owned),
        summary: brief.summary.clone(),
        claims: cited_claims(scope.site, id).len(),
    };
    scope.site.briefs.iter().skip(window.start).take(window.len()).map(entry).collect()
}

/// Actors by kind, and of one kind by name.
pub(in crate::plan) fn actors_view(scope: &Scope<'_>) -> ActorsView {
    let site = scope.site;
    let mut actors: Vec<ActorId> = site.actors.handles().collect();
    actors.sort_by_key(|&actor| site.actors[actor].kind);
    let here = &actors[scope.window(actors.len())];
    let group = |actors: &[ActorId]| {
        let kind = site.actors[*actors.first()?].kind;
        Some(ActorGroup { kind: word_view!(kind), actors: actors.iter().map(|&id| actor_entry(scope, id)).collect() })
    };
    let same_kind = |one: &ActorId, other: &ActorId| site.actors[*one].kind == site.actors[*other].kind;
    ActorsView { groups: here.chunk_by(same_kind).filter_map(group).collect() }
}

fn actor_entry(scope: &Scope<'_>, id: ActorId) -> ActorEntry {
    let graph = &scope.site.graph;
    ActorEntry {
        actor: scope.link(RecordId::Actor(id)),
        part_of: scope.site.actors[id].part_of.iter().map(|&whole| scope.link(RecordId::Actor(whole))).collect(),
        claims: graph.claims_of_actor[id.index()].len(),
        has_more_of_parts: graph.has_more_of_parts[id.index()],
        stances: stance_count(&graph.stances_of_actor[id.index()], |stance| stance.option.index()),
    }
}

fn stance_count(stances: &[StanceRef], side: impl Fn(&StanceRef) -> usize) -> usize {
    stances.iter().map(side).collect::<BTreeSet<_>>().len()
}

pub(in crate::plan) fn options_view(scope: &Scope<'_>) -> OptionsView {
    OptionsView { options: option_entries(scope, scope.window(scope.site.options.len())) }
}

pub(super) fn option_entries(scope: &Scope<'_>, window: Range<usize>) -> Vec<OptionEntry> {
    let here = scope.site.options.handles().skip(window.start).take(window.len());
    here.map(|option| option_entry(scope, option)).collect()
}

fn option_entry(scope: &Scope<'_>, id: OptionId) -> OptionEntry {
    let graph = &scope.site.graph;
    let cells = graph.criteria_of_option[id.index()].iter().filter_map(|&criterion| graph.cells.get(&(id, criterion)));
    let bearings: Vec<Bearing> = cells.flat_map(|cell| &cell.bearings).map(|(bearing, _)| *bearing).collect();
    let count = |wanted: Bearing| bearings.iter().filter(|&&bearing| bearing == wanted).count();
    OptionEntry {
        option: scope.link(RecordId::Option(id)),
        is_variant: scope.site.options[id].variant_of.is_some(),
        favours: count(Bearing::Favours),
        against: count(Bearing::Against),
        mixed: count(Bearing::Mixed),
        stances: stance_count(&graph.stances_on_option[id.index()], |stance| stance.actor.index()),
        claims: graph.claims_about_option[id.index()].len(),
    }
}

pub(in crate::plan) fn sources_view(scope: &Scope<'_>) -> SourcesView {
    let entry = |(id, source): (_, &Source)| SourceEntry {
        source: scope.source_link(id),
        title: source.title.clone(),
        authors: source.authors.iter().map(ToString::to_string).collect(),
        container: source.imprint.container.clone(),
        publisher: source.publisher.clone(),
        date: source.date.as_ref().map(ToString::to_string),
        claims: source.claims.len(),
        proofs: proof_counts(scope, source.claims.iter().copied()),
        relied_on_by: scope.site.graph.from_origin(id).len(),
    };
    let window = scope.window(scope.site.sources.len());
    SourcesView { sources: scope.site.sources.iter().skip(window.start).take(window.len()).map(entry).collect() }
}

pub(in crate::plan) fn criteria_view(scope: &Scope<'_>) -> ListView {
    let graph = &scope.site.graph;
    let entry = |criterion: CriterionId| CountedLink {
        link: scope.link(RecordId::Criterion(criterion)),
        count: graph.claims_under_criterion[criterion.index()].len(),
    };
    ListView {
        heading: "Criteria",
        introduction: "What the sources say a course of action must meet, and what they fear it costs.",
        entries: here(scope, scope.site.criteria.handles()).map(entry).collect(),
    }
}

/// Those of so many that stand on this page.
fn here<T>(scope: &Scope<'_>, all: impl ExactSizeIterator<Item = T>) -> impl Iterator<Item = T> {
    let window = scope.window(all.len());
    all.skip(window.start).take(window.len())
}

pub(in crate::plan) fn topics_view(scope: &Scope<'_>) -> ListView {
    let entries = topic_entries(scope, here(scope, scope.site.topics.handles()));
    ListView { heading: "Topics", introduction: "Claims by what they are filed under.", entries }
}

pub(super) fn topic_entries(scope: &Scope<'_>, topics: impl Iterator<Item = TopicId>) -> Vec<CountedLink> {
    let entry = |topic| CountedLink {
        link: scope.link(RecordId::Topic(topic)),
        count: scope.site.graph.under_topic(topic).len(),
    };
    topics.map(entry).collect()
}
