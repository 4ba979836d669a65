use crate::diagnostic::{Diagnostic, codes};
use crate::files::Span;
use crate::markdown::{MarkKind, Sentence, SentencePart};
use crate::model::{LikelihoodScale, Range};
use crate::resolve::{Site, Target, Text};
use crate::syntax::Word as _;

/// What a level of confidence is called before "confidence" and before "confident".
const LEVELS: [&str; 4] = ["low", "moderate", "medium", "high"];
const DEGREES: [&str; 4] = ["fairly", "moderately", "very", "highly"];

/// A text takes its words of likelihood from one scale and one row of it, and says in another sentence how sure it is.
///
/// Only texts that mark a word `[~…]` are held to this: in all others "likely" is a word like any other.
pub(super) fn check(site: &Site, text: &Text, sink: &mut Vec<Diagnostic>) {
    let scale = site.config.likelihood_scale;
    let words = marked(text);
    let Some(first) = words.first() else { return };
    check_rows(scale, &words, sink);
    check_scales(scale, text, first, sink);
    if !scale.allows_confidence() {
        check_confidence(text, &words, sink);
    }
}

/// A marked word of the site's scale.
struct Marked<'a> {
    mark: usize,
    word: &'a str,
    span: Span,
    range: &'static Range,
}

/// Marked words that are on no step of the scale have been reported.
fn marked(text: &Text) -> Vec<Marked<'_>> {
    let pairs = text.document.marks.iter().zip(&text.targets).enumerate();
    let marked = pairs.filter_map(|(mark, pair)| match pair {
        (crate::markdown::Mark { kind: MarkKind::Likelihood { word }, .. }, &Target::Likelihood(range)) => {
            Some(Marked { mark, word: word.as_str(), span: word.span, range })
        }
        _ => None,
    });
    marked.collect()
}

/// Reports each word that is of another row than the text's first.
fn check_rows(scale: LikelihoodScale, words: &[Marked<'_>], sink: &mut Vec<Diagnostic>) {
    let Some((first, row)) = words.first().and_then(|first| Some((first, scale.row(first.word)?))) else { return };
    for other in words.iter().filter(|other| scale.row(other.word) != Some(row)) {
        let same = other.range.words.get(row).copied().unwrap_or(other.word);
        let message =
            format!("“{}” and “{}” are of the two rows of words of {}", first.word, other.word, scale.title());
        sink.push(
            Diagnostic::new(&codes::MIXED_LIKELIHOOD, other.span, message)
                .also(first.span, "this text begins with the other row")
                .help(format!("`[~{same}]` says the same in the row that the text began with")),
        );
    }
}

/// Reports each unmarked term that only another scale has, once.
fn check_scales(scale: LikelihoodScale, text: &Text, first: &Marked<'_>, sink: &mut Vec<Diagnostic>) {
    let mut terms = foreign_terms(scale);
    for unit in &text.document.units {
        for sentence in &unit.sentences {
            let own = own_text(sentence);
            let words = words_of(&own);
            for (other, term) in terms.extract_if(.., |(_, term)| contains(&words, term)) {
                let message = format!("“{}” is a word of {}", term.join(" "), other.title());
                sink.push(
                    Diagnostic::new(&codes::MIXED_LIKELIHOOD, unit.span, message)
                        .also(first.span, format!("this text uses {}", scale.title()))
                        .help(format!("mark a word of {} instead, or say it otherwise", scale.title())),
                );
            }
        }
    }
}

/// Terms of two words and more that are on no step of this scale and on one of another. Single words are everyday
/// language.
fn foreign_terms(scale: LikelihoodScale) -> Vec<(LikelihoodScale, Vec<&'static str>)> {
    let others = LikelihoodScale::ALL.iter().copied().filter(|&other| other != scale);
    let terms = others.flat_map(|other| {
        let words = other.ranges().iter().flat_map(|range| range.words.iter().copied());
        words.map(move |word| (other, word))
    });
    terms
        .filter(|(_, word)| word.contains(' ') && scale.find(word).is_none())
        .map(|(other, word)| (other, word.split(' ').collect()))
        .collect()
}

/// Reports each sentence that says how sure its authors are of a likelihood that it states.
fn check_confidence(text: &Text, words: &[Marked<'_>], sink: &mut Vec<Diagnostic>) {
    for sentence in text.document.units.iter().flat_map(|unit| &unit.sentences) {
        let Some(likelihood) = words.iter().find(|word| sentence.marks.contains(&word.mark)) else { continue };
        let Some(confidence) = confidence(&words_of(&own_text(sentence))) else { continue };
        let message = format!("this sentence says both “{}” and “{confidence}”", likelihood.word);
        sink.push(
            Diagnostic::new(&codes::LIKELIHOOD_WITH_CONFIDENCE, likelihood.span, message)
                .label("how probable the event is")
                .help("say in a sentence of its own how good the grounds are"),
        );
    }
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

fn contains(words: &[&str], term: &[&str]) -> bool {
    words.windows(term.len()).any(|window| window == term)
}

/// A sentence in lower case, without what it quotes: those words are another's.
fn own_text(sentence: &Sentence) -> String {
    let mut own = String::new();
    let mut quoted = false;
    for part in &sentence.parts {
        let SentencePart::Text(text) = part else {
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

fn words_of(text: &str) -> Vec<&str> {
    let words = text.split(|letter: char| letter.is_whitespace() || letter == '-');
    words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str) -> String {
        own_text(&Sentence { heads: Vec::new(), parts: vec![SentencePart::Text(text.to_owned())], marks: Vec::new() })
    }

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

    #[test]
    fn a_term_is_found_whole_and_only_where_no_quotation_has_it() {
        let term = ["highly", "likely"];
        assert!(contains(&words_of(&own("It is highly\nlikely.")), &term));
        assert!(!contains(&words_of(&own("It is “highly likely”.")), &term));
        assert!(!contains(&words_of(&own("It is highly “ likely”.")), &term));
        assert!(!contains(&words_of(&own("highly unlikely")), &term));
    }

    #[test]
    fn a_scale_has_no_foreign_term_of_its_own() {
        for &scale in LikelihoodScale::ALL {
            let foreign: Vec<String> = foreign_terms(scale).iter().map(|(_, term)| term.join(" ")).collect();
            assert!(foreign.iter().all(|term| scale.find(term).is_none()), "{foreign:?}");
            assert!(!foreign.iter().any(|term| term == "almost certain") || scale == LikelihoodScale::Ipcc);
        }
    }
}
