use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::explorer::ExploreLink;
use super::parts::{ClaimView, Link, MentionView, WordView, word_view};
use crate::model::ClaimKind;
use crate::plan::figure::{Caption, Direction, Drawing, Neighbour, Node, Stroke, neighbourhood};
use crate::plan::prose::{ProseView, prose};
use crate::plan::scope::Scope;
use crate::resolve::{Actor, ActorId, ActorLink, ClaimId, EventId, OptionId, RecordId};
use crate::syntax::Word as _;

/// An actor's page.
#[derive(Debug, Clone, Serialize)]
pub struct ActorView {
    /// Its name.
    pub name: String,
    /// Its claims in the list of all claims.
    pub explore: ExploreLink,
    /// What sort of actor it is.
    pub kind: WordView,
    /// Other names.
    pub also_known_as: Vec<String>,
    /// What it is part of.
    pub part_of: Vec<Link>,
    /// Its parts.
    pub members: Vec<Link>,
    /// The profile.
    pub profile: ProseView,
    /// Its stance on every option.
    pub stances: Vec<ActorStance>,
    /// Options that it takes a stance on.
    pub stances_taken: usize,
    /// Claims about it, by kind.
    pub claims: Vec<ClaimGroup>,
    /// How many claims are about it or one of its parts.
    pub claim_count: usize,
    /// Claims that report its words.
    pub spoken: Vec<ClaimView>,
    /// Its ties.
    pub ties: Vec<TieView>,
    /// The same ties as a figure, if there are any.
    pub figure: Option<Drawing>,
    /// Events that claims about it name.
    pub events: Vec<ActorEvent>,
    /// Sentences of texts that name it.
    pub mentions: Vec<MentionView>,
}

/// An actor's stance on one option.
#[derive(Debug, Clone, Serialize)]
pub struct ActorStance {
    /// The option.
    pub option: Link,
    /// Whether the option is a variant of the one above it.
    pub is_variant: bool,
    /// The positions that claims report; empty where none does.
    pub positions: Vec<PositionView>,
}

/// One reported position.
#[derive(Debug, Clone, Serialize)]
pub struct PositionView {
    /// Which.
    pub position: WordView,
    /// The claim that reports it.
    pub claim: ClaimView,
}

/// Claims of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimGroup {
    /// The kind.
    pub kind: WordView,
    /// The claims.
    pub claims: Vec<InheritedClaim>,
}

/// A claim about an actor, or about one of its parts.
#[derive(Debug, Clone, Serialize)]
pub struct InheritedClaim {
    /// The claim.
    pub claim: ClaimView,
    /// The part that it is about, if it is not about the actor itself.
    pub via: Option<Link>,
}

/// A tie to another actor.
#[derive(Debug, Clone, Serialize)]
pub struct TieView {
    /// The other actor.
    pub actor: Link,
    /// What the tie is, read from the actor that it was written down for: "part of", "partner", "gave help to".
    pub label: String,
    /// Whether it was written down for the other actor, so that it is read from there to this one.
    pub is_incoming: bool,
    /// Since and until when.
    pub period: Option<String>,
    /// The claim that says so. Parts and wholes need none.
    pub claim: Option<ClaimView>,
}

/// An event and the claims about the actor that name it.
#[derive(Debug, Clone, Serialize)]
pub struct ActorEvent {
    /// The event.
    pub event: Link,
    /// Its date for readers.
    pub date: Option<String>,
    /// The claims.
    pub claims: Vec<ClaimView>,
}

pub(in crate::plan) fn actor_view(scope: &Scope<'_>, id: ActorId) -> ActorView {
    let site = scope.site;
    let actor = &site.actors[id];
    let links = |ids: &[ActorId]| ids.iter().map(|&other| scope.link(RecordId::Actor(other))).collect();
    let about = claims_with_members(scope, id);
    let stances = stances(scope, id);
    let ties = ties(scope, id);
    ActorView {
        name: actor.name.clone(),
        kind: word_view!(actor.kind),
        also_known_as: actor.also_known_as.clone(),
        part_of: links(&actor.part_of),
        members: links(&site.graph.members[id.index()]),
        profile: prose(scope, &actor.text),
        stances_taken: stances.iter().filter(|stance| !stance.positions.is_empty()).count(),
        stances,
        claim_count: about.len(),
        explore: scope.explore("actor", &actor.id, about.len()),
        events: events(scope, about.iter().map(|(claim, _)| *claim)),
        claims: by_kind(scope, about),
        spoken: scope.claims(site.graph.claims_spoken[id.index()].iter().copied()),
        figure: figure(actor, &ties),
        ties,
        mentions: site.graph.mentions_of(RecordId::Actor(id)).iter().map(|mention| scope.mention(mention)).collect(),
    }
}

/// The stance of an actor on every option, options without one included.
pub(in crate::plan) fn stances(scope: &Scope<'_>, id: ActorId) -> Vec<ActorStance> {
    let mut reported: BTreeMap<OptionId, Vec<PositionView>> = BTreeMap::new();
    for stance in &scope.site.graph.stances_of_actor[id.index()] {
        let position = PositionView { position: word_view!(stance.position), claim: scope.claim(stance.claim) };
        reported.entry(stance.option).or_default().push(position);
    }
    let stance = |option| ActorStance {
        option: scope.link(RecordId::Option(option)),
        is_variant: scope.site.options[option].variant_of.is_some(),
        positions: reported.remove(&option).unwrap_or_default(),
    };
    scope.site.options.handles().map(stance).collect()
}

