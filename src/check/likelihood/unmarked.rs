use std::collections::{BTreeMap, BTreeSet};

use super::quoted::own_text;
use super::words::{Found, Terms, nearest};
use super::{Passage, Sink, is_foreign, reported};
use crate::diagnostic::{Diagnostic, codes};
use crate::markdown::{Sentence, UnitKind};
use crate::model::LikelihoodScale;
use crate::resolve::{Site, Target, Text};

/// Reports each word that a sentence uses for a probability and does not mark, so that readers see no range: in a
/// judgement every one, elsewhere the word of a claim that the sentence cites. A word that is on no step of the scale,
/// such as one with a degree before it, has no range to show.
pub(super) fn check(site: &Site, text: &Text, passage: &Passage<'_>, terms: &Terms, has_marked: bool, sink: Sink<'_>) {
    let scale = site.config.likelihood_scale;
    let of_claims = steps_of_claims(site, text, passage.sentence);
    let is_judgement = passage.unit.kind == UnitKind::Judgement;
    if !is_judgement && of_claims.is_empty() {
        return;
    }
    // The text of a sentence has its marked words too.
    let mut marked: BTreeMap<String, usize> = BTreeMap::new();
    for word in passage.marked {
        *marked.entry(word.word.to_lowercase()).or_default() += 1;
    }
    let reported = reported(text, passage.sentence);
    for found in terms.find(&own_text(passage.sentence)) {
        if reported.contains(&found.term) {
            continue;
        }
        let left = marked.get_mut(found.base.as_ref().unwrap_or(&found.term)).filter(|left| **left > 0);
        let is_marked = left.map(|left| *left -= 1).is_some();
        // A degree before a marked word is shown with the range of the word alone.
        if is_marked && found.base.is_none() {
            continue;
        }
        let near = if found.is_step { Some(found.term.clone()) } else { nearest(scale, &found) };
        let step = near.as_deref().and_then(|word| scale.find(word));
        let whose = if step.is_some_and(|step| of_claims.contains(step.percent)) {
            "a source’s likelihood"
        } else if is_judgement {
            "the likelihood of a judgement"
        } else {
            continue;
        };
        // A text that marks words has been told of other scales' terms.
        if !(has_marked && is_foreign(scale, &found.term)) {
            sink.push(report(scale, passage, &found, near.as_deref(), whose));
        }
    }
}

fn report(scale: LikelihoodScale, passage: &Passage<'_>, found: &Found, near: Option<&str>, whose: &str) -> Diagnostic {
    let (term, title) = (&found.term, scale.title());
    let (message, help) = if found.is_step {
        (
            format!("“{term}” states {whose} without its range"),
            Some(format!("`[~{term}]` shows the range that {title} gives to the word")),
        )
    } else {
        (
            format!("“{term}” states {whose}, but is not a word of {title}"),
            near.map(|near| format!("`[~{near}]` is the nearest word of {title}, and shows its range")),
        )
    };
    let other = "use a word of the scale, or put it another way".to_owned();
    Diagnostic::new(&codes::UNMARKED_LIKELIHOOD, passage.place_of(term), message).help(help.unwrap_or(other))
}

/// The steps of the scale that the claims cited by a sentence stand on, each by its range.
fn steps_of_claims(site: &Site, text: &Text, sentence: Sentence<'_>) -> BTreeSet<&'static str> {
    let cited = sentence.marks().range().filter_map(|mark| match text.targets.get(mark) {
        Some(Target::Claims(claims)) => Some(claims),
        _ => None,
    });
    let words = cited.flatten().filter_map(|&claim| site.claims[claim].likelihood.as_ref());
    words.filter_map(|word| site.config.likelihood_scale.find(word.as_str())).map(|step| step.percent).collect()
}
