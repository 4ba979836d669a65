use std::collections::BTreeSet;

use super::{QuoteRecord, Written, aliases, date};
use crate::diagnostic::{Diagnostic, closest, codes};
use crate::files::{Span, Spanned};
use crate::model::{Bearing, ClaimKind, ClaimStatus, Confidence, PartialDate, Position, RelationKind, identifier};
use crate::syntax::{Fields, Node, Value, Word as _, list, text, word};

/// One claim of a source, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRecord {
    /// Unique within the source.
    pub id: Written,
    /// The whole record.
    pub span: Span,
    /// What the source asserts, in our words.
    pub statement: Written,
    /// How the source puts it.
    pub kind: Spanned<ClaimKind>,
    /// The excerpts that it rests on.
    pub quotes: Vec<QuoteRecord>,
    /// What it is about: actors, options, criteria, events.
    pub about: Vec<Written>,
    /// Whose words the source reports.
    pub speaker: Option<Written>,
    /// The source that this source relies on.
    pub origin: Option<Written>,
    /// The source's own word of likelihood.
    pub likelihood: Option<Written>,
    /// The source's own level of confidence.
    pub confidence: Option<Spanned<Confidence>>,
    /// The condition of a conditional claim.
    pub condition: Option<Written>,
    /// What follows from it.
    pub consequence: Option<Written>,
    /// Positions of actors that it reports.
    pub stances: Vec<StanceRecord>,
    /// How it bears on options.
    pub bears_on: Vec<BearingRecord>,
    /// How it stands to other claims.
    pub relations: Vec<RelationRecord>,
    /// When what it says happens.
    pub when: Option<Spanned<PartialDate>>,
    /// The event that it speaks of.
    pub event: Option<Written>,
    /// What it is filed under.
    pub topics: Vec<Written>,
    /// What a reader needs so as not to misread it: Markdown.
    pub note: Option<Written>,
    /// Where it stands now, if not active.
    pub status: Option<StatusRecord>,
    /// Former identifiers.
    pub aliases: Vec<Written>,
    /// Fields that are probably there, misspelled or in part unreadable. That has been reported: what follows from
    /// their absence is not.
    pub unread: BTreeSet<&'static str>,
}

/// An actor's position on an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StanceRecord {
    /// Whose position.
    pub actor: Written,
    /// On what.
    pub option: Written,
    /// Which.
    pub position: Spanned<Position>,
}

/// How a claim bears on an option under a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BearingRecord {
    /// The option.
    pub option: Written,
    /// The criterion.
    pub criterion: Written,
    /// Which way.
    pub bearing: Spanned<Bearing>,
}

/// How a claim stands to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationRecord {
    /// Which way.
    pub kind: RelationKind,
    /// The other claim, as `SOURCE/CLAIM`.
    pub to: Written,
}

/// A status other than active, with its mandatory reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusRecord {
    /// The status.
    pub status: Spanned<ClaimStatus>,
    /// Why.
    pub reason: Option<Written>,
}

