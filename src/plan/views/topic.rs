use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use super::explorer::ExploreLink;
use super::parts::{Few, Link};
use crate::plan::card::{Card, Form};
use crate::plan::list::List;
use crate::plan::scope::Scope;
use crate::resolve::{ClaimId, RecordId, TopicId};

/// A topic's page.
#[derive(Debug, Clone, Serialize)]
pub struct TopicView {
    /// Its name.
    pub name: String,
    /// Its claims in the list of all claims.
    pub explore: ExploreLink,
    /// How many claims are filed under it.
    pub claim_count: usize,
    /// The claims, by source.
    pub sources: Vec<SourceClaims>,
    /// Other topics that share claims with it.
    pub related: Few,
    /// The way to the claims that are not on this page.
    pub rest: Option<Link>,
}

/// Claims of one source.
#[derive(Debug, Clone, Serialize)]
pub struct SourceClaims {
    /// The source.
    pub source: Link,
    /// The claims, in the order of the document.
    pub claims: Vec<Card>,
    /// How many of the source's claims the list has, with those on other pages.
    pub total: usize,
}

/// The most topics of one claim that count as related to each other: every topic's page goes through those of its
/// claims.
const OTHERS: usize = 100;

pub(in crate::plan) fn topic_view(scope: &Scope<'_>, id: TopicId) -> TopicView {
    let site = scope.site;
    let claims = site.graph.under_topic(id);
    let related: BTreeSet<TopicId> = claims
        .iter()
        .flat_map(|&claim| site.claims[claim].topics.iter().copied().take(OTHERS))
        .filter(|&topic| topic != id)
        .collect();
    TopicView {
        name: site.topics[id].name.clone(),
        claim_count: claims.len(),
        explore: scope.explore("topic", &site.topics[id].id, claims.len()),
        sources: by_source(scope, claims, 0..claims.len().min(site.config.page_size)),
        related: scope.few(related.iter().map(|&topic| RecordId::Topic(topic)), related.len()),
        rest: scope.rest(List::Topic(id), claims.len()),
    }
}

/// A stretch of claims in the order of the site, cut where the source changes.
pub(super) fn by_source(scope: &Scope<'_>, claims: &[ClaimId], window: Range<usize>) -> Vec<SourceClaims> {
    let source_of = |claim: ClaimId| scope.site.claims[claim].source;
    let group = |shown: &[ClaimId]| {
        let source = source_of(*shown.first()?);
        let first = claims.partition_point(|&claim| source_of(claim) < source);
        Some(SourceClaims {
            source: scope.source_link(source),
            claims: shown.iter().map(|&claim| scope.card(Form::RowOfSource, claim)).collect(),
            total: claims[first..].partition_point(|&claim| source_of(claim) == source),
        })
    };
    claims[window].chunk_by(|&one, &other| source_of(one) == source_of(other)).filter_map(group).collect()
}
