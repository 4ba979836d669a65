use std::collections::BTreeMap;

use super::documents::resolve_note;
use super::lookup::Lookup;
use super::site::{
    ActorId, BearingOn, Claim, ClaimId, CriterionId, EventId, Excerpt, OptionId, RecordId, Relation, SourceId, Stance,
    Status,
};
use super::values::{self_relation, value, values};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::files::Span;
use crate::model::{ClaimKind, ClaimRecord, QuoteRecord, StatusRecord};

/// What `about` and `event` name, by kind.
#[derive(Default)]
struct Subjects {
    actors: Vec<ActorId>,
    options: Vec<OptionId>,
    criteria: Vec<CriterionId>,
    events: Vec<EventId>,
}

impl Subjects {
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
    let mut subjects = Subjects::default();
    if let Some(event) = record.event.as_ref().and_then(|event| lookup.record::<EventId>(event, sink)) {
        subjects.add(RecordId::Event(event));
    }
    for about in &record.about {
        if let Some(subject) = lookup.record(about, sink) {
            subjects.add(subject);
        }
    }
    let conditional = conditional(record);
    let relations = relations(&key, record, lookup, sink);
    let stances = record.stances.iter().filter_map(|stance| {
        let (actor, option) = (lookup.record(&stance.actor, sink), lookup.record(&stance.option, sink));
        Some(Stance { actor: actor?, option: option?, position: stance.position.value, span: stance.position.span })
    });
    let stances = stances.collect();
    let bears_on = record.bears_on.iter().filter_map(|bearing| {
        let (option, criterion) = (lookup.record(&bearing.option, sink), lookup.record(&bearing.criterion, sink));
        Some(BearingOn { option: option?, criterion: criterion?, bearing: bearing.bearing.value })
    });
    let bears_on = bears_on.collect();
    Claim {
        source,
        key,
        span: record.id.span,
        statement: record.statement.value.clone(),
        kind: record.kind.value,
        excerpts: record.quotes.iter().map(excerpt).collect(),
        actors: subjects.actors,
        options: subjects.options,
        criteria: subjects.criteria,
        events: subjects.events,
        speaker: record.speaker.as_ref().and_then(|speaker| lookup.record(speaker, sink)),
        origin: record.origin.as_ref().and_then(|origin| lookup.record(origin, sink)),
        likelihood: record.likelihood.clone(),
        confidence: value(record.confidence.as_ref()),
        conditional,
        stances,
        bears_on,
        relations,
        when: value(record.when.as_ref()),
        topics: record.topics.iter().filter_map(|topic| lookup.topic(topic, sink)).collect(),
        note: record.note.as_ref().map(|note| resolve_note(note, lookup, sink)),
        status: record.status.as_ref().map(status),
        aliases: values(&record.aliases),
        slug: record.id.value.clone(),
    }
}

/// Both halves of a conditional claim.
fn conditional(record: &ClaimRecord) -> Option<(String, String)> {
    let halves = record.condition.as_ref().zip(record.consequence.as_ref());
    let (condition, consequence) = halves.filter(|_| record.kind.value == ClaimKind::Conditional)?;
    Some((condition.value.clone(), consequence.value.clone()))
}

fn relations(key: &str, record: &ClaimRecord, lookup: &Lookup<'_>, sink: &mut Diagnostics) -> Vec<Relation> {
    let mut seen: BTreeMap<(crate::model::RelationKind, ClaimId), Span> = BTreeMap::new();
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
