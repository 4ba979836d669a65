use super::words::{Terms, own_text, words_of};
use super::{Passage, Sink};
use crate::diagnostic::{Diagnostic, codes};
use crate::markdown::{Sentence, SentencePart};

/// What a level of confidence is called before "confidence" and before "confident".
const LEVELS: [&str; 4] = ["low", "moderate", "medium", "high"];
const DEGREES: [&str; 4] = ["fairly", "moderately", "very", "highly"];

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
    } else if let Some(term) = terms.find(&own).first() {
        report(passage.unit.span, term)
    } else {
        return false;
    };
    sink.push(report.help("say in a sentence of its own how good the grounds are"));
    true
}

/// Few sentences have either word, and only these need to be read.
fn may_say(sentence: &Sentence) -> bool {
    sentence.parts.iter().any(|part| match part {
        SentencePart::Text(text) | SentencePart::Likelihood(_, text) => {
            text.contains("onfiden") || text.contains("ONFIDEN")
        }
        SentencePart::Link(_) => false,
    })
}

/// "high confidence", "moderately confident".
fn confidence(words: &[&str]) -> Option<String> {
    let pair = words.windows(2).find(|pair| match pair[1] {
        "confidence" => LEVELS.contains(&pair[0]),
        "confident" => DEGREES.contains(&pair[0]),
        _ => false,
    })?;
    Some(pair.join(" "))
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
        assert_eq!(found("confidence in the yen is high"), None);
        assert_eq!(found("its confidence-building measures"), None);
        assert_eq!(found("he said “with high confidence” that"), None, "those words are the source's");
    }
}
