//! The site read backwards.
//!
//! In: a site whose references are resolved. Out: for each record, all that points at it ([`Graph`]). Never here: a
//! reference that is read twice, or an order that a page would have to settle.

mod said;

use std::collections::BTreeMap;

use super::conditions::Conditions;
use super::inherited::{Inherited, inherit};
use super::{ActorId, ActorLink, ClaimId, CriterionId, Event, EventId, OptionId, RecordId, Site, SourceId, TopicId};
use crate::model::{Bearing, ClaimKind, Position, RelationKind, SortKey};
pub use said::Mention;
use said::Said;

/// Everything that points at a record, by that record: the site's references read backwards.
///
/// Built once, in one pass over the site, in time linear in its references. All lists are in the order of the site's
/// tables, so that pages come out the same everywhere.
#[derive(Debug, Default)]
pub struct Graph {
    /// How many claims there are of each kind that has any.
    pub claims_of_kind: BTreeMap<ClaimKind, usize>,
    /// Claims about an actor, whether named in `about`, a stance or as speaker: what its page lists.
    pub claims_about_actor: Vec<Vec<ClaimId>>,
    /// What an actor's page lists: claims about it and about its parts, the latter with the part. By kind, its own first.
    pub claims_of_actor: Vec<Vec<(ClaimId, Option<ActorId>)>>,
    /// Whether there are more claims about an actor's parts than its page lists.
    pub has_more_of_parts: Vec<bool>,
    /// Claims whose speaker an actor is.
    pub claims_spoken: Vec<Vec<ClaimId>>,
    /// Stances of an actor, by option.
    pub stances_of_actor: Vec<Vec<StanceRef>>,
    /// Parts of an actor.
    pub members: Vec<Vec<ActorId>>,
    /// Ties that other actors' records hold to an actor.
    pub links_to_actor: Vec<Vec<(ActorId, ActorLink)>>,
    /// Claims about an option, whether named in `about`, a bearing or a stance.
    pub claims_about_option: Vec<Vec<ClaimId>>,
    /// Stances on an option, by actor.
    pub stances_on_option: Vec<Vec<StanceRef>>,
    /// Variants of an option.
    pub variants: Vec<Vec<OptionId>>,
    /// What claims say of an option under a criterion.
    pub cells: BTreeMap<(OptionId, CriterionId), Cell>,
    /// Criteria under which claims say something of an option.
    pub criteria_of_option: Vec<Vec<CriterionId>>,
    /// Options of which claims say something under a criterion.
    pub options_of_criterion: Vec<Vec<OptionId>>,
    /// Claims under a criterion.
    pub claims_under_criterion: Vec<Vec<ClaimId>>,
    /// Claims about an event.
    pub claims_about_event: Vec<Vec<ClaimId>>,
    /// Events as the timeline lists them: dated ones in order, then the undated by name.
    pub timeline: Vec<EventId>,
    /// Where an event stands on the timeline.
    pub place_in_time: Vec<usize>,
    /// If–then claims.
    pub conditions: Conditions,
    /// Claims under a topic.
    pub claims_under_topic: Vec<Vec<ClaimId>>,
    /// Claims that rest on a source by way of another.
    pub claims_from_origin: Vec<Vec<ClaimId>>,
    /// Both sides of every relation, by claim; by kind, outward ones first.
    pub related: Vec<Vec<Related>>,
    /// Relations of disagreement: those between sources first, by topic, contradictions before qualifications, in the order
    /// of the site.
    pub disagreements: Vec<Disagreement>,
    /// How many claims support or restate one of another source.
    pub agreements_across: usize,
    /// Sentences that cite a claim.
    pub citations: Vec<Vec<Mention>>,
    /// Sentences that name a record.
    pub mentions: BTreeMap<RecordId, Vec<Mention>>,
}

/// A stance and the claim that reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StanceRef {
    /// Whose.
    pub actor: ActorId,
    /// On what.
    pub option: OptionId,
    /// Which.
    pub position: Position,
    /// Who says so.
    pub claim: ClaimId,
}

/// What claims say of one option under one criterion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Claims that bear on it, with their direction, by which they are sorted.
    pub bearings: Vec<(Bearing, ClaimId)>,
    /// Claims about both the option and the criterion that give no direction: what is asked of the option.
    pub asks: Vec<ClaimId>,
}

/// A relation seen from one of its two claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Related {
    /// Which.
    pub kind: RelationKind,
    /// Whether this claim is the one that relates, rather than the one related to.
    pub outward: bool,
    /// The other claim.
    pub other: ClaimId,
}

