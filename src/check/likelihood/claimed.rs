use super::words::Terms;
use super::{Rules, Sink};
use crate::diagnostic::{Diagnostic, codes};
use crate::evidence::is_stated;
use crate::files::Spanned;
use crate::resolve::{Claim, Excerpt};

/// How many excerpts a report points at.
const SHOWN: usize = 4;

/// Reports a word of likelihood that none of the claim's excerpts has: pages show it as a quotation from the source.
/// A claim without an excerpt has been reported.
pub(in crate::check) fn check(rules: &Rules<'_>, claim: &Claim, sink: Sink<'_>) {
    let Some(word) = claim.likelihood.as_ref().filter(|_| !claim.excerpts.is_empty()) else { return };
    if !states(claim, word.as_str()) {
        sink.push(report(rules, claim, word));
    }
}

fn states(claim: &Claim, word: &str) -> bool {
    is_stated(claim.excerpts.iter().map(|excerpt| excerpt.exact.as_str()), word)
}

fn report(rules: &Rules<'_>, claim: &Claim, word: &Spanned<String>) -> Diagnostic {
    let message = format!("no excerpt of this claim has the words “{}”", word.as_str());
    let report = Diagnostic::new(&codes::UNQUOTED_LIKELIHOOD, word.span, message).label("shown as a quotation");
    let point = |report: Diagnostic, excerpt: &Excerpt| report.also(excerpt.span, "what it quotes");
    claim
        .excerpts
        .iter()
        .take(SHOWN)
        .fold(report, point)
        .maybe_help(meant(&rules.all, claim).map(|said| format!("did you mean `{said}`?")))
        .help("quote the passage that has the word: list both excerpts under `quotes`")
        .help("or drop `likelihood`, if the source has no word for it")
}

/// The word of likelihood that the excerpts have, on whatever scale.
fn meant(terms: &Terms, claim: &Claim) -> Option<String> {
    let said = claim.excerpts.iter().flat_map(|excerpt| terms.find(&excerpt.exact.to_lowercase()));
    said.map(|found| found.term).find(|term| states(claim, term))
}
