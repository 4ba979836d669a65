use std::collections::{BTreeMap, BTreeSet};

use super::words::{Terms, own_text};
use super::{Passage, Sink};
use crate::diagnostic::{Diagnostic, codes};
use crate::markdown::{Sentence, UnitKind};
use crate::resolve::{Site, Target, Text};

/// Reports each word of the scale that a sentence uses for a probability and does not mark, so that readers see no range:
/// in a judgement every one, elsewhere the word of a claim that the sentence cites.
pub(super) fn check(site: &Site, text: &Text, passage: &Passage<'_>, terms: &Terms, sink: Sink<'_>) {
    let scale = site.config.likelihood_scale;
    let of_claims = steps_of_claims(site, text, passage.sentence);
    let is_judgement = passage.unit.kind == UnitKind::Judgement;
    if !is_judgement && of_claims.is_empty() {
        return;
    }
    // The text of a sentence has its marked words too.
    let mut marked: BTreeMap<String, usize> = BTreeMap::new();
    for word in &passage.marked {
        *marked.entry(word.word.to_lowercase()).or_default() += 1;
    }
    for term in terms.find(&own_text(passage.sentence)) {
        if let Some(left) = marked.get_mut(&term).filter(|left| **left > 0) {
            *left -= 1;
            continue;
        }
        let whose = if scale.find(&term).is_some_and(|step| of_claims.contains(step.percent)) {
            "a source’s likelihood"
        } else if is_judgement {
            "the likelihood of a judgement"
        } else {
            continue;
        };
        let message = format!("“{term}” states {whose} without its range");
        sink.push(
            Diagnostic::new(&codes::UNMARKED_LIKELIHOOD, passage.unit.span, message)
                .help(format!("`[~{term}]` shows the range that {} gives to the word", scale.title())),
        );
    }
}

/// The steps of the scale that the claims cited by a sentence stand on, each by its range.
fn steps_of_claims(site: &Site, text: &Text, sentence: &Sentence) -> BTreeSet<&'static str> {
    let cited = sentence.marks.iter().filter_map(|&mark| match text.targets.get(mark) {
        Some(Target::Claims(claims)) => Some(claims),
        _ => None,
    });
    let words = cited.flatten().filter_map(|&claim| site.claims[claim].likelihood.as_deref());
    words.filter_map(|word| site.config.likelihood_scale.find(word)).map(|step| step.percent).collect()
}