impl Related {
    /// The label that reads right from this side.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        if self.outward { self.kind.label() } else { self.kind.inverse() }
    }
}

/// A relation of disagreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disagreement {
    /// Which.
    pub kind: RelationKind,
    /// The claim that relates.
    pub first: ClaimId,
    /// The claim related to.
    pub second: ClaimId,
    /// Whether the two are of different sources.
    pub across: bool,
    /// The first topic that both are filed under.
    pub topic: Option<TopicId>,
}

/// How many claims about its parts an actor's page lists: each actor in a chain of parts lists as many again.
const OF_PARTS: usize = 100;

impl Graph {
    /// Reads every reference of a site backwards.
    pub(super) fn build(site: &Site) -> Self {
        let mut graph = Self {
            claims_of_kind: BTreeMap::new(),
            claims_about_actor: lists(site.actors.len()),
            claims_of_actor: Vec::new(),
            has_more_of_parts: Vec::new(),
            claims_spoken: lists(site.actors.len()),
            stances_of_actor: lists(site.actors.len()),
            members: lists(site.actors.len()),
            links_to_actor: lists(site.actors.len()),
            claims_about_option: lists(site.options.len()),
            stances_on_option: lists(site.options.len()),
            variants: lists(site.options.len()),
            cells: BTreeMap::new(),
            criteria_of_option: lists(site.options.len()),
            options_of_criterion: lists(site.criteria.len()),
            claims_under_criterion: lists(site.criteria.len()),
            claims_about_event: lists(site.events.len()),
            timeline: site.events.handles().collect(),
            place_in_time: vec![0; site.events.len()],
            conditions: Conditions::build(site),
            claims_under_topic: lists(site.topics.len()),
            claims_from_origin: lists(site.sources.len()),
            related: lists(site.claims.len()),
            disagreements: Vec::new(),
            agreements_across: 0,
            citations: Vec::new(),
            mentions: BTreeMap::new(),
        };
        let read_claims = || {
            graph.read_actors_and_options(site);
            for id in site.claims.handles() {
                graph.read_claim(site, id);
            }
            graph.settle_order(site);
        };
        let (said, ()) = rayon::join(|| Said::read(site), read_claims);
        Self { citations: said.citations, mentions: said.mentions, ..graph }
    }

    /// Puts into the order of pages, once, what pages would else each sort for themselves.
    fn settle_order(&mut self, site: &Site) {
        self.stances_of_actor.iter_mut().for_each(|stances| stances.sort_by_key(|stance| stance.option));
        self.stances_on_option.iter_mut().for_each(|stances| stances.sort_by_key(|stance| stance.actor));
        for (&(option, criterion), cell) in &mut self.cells {
            cell.bearings.sort_unstable();
            self.criteria_of_option[option.index()].push(criterion);
            self.options_of_criterion[criterion.index()].push(option);
        }
        self.timeline.sort_by_cached_key(|&event| match &site.events[event] {
            Event { date: Some(date), .. } => (false, Some(date), None),
            Event { name, .. } => (true, None, Some(SortKey::of(name))),
        });
        for (place, event) in self.timeline.iter().enumerate() {
            self.place_in_time[event.index()] = place;
        }
        self.related.iter_mut().for_each(|all| all.sort_by_key(|one| (one.kind, !one.outward, one.other)));
        self.disagreements
            .sort_by_key(|one| (!one.across, one.topic.is_none(), one.topic, one.kind, one.first, one.second));
        let inherited = inherit(&self.claims_about_actor, &self.members, site.config.page_size.min(OF_PARTS));
        let listed = |(own, inherited): (&Vec<ClaimId>, &Inherited)| {
            let own = own.iter().map(|&claim| (claim, None));
            let parts = inherited.claims.iter().map(|&(claim, part)| (claim, Some(part)));
            let mut all: Vec<(ClaimId, Option<ActorId>)> = own.chain(parts).collect();
            all.sort_by_key(|&(claim, part)| (site.claims[claim].kind, part.is_some()));
            all
        };
        self.claims_of_actor = self.claims_about_actor.iter().zip(&inherited).map(listed).collect();
        self.has_more_of_parts = inherited.iter().map(|of_parts| of_parts.is_cut).collect();
    }

    fn read_actors_and_options(&mut self, site: &Site) {
        for (id, actor) in site.actors.iter() {
            actor.part_of.iter().for_each(|whole| self.members[whole.index()].push(id));
            actor.links.iter().for_each(|link| self.links_to_actor[link.to.index()].push((id, link.clone())));
        }
        for (id, option) in site.options.iter() {
            if let Some(whole) = option.variant_of {
                self.variants[whole.index()].push(id);
            }
        }
    }

