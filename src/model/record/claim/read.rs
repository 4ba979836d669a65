use super::rules::{halves, quotes, status};
use super::{BearingRecord, ClaimRecord, RelationRecord, StanceRecord, names};
use crate::files::Spanned;
use crate::model::RelationKind;
use crate::model::record::forms::{self, date, new_identifier};
use crate::model::record::{Written, aliases};
use crate::syntax::{Fields, Reader, list, table, word};

impl ClaimRecord {
    pub(in crate::model::record) fn read(reader: &mut Reader<'_, '_>) -> Option<Self> {
        let span = reader.node().map(|node| node.span);
        let mut fields = Fields::open(reader, "a claim")?;
        let id = fields.require(names::ID, new_identifier);
        let statement = fields.require(names::STATEMENT, forms::sentence);
        let kind = fields.require(names::KIND, word);
        let (quotes, without_excerpt) = quotes(&mut fields, span);
        let about = fields.list(names::ABOUT, forms::record);
        let speaker = fields.get(names::SPEAKER, forms::actor);
        let origin = fields.get(names::ORIGIN, forms::source);
        let likelihood = fields.get(names::LIKELIHOOD, likelihood);
        let confidence = fields.get(names::CONFIDENCE, word);
        let ([condition, consequence], incomplete) = halves(&mut fields, kind.as_ref());
        let stances = fields.list(names::STANCES, stance);
        let bears_on = fields.list(names::BEARS_ON, bearing);
        let relations = fields.get(names::RELATIONS, relations).unwrap_or_default();
        let when = fields.get(names::WHEN, date);
        let event = fields.get(names::EVENT, forms::event);
        let mut unread_topic = false;
        let topics = fields.list(names::TOPICS, |reader| {
            let topic = new_identifier(reader);
            unread_topic |= topic.is_none();
            topic
        });
        let note = fields.get(names::NOTE, forms::markdown);
        let (status, without_reason) = status(&mut fields);
        let aliases = aliases(&mut fields);
        let closed = fields.close()?;
        let mut unread = closed.meant;
        unread.extend(unread_topic.then_some("topics"));
        for fault in [without_excerpt, without_reason, incomplete].into_iter().flatten() {
            fault.report(&unread, reader);
        }
        Some(Self {
            id: id?,
            span: closed.span,
            statement: statement?,
            kind: kind?,
            quotes,
            about,
            speaker,
            origin,
            likelihood,
            confidence,
            condition,
            consequence,
            stances,
            bears_on,
            relations,
            when,
            event,
            topics,
            note,
            status,
            aliases,
            unread,
        })
    }
}

fn likelihood(reader: &mut Reader<'_, '_>) -> Option<Written> {
    reader.text(&names::LIKELIHOOD_WORDS)
}

fn stance(reader: &mut Reader<'_, '_>) -> Option<StanceRecord> {
    let mut fields = Fields::open(reader, "a stance")?;
    let actor = fields.require(names::STANCE_ACTOR, forms::actor);
    let option = fields.require(names::STANCE_OPTION, forms::option);
    let position = fields.require(names::POSITION, word);
    fields.close()?;
    Some(StanceRecord { actor: actor?, option: option?, position: position? })
}

fn bearing(reader: &mut Reader<'_, '_>) -> Option<BearingRecord> {
    let mut fields = Fields::open(reader, "a bearing")?;
    let option = fields.require(names::BEARING_OPTION, forms::option);
    let criterion = fields.require(names::CRITERION, forms::criterion);
    let bearing = fields.require(names::BEARING, word);
    fields.close()?;
    Some(BearingRecord { option: option?, criterion: criterion?, bearing: bearing? })
}

/// A mapping whose keys are kinds of relation and whose values are lists of claims.
fn relations(reader: &mut Reader<'_, '_>) -> Option<Vec<RelationRecord>> {
    let entries = table(reader, "a mapping of relations", word::<RelationKind>, |reader| list(reader, forms::claim))?;
    let of_kind = |(kind, claims): (Spanned<RelationKind>, Vec<Written>)| {
        claims.into_iter().map(move |to| RelationRecord { kind: kind.value, to })
    };
    Some(entries.into_iter().flat_map(of_kind).collect())
}
