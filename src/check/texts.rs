use crate::diagnostic::{Diagnostic, codes};
use crate::markdown::Standing;
use crate::resolve::{RecordId, Site, Target, Text};

/// A paragraph rests on a claim, or is a judgement, or says that it needs neither. A brief rests on something at all.
pub(super) fn check(site: &Site, sink: &mut Vec<Diagnostic>) {
    for (record, text) in site.texts() {
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
            _ => check_paragraphs(text, sink),
        }
    }
}

fn check_paragraphs(text: &Text, sink: &mut Vec<Diagnostic>) {
    for (unit, standing) in text.document.units.iter().zip(text.document.standings()) {
        if standing == Standing::Uncited {
            sink.push(Diagnostic::new(&codes::UNCITED_PARAGRAPH, unit.span, "this paragraph rests on nothing").help(
                "cite a claim with `[@source/claim]`, or set it under `> [!JUDGEMENT]`, or end it with `[@none]`",
            ));
        }
    }
}
