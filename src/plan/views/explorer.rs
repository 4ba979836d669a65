use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::indexes::{CountedLink, topic_entries};
use super::parts::{WordView, word_view};
use super::topic::{SourceClaims, by_source};
use crate::evidence::Outcome;
use crate::model::{ClaimKind, RelationKind};
use crate::plan::scope::Scope;
use crate::resolve::{
    Actor, ActorId, ClaimId, Criterion, CriterionId, DealOption, OptionId, Related, Site, Source, SourceId, Topic,
    TopicId,
};
use crate::syntax::Word as _;

/// The list of claims, and what a reader can narrow it down by.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimsView {
    /// By source, in the order of the documents.
    pub sources: Vec<SourceClaims>,
    /// How many of each kind.
    pub kinds: Vec<KindCount>,
    /// How many in all.
    pub total: usize,
    /// Topics, for another way in: the first of them.
    pub topics: Vec<CountedLink>,
    /// How many topics there are.
    pub topic_count: usize,
    /// What the list can be narrowed down by, where it stands on one page.
    pub facets: Vec<Facet>,
    /// Where that is to be fetched, of a list on several pages. Only the first of these has the form.
    pub index: Option<String>,
}

/// What a list on several pages can be narrowed down by: a file that its first page fetches when a reader asks.
#[derive(Debug, Clone, Serialize)]
pub struct FacetsView {
    /// How many claims there are.
    pub total: usize,
    /// How many of them stand on a page.
    pub page_size: usize,
    /// The facets.
    pub facets: Vec<PackedFacet>,
}

/// A facet as the file has it.
#[derive(Debug, Clone, Serialize)]
pub struct PackedFacet {
    /// As [`Facet::key`].
    pub key: &'static str,
    /// As [`Facet::label`].
    pub label: &'static str,
    /// The values.
    pub values: Vec<PackedValue>,
}

/// A value as the file has it.
#[derive(Debug, Clone, Serialize)]
pub struct PackedValue {
    /// As [`FacetValue::value`].
    pub value: String,
    /// As [`FacetValue::text`].
    pub text: String,
    /// The positions of its claims, each as what it is more than the one before; the first as it is.
    pub claims: String,
}

/// How many claims are of a kind.
#[derive(Debug, Clone, Serialize)]
pub struct KindCount {
    /// The kind.
    pub kind: WordView,
    /// How many.
    pub count: usize,
}

/// One thing that claims differ in, with the claims behind each of its values: an index of the list.
///
/// It costs a few digits a claim and value, about an eighth of what the list itself takes. Where a list outgrows one
/// page, the same values are a file of their own: nothing in them depends on the rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// Its name in an address: `?actor=…`. Part of the site's public addresses.
    pub key: &'static str,
    /// Its name for readers.
    pub label: &'static str,
    /// The values that at least one claim has.
    pub values: Vec<FacetValue>,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetValue {
    /// Its name in an address.
    pub value: String,
    /// Its name for readers.
    pub text: String,
    /// Positions of its claims in the list, counted from 0, in order.
    pub claims: Vec<usize>,
}

/// A link into the list of claims, narrowed down to what a page is about.
#[derive(Debug, Clone, Serialize)]
pub struct ExploreLink {
    /// Where it leads.
    pub href: String,
    /// How many claims are there.
    pub count: usize,
    /// Whether the filters need a file, which no page opened from a folder can fetch.
    pub needs_index: bool,
}

impl Scope<'_> {
    /// The list of claims, narrowed down by one facet.
    pub(super) fn explore(&self, facet: &str, value: &str, count: usize) -> ExploreLink {
        ExploreLink {
            href: self.relative(&format!("claims/?{facet}={value}")),
            count,
            needs_index: has_index(self.site),
        }
    }
}

/// Whether the list of claims stands on several pages, so that what its filters know has a file of its own.
pub(in crate::plan) fn has_index(site: &Site) -> bool {
    site.claims.len() > site.config.page_size
}

pub(in crate::plan) fn claims_view(scope: &Scope<'_>) -> ClaimsView {
    let site = scope.site;
    let all: Vec<ClaimId> = site.claims.handles().collect();
    let is_first = scope.part.number == 1;
    ClaimsView {
        sources: by_source(scope, &all, scope.window(all.len())),
        kinds: site
            .graph
            .claims_of_kind
            .iter()
            .map(|(&kind, &count)| KindCount { kind: word_view!(kind), count })
            .collect(),
        total: site.claims.len(),
        topics: topic_entries(scope, site.topics.handles().take(site.config.page_size)),
        topic_count: site.topics.len(),
        facets: if scope.part.count == 1 { facets(scope) } else { Vec::new() },
        index: (scope.part.count > 1 && is_first).then(|| scope.relative("claims/facets.json")),
    }
}

pub(in crate::plan) fn facets_view(scope: &Scope<'_>) -> FacetsView {
    let value = |value: FacetValue| PackedValue { claims: gaps(&value.claims), value: value.value, text: value.text };
    let facet = |facet: Facet| PackedFacet {
        key: facet.key,
        label: facet.label,
        values: facet.values.into_iter().map(value).collect(),
    };
    FacetsView {
        total: scope.site.claims.len(),
        page_size: scope.site.config.page_size,
        facets: facets(scope).into_iter().map(facet).collect(),
    }
}

