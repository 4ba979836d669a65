//! What fields of a claim ask of each other.

use std::collections::BTreeSet;

use super::{StatusRecord, names};
use crate::diagnostic::{Diagnostic, codes};
use crate::files::{Span, Spanned};
use crate::model::record::forms;
use crate::model::record::{QuoteRecord, Written};
use crate::model::{ClaimKind, ClaimStatus};
use crate::syntax::{Fields, Reader, Rule, Value, Word as _, word};

/// What is wrong, unless it turns out that one of some fields is there and misspelled.
pub(super) struct Fault {
    unless: &'static [&'static str],
    found: Diagnostic,
}

impl Fault {
    /// Reports it, given the fields that are probably there.
    pub(super) fn report(self, unread: &BTreeSet<&'static str>, reader: &mut Reader<'_, '_>) {
        if !self.unless.iter().any(|field| unread.contains(field)) {
            reader.report(self.found);
        }
    }
}

/// `quote:` with one excerpt or `quotes:` with several. A claim, which has the span `claim`, without any says nothing that
/// could be proved.
pub(super) fn quotes(fields: &mut Fields<'_, '_>, claim: Option<Span>) -> (Vec<QuoteRecord>, Option<Fault>) {
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
    let place = fields.key_span("id").or(claim).filter(|_| is_absent);
    let fault = place.map(|place| Fault {
        unless: &["quote", "quotes"],
        found: Diagnostic::new(&codes::CLAIM_WITHOUT_EXCERPT, place, "this claim rests on no excerpt")
            .help("add `quote: …` with the source's own words"),
    });
    (one.into_iter().chain(several).collect(), fault)
}

/// `if:` and `then:`. A conditional claim has both halves, and no other claim has either.
pub(super) fn halves(
    fields: &mut Fields<'_, '_>,
    kind: Option<&Spanned<ClaimKind>>,
) -> ([Option<Written>; 2], Option<Fault>) {
    let halves = [names::IF, names::THEN].map(|name| fields.get(name, forms::sentence));
    fields.rule(Rule::WordNeeds("kind", &["conditional"], "if"));
    fields.rule(Rule::WordNeeds("kind", &["conditional"], "then"));
    fields.rule(Rule::OnlyWhere("if", "kind", &["conditional"]));
    fields.rule(Rule::OnlyWhere("then", "kind", &["conditional"]));
    let found = kind.and_then(|kind| incomplete(fields, kind, &halves));
    (halves, found.map(|found| Fault { unless: &["if", "then", "kind"], found }))
}

/// Says what a claim of a kind lacks or has too much, unless a half is written and could not be read.
fn incomplete(
    fields: &Fields<'_, '_>,
    kind: &Spanned<ClaimKind>,
    [condition, consequence]: &[Option<Written>; 2],
) -> Option<Diagnostic> {
    let half = condition.as_ref().or(consequence.as_ref()).map(|half| half.span);
    if kind.value != ClaimKind::Conditional {
        return Some(
            Diagnostic::new(&codes::INCOMPLETE_CONDITIONAL, half?, "only a conditional claim has `if` and `then`")
                .also(kind.span, format!("this one is of the kind `{}`", kind.value.name()))
                .help("write `kind: conditional`, or drop the field"),
        );
    }
    let is_missing = |half: &Option<Written>, name: &str| half.is_none() && fields.node(name).is_none();
    let missing = match (is_missing(condition, "if"), is_missing(consequence, "then")) {
        (true, _) => "if",
        (false, true) => "then",
        (false, false) => return None,
    };
    let message = format!("this conditional claim has no `{missing}`");
    Some(
        Diagnostic::new(&codes::INCOMPLETE_CONDITIONAL, half.unwrap_or(kind.span), message)
            .help(format!("add `{missing}: …`: the condition and what follows are boxes of the chain")),
    )
}

/// `status:` and `reason:`. A status other than active needs a reason, and a reason a status.
pub(super) fn status(fields: &mut Fields<'_, '_>) -> (Option<StatusRecord>, Option<Fault>) {
    let status: Option<Spanned<ClaimStatus>> = fields.get(names::STATUS, word);
    let status = status.filter(|status| status.value != ClaimStatus::Active);
    let reason = fields.get(names::REASON, forms::sentence);
    fields.rule(Rule::WordNeeds("status", &["disputed", "superseded", "retracted"], "reason"));
    fields.rule(Rule::Needs("reason", "status"));
    let found = match (&status, &reason) {
        (Some(status), None) if fields.node("reason").is_none() => {
            let message = format!("a claim that is {} needs a reason", status.value.name());
            Some((status.span, message, "add `reason: …`; readers see it beside the claim"))
        }
        (None, Some(reason)) if is_active(fields) => Some((
            reason.span,
            "an active claim has no use for a reason".to_owned(),
            "add `status: disputed`, `superseded` or `retracted`, or drop the reason",
        )),
        _ => None,
    };
    let fault = found.map(|(place, message, help)| Fault {
        unless: &["reason", "status"],
        found: Diagnostic::new(&codes::STATUS_WITHOUT_REASON, place, message).help(help),
    });
    (status.map(|status| StatusRecord { status, reason }), fault)
}

/// Whether the field says so, or is left out: one that could not be read says something else.
fn is_active(fields: &Fields<'_, '_>) -> bool {
    let says_so = |value: &Value| *value == Value::Text(ClaimStatus::Active.name().to_owned());
    fields.node("status").is_none_or(|node| says_so(&node.value))
}
