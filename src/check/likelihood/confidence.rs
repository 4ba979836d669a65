use super::quoted::own_text;
use super::words::{Terms, words_of};
use super::{Passage, Sink};
use crate::diagnostic::{Diagnostic, codes};
use crate::markdown::{Sentence, SentencePart};

/// What a level of confidence is called before "confidence" and before "confident".
const LEVELS: [&str; 4] = ["low", "moderate", "medium", "high"];
const DEGREES: [&str; 4] = ["fairly", "moderately", "very", "highly"];

/// Whose confidence is the authors', what it may be in, and the words between it and its level.
const OURS: [&str; 2] = ["our", "my"];
const THESE: [&str; 4] = ["this", "that", "it", "these"];
const GROUNDS: [&str; 8] =
    ["judgement", "judgements", "judgment", "judgments", "assessment", "assessments", "estimate", "forecast"];
const ARE: [&str; 3] = ["is", "was", "remains"];
const EXTENTS: [&str; 5] = ["very", "fairly", "quite", "only", "rather"];

/// Reports a sentence that says how sure its authors are of a likelihood that it states, marked or in plain words.
/// Tells whether it did.
pub(super) fn check(passage: &Passage<'_>, terms: &Terms, sink: Sink<'_>) -> bool {
    if !may_say(passage.sentence) {
        return false;
    }
    let own = own_text(passage.sentence);
    let Some(confidence) = confidence(&words_of(&own)) else { return false };
    let both = |likelihood: &str| format!("this sentence says both “{likelihood}” and “{confidence}”");
    let report = |span, likelihood| Diagnostic::new(&codes::LIKELIHOOD_WITH_CONFIDENCE, span, both(likelihood));
    let report = if let Some(marked) = passage.marked.first() {
        report(marked.span, marked.word).label("how probable the event is")
    } else if let Some(found) = terms.find(&own).first() {
        report(passage.place_of(&found.term), &found.term)
    } else {
        return false;
    };
    sink.push(report.help("say in a sentence of its own how good the grounds are"));
    true
}

/// Few sentences have either word, and only these need to be read.
fn may_say(sentence: Sentence<'_>) -> bool {
    sentence.parts().any(|part| match part {
        SentencePart::Text(text) | SentencePart::Likelihood(_, text) => {
            text.contains("onfiden") || text.contains("ONFIDEN")
        }
        SentencePart::Link(_) | SentencePart::Aside(_) => false,
    })
}

/// "high confidence", "moderately confident", "our confidence is high", "we are confident".
fn confidence(words: &[&str]) -> Option<String> {
    let said = |at: usize| {
        let length = match words[at] {
            "confidence" => return level(words, at),
            "confident" => {
                let before = |back: usize| at.checked_sub(back).map_or("", |at| words[at]);
                match (before(2), before(1)) {
                    (_, degree) if DEGREES.contains(&degree) => 2,
                    ("we", "are") | ("i", "am") => 3,
                    _ => return None,
                }
            }
            _ => return None,
        };
        Some(words[at + 1 - length..=at].join(" "))
    };
    (0..words.len()).find_map(said)
}

/// A level of the confidence at a place, before or after it. A public's confidence is no analyst's, and neither is
/// confidence in a council.
fn level(words: &[&str], at: usize) -> Option<String> {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| words[at]);
    if LEVELS.contains(&before(1)) {
        return Some(words[at - 1..=at].join(" "));
    }
    let is_level_of = before(1) == "of" && before(2) == "level";
    let start = match at {
        0 => 0,
        _ if is_level_of => at - 2,
        _ if OURS.contains(&before(1)) => at - 1,
        _ => return None,
    };
    let mut after = at + 1;
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    after += usize::from(word(after) == "level");
    if start < at && word(after) == "in" {
        after += if word(after + 1) == "the" || GROUNDS.contains(&word(after + 2)) { 3 } else { 2 };
        let named = word(after - 1);
        if !THESE.contains(&named) && !GROUNDS.contains(&named) {
            return None;
        }
    }
    if !ARE.contains(&word(after)) {
        return None;
    }
    after += 1;
    after += usize::from(EXTENTS.contains(&word(after)));
    LEVELS.contains(&word(after)).then(|| words[start..=after].join(" "))
}

#[cfg(test)]
mod tests {
    use super::super::words::own;
    use super::*;

    #[test]
    fn levels_of_confidence_are_told_from_plain_words() {
        let found = |text: &str| confidence(&words_of(&own(text)));
        assert_eq!(found("We judge with High confidence that"), Some("high confidence".to_owned()));
        assert_eq!(found("a moderate-confidence judgement"), Some("moderate confidence".to_owned()));
        assert_eq!(found("we are highly confident."), Some("highly confident".to_owned()));
        for (text, said) in [
            ("Our confidence is high, since it is likely", "our confidence is high"),
            ("Confidence is low that it is unlikely", "confidence is low"),
            ("Our confidence in this judgement is very low", "our confidence in this judgement is very low"),
            ("Our confidence in that is low: it", "our confidence in that is low"),
            ("Our confidence in the assessment remains moderate", "our confidence in the assessment remains moderate"),
            ("It is likely; the level of confidence is medium", "level of confidence is medium"),
            ("Our confidence level is high", "our confidence level is high"),
            ("We are confident it is likely", "we are confident"),
            ("I am confident it is likely", "i am confident"),
        ] {
            assert_eq!(found(text).as_deref(), Some(said), "{text}");
        }
        for text in [
            "Public confidence is high",
            "It has confidence in the council",
            "Our confidence in the council is high",
            "A vote of no confidence is likely",
            "We are not confident",
            "They are confident",
            "Our confidence",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
        assert_eq!(found("confidence in the yen is high"), None);
        assert_eq!(found("its confidence-building measures"), None);
        assert_eq!(found("he said “with high confidence” that"), None, "those words are the source's");
    }
}