impl ClaimRecord {
    pub(super) fn read(node: &Node, sink: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut fields = Fields::open(node, "a claim", sink)?;
        let id = fields.require("id", |node, sink| identifier(text(node, sink)?, sink));
        let statement = fields.require("statement", text);
        let kind = fields.require("kind", word);
        let (quotes, quotes_fault) = quotes(&mut fields);
        let about = fields.list("about", text);
        let speaker = fields.get("speaker", text);
        let origin = fields.get("origin", text);
        let likelihood = fields.get("likelihood", text);
        let confidence = fields.get("confidence", word);
        let (condition, consequence) = (fields.get("if", text), fields.get("then", text));
        let stances = fields.list("stances", stance);
        let bears_on = fields.list("bears-on", bearing);
        let relations = fields.get("relations", relations).unwrap_or_default();
        let when = fields.get("when", date);
        let event = fields.get("event", text);
        let mut unread_topic = false;
        let topics = fields.list("topics", |node, sink| {
            let topic = text(node, sink).and_then(|topic| identifier(topic, sink));
            unread_topic |= topic.is_none();
            topic
        });
        let note = fields.get("note", text);
        let (status, status_fault) = status(&mut fields);
        let aliases = aliases(&mut fields);
        let span = fields.span();
        let mut unread = fields.close_and_guess();
        unread.extend(unread_topic.then_some("topics"));
        sink.extend(quotes_fault.filter(|_| !unread.contains("quote") && !unread.contains("quotes")));
        sink.extend(status_fault.filter(|_| !unread.contains("reason") && !unread.contains("status")));
        Some(Self {
            id: id?,
            span,
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

/// `quote:` with one excerpt or `quotes:` with several. A claim without any says nothing that could be proved, unless
/// it turns out that the field is there and misspelled.
fn quotes(fields: &mut Fields<'_, '_>) -> (Vec<QuoteRecord>, Option<Diagnostic>) {
    let one = fields.get("quote", QuoteRecord::read);
    let several = fields.list("quotes", QuoteRecord::read);
    let written = ["quote", "quotes"].map(|name| fields.key_span(name));
    let place = fields.key_span("id").unwrap_or_else(|| fields.span());
    let is_absent = match written {
        [Some(quote), Some(quotes)] => {
            fields.sink().push(
                Diagnostic::new(&codes::DUPLICATE_KEY, quotes, "a claim has `quote` or `quotes`, not both")
                    .also(quote, "the other one")
                    .help("move the excerpt into the list"),
            );
            false
        }
        [None, None] => true,
        // A list that is written but empty. One whose items could not be read has been reported already.
        [None, Some(_)] => {
            several.is_empty() && fields.node("quotes").is_none_or(|node| node.value == Value::List(Vec::new()))
        }
        [Some(_), None] => fields.node("quote").is_none(),
    };
    (one.into_iter().chain(several).collect(), is_absent.then(|| without_excerpt(place)))
}

fn without_excerpt(place: Span) -> Diagnostic {
    Diagnostic::new(&codes::CLAIM_WITHOUT_EXCERPT, place, "this claim rests on no excerpt")
        .help("add `quote: …` with the source's own words")
}

fn stance(node: &Node, sink: &mut Vec<Diagnostic>) -> Option<StanceRecord> {
    let mut fields = Fields::open(node, "a stance", sink)?;
    let (actor, option) = (fields.require("actor", text), fields.require("option", text));
    let position = fields.require("position", word);
    fields.close();
    Some(StanceRecord { actor: actor?, option: option?, position: position? })
}

fn bearing(node: &Node, sink: &mut Vec<Diagnostic>) -> Option<BearingRecord> {
    let mut fields = Fields::open(node, "a bearing", sink)?;
    let (option, criterion) = (fields.require("option", text), fields.require("criterion", text));
    let bearing = fields.require("bearing", word);
    fields.close();
    Some(BearingRecord { option: option?, criterion: criterion?, bearing: bearing? })
}

/// A mapping whose keys are kinds of relation and whose values are lists of claims.
fn relations(node: &Node, sink: &mut Vec<Diagnostic>) -> Option<Vec<RelationRecord>> {
    let mut found = Vec::new();
    let entries = Fields::open(node, "a mapping of relations", sink)?.entries();
    for entry in entries {
        let Some(kind) = RelationKind::from_name(entry.key.as_str()) else {
            let names: Vec<&str> = RelationKind::ALL.iter().map(|kind| kind.name()).collect();
            let meant = closest(entry.key.as_str(), names.iter().copied());
            sink.push(
                Diagnostic::new(
                    &codes::UNKNOWN_WORD,
                    entry.key.span,
                    format!("`{}` is not {}", entry.key.value, RelationKind::WHAT),
                )
                .maybe_help(meant.map(|name| format!("did you mean `{name}`?")))
                .help(format!("one of: {}", names.join(", "))),
            );
            continue;
        };
        let claims = list(&entry.value, sink, text).unwrap_or_default();
        found.extend(claims.into_iter().map(|to| RelationRecord { kind, to }));
    }
    Some(found)
}

/// A status other than active needs a reason, and a reason a status.
fn status(fields: &mut Fields<'_, '_>) -> (Option<StatusRecord>, Option<Diagnostic>) {
    let is_written = fields.node("status").is_some();
    let status: Option<Spanned<ClaimStatus>> = fields.get("status", word);
    let reason_written = fields.node("reason").is_some();
    let reason = fields.get("reason", text);
    match (status.filter(|status| status.value != ClaimStatus::Active), reason) {
        (Some(status), None) if !reason_written => {
            let fault = Diagnostic::new(
                &codes::STATUS_WITHOUT_REASON,
                status.span,
                format!("a claim that is {} needs a reason", status.value.name()),
            )
            .help("add `reason: …`; readers see it beside the claim");
            (Some(StatusRecord { status, reason: None }), Some(fault))
        }
        (Some(status), reason) => (Some(StatusRecord { status, reason }), None),
        (None, Some(reason)) if !is_written || active_is_written(fields) => {
            let fault =
                Diagnostic::new(&codes::STATUS_WITHOUT_REASON, reason.span, "an active claim has no use for a reason")
                    .help("add `status: disputed`, `superseded` or `retracted`, or drop the reason");
            (None, Some(fault))
        }
        (None, _) => (None, None),
    }
}

fn active_is_written(fields: &mut Fields<'_, '_>) -> bool {
    fields.node("status").is_some_and(|node| node.value == Value::Text(ClaimStatus::Active.name().to_owned()))
}
