use std::sync::Arc;

use serde::Serialize;

use super::annotation::annotation_path;
use super::inner_marks::InnerMarks;
use super::original::{link_to_words, original};
use crate::evidence::{Locator, Outcome, Piece, Proof, Proofs, pieces};
use crate::plan::card::{Card, CardError};
use crate::plan::scope::Scope;
use crate::plan::shared::Shared;
use crate::resolve::{ClaimId, Excerpt, Site};

/// An excerpt with its proof, the same wherever its claim is shown. Pages share it.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct ExcerptView(Shared<Shown>);

#[derive(Debug, Serialize)]
struct Shown {
    /// The words, drawn from [`ExcerptPart`]s.
    words: Card,
    /// Where it stands, for readers: "“Nobel dreams”, paragraph 25".
    locator: Option<String>,
    /// Whether it was proved.
    proof: ProofView,
    /// A link into the original, where it has an address.
    original: Option<String>,
}

impl ExcerptView {
    /// Where it stands, for readers.
    #[must_use]
    pub fn locator(&self) -> Option<&str> {
        self.0.part().locator.as_deref()
    }

    /// Whether it was proved.
    #[must_use]
    pub fn is_proved(&self) -> bool {
        self.0.part().proof.is_proved
    }
}

/// An excerpt on the page of its claim, with all that is known of its proof.
#[derive(Debug, Clone, Serialize)]
pub struct FullExcerptView {
    /// The excerpt, as all pages show it.
    pub excerpt: ExcerptView,
    /// How it was proved.
    pub proof: FullProofView,
    /// The same as a Web Annotation, for programs.
    pub annotation: String,
}

/// A stretch of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExcerptPart {
    /// `words` of the source, `gap` or `editor`.
    pub kind: &'static str,
    /// The text; quotation marks in it are those that stand inside others.
    pub text: String,
}

/// Whether an excerpt was proved.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ProofView {
    /// The outcome beside a claim in a list, in a word or two.
    pub label: &'static str,
    /// Whether the words were found.
    pub is_proved: bool,
}

/// How an excerpt was proved.
#[derive(Debug, Clone, Serialize)]
pub struct FullProofView {
    /// What was found, as a part of a sentence: "found word for word".
    pub found: &'static str,
    /// Whether the words were found.
    pub is_proved: bool,
    /// When, in the machine's form.
    pub verified: Option<String>,
    /// When, for readers.
    pub verified_text: Option<String>,
    /// The SHA-256 of the archive that it was found in.
    pub sha256: Option<String>,
    /// Its first digits, which tell it from all others that readers will see.
    pub sha256_start: Option<String>,
}

/// How many digits of a SHA-256 readers are shown before they ask for all.
const DIGITS: usize = 12;

impl Scope<'_> {
    /// The excerpts of a claim, for all pages.
    ///
    /// # Errors
    /// If their words cannot be drawn.
    pub(in crate::plan) fn excerpt_views(
        &self,
        id: ClaimId,
        draw: impl Fn(Vec<ExcerptPart>) -> Result<Card, CardError>,
    ) -> Result<Arc<[ExcerptView]>, CardError> {
        let claim = &self.site.claims[id];
        let address = original(&self.site.sources[claim.source]);
        let view = |(index, excerpt): (usize, &Excerpt)| {
            let proof = self.proofs.of(id, index);
            let outcome = proof.map_or(Outcome::Unchecked, |proof| proof.outcome);
            Ok(ExcerptView(Shared::new(Shown {
                words: draw(excerpt_parts(&excerpt.exact, outcome))?,
                locator: proof.and_then(|proof| proof.locator.as_ref()).map(locator_text),
                proof: ProofView { label: outcome_label(outcome), is_proved: outcome.is_proved() },
                original: address.map(|address| link_to_words(address, excerpt, proof)),
            })))
        };
        claim.excerpts.iter().enumerate().map(view).collect()
    }

    /// The excerpts of a claim with all that is known of their proofs.
    pub(super) fn full_excerpts(&self, id: ClaimId) -> Vec<FullExcerptView> {
        let full = |(index, excerpt): (usize, &ExcerptView)| FullExcerptView {
            excerpt: excerpt.clone(),
            proof: full_proof(self.proofs.of(id, index)),
            annotation: self.relative(&annotation_path(&self.site.claims[id].key, index)),
        };
        self.excerpts(id).iter().enumerate().map(full).collect()
    }
}

fn full_proof(proof: Option<&Proof>) -> FullProofView {
    let outcome = proof.map_or(Outcome::Unchecked, |proof| proof.outcome);
    let verified = proof.and_then(|proof| proof.verified);
    let sha256 = proof.and_then(|proof| proof.archive_sha256.as_ref());
    FullProofView {
        found: outcome_found(outcome),
        is_proved: outcome.is_proved(),
        verified: verified.map(|date| date.to_string()),
        verified_text: verified.map(crate::model::long_date),
        sha256: sha256.cloned(),
        sha256_start: sha256.and_then(|digits| digits.get(..DIGITS)).map(str::to_owned),
    }
}

/// Whether all excerpts of a claim are proved.
pub(in crate::plan) fn is_proved(site: &Site, proofs: &Proofs, claim: ClaimId) -> bool {
    let outcome = |index| proofs.of(claim, index).map_or(Outcome::Unchecked, |proof| proof.outcome);
    (0..site.claims[claim].excerpts.len()).all(|index| outcome(index).is_proved())
}

/// An outcome beside an excerpt among others.
pub(in crate::plan) const fn outcome_label(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Exact => "proved",
        Outcome::Normalised => "proved except for typography",
        Outcome::Elided => "proved in parts",
        Outcome::Ambiguous | Outcome::Missing => "not proved",
        Outcome::Unchecked => "not checked",
    }
}

/// What was found, on the page of the claim.
const fn outcome_found(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Exact => "Found word for word",
        Outcome::Normalised => "Found word for word; only typography differs",
        Outcome::Elided => "Found in parts, in this order",
        Outcome::Ambiguous => "Found in several places",
        Outcome::Missing => "Not found",
        Outcome::Unchecked => "Not checked",
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
    let mut text = locator.section.as_ref().map(|heading| ["“", heading, "”"].concat()).unwrap_or_default();
    for (what, number) in [("paragraph ", locator.paragraph), ("page ", locator.page)] {
        if let Some(number) = number {
            text.extend([if text.is_empty() { "" } else { ", " }, what, &number.to_string()]);
        }
    }
    text
}

/// An excerpt in parts, so that what is not the source's own stays visible. Whether `…` and brackets are the editor's
/// marks is for the source to say: an excerpt that was found whole is one part.
fn excerpt_parts(exact: &str, outcome: Outcome) -> Vec<ExcerptPart> {
    let mut inside = InnerMarks::default();
    let mut part = |kind, text: &str| ExcerptPart { kind, text: inside.set(text) };
    if matches!(outcome, Outcome::Exact | Outcome::Normalised) {
        return vec![part("words", exact)];
    }
    let piece = |piece: Piece<'_>| match piece {
        Piece::Words(words) => part("words", words),
        Piece::Elision(_) => part("gap", "…"),
        Piece::Insertion(words) => part("editor", words.trim_matches(['[', ']'])),
    };
    pieces(exact).into_iter().map(piece).collect()
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
}