/// Claims about an actor, then those about its parts with the part; each claim once.
pub(super) fn claims_with_members(scope: &Scope<'_>, id: ActorId) -> Vec<(ClaimId, Option<ActorId>)> {
    let graph = &scope.site.graph;
    let mut found: BTreeMap<ClaimId, Option<ActorId>> = BTreeMap::new();
    found.extend(graph.claims_about_actor[id.index()].iter().map(|&claim| (claim, None)));
    let mut seen = BTreeSet::from([id]);
    let mut next: Vec<ActorId> = graph.members[id.index()].clone();
    while let Some(member) = next.pop() {
        if !seen.insert(member) {
            continue;
        }
        for &claim in &graph.claims_about_actor[member.index()] {
            found.entry(claim).or_insert(Some(member));
        }
        next.extend(&graph.members[member.index()]);
    }
    found.into_iter().collect()
}

fn by_kind(scope: &Scope<'_>, about: Vec<(ClaimId, Option<ActorId>)>) -> Vec<ClaimGroup> {
    let mut groups: BTreeMap<ClaimKind, Vec<InheritedClaim>> = BTreeMap::new();
    for (claim, via) in about {
        let via = via.map(|member| scope.link(RecordId::Actor(member)));
        groups
            .entry(scope.site.claims[claim].kind)
            .or_default()
            .push(InheritedClaim { claim: scope.claim(claim), via });
    }
    let group = |(kind, mut claims): (ClaimKind, Vec<InheritedClaim>)| {
        claims.sort_by_key(|claim| claim.via.is_some());
        ClaimGroup { kind: word_view!(kind), claims }
    };
    groups.into_iter().map(group).collect()
}

fn ties(scope: &Scope<'_>, id: ActorId) -> Vec<TieView> {
    let site = scope.site;
    let part = |other: ActorId, is_incoming| TieView {
        actor: scope.link(RecordId::Actor(other)),
        label: "part of".to_owned(),
        is_incoming,
        period: None,
        claim: None,
    };
    let tie = |other: ActorId, link: &ActorLink, is_incoming| TieView {
        actor: scope.link(RecordId::Actor(other)),
        label: link.kind.clone(),
        is_incoming,
        period: period(link),
        claim: Some(scope.claim(link.claim)),
    };
    let actor = &site.actors[id];
    let graph = &site.graph;
    let outward = actor.links.iter().map(|link| tie(link.to, link, false));
    let inward = graph.links_to_actor[id.index()].iter().map(|(from, link)| tie(*from, link, true));
    let wholes = actor.part_of.iter().map(|&whole| part(whole, false));
    let members = graph.members[id.index()].iter().map(|&member| part(member, true));
    outward.chain(inward).chain(wholes).chain(members).collect()
}

fn period(link: &ActorLink) -> Option<String> {
    match (&link.since, &link.until) {
        (Some(since), Some(until)) => Some(format!("{since} to {until}")),
        (Some(since), None) => Some(format!("since {since}")),
        (None, Some(until)) => Some(format!("until {until}")),
        (None, None) => None,
    }
}

/// The ties as a figure; the list below it holds the claims as well.
fn figure(actor: &Actor, ties: &[TieView]) -> Option<Drawing> {
    let caption = Caption { id: "neighbourhood".to_owned(), title: format!("{} among other actors", actor.name) };
    let middle = Node { name: actor.name.clone(), note: actor.kind.name().to_owned(), href: "#main".to_owned() };
    let neighbour = |tie: &TieView| Neighbour {
        node: Node { name: tie.actor.text.clone(), note: String::new(), href: tie.actor.href.clone() },
        relation: tie.label.clone(),
        direction: if tie.is_incoming { Direction::Incoming } else { Direction::Outgoing },
        stroke: Stroke::Solid,
    };
    let neighbours: Vec<Neighbour> = ties.iter().map(neighbour).collect();
    (!neighbours.is_empty()).then(|| neighbourhood(&caption, &middle, &neighbours, "#ties"))
}

/// Events that claims name, each with those claims: dated ones first, in order.
pub(super) fn events(scope: &Scope<'_>, claims: impl Iterator<Item = ClaimId>) -> Vec<ActorEvent> {
    let site = scope.site;
    let mut found: BTreeMap<EventId, Vec<ClaimId>> = BTreeMap::new();
    for claim in claims {
        for &event in &site.claims[claim].events {
            found.entry(event).or_default().push(claim);
        }
    }
    let mut ordered: Vec<_> = found.into_iter().collect();
    ordered.sort_by(|(one, _), (other, _)| {
        let key = |event: &EventId| (site.events[*event].date.is_none(), site.events[*event].date.as_ref(), *event);
        key(one).cmp(&key(other))
    });
    let view = |(event, claims): (EventId, Vec<ClaimId>)| ActorEvent {
        event: scope.link(RecordId::Event(event)),
        date: site.events[event].date.as_ref().map(ToString::to_string),
        claims: scope.claims(claims),
    };
    ordered.into_iter().map(view).collect()
}
