use std::collections::BTreeMap;

use serde::Serialize;

use super::explorer::ExploreLink;
use super::parts::{Few, Link, MentionView, Row, WordView, word_view};
use super::prose::{ProseView, prose};
use crate::plan::card::Card;
use crate::plan::figure::{Caption, Direction, Figure, Neighbour, Node, Stroke, neighbourhood};
use crate::plan::item::{Item, Tie, What, groups};
use crate::plan::list::{List, ties};
use crate::plan::scope::Scope;
use crate::resolve::{ActorId, ActorLink, ClaimId, EventId, OptionId, RecordId};
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
    pub members: Few,
    /// The profile.
    pub profile: ProseView,
    /// Its stances, by option.
    pub stances: Vec<Row>,
    /// On how many options it takes a stance.
    pub stances_taken: usize,
    /// Options on which no claim gives it one.
    pub without_stance: Few,
    /// How many options there are.
    pub option_count: usize,
    /// Claims about it, by kind.
    pub claims: Vec<ClaimGroup>,
    /// How many claims that is, with those that stand on further pages.
    pub claim_count: usize,
    /// Whether there are more claims about its parts, on their pages.
    pub has_more_of_parts: bool,
    /// Claims that report its words.
    pub spoken: Vec<Card>,
    /// Its ties.
    pub ties: Vec<TieView>,
    /// The same ties as a figure, if there are any.
    pub figure: Option<Figure>,
    /// Events that claims about it name.
    pub events: Vec<ActorEvent>,
    /// Sentences of texts that name it.
    pub mentions: Vec<MentionView>,
    /// The way to what is not on this page.
    pub rest: ActorRest,
}

/// Where the lists of an actor's page go on, if they do.
#[derive(Debug, Clone, Serialize)]
pub struct ActorRest {
    /// Of its claims.
    pub claims: Option<Link>,
    /// Of its words.
    pub words: Option<Link>,
    /// Of its ties.
    pub ties: Option<Link>,
    /// Of its stances.
    pub stances: Option<Link>,
    /// Of the sentences that name it.
    pub mentions: Option<Link>,
}

/// Claims of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimGroup {
    /// The kind.
    pub kind: WordView,
    /// The claims.
    pub claims: Vec<InheritedClaim>,
    /// How many there are of the kind, with those on further pages.
    pub total: usize,
}

/// A claim about an actor, or about one of its parts.
#[derive(Debug, Clone, Serialize)]
pub struct InheritedClaim {
    /// The claim.
    pub claim: Card,
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
    pub claim: Option<Card>,
}

/// An event and the claims about the actor that name it.
#[derive(Debug, Clone, Serialize)]
pub struct ActorEvent {
    /// The event.
    pub event: Link,
    /// Its date for readers.
    pub date: Option<String>,
    /// The claims, or the first of them.
    pub claims: Vec<Card>,
    /// How many there are.
    pub total: usize,
}

pub(in crate::plan) fn actor_view(scope: &Scope<'_>, id: ActorId) -> ActorView {
    let site = scope.site;
    let actor = &site.actors[id];
    let links = |ids: &[ActorId]| ids.iter().map(|&other| scope.link(RecordId::Actor(other))).collect();
    let members = &site.graph.members[id.index()];
    let (about, words) = (scope.head(List::Actor(id)), scope.head(List::Words(id)));
    let (ties, stances) = (scope.head(List::Ties(id)), scope.head(List::Stances(id)));
    let named = List::Mentions(RecordId::Actor(id));
    let mentions = scope.head(named);
    let taken = options_with_stance(scope, id);
    ActorView {
        name: actor.name.clone(),
        kind: word_view!(actor.kind),
        also_known_as: actor.also_known_as.clone(),
        part_of: links(&actor.part_of),
        members: scope.few(members.iter().map(|&part| RecordId::Actor(part)), members.len()),
        profile: prose(scope, &actor.text),
        stances: scope.rows(&stances.items),
        stances_taken: taken.len(),
        without_stance: scope.few(
            site.options.handles().filter(|option| taken.binary_search(option).is_err()).map(RecordId::Option),
            site.options.len() - taken.len(),
        ),
        option_count: site.options.len(),
        claims: by_kind(scope, &about.items, id),
        claim_count: about.total,
        has_more_of_parts: site.graph.has_more_of_parts[id.index()],
        explore: scope.explore("actor", &actor.id, about.total),
        events: events(scope, id),
        spoken: scope.claims(words.claims()),
        figure: figure(scope, id),
        ties: ties.items.iter().filter_map(|item| tie_of(scope, item.what)).collect(),
        mentions: scope.sentences(&mentions),
        rest: ActorRest {
            claims: scope.rest(List::Actor(id), about.total),
            words: scope.rest(List::Words(id), words.total),
            ties: scope.rest(List::Ties(id), ties.total),
            stances: scope.rest(List::Stances(id), stances.total),
            mentions: scope.rest(named, mentions.total),
        },
    }
}

