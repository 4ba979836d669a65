use serde::Serialize;

use super::parts::{ClaimView, Link, WordView, word_view};
use crate::model::RelationKind;
use crate::plan::scope::Scope;
use crate::resolve::{ClaimId, RecordId, Site};

/// The page of claims that contradict or qualify each other.
#[derive(Debug, Clone, Serialize)]
pub struct DisagreementsView {
    /// Between sources, contradictions before qualifications.
    pub across: Vec<DisagreementView>,
    /// Within one source.
    pub within: Vec<DisagreementView>,
    /// How often claims of different sources agree (support or restate one another): what a reader must know so as
    /// not to take a page of disagreements for the whole.
    pub agreements_across: usize,
}

/// Two claims that disagree in whole or in part.
#[derive(Debug, Clone, Serialize)]
pub struct DisagreementView {
    /// How the first stands to the second.
    pub relation: WordView,
    /// "contradicts" or "qualifies".
    pub label: &'static str,
    /// The claim that relates.
    pub first: ClaimView,
    /// The claim related to.
    pub second: ClaimView,
    /// Topics that both are filed under.
    pub topics: Vec<Link>,
    /// Briefs that cite both.
    pub briefs: Vec<Link>,
}

pub(in crate::plan) fn disagreements_view(scope: &Scope<'_>) -> DisagreementsView {
    let (across, within): (Vec<_>, Vec<_>) = disagreements(scope.site).into_iter().partition(|pair| pair.across);
    let view = |pairs: Vec<Pair>| pairs.iter().map(|pair| disagreement_view(scope, pair)).collect();
    let agreements_across = scope
        .site
        .claims
        .values()
        .flat_map(|claim| claim.relations.iter().map(move |relation| (claim, relation)))
        .filter(|(claim, relation)| {
            matches!(relation.kind, RelationKind::Supports | RelationKind::Restates)
                && scope.site.claims[relation.to].source != claim.source
        })
        .count();
    DisagreementsView { across: view(across), within: view(within), agreements_across }
}

/// A relation of disagreement.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    kind: RelationKind,
    first: ClaimId,
    second: ClaimId,
    /// Whether the two are of different sources.
    pub(super) across: bool,
}

/// All disagreements: contradictions first, in the order of the site.
pub(super) fn disagreements(site: &Site) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = site
        .claims
        .iter()
        .flat_map(|(first, claim)| claim.relations.iter().map(move |relation| (first, claim, relation)))
        .filter(|(_, _, relation)| relation.kind.is_disagreement())
        .map(|(first, claim, relation)| Pair {
            kind: relation.kind,
            first,
            second: relation.to,
            across: site.claims[relation.to].source != claim.source,
        })
        .collect();
    pairs.sort_by_key(|pair| (pair.kind, pair.first, pair.second));
    pairs
}

pub(super) fn disagreement_view(scope: &Scope<'_>, pair: &Pair) -> DisagreementView {
    let site = scope.site;
    let topics = &site.claims[pair.second].topics;
    let shared = site.claims[pair.first].topics.iter().filter(|topic| topics.contains(topic));
    let briefs_citing = |claim: ClaimId| {
        let pages = site.graph.citations[claim.index()].iter().map(|mention| mention.page);
        pages.filter(|page| matches!(page, RecordId::Brief(_))).collect::<std::collections::BTreeSet<_>>()
    };
    let both: Vec<RecordId> = briefs_citing(pair.first).intersection(&briefs_citing(pair.second)).copied().collect();
    DisagreementView {
        relation: word_view!(pair.kind),
        label: pair.kind.label(),
        first: scope.claim(pair.first),
        second: scope.claim(pair.second),
        topics: shared.map(|&topic| scope.link(RecordId::Topic(topic))).collect(),
        briefs: both.into_iter().map(|brief| scope.link(brief)).collect(),
    }
}