    fn read_claim(&mut self, site: &Site, id: ClaimId) {
        let claim = &site.claims[id];
        *self.claims_of_kind.entry(claim.kind).or_default() += 1;
        let actors = claim.actors.iter().copied().chain(claim.stances.iter().map(|s| s.actor)).chain(claim.speaker);
        actors.for_each(|actor| push_once(&mut self.claims_about_actor[actor.index()], id));
        let options = claim.options.iter().copied();
        let options =
            options.chain(claim.bears_on.iter().map(|b| b.option)).chain(claim.stances.iter().map(|s| s.option));
        options.for_each(|option| push_once(&mut self.claims_about_option[option.index()], id));
        let criteria = claim.criteria.iter().copied().chain(claim.bears_on.iter().map(|b| b.criterion));
        criteria.for_each(|criterion| push_once(&mut self.claims_under_criterion[criterion.index()], id));
        claim.events.iter().for_each(|event| push_once(&mut self.claims_about_event[event.index()], id));
        claim.topics.iter().for_each(|topic| push_once(&mut self.claims_under_topic[topic.index()], id));
        if let Some(speaker) = claim.speaker {
            self.claims_spoken[speaker.index()].push(id);
        }
        if let Some(origin) = claim.origin {
            self.claims_from_origin[origin.index()].push(id);
        }
        for stance in &claim.stances {
            let stance = StanceRef { actor: stance.actor, option: stance.option, position: stance.position, claim: id };
            self.stances_of_actor[stance.actor.index()].push(stance);
            self.stances_on_option[stance.option.index()].push(stance);
        }
        for bearing in &claim.bears_on {
            let cell = self.cells.entry((bearing.option, bearing.criterion)).or_default();
            cell.bearings.push((bearing.bearing, id));
        }
        for &option in &claim.options {
            for &criterion in &claim.criteria {
                if !claim.bears_on.iter().any(|b| b.option == option && b.criterion == criterion) {
                    push_once(&mut self.cells.entry((option, criterion)).or_default().asks, id);
                }
            }
        }
        for relation in &claim.relations {
            let (kind, other) = (relation.kind, relation.to);
            self.related[id.index()].push(Related { kind, outward: true, other });
            self.related[other.index()].push(Related { kind, outward: false, other: id });
            let across = site.claims[other].source != claim.source;
            if kind.is_disagreement() {
                let topic = shared_topics(site, id, other).min();
                self.disagreements.push(Disagreement { kind, first: id, second: other, across, topic });
            }
            let agrees = matches!(kind, RelationKind::Supports | RelationKind::Restates);
            self.agreements_across += usize::from(across && agrees);
        }
    }

    /// The disagreements between sources.
    #[must_use]
    pub fn disagreements_across(&self) -> &[Disagreement] {
        &self.disagreements[..self.disagreements.partition_point(|one| one.across)]
    }

    /// The sentences that name a record.
    #[must_use]
    pub fn mentions_of(&self, record: RecordId) -> &[Mention] {
        self.mentions.get(&record).map_or(&[], Vec::as_slice)
    }

    /// Claims about an event.
    #[must_use]
    pub fn about_event(&self, event: EventId) -> &[ClaimId] {
        &self.claims_about_event[event.index()]
    }

    /// Claims under a topic.
    #[must_use]
    pub fn under_topic(&self, topic: TopicId) -> &[ClaimId] {
        &self.claims_under_topic[topic.index()]
    }

    /// Claims that rest on a source by way of another.
    #[must_use]
    pub fn from_origin(&self, source: SourceId) -> &[ClaimId] {
        &self.claims_from_origin[source.index()]
    }
}

fn lists<T>(length: usize) -> Vec<Vec<T>> {
    std::iter::repeat_with(Vec::new).take(length).collect()
}

/// How many of a claim's topics are compared with another's, since a claim with very many may have very many relations.
const COMPARED: usize = 100;

/// The topics that two claims are filed under, as the first has them.
pub fn shared_topics(site: &Site, first: ClaimId, second: ClaimId) -> impl Iterator<Item = TopicId> {
    let of = |claim: ClaimId| site.claims[claim].topics.iter().take(COMPARED);
    of(first).copied().filter(move |topic| of(second).any(|other| other == topic))
}

/// Entries arrive in order, so a repeated one is always the last.
fn push_once<T: PartialEq>(list: &mut Vec<T>, entry: T) {
    if list.last() != Some(&entry) {
        list.push(entry);
    }
}