/// The options on which an actor takes a stance, in order.
fn options_with_stance(scope: &Scope<'_>, id: ActorId) -> Vec<OptionId> {
    let mut options: Vec<OptionId> =
        scope.site.graph.stances_of_actor[id.index()].iter().map(|stance| stance.option).collect();
    options.dedup();
    options
}

fn by_kind(scope: &Scope<'_>, items: &[Item<'_>], id: ActorId) -> Vec<ClaimGroup> {
    let kind_of = |claim: ClaimId| scope.site.claims[claim].kind;
    let all = &scope.site.graph.claims_of_actor[id.index()];
    let group = |items: &[Item<'_>]| {
        let kind = kind_of(items.first()?.what.claim()?);
        let claims = items.iter().filter_map(|item| inherited(scope, item.what)).collect();
        let first = all.partition_point(|(claim, _)| kind_of(*claim) < kind);
        let total = all[first..].partition_point(|(claim, _)| kind_of(*claim) == kind);
        Some(ClaimGroup { kind: word_view!(kind), claims, total })
    };
    groups(items).filter_map(|(_, items)| group(items)).collect()
}

/// A claim about an actor or one of its parts, as an entry.
fn inherited(scope: &Scope<'_>, what: What<'_>) -> Option<InheritedClaim> {
    let What::Of(claim, part) = what else { return None };
    Some(InheritedClaim { claim: scope.claim(claim), via: part.map(|part| scope.link(RecordId::Actor(part))) })
}

/// A tie as an entry.
pub(super) fn tie_of(scope: &Scope<'_>, what: What<'_>) -> Option<TieView> {
    let What::Tie(tie) = what else { return None };
    Some(TieView {
        actor: scope.link(RecordId::Actor(tie.other)),
        label: label(&tie).to_owned(),
        is_incoming: tie.is_incoming,
        period: tie.link.and_then(period),
        claim: tie.link.map(|link| scope.claim(link.claim)),
    })
}

fn label<'a>(tie: &Tie<'a>) -> &'a str {
    tie.link.map_or("part of", |link| &link.kind)
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
fn figure(scope: &Scope<'_>, id: ActorId) -> Option<Figure> {
    let actor = &scope.site.actors[id];
    let caption = Caption { id: "neighbourhood".to_owned(), title: format!("{} among other actors", actor.name) };
    let middle = Node { name: actor.name.clone(), note: actor.kind.name().to_owned(), href: "#main".to_owned() };
    let neighbour = |tie: Tie<'_>| {
        let other = scope.link(RecordId::Actor(tie.other));
        Neighbour {
            node: Node { name: other.text().to_owned(), note: String::new(), href: other.href().to_owned() },
            relation: label(&tie).to_owned(),
            direction: if tie.is_incoming { Direction::Incoming } else { Direction::Outgoing },
            stroke: Stroke::Solid,
        }
    };
    let neighbours: Vec<Neighbour> = ties(scope.site, id).map(neighbour).collect();
    (!neighbours.is_empty()).then(|| neighbourhood(&caption, &middle, &neighbours, "#ties").into())
}

/// How many claims of one event an actor's page shows. The timeline has all.
const CLAIMS_OF_EVENT: usize = 20;

/// Events that claims about an actor name, each with those claims: dated ones first, in order.
fn events(scope: &Scope<'_>, id: ActorId) -> Vec<ActorEvent> {
    let site = scope.site;
    let mut found: BTreeMap<usize, (EventId, Vec<ClaimId>)> = BTreeMap::new();
    let mut about: Vec<ClaimId> = site.graph.claims_of_actor[id.index()].iter().map(|(claim, _)| *claim).collect();
    about.sort_unstable();
    for claim in about {
        for &event in &site.claims[claim].events {
            let place = site.graph.place_in_time[event.index()];
            found.entry(place).or_insert_with(|| (event, Vec::new())).1.push(claim);
        }
    }
    let view = |(event, claims): (EventId, Vec<ClaimId>)| ActorEvent {
        event: scope.link(RecordId::Event(event)),
        date: site.events[event].date.as_ref().map(ToString::to_string),
        total: claims.len(),
        claims: scope.claims(claims.into_iter().take(CLAIMS_OF_EVENT)),
    };
    found.into_values().take(site.config.page_size).map(view).collect()
}
