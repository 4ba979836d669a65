use serde::Serialize;

use super::disagreements::{DisagreementView, disagreement_view};
use super::indexes::{BriefEntry, OptionEntry, brief_entries, option_entries};
use super::source::{ProofCounts, proof_counts};
use crate::model::RelationKind;
use crate::plan::scope::Scope;
use crate::resolve::Disagreement;

/// How many briefs the home page shows.
const BRIEFS: usize = 6;
/// How many options.
const OPTIONS: usize = 50;
/// How many disagreements.
const DISAGREEMENTS: usize = 4;

/// The home page.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// The site's description.
    pub description: Option<String>,
    /// The newest briefs.
    pub briefs: Vec<BriefEntry>,
    /// How many there are in all.
    pub brief_count: usize,
    /// The options at a glance.
    pub options: Vec<OptionEntry>,
    /// What sources contradict each other on; where none do, what they qualify.
    pub disagreements: Vec<DisagreementView>,
    /// How many disagreements there are in all.
    pub disagreement_count: usize,
    /// Numbers.
    pub numbers: Numbers,
}

/// How much there is.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Numbers {
    /// Claims.
    pub claims: usize,
    /// Sources.
    pub sources: usize,
    /// How many of them no claim is taken from: they are known through others.
    pub sources_without_claims: usize,
    /// Actors.
    pub actors: usize,
    /// Options.
    pub options: usize,
    /// What the excerpts came to.
    pub proofs: ProofCounts,
}

pub(in crate::plan) fn home_view(scope: &Scope<'_>) -> HomeView {
    let site = scope.site;
    let pairs = site.graph.disagreements_across();
    let (contradictions, qualifications): (Vec<&Disagreement>, Vec<&Disagreement>) =
        pairs.iter().partition(|pair| pair.kind == RelationKind::Contradicts);
    let gravest = contradictions.into_iter().chain(qualifications).take(DISAGREEMENTS);
    HomeView {
        description: site.config.description.clone(),
        briefs: brief_entries(scope, 0..site.briefs.len().min(BRIEFS)),
        brief_count: site.briefs.len(),
        options: option_entries(scope, 0..site.options.len().min(OPTIONS)),
        disagreements: gravest.map(|pair| disagreement_view(scope, pair)).collect(),
        disagreement_count: pairs.len(),
        numbers: Numbers {
            claims: site.claims.len(),
            sources: site.sources.len(),
            sources_without_claims: site.sources.values().filter(|source| source.claims.is_empty()).count(),
            actors: site.actors.len(),
            options: site.options.len(),
            proofs: proof_counts(scope, site.claims.handles()),
        },
    }
}
