use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::markdown::{Standing, UnitKind};
use crate::resolve::{RecordId, Site, Target, Text};

/// A paragraph rests on a claim, or is a judgement, or says that it needs neither. A brief rests on something at all.
pub(super) fn check(site: &Site, record: RecordId, text: &Text, sink: &mut Diagnostics) {
    let cites =
        text.targets.iter().any(|target| matches!(target, Target::Claims(_) | Target::Record(RecordId::Claim(_))));
    match record {
        RecordId::Brief(id) if !cites => {
            let brief = &site.briefs[id];
            sink.push(
                Diagnostic::new(
                    &codes::UNCITED_BRIEF,
                    brief.span,
                    format!("the brief “{}” cites nothing", brief.title),
                )
                .help("cite the claims that it rests on: `[@source/claim]`"),
            );
        }
        _ => check_units(text, sink),
    }
}

fn check_units(text: &Text, sink: &mut Diagnostics) {
    for ((index, unit), standing) in text.document.units.iter().enumerate().zip(text.document.standings()) {
        // Evidence for what is introduced is evidence for the introduction: it would be said twice.
        if standing == Standing::Uncited && unit.introduces.is_empty() && !holds_reported(index, text) {
            sink.push(
                Diagnostic::new(&codes::UNCITED_PARAGRAPH, unit.span, format!("{} rests on nothing", what(unit.kind)))
                    .help("cite a claim with `[@source/claim]`, or set it under `> [!JUDGEMENT]`, or end it with `[@none]`"),
            );
        }
    }
}

/// Whether a citation that lacks a sign has been reported in the unit.
fn holds_reported(unit: usize, text: &Text) -> bool {
    text.document.marks_of(unit).any(|(mark, _)| matches!(text.targets.get(mark), Some(Target::Claims(_))))
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
