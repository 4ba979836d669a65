use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::cite::CiteView;
use super::parts::{Link, MentionView};
use super::prose::{EvidenceView, ProseView, prose};
use crate::plan::cited::{cited, origin};
use crate::plan::list::List;
use crate::plan::scope::Scope;
use crate::resolve::{BriefId, Citable, ClaimId, RecordId, Site, SourceId};

/// Words a minute, for the time that reading takes (Brysbaert 2019: 238 for English non-fiction).
const READING_SPEED: usize = 238;

/// A brief's page.
#[derive(Debug, Clone, Serialize)]
pub struct BriefView {
    /// Its title.
    pub title: String,
    /// Its date for readers.
    pub date: Option<String>,
    /// Its date for machines.
    pub datetime: Option<String>,
    /// When it was last changed in substance, for readers.
    pub updated: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// One or two sentences.
    pub summary: String,
    /// How long it is.
    pub words: usize,
    /// How many minutes it takes to read, rounded up.
    pub minutes: usize,
    /// The text.
    pub prose: ProseView,
    /// What it rests on, by source.
    pub evidence: Vec<SourceEvidence>,
    /// How many claims it cites.
    pub claim_count: usize,
    /// How many documents those claims come from in the end: a source that only passes on another's words counts as
    /// that other one.
    pub origin_count: usize,
    /// Other briefs that cite some of the same claims, most shared first.
    pub related: Vec<RelatedBrief>,
    /// Sentences of texts that name it.
    pub mentions: Vec<MentionView>,
    /// How it is cited.
    pub cite: CiteView,
    /// The way to the sentences that are not on this page.
    pub rest: Option<Link>,
}

/// The cited claims of one source.
#[derive(Debug, Clone, Serialize)]
pub struct SourceEvidence {
    /// The source.
    pub source: Link,
    /// Its reference as HTML, where enough is known for one.
    pub reference: Option<String>,
    /// The claims, in the order of citation.
    pub claims: Vec<EvidenceView>,
}

/// A brief that rests on some of the same claims.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedBrief {
    /// The brief.
    pub brief: Link,
    /// How many claims both cite.
    pub shared: usize,
}

pub(in crate::plan) fn brief_view(scope: &Scope<'_>, id: BriefId) -> BriefView {
    let brief = &scope.site.briefs[id];
    let mut prose = prose(scope, &brief.text);
    let cited = cited_claims(scope.site, id);
    let words = brief.text.document.words;
    let named = List::Mentions(RecordId::Brief(id));
    let mentions = scope.head(named);
    BriefView {
        title: brief.title.clone(),
        date: brief.date.as_ref().map(ToString::to_string),
        datetime: brief.date.as_ref().and_then(|date| date.datetime()).map(str::to_owned),
        updated: brief.updated.as_ref().map(ToString::to_string),
        authors: brief.authors.iter().map(ToString::to_string).collect(),
        summary: brief.summary.clone(),
        words,
        minutes: words.div_ceil(READING_SPEED).max(1),
        evidence: by_source(scope, std::mem::take(&mut prose.evidence)),
        prose,
        claim_count: cited.len(),
        origin_count: origin_count(scope.site, &cited),
        related: related(scope, id, &cited),
        mentions: scope.sentences(&mentions),
        cite: scope.cite(Citable::Brief(id)),
        rest: scope.rest(named, mentions.total),
    }
}

/// The claims that a brief cites, each once, in the order of the site.
pub(in crate::plan) fn cited_claims(site: &Site, id: BriefId) -> Vec<ClaimId> {
    let mut cited: Vec<ClaimId> = cited(&site.briefs[id].text).collect();
    cited.sort_unstable();
    cited.dedup();
    cited
}

/// From how many documents claims come in the end.
fn origin_count(site: &Site, claims: &[ClaimId]) -> usize {
    claims.iter().map(|&claim| origin(site, claim)).collect::<BTreeSet<_>>().len()
}

/// Evidence by source, in the order in which sources are first cited.
fn by_source(scope: &Scope<'_>, evidence: Vec<EvidenceView>) -> Vec<SourceEvidence> {
    let mut places: BTreeMap<SourceId, usize> = BTreeMap::new();
    let mut groups: Vec<SourceEvidence> = Vec::new();
    for entry in evidence {
        let source = scope.site.claims[entry.id].source;
        let place = *places.entry(source).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.claims.push(entry),
            None => groups.push(SourceEvidence {
                source: scope.source_link(source),
                reference: scope.reference(Citable::Source(source)),
                claims: vec![entry],
            }),
        }
    }
    groups
}

/// How many sentences that cite a claim are looked through for related briefs; those of the newest briefs come first.
/// What everybody cites would else be looked through by everybody.
const SENTENCES: usize = 200;

fn related(scope: &Scope<'_>, id: BriefId, cited: &[ClaimId]) -> Vec<RelatedBrief> {
    let citing = |&claim: &ClaimId| {
        let mentions = scope.site.graph.citations[claim.index()].iter().take(SENTENCES);
        let briefs = mentions.filter_map(|mention| match mention.page {
            RecordId::Brief(other) if other != id => Some(other),
            _ => None,
        });
        briefs.map(move |other| (other, claim))
    };
    let mut shared: Vec<(BriefId, ClaimId)> = cited.iter().flat_map(citing).collect();
    shared.sort_unstable();
    shared.dedup();
    let of_one = shared.chunk_by(|(one, _), (other, _)| one == other);
    let mut related: Vec<(usize, BriefId)> = of_one.map(|shared| (shared.len(), shared[0].0)).collect();
    related.sort_by_key(|&(shared, other)| (Reverse(shared), other));
    let is_cited = |claim: &ClaimId| cited.binary_search(claim).is_ok();
    let in_common = |other| cited_claims(scope.site, other).into_iter().filter(is_cited).count();
    let view = |(_, other)| RelatedBrief { brief: scope.link(RecordId::Brief(other)), shared: in_common(other) };
    related.into_iter().take(5).map(view).collect()
}
