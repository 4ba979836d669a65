use serde::Serialize;

use super::explorer::ExploreLink;
use super::parts::{ClaimView, Link};
use crate::plan::scope::Scope;
use crate::resolve::{ClaimId, RecordId, SourceId, TopicId};

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
    pub related: Vec<Link>,
}

/// Claims of one source.
#[derive(Debug, Clone, Serialize)]
pub struct SourceClaims {
    /// The source.
    pub source: Link,
    /// The claims, in the order of the document.
    pub claims: Vec<ClaimView>,
}

pub(in crate::plan) fn topic_view(scope: &Scope<'_>, id: TopicId) -> TopicView {
    let site = scope.site;
    let claims = site.graph.under_topic(id);
    let mut related: Vec<TopicId> =
        claims.iter().flat_map(|&claim| site.claims[claim].topics.iter().copied()).collect();
    related.retain(|&topic| topic != id);
    related.sort_unstable();
    related.dedup();
    TopicView {
        name: site.topics[id].name.clone(),
        claim_count: claims.len(),
        explore: scope.explore("topic", &site.topics[id].id, claims.len()),
        sources: by_source(scope, claims.iter().copied()),
        related: related.into_iter().map(|topic| scope.link(RecordId::Topic(topic))).collect(),
    }
}

/// Claims in the order of the site, cut where the source changes.
pub(super) fn by_source(scope: &Scope<'_>, claims: impl Iterator<Item = ClaimId>) -> Vec<SourceClaims> {
    let mut groups: Vec<(SourceId, SourceClaims)> = Vec::new();
    for id in claims {
        let source = scope.site.claims[id].source;
        match groups.last_mut().filter(|(last, _)| *last == source) {
            Some((_, group)) => group.claims.push(scope.claim(id)),
            None => {
                groups
                    .push((source, SourceClaims { source: scope.source_link(source), claims: vec![scope.claim(id)] }));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}
