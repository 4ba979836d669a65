mod names;

use std::collections::BTreeSet;

use super::forms::{self, date, new_identifier};
use super::{QuoteRecord, Written, aliases};
use crate::diagnostic::{Diagnostic, codes};
use crate::files::{Span, Spanned};
use crate::model::{Bearing, ClaimKind, ClaimStatus, Confidence, PartialDate, Position, RelationKind};
use crate::syntax::{Fields, Reader, Rule, Value, Word as _, list, table, word};

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
    /// The level of confidence that the source's words amount to.
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
    pub(super) fn read(reader: &mut Reader<'_, '_>) -> Option<Self> {
        let mut fields = Fields::open(reader, "a claim")?;
        let id = fields.require(names::ID, new_identifier);
        let statement = fields.require(names::STATEMENT, forms::sentence);
        let kind = fields.require(names::KIND, word);
        let (quotes, has_no_excerpt) = quotes(&mut fields);
        let about = fields.list(names::ABOUT, forms::record);
        let speaker = fields.get(names::SPEAKER, forms::actor);
        let origin = fields.get(names::ORIGIN, forms::source);
        let likelihood = fields.get(names::LIKELIHOOD, likelihood);
        let confidence = fields.get(names::CONFIDENCE, word);
        let (condition, consequence) =
            (fields.get(names::IF, forms::sentence), fields.get(names::THEN, forms::sentence));
        let conditional_fault = conditional(&mut fields, kind.as_ref(), condition.as_ref(), consequence.as_ref());
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
        let (status, status_fault) = status(&mut fields);
        let aliases = aliases(&mut fields);
        let place = fields.key_span("id");
        let closed = fields.close()?;
        let mut unread = closed.meant;
        unread.extend(unread_topic.then_some("topics"));
        if has_no_excerpt && !unread.contains("quote") && !unread.contains("quotes") {
            reader.report(without_excerpt(place.unwrap_or(closed.span)));
        }
        if let Some(fault) = status_fault.filter(|_| !unread.contains("reason") && !unread.contains("status")) {
            reader.report(fault);
        }
        if let Some(fault) = conditional_fault.filter(|_| !["if", "then", "kind"].iter().any(|it| unread.contains(it)))
        {
            reader.report(fault);
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

/// `quote:` with one excerpt or `quotes:` with several, and whether there is none of either. A claim without any says
/// nothing that could be proved, unless it turns out that the field is there and misspelled.
fn quotes(fields: &mut Fields<'_, '_>) -> (Vec<QuoteRecord>, bool) {
    let one = fields.get(names::QUOTE, QuoteRecord::read);
    let several = fields.list(names::QUOTES, QuoteRecord::read);
    fields.rule(Rule::NotBoth("quote", "quotes"));
    fields.rule(Rule::Some(&["quote", "quotes"]));
    let is_absent = match ["quote", "quotes"].map(|name| fields.key_span(name)) {
        [Some(quote), Some(quotes)] => {
            fields.report(
                Diagnostic::new(&codes::DUPLICATE_KEY, quotes, "a claim has `quote` or `quotes`, not both")
                    .label("again here")
                    .also(quote, "first written here")
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
    (one.into_iter().chain(several).collect(), is_absent)
}

fn without_excerpt(place: Span) -> Diagnostic {
    Diagnostic::new(&codes::CLAIM_WITHOUT_EXCERPT, place, "this claim rests on no excerpt")
        .help("add `quote: …` with the source's own words")
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

/// A conditional claim has both halves, and no other claim has either. What is wrong with that, unless a half or the
/// kind is written and could not be read.
fn conditional(
    fields: &mut Fields<'_, '_>,
    kind: Option<&Spanned<ClaimKind>>,
    condition: Option<&Written>,
    consequence: Option<&Written>,
) -> Option<Diagnostic> {
    fields.rule(Rule::WordNeeds("kind", &["conditional"], "if"));
    fields.rule(Rule::WordNeeds("kind", &["conditional"], "then"));
    fields.rule(Rule::OnlyWhere("if", "kind", &["conditional"]));
    fields.rule(Rule::OnlyWhere("then", "kind", &["conditional"]));
    let kind = kind?;
    let place = condition.or(consequence).map_or(kind.span, |half| half.span);
    if kind.value != ClaimKind::Conditional {
        condition.or(consequence)?;
        return Some(
            Diagnostic::new(&codes::INCOMPLETE_CONDITIONAL, place, "only a conditional claim has `if` and `then`")
                .also(kind.span, format!("this one is of the kind `{}`", kind.value.name()))
                .help("write `kind: conditional`, or drop the field"),
        );
    }
    let is_missing = |half: Option<&Written>, name: &str| half.is_none() && fields.node(name).is_none();
    let missing = match (is_missing(condition, "if"), is_missing(consequence, "then")) {
        (true, _) => "if",
        (false, true) => "then",
        (false, false) => return None,
    };
    Some(
        Diagnostic::new(&codes::INCOMPLETE_CONDITIONAL, place, format!("this conditional claim has no `{missing}`"))
            .help(format!("add `{missing}: …`: the condition and what follows are boxes of the chain")),
    )
}

/// A status other than active needs a reason, and a reason a status.
fn status(fields: &mut Fields<'_, '_>) -> (Option<StatusRecord>, Option<Diagnostic>) {
    let is_written = fields.node("status").is_some();
    let status: Option<Spanned<ClaimStatus>> = fields.get(names::STATUS, word);
    let reason_written = fields.node("reason").is_some();
    let reason = fields.get(names::REASON, forms::sentence);
    fields.rule(Rule::WordNeeds("status", &["disputed", "superseded", "retracted"], "reason"));
    fields.rule(Rule::Needs("reason", "status"));
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

fn active_is_written(fields: &Fields<'_, '_>) -> bool {
    fields.node("status").is_some_and(|node| node.value == Value::Text(ClaimStatus::Active.name().to_owned()))
}
