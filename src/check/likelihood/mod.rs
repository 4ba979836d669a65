mod claimed;
mod confidence;
mod place;
mod quoted;
mod unmarked;
mod words;

use aho_corasick::AhoCorasick;

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::files::{Files, Span};
use crate::markdown::{Mark, MarkKind, Sentence, Unit};
use crate::model::{LikelihoodScale, Range};
use crate::resolve::{Site, Target, Text};
use crate::syntax::Word as _;
pub(super) use claimed::check as check_claim;
use quoted::own_text;
use words::{Terms, contains, words_of};

/// Where diagnostics go.
type Sink<'a> = &'a mut Diagnostics;

/// A text shows the range of the probabilities that it states, says in another sentence how sure it is, and, where it
/// marks words `[~…]`, takes them from one scale and one row of it.
pub(super) fn check(site: &Site, rules: &Rules<'_>, text: &Text, sink: Sink<'_>) {
    let words = marked(text);
    if let Some(first) = words.first() {
        check_rows(rules.scale, &words, sink);
        check_scales(rules, text, first, sink);
    }
    let passages = text
        .document
        .units
        .iter()
        .flat_map(|unit| text.document.sentences.run(unit.sentences).map(move |sentence| (unit, sentence)));
    for (unit, sentence) in passages {
        let marks = sentence.marks().range();
        let before = |mark: usize| words.partition_point(|word| word.mark < mark);
        let marked = &words[before(marks.start)..before(marks.end)];
        let passage = Passage { files: rules.files, unit, sentence, marked };
        // Whoever takes a sentence of both apart writes it anew.
        if rules.scale.allows_confidence() || !confidence::check(&passage, &rules.all, sink) {
            unmarked::check(site, text, &passage, &rules.own, !words.is_empty(), sink);
        }
    }
}

/// What all texts are held to.
pub(super) struct Rules<'f> {
    /// The texts as they are written.
    files: &'f Files,
    scale: LikelihoodScale,
    /// The words of the scale.
    own: Terms,
    /// The words of all scales.
    all: Terms,
    /// The terms that only other scales have.
    foreign: Vec<Foreign>,
    /// What these begin with. Few sentences hold any of it, and only these need to be read; all, where there is nothing
    /// to search with.
    beginnings: Option<AhoCorasick>,
}

/// A term of another scale, word by word.
type Foreign = (LikelihoodScale, Vec<&'static str>);

impl<'f> Rules<'f> {
    pub(super) fn of(scale: LikelihoodScale, files: &'f Files) -> Self {
        let foreign = foreign_terms(scale);
        let beginnings = AhoCorasick::new(foreign.iter().filter_map(|(_, term)| term.first())).ok();
        Self { files, scale, own: Terms::of(scale), all: Terms::of_all(LikelihoodScale::ALL), foreign, beginnings }
    }
}

/// A sentence, where it stands, and its marked words.
struct Passage<'a> {
    files: &'a Files,
    unit: &'a Unit,
    sentence: Sentence<'a>,
    marked: &'a [Marked<'a>],
}

/// A marked word of the site's scale.
struct Marked<'a> {
    mark: usize,
    word: &'a str,
    span: Span,
    range: &'static Range,
}

/// In the order of the text. Marked words that are on no step of the scale have been reported.
fn marked(text: &Text) -> Vec<Marked<'_>> {
    let pairs = text.document.marks.iter().zip(&text.targets).enumerate();
    let marked = pairs.filter_map(|(mark, pair)| match pair {
        (Mark { kind: MarkKind::Likelihood { word }, .. }, &Target::Likelihood(range)) => {
            Some(Marked { mark, word: word.as_str(), span: word.span, range })
        }
        _ => None,
    });
    marked.collect()
}

/// The marked words of a sentence that are on no step of the scale, in lower case: these have been reported.
fn reported(text: &Text, sentence: Sentence<'_>) -> Vec<String> {
    let words =
        sentence.marks().range().filter_map(|mark| match (text.document.marks.get(mark)?, text.targets.get(mark)?) {
            (Mark { kind: MarkKind::Likelihood { word }, .. }, Target::Nothing) => Some(word),
            _ => None,
        });
    words.map(|word| word.as_str().to_lowercase()).collect()
}

/// Reports each word that is of another row than the text's first.
fn check_rows(scale: LikelihoodScale, words: &[Marked<'_>], sink: &mut Diagnostics) {
    let Some((first, row)) = words.first().and_then(|first| Some((first, scale.row(first.word)?))) else { return };
    for other in words.iter().filter(|other| scale.row(other.word) != Some(row)) {
        let same = other.range.words.get(row).copied().unwrap_or(other.word);
        let message =
            format!("“{}” and “{}” come from different rows of words of {}", first.word, other.word, scale.title());
        sink.push(
            Diagnostic::new(&codes::MIXED_LIKELIHOOD, other.span, message)
                .also(first.span, "this text begins with the other row")
                .help(format!("`[~{same}]` says the same in the row that the text began with")),
        );
    }
}

/// Reports each unmarked term that only another scale has, once.
fn check_scales(rules: &Rules<'_>, text: &Text, first: &Marked<'_>, sink: &mut Diagnostics) {
    let scale = rules.scale;
    let mut terms: Vec<&Foreign> = rules.foreign.iter().collect();
    for unit in &text.document.units {
        for sentence in text.document.sentences.run(unit.sentences) {
            let own = own_text(sentence);
            if rules.beginnings.as_ref().is_some_and(|beginnings| !beginnings.is_match(&own)) {
                continue;
            }
            let words = words_of(&own);
            let reported = reported(text, sentence);
            let is_reported = |term: &[&str]| reported.iter().any(|word| contains(&words_of(word), term));
            for (other, term) in terms.extract_if(.., |(_, term)| contains(&words, term) && !is_reported(term)) {
                let message = format!("“{}” is a word of {}", term.join(" "), other.title());
                sink.push(
                    Diagnostic::new(&codes::MIXED_LIKELIHOOD, unit.span, message)
                        .also(first.span, format!("this text uses {}", scale.title()))
                        .help(format!("use a word of {} instead, or put it another way", scale.title())),
                );
            }
        }
    }
}

/// Terms of two words and more that are on no step of this scale and on one of another. Single words are everyday
/// language.
fn foreign_terms(scale: LikelihoodScale) -> Vec<Foreign> {
    let others = LikelihoodScale::ALL.iter().copied().filter(|&other| other != scale);
    let terms = others.flat_map(|other| {
        let words = other.ranges().iter().flat_map(|range| range.words.iter().copied());
        words.map(move |word| (other, word))
    });
    terms.filter(|(_, word)| is_foreign(scale, word)).map(|(other, word)| (other, word.split(' ').collect())).collect()
}

/// Whether a term is one of those. A “remote chance” is a chance that is remote, which is a word where it is one.
fn is_foreign(scale: LikelihoodScale, term: &str) -> bool {
    let is_own = scale.find(term).is_some() || (term == "remote chance" && scale.find("remote").is_some());
    let mut others = LikelihoodScale::ALL.iter().flat_map(|other| other.ranges());
    !is_own && term.contains(' ') && others.any(|range| range.words.contains(&term))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_has_no_foreign_term_of_its_own() {
        for &scale in LikelihoodScale::ALL {
            let foreign: Vec<String> = foreign_terms(scale).iter().map(|(_, term)| term.join(" ")).collect();
            assert!(foreign.iter().all(|term| scale.find(term).is_none()), "{foreign:?}");
            assert!(!foreign.iter().any(|term| term == "almost certain") || scale == LikelihoodScale::Ipcc);
        }
    }
}
