use std::sync::Arc;

use serde::Serialize;

use super::inner_marks::InnerMarks;
use super::original::original;
use crate::evidence::{Locator, Match, Outcome, Piece, Proof, pieces};
use crate::plan::card::{Card, CardError, ExcerptPart, ExcerptView, ProofView, Shown};
use crate::plan::line::first_words;
use crate::plan::page::annotation_path;
use crate::plan::scope::Scope;
use crate::resolve::{ClaimId, Excerpt, SourceId};

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

/// How many excerpts a card of a claim shows: it stands on every page that cites the claim, and others may rest on very
/// many. All of them stand on the claim's page.
pub(super) const OF_CARD: usize = 5;

/// How many bytes of an excerpt a card shows: more than any excerpt has that is a fragment.
const WORDS: usize = 1_000;

/// What a part of an excerpt takes beside its words.
const PART: usize = 40;

/// How long a link into the original is in a card that shows the beginning of a long excerpt. A longer one names words
/// that the card does not have.
const LINK: usize = 4_000;

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
        let view = |(excerpt, proof): (&Excerpt, &Proof)| {
            Ok(ExcerptView::new(self.shown(claim.source, excerpt, proof, &draw)?))
        };
        claim.excerpts.iter().zip(self.proofs.of(id)).map(view).collect()
    }

    /// The beginning of a claim's excerpts, if there are many of them or long ones.
    ///
    /// # Errors
    /// If their words cannot be drawn.
    pub(super) fn begun_excerpt_views(
        &self,
        id: ClaimId,
        draw: impl Fn(Vec<ExcerptPart>) -> Result<Card, CardError>,
    ) -> Option<Result<Arc<[ExcerptView]>, CardError>> {
        let claim = &self.site.claims[id];
        if claim.excerpts.len() <= OF_CARD && claim.excerpts.iter().all(|excerpt| excerpt.exact.len() <= WORDS) {
            return None;
        }
        let view = |(excerpt, proof): (&Excerpt, &Proof)| {
            let shown = self.shown(claim.source, excerpt, proof, |parts| draw(beginning(parts)))?;
            let original = shown.original.filter(|link| link.len() <= LINK);
            Ok(ExcerptView::new(Shown { original, ..shown }))
        };
        Some(claim.excerpts.iter().zip(self.proofs.of(id)).take(OF_CARD).map(view).collect())
    }

    fn shown(
        &self,
        source: SourceId,
        excerpt: &Excerpt,
        proof: &Proof,
        draw: impl Fn(Vec<ExcerptPart>) -> Result<Card, CardError>,
    ) -> Result<Shown, CardError> {
        let proved = proof.proved();
        Ok(Shown {
            words: draw(excerpt_parts(&excerpt.exact, proved.map(|proved| proved.how)))?,
            locator: proved.map(|proved| locator_text(&proved.locator)),
            proof: ProofView { label: outcome_label(proof.outcome()), is_proved: proved.is_some() },
            original: original(&self.site.sources[source], excerpt, proved),
        })
    }

    /// The excerpts of a claim with all that is known of their proofs.
    pub(super) fn full_excerpts(&self, id: ClaimId) -> Vec<FullExcerptView> {
        let claim = &self.site.claims[id];
        let full = |(index, (excerpt, proof)): (usize, (&ExcerptView, &Proof))| FullExcerptView {
            excerpt: excerpt.clone(),
            proof: self.full_proof(claim.source, proof),
            annotation: self.relative(&annotation_path(&claim.key, index)),
        };
        self.excerpts(id).iter().zip(self.proofs.of(id)).enumerate().map(full).collect()
    }

    fn full_proof(&self, source: SourceId, proof: &Proof) -> FullProofView {
        let proved = proof.proved();
        let verified = proved.and_then(|proved| proved.verified);
        let archive = self.proofs.archive(source).filter(|_| proved.is_some());
        let sha256 = archive.map(|archive| archive.sha256.as_str());
        FullProofView {
            found: outcome_found(proof.outcome()),
            is_proved: proved.is_some(),
            verified: verified.map(|date| date.to_string()),
            verified_text: verified.map(crate::model::long_date),
            sha256: sha256.map(str::to_owned),
            sha256_start: sha256.and_then(|digits| digits.get(..DIGITS)).map(str::to_owned),
        }
    }
}

