use std::collections::BTreeMap;

use super::claim::{BearingOn, Claim, Excerpt, Relation, Stance, Status};
use super::documents::resolve_note;
use super::ids::{ActorId, ClaimId, CriterionId, EventId, OptionId, RecordId, SourceId};
use super::lookup::Lookup;
use super::values::{self_relation, value, values};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::files::Span;
use crate::model::{BearingRecord, ClaimKind, ClaimRecord, QuoteRecord, RelationKind, StanceRecord, StatusRecord};

/// What `about` and `event` name, by kind.
#[derive(Default)]
struct Subjects {
    actors: Vec<ActorId>,
    options: Vec<OptionId>,
    criteria: Vec<CriterionId>,
    events: Vec<EventId>,
}

impl Subjects {
    fn of(record: &ClaimRecord, lookup: &Lookup<'_>, sink: &mut Diagnostics) -> Self {
        let mut subjects = Self::default();
        if let Some(event) = record.event.as_ref().and_then(|event| lookup.record(event, sink)) {
            subjects.add(RecordId::Event(event));
        }
        for about in &record.about {
            if let Some(subject) = lookup.record(about, sink) {
                subjects.add(subject);
            }
        }
        subjects
    }

    fn add(&mut self, record: RecordId) {
        match record {
            RecordId::Actor(id) => push_new(&mut self.actors, id),
            RecordId::Option(id) => push_new(&mut self.options, id),
            RecordId::Criterion(id) => push_new(&mut self.criteria, id),
            RecordId::Event(id) => push_new(&mut self.events, id),
            RecordId::Source(_) | RecordId::Claim(_) | RecordId::Topic(_) | RecordId::Brief(_) => {}
        }
    }
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, entry: T) {
    if !list.contains(&entry) {
        list.push(entry);
    }
}

pub(super) fn resolve_claim(
    source: SourceId,
    source_id: &str,
    record: &ClaimRecord,
    lookup: &Lookup<'_>,
    sink: &mut Diagnostics,
) -> Claim {
    let key = format!("{source_id}/{}", record.id.value);
    let subjects = Subjects::of(record, lookup, sink);
    Claim {
        source,
        span: record.id.span,
        statement: record.statement.value.clone(),
        kind: record.kind.value,
        excerpts: record.quotes.iter().map(excerpt).collect(),
        relations: relations(&key, record, lookup, sink),
        stances: record.stances.iter().filter_map(|record| stance(record, lookup, sink)).collect(),
        bears_on: record.bears_on.iter().filter_map(|record| bearing(record, lookup, sink)).collect(),
        actors: subjects.actors,
        options: subjects.options,
        criteria: subjects.criteria,
        events: subjects.events,
        speaker: record.speaker.as_ref().and_then(|speaker| lookup.record(speaker, sink)),
        origin: record.origin.as_ref().and_then(|origin| lookup.record(origin, sink)),
        likelihood: record.likelihood.clone(),
        confidence: value(record.confidence.as_ref()),
        conditional: conditional(record),
        when: value(record.when.as_ref()),
        topics: record.topics.iter().filter_map(|topic| lookup.topic(topic, sink)).collect(),
        note: record.note.as_ref().map(|note| resolve_note(note, lookup, sink)),
        status: record.status.as_ref().map(status),
        aliases: values(&record.aliases),
        slug: record.id.value.clone(),
        key,
    }
}

/// Both halves of a conditional claim.
fn conditional(record: &ClaimRecord) -> Option<(String, String)> {
    let halves = record.condition.as_ref().zip(record.consequence.as_ref());
    let (condition, consequence) = halves.filter(|_| record.kind.value == ClaimKind::Conditional)?;
    Some((condition.value.clone(), consequence.value.clone()))
}

fn stance(record: &StanceRecord, lookup: &Lookup<'_>, sink: &mut Diagnostics) -> Option<Stance> {
    let (actor, option) = (lookup.record(&record.actor, sink), lookup.record(&record.option, sink));
    Some(Stance { actor: actor?, option: option?, position: record.position.value, span: record.position.span })
}

fn bearing(record: &BearingRecord, lookup: &Lookup<'_>, sink: &mut Diagnostics) -> Option<BearingOn> {
    let (option, criterion) = (lookup.record(&record.option, sink), lookup.record(&record.criterion, sink));
    Some(BearingOn { option: option?, criterion: criterion?, bearing: record.bearing.value })
}

fn relations(key: &str, record: &ClaimRecord, lookup: &Lookup<'_>, sink: &mut Diagnostics) -> Vec<Relation> {
    let mut seen: BTreeMap<(RelationKind, ClaimId), Span> = BTreeMap::new();
    let mut found = Vec::new();
    for relation in &record.relations {
        if relation.to.value == key {
            sink.push(self_relation(&relation.to));
            continue;
        }
        let Some(to) = lookup.claim(&relation.to, sink) else { continue };
        if let Some(first) = seen.insert((relation.kind, to), relation.to.span) {
            let message = format!("`{}` is listed twice under the same relation", relation.to.value);
            sink.push(
                Diagnostic::new(&codes::DUPLICATE_RELATION, relation.to.span, message)
                    .label("again here")
                    .also(first, "first listed here")
                    .help("drop one of the two"),
            );
            continue;
        }
        found.push(Relation { kind: relation.kind, to });
    }
    found
}

fn excerpt(record: &QuoteRecord) -> Excerpt {
    Excerpt {
        span: record.exact.span,
        exact: record.exact.value.clone(),
        prefix: value(record.prefix.as_ref()),
        suffix: value(record.suffix.as_ref()),
        section: value(record.section.as_ref()),
    }
}

fn status(record: &StatusRecord) -> Status {
    Status { status: record.status.value, reason: value(record.reason.as_ref()).unwrap_or_default() }
}
