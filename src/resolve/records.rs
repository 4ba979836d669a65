//! Each record's entry of the site: a function of the record and of what its references are looked up in.

use std::sync::Arc;

use super::claim::Claim;
use super::claims::resolve_claim;
use super::documents::{resolve_document, resolve_note};
use super::handle::handle;
use super::ids::{ActorId, OptionId, SourceId};
use super::lookup::Lookup;
use super::site::{Actor, ActorLink, Brief, Criterion, DealOption, Event, Source, Term};
use super::values::{self_relation, value, values};
use crate::diagnostic::Diagnostics;
use crate::model::{
    ActorKind, ActorRecord, BriefRecord, CriterionRecord, EventRecord, OptionRecord, SourceRecord, SourceType,
};
use crate::parse::WithText;

/// A source and its claims, the first of which has the number `first` among all claims.
pub(super) fn resolve_source(
    id: SourceId,
    first: usize,
    record: &SourceRecord,
    lookup: &Lookup<'_>,
    sink: &mut Diagnostics,
) -> (Source, Vec<Claim>) {
    let claims: Vec<Claim> =
        record.claims.iter().map(|claim| resolve_claim(id, &record.id.value, claim, lookup, sink)).collect();
    let own = (first..first + claims.len()).map(handle).collect();
    let source = Source {
        span: record.id.span,
        id: record.id.value.clone(),
        source_type: record.source_type.as_ref().map_or(SourceType::Misc, |kind| kind.value),
        label: record.label(),
        title: value(record.title.as_ref()),
        authors: values(&record.authors),
        imprint: record.imprint.clone(),
        publisher: value(record.publisher.as_ref()),
        date: value(record.date.as_ref()),
        language: value(record.language.as_ref()),
        url: value(record.url.as_ref()),
        accessed: value(record.accessed.as_ref()),
        archived_url: value(record.archived_url.as_ref()),
        url_status: value(record.url_status.as_ref()),
        reliability: value(record.reliability.as_ref()),
        archive: record.archive.clone(),
        archive_field: record.archive_field,
        note: record.note.as_ref().map(|note| resolve_note(note, lookup, sink)),
        claims: own,
        aliases: values(&record.aliases),
    };
    (source, claims)
}

pub(super) fn resolve_actor(
    WithText { record, text }: &WithText<ActorRecord>,
    lookup: &Lookup<'_>,
    sink: &mut Diagnostics,
) -> Actor {
    let part_of: Vec<ActorId> = record.part_of.iter().filter_map(|whole| lookup.record(whole, sink)).collect();
    let links = record.relations.iter().filter_map(|link| {
        let (to, claim) = (lookup.record(&link.to, sink), lookup.claim(&link.claim, sink));
        if link.to.value == record.id.value {
            sink.push(self_relation(&link.to));
            return None;
        }
        let (since, until) = (value(link.since.as_ref()), value(link.until.as_ref()));
        Some(ActorLink { to: to?, kind: link.kind.value.clone(), since, until, claim: claim? })
    });
    let links = links.collect();
    Actor {
        span: record.id.span,
        name: record.name.value.clone(),
        kind: record.kind.as_ref().map_or(ActorKind::Organisation, |kind| kind.value),
        also_known_as: values(&record.also_known_as),
        part_of,
        links,
        text: resolve_document(Arc::clone(text), lookup, sink),
        id: record.id.value.clone(),
        aliases: values(&record.aliases),
    }
}

pub(super) fn resolve_option(
    WithText { record, text }: &WithText<OptionRecord>,
    lookup: &Lookup<'_>,
    sink: &mut Diagnostics,
) -> DealOption {
    let variant_of: Option<OptionId> = record.variant_of.as_ref().and_then(|whole| lookup.record(whole, sink));
    let terms = record.terms.iter().filter_map(|term| {
        let (actor, claim) = (lookup.record(&term.actor, sink), lookup.claim(&term.claim, sink));
        Some(Term { actor: actor?, gives: value(term.gives.as_ref()), gets: value(term.gets.as_ref()), claim: claim? })
    });
    let terms = terms.collect();
    DealOption {
        span: record.id.span,
        id: record.id.value.clone(),
        name: record.name.value.clone(),
        also_known_as: values(&record.also_known_as),
        variant_of,
        terms,
        text: resolve_document(Arc::clone(text), lookup, sink),
        aliases: values(&record.aliases),
    }
}

pub(super) fn resolve_criterion(
    WithText { record, text }: &WithText<CriterionRecord>,
    lookup: &Lookup<'_>,
    sink: &mut Diagnostics,
) -> Criterion {
    Criterion {
        span: record.id.span,
        id: record.id.value.clone(),
        name: record.name.value.clone(),
        also_known_as: values(&record.also_known_as),
        text: resolve_document(Arc::clone(text), lookup, sink),
        aliases: values(&record.aliases),
    }
}

pub(super) fn resolve_event(record: &EventRecord) -> Event {
    Event {
        id: record.id.value.clone(),
        name: record.name.value.clone(),
        date: value(record.date.as_ref()),
        also_known_as: values(&record.also_known_as),
    }
}

pub(super) fn resolve_brief(
    WithText { record, text }: &WithText<BriefRecord>,
    lookup: &Lookup<'_>,
    sink: &mut Diagnostics,
) -> Brief {
    Brief {
        id: record.id.value.clone(),
        span: record.title.span,
        title: record.title.value.clone(),
        date: value(record.date.as_ref()),
        updated: value(record.updated.as_ref()),
        authors: values(&record.authors),
        summary: value(record.summary.as_ref()).unwrap_or_default(),
        text: resolve_document(Arc::clone(text), lookup, sink),
        aliases: values(&record.aliases),
    }
}
