use std::collections::BTreeMap;

use crate::model::LikelihoodScale;
use crate::syntax::Word as _;

/// After one of these, a word says something else than on its scale: "more likely", "not likely".
const CHANGERS: [&str; 11] = ["more", "most", "less", "least", "as", "so", "how", "too", "equally", "not", "hardly"];

/// After one of these, it says more than on its scale.
const STRONG: [&str; 5] = ["very", "highly", "extremely", "exceptionally", "overwhelmingly"];

/// After one of these, a little more or less.
const WEAK: [&str; 6] = ["quite", "rather", "fairly", "pretty", "somewhat", "reasonably"];

/// On a scale, and yet an everyday word of its own: a remote valley. A remote chance is on the scale.
const REMOTE: &str = "remote";
const CHANCES: [&str; 9] =
    ["chance", "chances", "possibility", "possibilities", "prospect", "prospects", "likelihood", "probability", "odds"];
const ARE: [&str; 7] = ["is", "are", "was", "were", "remains", "seems", "looks"];

/// The words of one scale or more, as they stand in plain prose, and of the other scales.
pub(super) struct Terms {
    /// By their first words; of those the longest first: "very likely" holds "likely", and is what is meant.
    terms: BTreeMap<&'static str, Vec<(Vec<&'static str>, bool)>>,
    has_remote: bool,
}

/// A likelihood that plain prose states.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Its words.
    pub(super) term: String,
    /// The word that `term` is a degree of, if it is none of the scale.
    pub(super) base: Option<String>,
    /// Whether the scale has it.
    pub(super) is_step: bool,
}

impl Terms {
    /// Those of one scale.
    pub(super) fn of(scale: LikelihoodScale) -> Self {
        Self::of_all(&[scale])
    }

    /// Those of several.
    pub(super) fn of_all(scales: &[LikelihoodScale]) -> Self {
        let is_step = |word: &str| scales.iter().any(|scale| scale.find(word).is_some());
        let has_remote = is_step(REMOTE);
        let words = LikelihoodScale::ALL.iter().flat_map(|scale| scale.words());
        let mut terms: Vec<(Vec<&str>, bool)> = words
            .filter(|word| *word != REMOTE && (is_step(word) || !(has_remote && word.contains(REMOTE))))
            .map(|word| (word.split(' ').collect(), is_step(word)))
            .collect();
        terms.sort_unstable_by(|(one, _), (other, _)| other.len().cmp(&one.len()).then(one.cmp(other)));
        terms.dedup();
        let mut of_word: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for term in terms {
            of_word.entry(term.0.first().copied().unwrap_or_default()).or_default().push(term);
        }
        Self { terms: of_word, has_remote }
    }

    /// Those that a sentence says in its authors' own words, in its order.
    pub(super) fn find(&self, own: &str) -> Vec<Found> {
        let words = words_of(own);
        let mut found = Vec::new();
        let mut chance = false;
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let terms = self.terms.get(rest[0]);
            let term = terms.and_then(|terms| terms.iter().find(|(term, _)| rest.starts_with(term)));
            if let Some((term, is_step)) = term {
                found.extend(stated(&words[..at], term.join(" "), *is_step));
                at += term.len();
                continue;
            }
            if self.has_remote && rest[0] == REMOTE && is_of_chance(&words, at, chance) {
                found.extend(stated(&words[..at], REMOTE.to_owned(), true));
            }
            chance |= CHANCES.contains(&rest[0]);
            at += 1;
        }
        found
    }
}

/// A term, with the degree before it, unless the words before it say something else with it.
fn stated(before: &[&str], term: String, is_step: bool) -> Option<Found> {
    let mut before = before.iter().rev();
    let last = before.next().copied().unwrap_or_default();
    if CHANGERS.contains(&last) {
        return None;
    }
    if !STRONG.contains(&last) && !WEAK.contains(&last) {
        return Some(Found { term, base: None, is_step });
    }
    let is_changed = before.next().is_some_and(|word| CHANGERS.contains(word));
    (!is_changed).then(|| Found { term: format!("{last} {term}"), base: Some(term), is_step: false })
}

/// Whether the word "remote" at a place is said of a chance.
fn is_of_chance(words: &[&str], at: usize, chance_before: bool) -> bool {
    let is_said = |word: &&&str| !STRONG.contains(*word) && !WEAK.contains(*word);
    words.get(at + 1).is_some_and(|next| CHANCES.contains(next))
        || (chance_before && words[..at].iter().rev().take(2).find(is_said).is_some_and(|word| ARE.contains(word)))
}

