use serde::Serialize;

use crate::evidence::{Locator, Outcome, Piece, Proof, pieces};
use crate::model::UrlStatus;
use crate::plan::scope::Scope;
use crate::resolve::{ClaimId, Excerpt, Source};
use crate::syntax::Word as _;

/// An excerpt with its proof.
#[derive(Debug, Clone, Serialize)]
pub struct ExcerptView {
    /// The words, cut where something was left out or put in by an editor.
    pub parts: Vec<ExcerptPart>,
    /// Where it stands, for readers: "“Nobel dreams”, paragraph 25".
    pub locator: Option<String>,
    /// How it was proved.
    pub proof: ProofView,
    /// A link into the original, where it has an address.
    pub original: Option<String>,
}

/// A stretch of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExcerptPart {
    /// `words` of the source, `gap` or `editor`.
    pub kind: &'static str,
    /// The text.
    pub text: String,
}

/// How an excerpt was proved.
#[derive(Debug, Clone, Serialize)]
pub struct ProofView {
    /// The outcome's name, for class names.
    pub name: &'static str,
    /// The outcome for readers: "found letter for letter".
    pub label: &'static str,
    /// Whether the words were found.
    pub is_proved: bool,
    /// When, in the machine's form.
    pub verified: Option<String>,
    /// When, for readers.
    pub verified_text: Option<String>,
    /// The SHA-256 of the archive that it was found in.
    pub sha256: Option<String>,
}

impl Scope<'_> {
    /// The excerpts of a claim with their proofs.
    pub(super) fn excerpts(&self, id: ClaimId) -> Vec<ExcerptView> {
        let claim = &self.site.claims[id];
        let url = original(&self.site.sources[claim.source]);
        let view = |(index, excerpt): (usize, &Excerpt)| {
            let proof = self.proofs.of(id, index);
            let outcome = proof.map_or(Outcome::Unchecked, |proof| proof.outcome);
            ExcerptView {
                parts: excerpt_parts(&excerpt.exact, outcome),
                locator: proof.and_then(|proof| proof.locator.as_ref()).map(locator_text),
                proof: proof_view(proof),
                original: url.map(|url| text_fragment(url, excerpt, outcome)),
            }
        };
        claim.excerpts.iter().enumerate().map(view).collect()
    }
}

fn proof_view(proof: Option<&Proof>) -> ProofView {
    let outcome = proof.map_or(Outcome::Unchecked, |proof| proof.outcome);
    let verified = proof.and_then(|proof| proof.verified);
    ProofView {
        name: outcome.name(),
        label: outcome_label(outcome),
        is_proved: outcome.is_proved(),
        verified: verified.map(|date| date.to_string()),
        verified_text: verified.map(crate::model::long_date),
        sha256: proof.and_then(|proof| proof.archive_sha256.clone()),
    }
}

/// An outcome beside an excerpt.
const fn outcome_label(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Exact => "found letter for letter",
        Outcome::Normalised => "found; only typography differs",
        Outcome::Elided => "found in parts, in this order",
        Outcome::Ambiguous => "found in several places",
        Outcome::Missing => "not found",
        Outcome::Unchecked => "not checked",
    }
}

/// What an outcome means, as readers are told.
pub(super) const fn outcome_meaning(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Exact => "The source has these words, letter for letter.",
        Outcome::Normalised => "The source has these words; only white space, quotation marks or dashes differ.",
        Outcome::Elided => "The source has the parts, in this order, in one section.",
        Outcome::Ambiguous => "The source has these words in several places.",
        Outcome::Missing => "The source does not have these words.",
        Outcome::Unchecked => "Nobody has checked: the source's archive was not at hand.",
    }
}

/// Where an excerpt stands, in words.
fn locator_text(locator: &Locator) -> String {
    let section = locator.section.as_ref().map(|heading| format!("“{heading}”"));
    let paragraph = locator.paragraph.map(|number| format!("paragraph {number}"));
    let page = locator.page.map(|number| format!("page {number}"));
    [section, paragraph, page].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Where readers can see the original: a public archive's copy where the address no longer leads to it.
fn original(source: &Source) -> Option<&str> {
    match source.url_status {
        Some(UrlStatus::Dead | UrlStatus::Unfit | UrlStatus::Usurped) => source.archived_url.as_deref(),
        Some(UrlStatus::Live) | None => source.url.as_deref(),
    }
}

/// An excerpt in parts, so that what is not the source's own stays visible. Whether `…` and brackets are the editor's
/// marks is for the source to say: an excerpt that was found whole is one part.
fn excerpt_parts(exact: &str, outcome: Outcome) -> Vec<ExcerptPart> {
    if matches!(outcome, Outcome::Exact | Outcome::Normalised) {
        return vec![ExcerptPart { kind: "words", text: exact.to_owned() }];
    }
    let part = |piece: Piece<'_>| match piece {
        Piece::Words(words) => ExcerptPart { kind: "words", text: words.to_owned() },
        Piece::Elision(_) => ExcerptPart { kind: "gap", text: "…".to_owned() },
        Piece::Insertion(words) => ExcerptPart { kind: "editor", text: words.trim_matches(['[', ']']).to_owned() },
    };
    pieces(exact).into_iter().map(part).collect()
}

/// A link into the original (WICG text fragments). `-`, `,` and `&` part the directive's own syntax, so everything
/// but letters and digits is percent-encoded.
fn text_fragment(url: &str, excerpt: &Excerpt, outcome: Outcome) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    let words: Vec<String> = excerpt_parts(&excerpt.exact, outcome)
        .into_iter()
        .filter(|part| part.kind == "words")
        .map(|part| utf8_percent_encode(part.text.trim(), NON_ALPHANUMERIC).to_string())
        .collect();
    let context =
        |text: &Option<String>| text.as_ref().map(|text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string());
    let prefix = context(&excerpt.prefix).map(|prefix| format!("{prefix}-,")).unwrap_or_default();
    let suffix = context(&excerpt.suffix).map(|suffix| format!(",-{suffix}")).unwrap_or_default();
    let range = match words.as_slice() {
        [] => return url.to_owned(),
        [one] => one.clone(),
        [first, .., last] => format!("{first},{last}"),
    };
    let base = url.split('#').next().unwrap_or(url);
    format!("{base}#:~:text={prefix}{range}{suffix}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_editor_did_stays_visible() {
        let kinds: Vec<_> = excerpt_parts("a b … [c]hief [then-President] d", Outcome::Elided)
            .into_iter()
            .map(|p| (p.kind, p.text))
            .collect();
        let expected = [
            ("words", "a b "),
            ("gap", "…"),
            ("words", " "),
            ("editor", "c"),
            ("words", "hief "),
            ("editor", "then-President"),
            ("words", " d"),
        ];
        assert_eq!(kinds, expected.map(|(kind, text)| (kind, text.to_owned())));
        assert_eq!(excerpt_parts("a … b", Outcome::Exact).len(), 1, "the source has the mark itself");
    }

    #[test]
    fn text_fragments_encode_what_the_directive_uses() {
        let excerpt = Excerpt {
            exact: "second-strike, & more".to_owned(),
            prefix: None,
            suffix: Some("of".to_owned()),
            section: None,
            span: crate::files::Span::new(crate::files::Files::default().add("", ""), 0, 0),
        };
        assert_eq!(
            text_fragment("https://example.org/a#b", &excerpt, Outcome::Exact),
            "https://example.org/a#:~:text=second%2Dstrike%2C%20%26%20more,-of"
        );
    }
}
