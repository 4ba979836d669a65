use serde::Serialize;

use super::parts::{ClaimView, Link};
use crate::model::PartialDate;
use crate::plan::figure::{Caption, Dated, Drawing, timeline};
use crate::plan::scope::Scope;
use crate::resolve::{EventId, RecordId};

/// The page of events.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineView {
    /// Dated events as a figure, if there are any.
    pub figure: Option<Drawing>,
    /// Dated events, in order.
    pub dated: Vec<EventView>,
    /// Events that no source dates.
    pub undated: Vec<EventView>,
    /// Claims that name a date and no event, in order.
    pub dated_claims: Vec<DatedClaim>,
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
    pub claims: Vec<ClaimView>,
    /// Actors that those claims are about.
    pub actors: Vec<Link>,
}

/// A claim that speaks of a date.
#[derive(Debug, Clone, Serialize)]
pub struct DatedClaim {
    /// The date for readers.
    pub date: String,
    /// The claim.
    pub claim: ClaimView,
}

pub(in crate::plan) fn timeline_view(scope: &Scope<'_>) -> TimelineView {
    let site = scope.site;
    let mut dated: Vec<(&PartialDate, EventId)> =
        site.events.iter().filter_map(|(id, event)| Some((event.date.as_ref()?, id))).collect();
    dated.sort();
    let undated = site.events.iter().filter(|(_, event)| event.date.is_none()).map(|(id, _)| event_view(scope, id));
    let mut dated_claims: Vec<_> = site
        .claims
        .iter()
        .filter(|(_, claim)| claim.events.is_empty())
        .filter_map(|(id, claim)| Some((claim.when.as_ref()?, id)))
        .collect();
    dated_claims.sort();
    let caption = Caption { id: "events".to_owned(), title: "Events in time".to_owned() };
    let points: Vec<Dated> = dated.iter().map(|(date, id)| point(scope, date, *id)).collect();
    TimelineView {
        figure: (!points.is_empty()).then(|| timeline(&caption, &points)),
        undated: undated.collect(),
        dated: dated.into_iter().map(|(_, id)| event_view(scope, id)).collect(),
        dated_claims: dated_claims
            .into_iter()
            .map(|(date, id)| DatedClaim { date: date.to_string(), claim: scope.claim(id) })
            .collect(),
    }
}

fn event_view(scope: &Scope<'_>, id: EventId) -> EventView {
    let site = scope.site;
    let event = &site.events[id];
    let claims = site.graph.about_event(id);
    let mut actors: Vec<_> = claims.iter().flat_map(|&claim| site.claims[claim].actors.iter().copied()).collect();
    actors.sort_unstable();
    actors.dedup();
    EventView {
        id: event.id.clone(),
        name: event.name.clone(),
        also_known_as: event.also_known_as.clone(),
        date: event.date.as_ref().map(ToString::to_string),
        datetime: event.date.as_ref().and_then(PartialDate::datetime).map(str::to_owned),
        precision: event.date.as_ref().map(|date| date.precision().name()),
        claims: scope.claims(claims.iter().copied()),
        actors: actors.into_iter().map(|actor| scope.link(RecordId::Actor(actor))).collect(),
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
