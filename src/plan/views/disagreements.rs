use std::collections::BTreeSet;

use serde::Serialize;

use super::parts::{Few, Link, WordView, word_view};
use crate::plan::card::{Card, Form};
use crate::plan::scope::Scope;
use crate::resolve::{ClaimId, Disagreement, RecordId, Site, shared_topics};

/// The page of claims that contradict or qualify each other.
#[derive(Debug, Clone, Serialize)]
pub struct DisagreementsView {
    /// Between sources, by topic.
    pub across: Vec<DisagreementGroup>,
    /// How many there are between sources, with those on other pages.
    pub across_total: usize,
    /// Within one source, by topic.
    pub within: Vec<DisagreementGroup>,
    /// How many there are within one source.
    pub within_total: usize,
    /// How often claims of different sources agree (support or restate one another): what a reader must know so as
    /// not to take a page of disagreements for the whole.
    pub agreements_across: usize,
}

/// Disagreements of one topic, contradictions before qualifications.
#[derive(Debug, Clone, Serialize)]
pub struct DisagreementGroup {
    /// The first topic that both claims of each are filed under; none in the last group, whose claims share no topic.
    pub topic: Option<Link>,
    /// The disagreements.
    pub pairs: Vec<DisagreementView>,
}

/// Two claims that disagree in whole or in part.
#[derive(Debug, Clone, Serialize)]
pub struct DisagreementView {
    /// How the first stands to the second.
    pub relation: WordView,
    /// "contradicts" or "qualifies".
    pub label: &'static str,
    /// The claim that relates.
    pub first: Card,
    /// The claim related to.
    pub second: Card,
    /// Topics that both are filed under, but for the first.
    pub topics: Vec<Link>,
    /// Briefs that cite both.
    pub briefs: Few,
}

pub(in crate::plan) fn disagreements_view(scope: &Scope<'_>) -> DisagreementsView {
    let graph = &scope.site.graph;
    let all = graph.disagreements.len();
    let across_total = graph.disagreements_across().len();
    let here = &graph.disagreements[scope.window(all)];
    let (across, within) = here.split_at(here.partition_point(|pair| pair.across));
    DisagreementsView {
        across: by_topic(scope, across),
        across_total,
        within: by_topic(scope, within),
        within_total: all - across_total,
        agreements_across: graph.agreements_across,
    }
}

fn by_topic(scope: &Scope<'_>, pairs: &[Disagreement]) -> Vec<DisagreementGroup> {
    let groups = pairs.chunk_by(|one, next| one.topic == next.topic);
    let group = |pairs: &[Disagreement]| DisagreementGroup {
        topic: pairs[0].topic.map(|topic| scope.link(RecordId::Topic(topic))),
        pairs: pairs.iter().map(|pair| disagreement_view(scope, pair)).collect(),
    };
    groups.map(group).collect()
}

pub(super) fn disagreement_view(scope: &Scope<'_>, pair: &Disagreement) -> DisagreementView {
    let site = scope.site;
    let further = shared_topics(site, pair.first, pair.second).filter(|topic| Some(*topic) != pair.topic);
    let briefs = briefs_citing_both(site, pair.first, pair.second);
    DisagreementView {
        relation: word_view!(pair.kind),
        label: pair.kind.label(),
        first: scope.card(Form::Side, pair.first),
        second: scope.card(Form::Side, pair.second),
        topics: further.map(|topic| scope.link(RecordId::Topic(topic))).collect(),
        briefs: scope.few(briefs.iter().copied(), briefs.len()),
    }
}

/// Looks for the briefs of the claim that is cited less among those of the other, so that a claim that everybody cites
/// and disputes costs no more than what disputes it.
fn briefs_citing_both(site: &Site, one: ClaimId, other: ClaimId) -> BTreeSet<RecordId> {
    // Sentences stand in the order of texts, and those of briefs come first.
    let of = |claim: ClaimId| {
        let all = &site.graph.citations[claim.index()];
        &all[..all.partition_point(|mention| matches!(mention.page, RecordId::Brief(_)))]
    };
    let (few, many) = if of(one).len() < of(other).len() { (of(one), of(other)) } else { (of(other), of(one)) };
    let cites = |page: &RecordId| many.binary_search_by_key(page, |mention| mention.page).is_ok();
    few.iter().map(|mention| mention.page).filter(cites).collect()
}
