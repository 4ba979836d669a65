use crate::markdown::{Sentence, SentencePart};
use crate::model::LikelihoodScale;

/// Before one of these, a word says something else than on its scale: "more likely", "not likely", "highly likely" where
/// the scale has no such step.
const CHANGERS: [&str; 17] = [
    "more",
    "most",
    "less",
    "least",
    "as",
    "so",
    "how",
    "too",
    "quite",
    "rather",
    "very",
    "highly",
    "extremely",
    "exceptionally",
    "equally",
    "not",
    "hardly",
];

/// On a scale, and yet an everyday word of its own: a remote valley.
const EVERYDAY: [&str; 1] = ["remote"];

/// The words of one scale or more, as they stand in plain prose.
pub(super) struct Terms(Vec<Vec<&'static str>>);

impl Terms {
    /// Those of one scale.
    pub(super) fn of(scale: LikelihoodScale) -> Self {
        Self::of_all(&[scale])
    }

    /// Those of several.
    pub(super) fn of_all(scales: &[LikelihoodScale]) -> Self {
        let words = scales.iter().flat_map(|scale| scale.ranges()).flat_map(|range| range.words.iter().copied());
        let mut terms: Vec<Vec<&str>> =
            words.filter(|word| !EVERYDAY.contains(word)).map(|word| word.split(' ').collect()).collect();
        // "very likely" holds "likely": the longer one is meant.
        terms.sort_unstable_by(|one, other| other.len().cmp(&one.len()).then(one.cmp(other)));
        terms.dedup();
        Self(terms)
    }

    /// Those that a sentence says in its authors' own words, in its order.
    pub(super) fn find(&self, own: &str) -> Vec<String> {
        let words = words_of(own);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let term = self.0.iter().find(|term| rest.starts_with(term));
            let is_changed = at > 0 && CHANGERS.contains(&words[at - 1]);
            found.extend(term.filter(|_| !is_changed).map(|term| term.join(" ")));
            at += term.map_or(1, Vec::len);
        }
        found
    }
}

pub(super) fn contains(words: &[&str], term: &[&str]) -> bool {
    words.windows(term.len()).any(|window| window == term)
}

/// A sentence in lower case, without what it quotes: those words are another's.
pub(super) fn own_text(sentence: &Sentence) -> String {
    let mut own = String::new();
    let mut quoted = false;
    for part in &sentence.parts {
        let (SentencePart::Text(text) | SentencePart::Likelihood(_, text)) = part else {
            own.push(' ');
            continue;
        };
        for letter in text.chars() {
            match letter {
                '“' => quoted = true,
                '”' => quoted = false,
                '"' => quoted = !quoted,
                _ => {}
            }
            if quoted {
                own.push('|');
            } else {
                own.extend(letter.to_lowercase());
            }
        }
    }
    own
}

pub(super) fn words_of(text: &str) -> Vec<&str> {
    let words = text.split(|letter: char| letter.is_whitespace() || letter == '-');
    words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect()
}

/// A sentence of one text.
#[cfg(test)]
pub(super) fn own(text: &str) -> String {
    own_text(&Sentence { heads: Vec::new(), parts: vec![SentencePart::Text(text.to_owned())], marks: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Word as _;

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
        let found = |text: &str| Terms::of(LikelihoodScale::Icd203).find(&own(text));
        assert_eq!(found("It is Very\nlikely, and unlikely to last."), ["very likely", "unlikely"]);
        assert_eq!(
            found("There is almost no chance; a roughly even chance."),
            ["almost no chance", "roughly even chance"]
        );
        assert_eq!(found("More likely, as likely as not, highly likely, not likely."), [""; 0]);
        assert_eq!(found("He calls it “likely” and the valley remote."), [""; 0]);
        assert_eq!(found("The likelihood."), [""; 0]);
    }

    #[test]
    fn several_scales_are_one_list_of_words() {
        let terms = Terms::of_all(LikelihoodScale::ALL);
        assert_eq!(terms.find(&own("highly likely")), ["highly likely"]);
        assert_eq!(terms.find(&own("more likely than not")), ["more likely than not"]);
    }
}