/// The word of a scale that is nearest to a term that it does not have.
pub(super) fn nearest(scale: LikelihoodScale, found: &Found) -> Option<String> {
    let (degree, base) = found.term.split_once(' ').unwrap_or(("", found.term.as_str()));
    let base = scale.plain(base);
    let of_words = [format!("very {base}"), format!("highly {base}"), base.clone()];
    let of_certainty = ["almost certain".to_owned(), "virtually certain".to_owned()];
    let plain = base.strip_suffix("bly").map(|stem| format!("{stem}ble"));
    let mut candidates: Vec<String> = plain.into_iter().collect();
    if base.starts_with("certain") {
        candidates.extend(of_certainty);
    } else if STRONG.contains(&degree) {
        candidates.extend(of_words);
    } else {
        candidates.push(base);
    }
    candidates.into_iter().find(|word| scale.find(word).is_some())
}

pub(super) fn contains(words: &[&str], term: &[&str]) -> bool {
    words.windows(term.len()).any(|window| window == term)
}

pub(super) fn words_of(text: &str) -> Vec<&str> {
    let words = text.split(|letter: char| letter.is_whitespace() || letter == '-');
    words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect()
}

/// A sentence of one text.
#[cfg(test)]
pub(super) fn own(text: &str) -> String {
    use crate::markdown::{SentencePart, Sentences};
    let sentences: Sentences = std::iter::once(SentencePart::Text(text)).collect();
    super::quoted::own_text(sentences.get(0).unwrap())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(terms: &Terms, text: &str) -> Vec<String> {
        terms.find(&own(text)).into_iter().map(|found| found.term).collect()
    }

    #[test]
    fn a_term_is_found_whole_and_only_where_no_quotation_has_it() {
        let term = ["highly", "likely"];
        assert!(contains(&words_of(&own("It is highly\nlikely.")), &term));
        assert!(!contains(&words_of(&own("It is “highly likely”.")), &term));
        assert!(!contains(&words_of(&own("It is highly “ likely”.")), &term));
        assert!(!contains(&words_of(&own("highly unlikely")), &term));
    }

    #[test]
    fn plain_prose_says_the_longest_words_and_none_that_another_changes() {
        let found = |text: &str| said(&Terms::of(LikelihoodScale::Icd203), text);
        assert_eq!(found("It is Very\nlikely, and unlikely to last."), ["very likely", "unlikely"]);
        assert_eq!(
            found("There is almost no chance; a roughly even chance."),
            ["almost no chance", "roughly even chance"]
        );
        assert_eq!(found("More likely, as likely as not, not likely, not very likely, not quite likely."), [""; 0]);
        assert_eq!(found("He calls it “likely” and the valley remote."), [""; 0]);
        assert_eq!(found("The likelihood."), [""; 0]);
    }

    #[test]
    fn an_adverb_and_a_remote_chance_are_said() {
        let found = |text: &str| said(&Terms::of(LikelihoodScale::Icd203), text);
        assert_eq!(found("It will probably, almost certainly hold."), ["probably", "almost certainly"]);
        for text in ["The chance of a flood is remote.", "There is a remote possibility.", "Its remote chance."] {
            assert_eq!(found(text), ["remote"], "{text}");
        }
        assert_eq!(found("The chance is that a remote valley is so remote."), [""; 0]);
    }

    #[test]
    fn what_no_step_of_the_scale_says_has_a_nearest_word() {
        for (scale, text, term, near) in [
            (LikelihoodScale::Icd203, "highly likely", "highly likely", Some("very likely")),
            (LikelihoodScale::Icd203, "extremely likely", "extremely likely", Some("very likely")),
            (LikelihoodScale::Icd203, "quite likely", "quite likely", Some("likely")),
            (LikelihoodScale::Icd203, "very probably", "very probably", Some("highly probable")),
            (LikelihoodScale::Icd203, "virtually certain", "virtually certain", Some("almost certain")),
            (LikelihoodScale::Icd203, "a realistic possibility", "realistic possibility", None),
            (LikelihoodScale::Phia, "almost certainly", "almost certainly", Some("almost certain")),
            (LikelihoodScale::Phia, "very likely", "very likely", Some("highly likely")),
            (LikelihoodScale::Phia, "probably", "probably", Some("probable")),
        ] {
            let found = Terms::of(scale).find(&own(text));
            let [one] = &found[..] else { panic!("{text}: {found:?}") };
            assert!(!one.is_step, "{text}");
            assert_eq!((one.term.as_str(), nearest(scale, one).as_deref()), (term, near), "{text}");
        }
    }

    #[test]
    fn several_scales_are_one_list_of_words() {
        let terms = Terms::of_all(LikelihoodScale::ALL);
        assert_eq!(said(&terms, "highly likely"), ["highly likely"]);
        assert_eq!(said(&terms, "more likely than not"), ["more likely than not"]);
    }
}