/// Ascending numbers, each as what it is more than the one before.
fn gaps(numbers: &[usize]) -> String {
    let mut text = String::new();
    let mut before = 0;
    for &number in numbers {
        let _ = write!(text, "{}{}", if text.is_empty() { "" } else { " " }, number - before);
        before = number;
    }
    text
}

/// Every facet that some claim has a value of, in the order of the form.
fn facets(scope: &Scope<'_>) -> Vec<Facet> {
    let mut facets = record_facets(scope);
    facets.extend(word_facets(scope));
    facets.retain(|facet| !facet.values.is_empty());
    facets
}

/// Facets whose values are records: their claims are those that the records' own pages list.
fn record_facets(scope: &Scope<'_>) -> Vec<Facet> {
    let site = scope.site;
    let graph = &site.graph;
    let about = |actor: ActorId| {
        let mut claims: Vec<ClaimId> = graph.claims_of_actor[actor.index()].iter().map(|(claim, _)| *claim).collect();
        claims.sort_unstable();
        claims
    };
    let actor = |(id, actor): (ActorId, &Actor)| value(&actor.id, &actor.name, about(id));
    let speaker =
        |(id, actor): (ActorId, &Actor)| value(&actor.id, &actor.name, graph.claims_spoken[id.index()].clone());
    let option = |(id, option): (OptionId, &DealOption)| {
        value(&option.id, &option.name, graph.claims_about_option[id.index()].clone())
    };
    let criterion = |(id, criterion): (CriterionId, &Criterion)| {
        value(&criterion.id, &criterion.name, graph.claims_under_criterion[id.index()].clone())
    };
    let topic =
        |(id, topic): (TopicId, &Topic)| value(&topic.id, &topic.name, graph.claims_under_topic[id.index()].clone());
    let source =
        |(id, source): (SourceId, &Source)| value(&source.id, scope.source_link(id).text(), source.claims.clone());
    vec![
        facet("actor", "Actor", site.actors.iter().map(actor)),
        facet("option", "Option", site.options.iter().map(option)),
        facet("criterion", "Criterion", site.criteria.iter().map(criterion)),
        facet("topic", "Topic", site.topics.iter().map(topic)),
        facet("source", "Source", site.sources.iter().map(source)),
        facet("speaker", "Reported speaker", site.actors.iter().map(speaker)),
    ]
}

/// Facets whose values are words of a vocabulary.
fn word_facets(scope: &Scope<'_>) -> Vec<Facet> {
    let site = scope.site;
    let kind = |id: ClaimId| vec![site.claims[id].kind.name()];
    let proof = |id: ClaimId| scope.proofs.of(id).iter().map(|proof| proof.outcome().name()).collect();
    let relation = |id: ClaimId| site.graph.related[id.index()].iter().map(Related::label).collect();
    let scale = site.config.likelihood_scale;
    let likelihood = |id: ClaimId| {
        let word = site.claims[id].likelihood.as_ref();
        word.map(|word| scale.find(word.as_str()).map_or(OTHER_WORDS, |range| range.words[0])).into_iter().collect()
    };
    let labels = RelationKind::ALL.iter().flat_map(|kind| [kind.label(), kind.inverse()]);
    let steps =
        scale.ranges().iter().map(|range| (range.words[0], format!("{} ({})", range.words.join(", "), range.percent)));
    let plain = |name: &'static str| (name, name.to_owned());
    vec![
        facet("kind", "Kind", by_word(site, kind, ClaimKind::ALL.iter().map(|kind| plain(kind.name())))),
        facet("likelihood", "Likelihood", by_word(site, likelihood, steps.chain([plain(OTHER_WORDS)]))),
        facet("relation", "Relation", by_word(site, relation, labels.map(plain))),
        facet("proof", "Proof", by_word(site, proof, Outcome::ALL.iter().map(|outcome| plain(outcome.name())))),
    ]
}

/// Stands for a source's word of likelihood that is on no step of the site's scale.
const OTHER_WORDS: &str = "other words";

/// The claims of each word, in the order of the vocabulary.
fn by_word(
    site: &Site,
    words_of: impl Fn(ClaimId) -> Vec<&'static str>,
    vocabulary: impl Iterator<Item = (&'static str, String)>,
) -> impl Iterator<Item = FacetValue> {
    let mut found: BTreeMap<&str, Vec<ClaimId>> = BTreeMap::new();
    for id in site.claims.handles() {
        for word in words_of(id) {
            let claims = found.entry(word).or_default();
            if claims.last() != Some(&id) {
                claims.push(id);
            }
        }
    }
    vocabulary.map(move |(word, text)| value(&word.replace(' ', "-"), &text, found.remove(word).unwrap_or_default()))
}

/// Claims are listed in the order of their table, so a claim's position there is that in the list.
fn value(value: &str, text: &str, claims: Vec<ClaimId>) -> FacetValue {
    FacetValue {
        value: value.to_owned(),
        text: text.to_owned(),
        claims: claims.into_iter().map(ClaimId::index).collect(),
    }
}

fn facet(key: &'static str, label: &'static str, values: impl Iterator<Item = FacetValue>) -> Facet {
    Facet { key, label, values: values.filter(|value| !value.claims.is_empty()).collect() }
}

#[cfg(test)]
mod tests {
    use super::gaps;

    #[test]
    fn positions_are_written_as_gaps() {
        assert_eq!(gaps(&[0, 3, 4, 200]), "0 3 1 196");
        assert_eq!(gaps(&[]), "");
    }
}
