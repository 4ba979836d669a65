use std::collections::BTreeMap;

use serde::Serialize;

use super::excerpt::outcome_meaning;
use super::parts::{Link, WordView, word_view};
use super::source::{ProofCounts, proof_counts};
use crate::evidence::Outcome;
use crate::model::{
    Bearing, ClaimKind, ClaimStatus, Confidence, LikelihoodScale, Position, Range, RelationKind, Reliability,
};
use crate::plan::scope::Scope;
use crate::syntax::Word;

/// The page that says how to read the site.
#[derive(Debug, Clone, Serialize)]
pub struct MethodView {
    /// Kinds of claim.
    pub kinds: Vec<WordView>,
    /// Relations, each with its inverse label.
    pub relations: Vec<RelationWord>,
    /// Bearings.
    pub bearings: Vec<WordView>,
    /// Positions.
    pub positions: Vec<WordView>,
    /// Statuses.
    pub statuses: Vec<WordView>,
    /// Levels of confidence.
    pub confidences: Vec<WordView>,
    /// Admiralty grades, if any source has one.
    pub grades: Vec<WordView>,
    /// The likelihood scale.
    pub scale: ScaleView,
    /// Outcomes of the proof.
    pub outcomes: Vec<OutcomeView>,
    /// What the site's excerpts came to.
    pub proofs: ProofCounts,
    /// Each source's share.
    pub sources: Vec<SourceProofs>,
    /// The longest excerpt, in words.
    pub excerpt_words: usize,
}

/// A relation and its labels.
#[derive(Debug, Clone, Serialize)]
pub struct RelationWord {
    /// The relation.
    pub word: WordView,
    /// Read from the claim that relates.
    pub label: &'static str,
    /// Read from the claim related to.
    pub inverse: &'static str,
}

/// A likelihood scale.
#[derive(Debug, Clone, Serialize)]
pub struct ScaleView {
    /// Its name.
    pub title: &'static str,
    /// Its steps.
    pub steps: Vec<ScaleStep>,
}

/// A step of a likelihood scale.
#[derive(Debug, Clone, Serialize)]
pub struct ScaleStep {
    /// Its words.
    pub words: Vec<&'static str>,
    /// Its range.
    pub range: &'static str,
}

/// An outcome of the proof.
#[derive(Debug, Clone, Serialize)]
pub struct OutcomeView {
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// How many excerpts came to it.
    pub count: usize,
}

/// What a source's excerpts came to.
#[derive(Debug, Clone, Serialize)]
pub struct SourceProofs {
    /// The source.
    pub source: Link,
    /// The counts.
    pub proofs: ProofCounts,
    /// The archive's SHA-256.
    pub sha256: Option<String>,
}

macro_rules! all_words {
    ($kind:ty) => {
        <$kind as Word>::ALL.iter().map(|&word| word_view!(word)).collect()
    };
}

pub(in crate::plan) fn method_view(scope: &Scope<'_>) -> MethodView {
    let site = scope.site;
    let relations = RelationKind::ALL.iter().map(|&kind| RelationWord {
        word: word_view!(kind),
        label: kind.label(),
        inverse: kind.inverse(),
    });
    let graded = site.sources.values().any(|source| source.reliability.is_some());
    let source_proofs = |source| SourceProofs {
        source: scope.source_link(source),
        proofs: proof_counts(scope, site.sources[source].claims.iter().copied()),
        sha256: scope.proofs.archive(source).map(|archive| archive.sha256.clone()),
    };
    MethodView {
        kinds: all_words!(ClaimKind),
        relations: relations.collect(),
        bearings: all_words!(Bearing),
        positions: all_words!(Position),
        statuses: all_words!(ClaimStatus),
        confidences: all_words!(Confidence),
        grades: if graded { all_words!(Reliability) } else { Vec::new() },
        scale: scale_view(site.config.likelihood_scale),
        outcomes: outcomes(scope),
        proofs: proof_counts(scope, site.claims.handles()),
        sources: site.sources.handles().map(source_proofs).collect(),
        excerpt_words: site.config.excerpt_words,
    }
}

fn scale_view(scale: LikelihoodScale) -> ScaleView {
    let step = |range: &Range| ScaleStep { words: range.words.to_vec(), range: range.percent };
    ScaleView { title: scale.title(), steps: scale.ranges().iter().map(step).collect() }
}

fn outcomes(scope: &Scope<'_>) -> Vec<OutcomeView> {
    let mut counts = BTreeMap::<&str, usize>::new();
    for proof in scope.site.claims.handles().flat_map(|claim| scope.proofs.of(claim)) {
        *counts.entry(proof.outcome().name()).or_default() += 1;
    }
    let view = |outcome: Outcome| OutcomeView {
        name: outcome.name(),
        meaning: outcome_meaning(outcome),
        count: counts.get(outcome.name()).copied().unwrap_or(0),
    };
    Outcome::ALL.iter().copied().map(view).collect()
}
