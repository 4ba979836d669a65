use std::collections::BTreeSet;

use serde::Serialize;

use super::brief::{cited_claims, origins};
use super::excerpt::ExcerptView;
use super::parts::{ClaimView, Link};
use super::source::{claims_by_paragraph, ranges};
use crate::plan::scope::Scope;
use crate::resolve::{ClaimId, RecordId};

/// The page of what is missing: as much a part of a briefing as what is there.
#[derive(Debug, Clone, Serialize)]
pub struct GapsView {
    /// Options with the criteria under which no claim says anything of them; emptiest first.
    pub options: Vec<OptionGap>,
    /// Actors that no claim gives a stance on anything.
    pub actors: Vec<Link>,
    /// Options that no claim gives any actor's stance on.
    pub options_without_stance: Vec<Link>,
    /// Claims that no brief cites.
    pub uncited: Vec<ClaimView>,
    /// Briefs that rest on one origin alone.
    pub single_origin_briefs: Vec<Link>,
    /// Claims that no other source supports, restates, qualifies or contradicts: how many, by source.
    pub single_origin: Vec<SingleOrigin>,
    /// How many claims that is in all.
    pub alone: usize,
    /// Paragraphs that no claim rests on.
    pub paragraphs: Vec<ParagraphGap>,
    /// How many they are in all sources together.
    pub bare_paragraphs: usize,
    /// Sources whose archive's shape is not known.
    pub unknown_archives: Vec<Link>,
    /// Excerpts that are not proved.
    pub unproved: Vec<UnprovedView>,
    /// Events that no source dates.
    pub undated_events: Vec<Link>,
}

/// What no claim says of an option.
#[derive(Debug, Clone, Serialize)]
pub struct OptionGap {
    /// The option.
    pub option: Link,
    /// How many criteria are covered.
    pub covered: usize,
    /// The criteria that are not.
    pub criteria: Vec<Link>,
}

/// Claims of a source that stand alone.
#[derive(Debug, Clone, Serialize)]
pub struct SingleOrigin {
    /// The source.
    pub source: Link,
    /// The claims.
    pub claims: Vec<ClaimView>,
    /// How many claims the source has.
    pub total: usize,
}

/// Paragraphs of a source that no claim rests on.
#[derive(Debug, Clone, Serialize)]
pub struct ParagraphGap {
    /// The source.
    pub source: Link,
    /// How many paragraphs it has.
    pub total: usize,
    /// How many no claim rests on.
    pub bare: usize,
    /// Which: "8, 34–37".
    pub ranges: String,
}

/// An excerpt that is not proved.
#[derive(Debug, Clone, Serialize)]
pub struct UnprovedView {
    /// The claim.
    pub claim: ClaimView,
    /// The excerpt.
    pub excerpt: ExcerptView,
}

pub(in crate::plan) fn gaps_view(scope: &Scope<'_>) -> GapsView {
    let site = scope.site;
    let graph = &site.graph;
    let without = |lists: &[Vec<crate::resolve::StanceRef>], index: usize| lists[index].is_empty();
    let in_brief = |claim: ClaimId| graph.citations[claim.index()].iter().any(|m| matches!(m.page, RecordId::Brief(_)));
    let single = |brief: &crate::resolve::BriefId| origins(scope, &cited_claims(scope, *brief)).len() == 1;
    let (single_origin, paragraphs) = (single_origins(scope), paragraph_gaps(scope));
    GapsView {
        options: option_gaps(scope),
        actors: site
            .actors
            .handles()
            .filter(|actor| without(&graph.stances_of_actor, actor.index()))
            .map(|actor| scope.link(RecordId::Actor(actor)))
            .collect(),
        options_without_stance: site
            .options
            .handles()
            .filter(|option| without(&graph.stances_on_option, option.index()))
            .map(|option| scope.link(RecordId::Option(option)))
            .collect(),
        uncited: scope.claims(site.claims.handles().filter(|&claim| !in_brief(claim))),
        single_origin_briefs: site.briefs.handles().filter(single).map(|b| scope.link(RecordId::Brief(b))).collect(),
        alone: single_origin.iter().map(|source| source.claims.len()).sum(),
        single_origin,
        bare_paragraphs: paragraphs.iter().map(|source| source.bare).sum(),
        paragraphs,
        unknown_archives: site
            .sources
            .handles()
            .filter(|&source| !site.sources[source].claims.is_empty() && scope.proofs.archive(source).is_none())
            .map(|source| scope.source_link(source))
            .collect(),
        unproved: unproved(scope),
        undated_events: site
            .events
            .iter()
            .filter(|(_, event)| event.date.is_none())
            .map(|(id, _)| scope.link(RecordId::Event(id)))
            .collect(),
    }
}

fn option_gaps(scope: &Scope<'_>) -> Vec<OptionGap> {
    let site = scope.site;
    let gap = |option| {
        let bare: Vec<Link> = site
            .criteria
            .handles()
            .filter(|&criterion| !site.graph.cells.contains_key(&(option, criterion)))
            .map(|criterion| scope.link(RecordId::Criterion(criterion)))
            .collect();
        OptionGap {
            option: scope.link(RecordId::Option(option)),
            covered: site.criteria.len() - bare.len(),
            criteria: bare,
        }
    };
    let mut gaps: Vec<OptionGap> = site.options.handles().map(gap).filter(|gap| !gap.criteria.is_empty()).collect();
    gaps.sort_by_key(|gap| gap.covered);
    gaps
}

/// Claims without any relation to another source's: nobody else has been heard on them.
fn single_origins(scope: &Scope<'_>) -> Vec<SingleOrigin> {
    let site = scope.site;
    let alone = |&claim: &ClaimId| {
        let own = site.claims[claim].source;
        site.graph.related[claim.index()].iter().all(|related| site.claims[related.other].source == own)
    };
    let view = |source| {
        let claims: Vec<ClaimId> = site.sources[source].claims.iter().copied().filter(|claim| alone(claim)).collect();
        let total = site.sources[source].claims.len();
        SingleOrigin { source: scope.source_link(source), claims: scope.claims(claims), total }
    };
    site.sources.handles().map(view).filter(|view| !view.claims.is_empty()).collect()
}

fn paragraph_gaps(scope: &Scope<'_>) -> Vec<ParagraphGap> {
    let gap = |source| {
        let total = scope.proofs.archive(source)?.paragraphs;
        let covered: BTreeSet<u32> = claims_by_paragraph(scope, source).into_keys().collect();
        let bare: Vec<u32> = (1..=total).filter(|paragraph| !covered.contains(paragraph)).collect();
        (!bare.is_empty()).then(|| ParagraphGap {
            source: scope.source_link(source),
            total: total as usize,
            bare: bare.len(),
            ranges: ranges(&bare),
        })
    };
    scope.site.sources.handles().filter_map(gap).collect()
}

fn unproved(scope: &Scope<'_>) -> Vec<UnprovedView> {
    let mut found = Vec::new();
    for id in scope.site.claims.handles() {
        let claim = scope.claim(id);
        for excerpt in claim.excerpts.iter().filter(|excerpt| !excerpt.proof.is_proved) {
            found.push(UnprovedView { claim: claim.clone(), excerpt: excerpt.clone() });
        }
    }
    found
}