/// An outcome beside an excerpt among others.
pub(in crate::plan) const fn outcome_label(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Proved(Match::Exact) => "proved",
        Outcome::Proved(Match::Normalised) => "proved except for typography",
        Outcome::Proved(Match::Elided) => "proved in parts",
        Outcome::Ambiguous | Outcome::Missing => "not proved",
        Outcome::Unchecked => "not checked",
    }
}

/// What was found, on the page of the claim.
const fn outcome_found(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Proved(Match::Exact) => "Found word for word",
        Outcome::Proved(Match::Normalised) => "Found word for word; only typography differs",
        Outcome::Proved(Match::Elided) => "Found in parts, in this order",
        Outcome::Ambiguous => "Found in several places",
        Outcome::Missing => "Not found",
        Outcome::Unchecked => "Not checked",
    }
}

/// What an outcome means, as readers are told.
pub(super) const fn outcome_meaning(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Proved(Match::Exact) => "The source has these words, letter for letter.",
        Outcome::Proved(Match::Normalised) => {
            "The source has these words; only white space, quotation marks or dashes differ."
        }
        Outcome::Proved(Match::Elided) => "The source has the parts, in this order, in one section.",
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
fn excerpt_parts(exact: &str, how: Option<Match>) -> Vec<ExcerptPart> {
    let mut inside = InnerMarks::default();
    let mut part = |kind, text: &str| ExcerptPart { kind, text: inside.set(text) };
    if matches!(how, Some(Match::Exact | Match::Normalised)) {
        return vec![part("words", exact)];
    }
    let piece = |piece: Piece<'_>| match piece {
        Piece::Words(words) => part("words", words),
        Piece::Elision(_) => part("gap", "…"),
        Piece::Insertion(words) => part("editor", words.trim_matches(['[', ']'])),
    };
    pieces(exact).into_iter().map(piece).collect()
}

/// The beginning of a long excerpt. What was left out after it is marked as what an editor left out.
fn beginning(parts: Vec<ExcerptPart>) -> Vec<ExcerptPart> {
    let mut room = WORDS;
    let mut begun = Vec::new();
    for part in parts {
        if part.text.len() > room {
            if part.kind == "words" {
                let text = first_words(part.text.into(), room).into_owned();
                begun.push(ExcerptPart { text: text + " ", ..part });
            }
            begun.push(ExcerptPart { kind: "gap", text: "…".to_owned() });
            return begun;
        }
        room = room.saturating_sub(part.text.len() + PART);
        begun.push(part);
    }
    begun
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_excerpt_a_card_has_the_beginning() {
        let short = excerpt_parts("a b … c", None);
        assert_eq!(beginning(short.clone()), short);
        let long = beginning(excerpt_parts(&"and so on ".repeat(200), Some(Match::Exact)));
        assert_eq!(long.iter().map(|part| part.kind).collect::<Vec<_>>(), ["words", "gap"]);
        assert!(long[0].text.ends_with(' ') && (WORDS - 20..=WORDS + 1).contains(&long[0].text.len()), "{long:?}");
        let gaps = beginning(excerpt_parts(&"a … ".repeat(500), Some(Match::Elided)));
        assert!(gaps.len() <= 2 * WORDS / PART, "{}", gaps.len());
    }

    #[test]
    fn what_an_editor_did_stays_visible() {
        let kinds: Vec<_> = excerpt_parts("a b … [c]hief [then-President] d", Some(Match::Elided))
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
        assert_eq!(excerpt_parts("a … b", Some(Match::Exact)).len(), 1, "the source has the mark itself");
    }
}
