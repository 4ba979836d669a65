use std::collections::BTreeSet;

use crate::model::{check_identifier, slug};

/// Words that tell no claim from another. "Not" and "no" are none of them.
const FILLERS: [&str; 14] = ["a", "an", "and", "as", "at", "be", "by", "for", "in", "is", "of", "on", "that", "the"];

/// The most words of an identifier that is made of an excerpt.
const WORDS: usize = 5;

/// The most characters of one: it stands in citations in running text.
const LENGTH: usize = 48;

/// The first telling words of a text as an identifier; empty for a script without Latin letters, or one word that is
/// too long.
pub(super) fn telling(words: &str) -> String {
    let slug = slug(words);
    let all = || slug.split('-').filter(|word| !word.is_empty());
    let telling: Vec<&str> = all().filter(|word| !FILLERS.contains(word)).collect();
    let chosen = if telling.is_empty() { all().collect() } else { telling };
    let mut base = String::new();
    for word in chosen.into_iter().take(WORDS) {
        if base.len() + 1 + word.len() > LENGTH {
            break;
        }
        if !base.is_empty() {
            base.push('-');
        }
        base.push_str(word);
    }
    base
}

/// An identifier made of the words of an excerpt, and none of those that are taken.
#[must_use]
pub fn propose(words: &str, taken: &BTreeSet<&str>) -> String {
    let mut base = telling(words);
    if base.is_empty() {
        "claim".clone_into(&mut base);
    }
    // A word that the site or a system keeps for itself, or that a number after it would make one (`sb-2`).
    if [&base, &format!("{base}-2")].into_iter().any(|word| check_identifier(word).is_err()) {
        base.insert_str(0, "claim-");
    }
    let is_free = |id: &str| !taken.contains(id);
    if is_free(&base) {
        return base;
    }
    let numbered = |number: usize| format!("{base}-{number}");
    // One of so many differs from all that are taken.
    (2..taken.len() + 3).map(numbered).find(|id| is_free(id)).unwrap_or(base)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_identifier_is_made_of_the_telling_words() {
        let none = BTreeSet::new();
        assert_eq!(propose("not against a bridge", &none), "not-against-bridge");
        assert_eq!(propose("the", &none), "the");
        assert_eq!(propose("핵무력을 고도화", &none), "claim");
        assert_eq!(propose("핵무력을", &BTreeSet::from(["claim", "claim-2"])), "claim-3");
        assert_eq!(propose("none", &none), "claim-none");
        assert_eq!(propose("SB", &none), "claim-sb");
        assert_eq!(propose("SB is a bank", &BTreeSet::from(["claim-sb-bank"])), "claim-sb-bank-2");
        assert_eq!(
            propose("lack of a credible second-strike capability", &none),
            "lack-credible-second-strike-capability"
        );
    }

    proptest! {
        #[test]
        fn a_proposal_is_an_identifier_and_free(words in "\\PC{0,60}", others in proptest::collection::vec("[a-c]-?", 0..4)) {
            let base = propose(&words, &BTreeSet::new());
            prop_assert_eq!(check_identifier(&base), Ok(()));
            let mut taken: BTreeSet<&str> = others.iter().map(String::as_str).collect();
            taken.insert(&base);
            let next = propose(&words, &taken);
            prop_assert!(check_identifier(&next).is_ok() && !taken.contains(next.as_str()));
        }
    }
}
