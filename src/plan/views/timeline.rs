use std::collections::BTreeSet;

use serde::Serialize;

use super::parts::{Few, Link};
use crate::model::PartialDate;
use crate::plan::card::Card;
use crate::plan::figure::{Caption, Dated, Figure, timeline};
use crate::plan::list::List;
use crate::plan::scope::Scope;
use crate::resolve::{ActorId, ClaimId, EventId, RecordId, Site};

/// The page of events.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineView {
    /// Dated events as a figure, if there are any.
    pub figure: Option<Figure>,
    /// Dated events, in order.
    pub dated: Vec<EventView>,
    /// Events that no source dates.
    pub undated: Vec<EventView>,
    /// Claims that name a date and no event, in order.
    pub dated_claims: Vec<DatedClaim>,
    /// Whether there are dated events, here or on another page.
    pub has_dated: bool,
}

/// An event.
#[derive(Debug, Clone, Serialize)]
pub struct EventView {
    /// Its identifier, which is its fragment on the page.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Other names.
    pub also_known_as: Vec<String>,
    /// Its date for readers.
    pub date: Option<String>,
    /// Its date for machines, where HTML has a form for its precision.
    pub datetime: Option<String>,
    /// How precise the date is.
    pub precision: Option<&'static str>,
    /// The claims about it.
    pub claims: Vec<Card>,
    /// How many there are.
    pub claim_count: usize,
    /// The way to those that are not on this page.
    pub rest: Option<Link>,
    /// Actors that those claims are about.
    pub actors: Few,
}

/// A claim that speaks of a date.
#[derive(Debug, Clone, Serialize)]
pub struct DatedClaim {
    /// The date for readers.
    pub date: String,
    /// The claim.
    pub claim: Card,
}

/// How many entries the timeline has: events, then claims that name a date and no event.
pub(in crate::plan) fn timeline_entries(site: &Site) -> usize {
    site.events.len() + dated_claims(site).count()
}

fn dated_claims(site: &Site) -> impl Iterator<Item = (&PartialDate, ClaimId)> {
    let claims = site.claims.iter().filter(|(_, claim)| claim.events.is_empty());
    claims.filter_map(|(id, claim)| Some((claim.when.as_ref()?, id)))
}

pub(in crate::plan) fn timeline_view(scope: &Scope<'_>) -> TimelineView {
    let site = scope.site;
    let events = &site.graph.timeline;
    let mut claims: Vec<(&PartialDate, ClaimId)> = dated_claims(site).collect();
    claims.sort_unstable();
    let window = scope.window(events.len() + claims.len());
    let of_claims = window.start.max(events.len()) - events.len()..window.end.max(events.len()) - events.len();
    let here = &events[window.start.min(events.len())..window.end.min(events.len())];
    let is_dated = |event: &EventId| site.events[*event].date.is_some();
    let (dated, undated) = here.split_at(here.partition_point(is_dated));
    let caption = Caption { id: "events".to_owned(), title: "Events in time".to_owned() };
    let points: Vec<Dated> =
        dated.iter().filter_map(|&id| Some(point(scope, site.events[id].date.as_ref()?, id))).collect();
    TimelineView {
        figure: (!points.is_empty()).then(|| timeline(&caption, &points).into()),
        undated: undated.iter().map(|&id| event_view(scope, id)).collect(),
        dated: dated.iter().map(|&id| event_view(scope, id)).collect(),
        dated_claims: claims[of_claims]
            .iter()
            .map(|(date, id)| DatedClaim { date: date.to_string(), claim: scope.claim(*id) })
            .collect(),
        has_dated: events.first().is_some_and(is_dated),
    }
}

fn event_view(scope: &Scope<'_>, id: EventId) -> EventView {
    let site = scope.site;
    let event = &site.events[id];
    let list = List::Event(id);
    let claims = scope.head(list);
    let all = site.graph.about_event(id);
    let actors: BTreeSet<ActorId> = all.iter().flat_map(|&claim| site.claims[claim].actors.iter().copied()).collect();
    EventView {
        id: event.id.clone(),
        name: event.name.clone(),
        also_known_as: event.also_known_as.clone(),
        date: event.date.as_ref().map(ToString::to_string),
        datetime: event.date.as_ref().and_then(PartialDate::datetime).map(str::to_owned),
        precision: event.date.as_ref().map(|date| date.precision().name()),
        claims: scope.claims(claims.claims()),
        claim_count: claims.total,
        rest: scope.rest(list, claims.total),
        actors: scope.few(actors.iter().map(|&actor| RecordId::Actor(actor)), actors.len()),
    }
}

fn point(scope: &Scope<'_>, date: &PartialDate, id: EventId) -> Dated {
    let event = &scope.site.events[id];
    Dated {
        first: date.first_day(),
        last: date.last_day(),
        precision: date.precision(),
        date: date.to_string(),
        label: event.name.clone(),
        href: format!("#{}", event.id),
    }
}
