use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::diagnostic::{Diagnostic, codes};
use crate::markdown::{SentencePart, Standing, Unit, UnitKind};
use crate::resolve::{RecordId, Site, Target, Text};

/// A paragraph rests on a claim, or is a judgement, or says that it needs neither. A brief rests on something at all.
pub(super) fn check(site: &Site, keys: &Keys<'_>, record: RecordId, text: &Text, sink: &mut Vec<Diagnostic>) {
    let cites =
        text.targets.iter().any(|target| matches!(target, Target::Claims(_) | Target::Record(RecordId::Claim(_))));
    match record {
        RecordId::Brief(id) if !cites => {
            let brief = &site.briefs[id];
            let forgotten = text.document.units.iter().find_map(|unit| forgotten_sign(unit, keys));
            sink.push(
                Diagnostic::new(
                    &codes::UNCITED_BRIEF,
                    brief.span,
                    format!("the brief “{}” cites nothing", brief.title),
                )
                .maybe_help(forgotten)
                .help("cite the claims that it rests on: `[@source/claim]`"),
            );
        }
        _ => check_units(text, keys, sink),
    }
}

/// The keys of all claims, gathered when they are first asked for: only what is wrong needs them.
pub(super) struct Keys<'a> {
    site: &'a Site,
    keys: OnceLock<BTreeSet<&'a str>>,
}

impl<'a> Keys<'a> {
    pub(super) const fn of(site: &'a Site) -> Self {
        Self { site, keys: OnceLock::new() }
    }

    fn has(&self, key: &str) -> bool {
        self.keys.get_or_init(|| self.site.claims.values().map(|claim| claim.key.as_str()).collect()).contains(key)
    }
}

fn check_units(text: &Text, keys: &Keys<'_>, sink: &mut Vec<Diagnostic>) {
    for (unit, standing) in text.document.units.iter().zip(text.document.standings()) {
        // Evidence for what is introduced is evidence for the introduction: it would be said twice.
        if standing == Standing::Uncited && unit.introduces.is_empty() {
            sink.push(
                Diagnostic::new(&codes::UNCITED_PARAGRAPH, unit.span, format!("{} rests on nothing", what(unit.kind)))
                    .maybe_help(forgotten_sign(unit, keys))
                    .help("cite a claim with `[@source/claim]`, or set it under `> [!JUDGEMENT]`, or end it with `[@none]`"),
            );
        }
    }
}

const fn what(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Paragraph | UnitKind::Judgement => "this paragraph",
        UnitKind::Item => "this item",
        UnitKind::Definition => "this definition",
        UnitKind::Quotation => "this quotation",
        UnitKind::Table => "this table",
        UnitKind::Footnote => "this note",
    }
}

/// `[report/idle-in-winter]`: the name of a claim in brackets, of which only the sign of a citation is missing.
fn forgotten_sign(unit: &Unit, keys: &Keys<'_>) -> Option<String> {
    let texts = unit.sentences.iter().flat_map(|sentence| &sentence.parts).filter_map(|part| match part {
        SentencePart::Text(text) => Some(text.as_str()),
        SentencePart::Link(_) => None,
    });
    let mut brackets = texts.flat_map(|text| text.split('[').skip(1)).filter_map(|rest| rest.split(']').next());
    let key = brackets.find(|inner| keys.has(inner))?;
    Some(format!("a citation begins with `@`: `[@{key}]`"))
}
