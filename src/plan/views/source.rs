use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::cite::CiteView;
use super::listed::Head;
use super::parts::{Link, WordView, word_view};
use super::prose::{ProseView, prose};
use crate::evidence::Match;
use crate::model::{Imprint, Name, PartialDate, RelationKind, language_name};
use crate::plan::card::{Card, ExcerptView, Form};
use crate::plan::figure::{Caption, Figure, Paragraph, Section, coverage_strip};
use crate::plan::item::{Item, Under, groups};
use crate::plan::list::List;
use crate::plan::paragraphs::Covered;
use crate::plan::runs::{count, written};
use crate::plan::scope::Scope;
use crate::resolve::{Citable, ClaimId, SourceId, Text};

/// A source's page.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    /// The short name that readers know it by.
    pub label: String,
    /// Its record.
    pub record: RecordView,
    /// What a reader must know about it.
    pub note: Option<ProseView>,
    /// Its claims in the order of the document, by section.
    pub sections: Vec<SectionView>,
    /// How many claims.
    pub claim_count: usize,
    /// What its excerpts' proofs come to.
    pub proofs: ProofCounts,
    /// Which paragraphs its claims cover, if the archive's shape is known.
    pub coverage: Option<CoverageView>,
    /// Sources that it relies on, with the claims that say so.
    pub relies_on: Vec<OriginView>,
    /// Claims of other sources that rest on it.
    pub relied_on_by: Vec<Card>,
    /// Other sources' claims that its claims agree or disagree with, counted by label; the most frequent.
    pub related: Vec<RelationCount>,
    /// How it is cited.
    pub cite: CiteView,
    /// How many more of these there are.
    pub more_related: usize,
    /// The way to what is not on this page.
    pub rest: SourceRest,
}

/// Where the lists of a source's page go on, if they do.
#[derive(Debug, Clone, Serialize)]
pub struct SourceRest {
    /// Of its claims.
    pub claims: Option<Link>,
    /// Of claims that rest on other sources.
    pub origins: Option<Link>,
    /// Of claims that rest on it.
    pub references: Option<Link>,
}

/// The bibliographic record. What is absent is unknown, and the page says so.
#[derive(Debug, Clone, Serialize)]
pub struct RecordView {
    /// Its identifier.
    pub id: String,
    /// What sort of document it is, in readers' words.
    pub source_type: &'static str,
    /// Its title.
    pub title: Option<String>,
    /// Its authors.
    pub authors: Vec<String>,
    /// What it appeared in.
    pub container: Option<String>,
    /// Who edited it, or what it appeared in.
    pub editors: Vec<String>,
    /// Where in that: what each number is, and the number.
    pub numbers: Vec<NumberView>,
    /// Its DOI, with the address that it makes.
    pub doi: Option<Link>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, for readers.
    pub date: Option<String>,
    /// What its language is called.
    pub language: Option<String>,
    /// Where it is published.
    pub url: Option<String>,
    /// When the address was last visited.
    pub accessed: Option<String>,
    /// A public archive's copy.
    pub archived_url: Option<String>,
    /// Whether the address still leads to it.
    pub url_status: Option<WordView>,
    /// The Admiralty grade.
    pub reliability: Option<WordView>,
    /// Whether a stored copy is named.
    pub has_archive: bool,
    /// The SHA-256 of the stored copy that the excerpts were proved against.
    pub sha256: Option<String>,
}

/// A number by which references find a document.
#[derive(Debug, Clone, Serialize)]
pub struct NumberView {
    /// What it is: "Volume".
    pub label: &'static str,
    /// The number.
    pub value: String,
}

/// The claims that begin in one section of the document.
#[derive(Debug, Clone, Serialize)]
pub struct SectionView {
    /// Its heading; none before the first, or where the archive's shape is not known.
    pub heading: Option<String>,
    /// The claims.
    pub claims: Vec<QuotedView>,
}

/// A claim with the words that it rests on.
#[derive(Debug, Clone, Serialize)]
pub struct QuotedView {
    /// Its place on the page.
    pub anchor: String,
    /// The claim.
    pub claim: Card,
    /// The words.
    pub excerpts: Arc<[ExcerptView]>,
}

/// How many excerpts came to which outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ProofCounts {
    /// All excerpts.
    pub total: usize,
    /// Found word for word.
    pub exact: usize,
    /// Found except for white space and typography.
    pub normalised: usize,
    /// Found in parts.
    pub elided: usize,
    /// Not proved.
    pub unproved: usize,
}

/// Which paragraphs of a document claims rest on.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageView {
    /// How many paragraphs the document has.
    pub paragraphs: usize,
    /// How many of them a claim rests on.
    pub covered: usize,
    /// The strip.
    pub strip: Figure,
    /// How many paragraphs the strip does not show.
    pub undrawn: usize,
    /// Paragraphs that no claim rests on, as readers write ranges: "8, 34–37".
    pub bare: String,
}

/// A source that this one relies on.
#[derive(Debug, Clone, Serialize)]
pub struct OriginView {
    /// The source.
    pub source: Link,
    /// The claims that rest on it.
    pub claims: Vec<Card>,
}

/// How often claims of this source stand in a relation to another source's.
#[derive(Debug, Clone, Serialize)]
pub struct RelationCount {
    /// The other source.
    pub source: Link,
    /// The label, read from this source.
    pub label: &'static str,
    /// How often.
    pub count: usize,
}

pub(in crate::plan) fn source_view(scope: &Scope<'_>, id: SourceId) -> SourceView {
    let site = scope.site;
    let source = &site.sources[id];
    let claims = scope.head(List::Source(id));
    let (origins, references) = (scope.head(List::Origins(id)), scope.head(List::References(id)));
    let (related, more_related) = relation_counts(scope, id);
    SourceView {
        label: source.label.clone(),
        record: record(scope, id),
        note: source.note.as_ref().map(|note| note_beside(scope, note, &claims)),
        sections: sections(scope, &claims.items),
        claim_count: source.claims.len(),
        proofs: proof_counts(scope, source.claims.iter().copied()),
        coverage: coverage(scope, id),
        relies_on: relies_on(scope, &origins.items),
        relied_on_by: scope.claims(references.claims()),
        related,
        cite: scope.cite(Citable::Source(id)),
        more_related,
        rest: SourceRest {
            claims: scope.rest(List::Source(id), claims.total),
            origins: scope.rest(List::Origins(id), origins.total),
            references: scope.rest(List::References(id), references.total),
        },
    }
}

fn record(scope: &Scope<'_>, id: SourceId) -> RecordView {
    let source = &scope.site.sources[id];
    let shown = |date: &Option<PartialDate>| date.as_ref().map(ToString::to_string);
    let names = |names: &[Name]| names.iter().map(ToString::to_string).collect();
    RecordView {
        id: source.id.clone(),
        source_type: source.source_type.label(),
        title: source.title.clone(),
        authors: names(&source.authors),
        container: source.imprint.container.clone(),
        editors: names(&source.imprint.editors),
        numbers: numbers(&source.imprint),
        doi: source.imprint.doi.as_ref().map(|doi| Link::new(doi.address(), doi.as_str())),
        publisher: source.publisher.clone(),
        date: shown(&source.date),
        language: source.language.as_deref().map(|tag| language_name(tag).into_owned()),
        url: source.url.clone(),
        accessed: shown(&source.accessed),
        archived_url: source.archived_url.clone(),
        url_status: source.url_status.map(|status| word_view!(status)),
        reliability: source.reliability.map(|grade| word_view!(grade)),
        has_archive: source.archive.is_some(),
        sha256: scope.proofs.archive(id).map(|archive| archive.sha256.clone()),
    }
}

/// The numbers that are known, the widest first.
fn numbers(imprint: &Imprint) -> Vec<NumberView> {
    let numbers = [
        ("Edition", imprint.edition.clone()),
        ("Volume", imprint.volume.clone()),
        ("Issue", imprint.issue.clone()),
        ("Number", imprint.number.clone()),
        ("Pages", imprint.pages.as_ref().map(ToString::to_string)),
    ];
    numbers.into_iter().filter_map(|(label, value)| Some(NumberView { label, value: value? })).collect()
}

/// The outcomes of the excerpts of some claims.
pub(super) fn proof_counts(scope: &Scope<'_>, claims: impl Iterator<Item = ClaimId>) -> ProofCounts {
    let mut counts = ProofCounts::default();
    for proof in claims.flat_map(|claim| scope.proofs.of(claim)) {
        counts.total += 1;
        match proof.proved().map(|proved| proved.how) {
            Some(Match::Exact) => counts.exact += 1,
            Some(Match::Normalised) => counts.normalised += 1,
            Some(Match::Elided) => counts.elided += 1,
            None => counts.unproved += 1,
        }
    }
    counts
}

/// Claims in the order of the document, in their sections.
fn sections(scope: &Scope<'_>, items: &[Item<'_>]) -> Vec<SectionView> {
    let section = |(under, items): (Under<'_>, &[Item<'_>])| SectionView {
        heading: match under {
            Under::Section(heading) => Some(heading.to_owned()),
            _ => None,
        },
        claims: items.iter().filter_map(|item| item.what.claim()).map(|id| quoted(scope, id)).collect(),
    };
    groups(items).map(section).collect()
}

/// What is to know about a source. Of claims that the page lists, the list has the places.
fn note_beside(scope: &Scope<'_>, note: &Text, listed: &Head<'_>) -> ProseView {
    let mut view = prose(scope, note);
    let listed: BTreeSet<ClaimId> = listed.claims().collect();
    for entry in &mut view.evidence {
        entry.anchor = entry.anchor.take().filter(|_| !listed.contains(&entry.id));
    }
    view
}

fn quoted(scope: &Scope<'_>, id: ClaimId) -> QuotedView {
    let anchor = scope.site.claims[id].anchor();
    QuotedView { anchor, claim: scope.card(Form::RowOfSource, id), excerpts: scope.excerpts(id) }
}

/// How many paragraphs the strip shows: a book of them is no figure any more.
const DRAWN: u32 = 1000;

fn coverage(scope: &Scope<'_>, id: SourceId) -> Option<CoverageView> {
    let archive = scope.proofs.archive(id)?;
    let covered = Covered::of(scope.site, scope.proofs, id);
    let places = places(scope, id);
    let paragraph = |number: u32| {
        let claims = covered.claims(number);
        let first = claims.and_then(BTreeSet::first);
        Paragraph { claims: claims.map_or(0, BTreeSet::len), href: first.map(&places).unwrap_or_default() }
    };
    let starts: Vec<(&str, u32)> = std::iter::once(("", 1))
        .chain(archive.sections.iter().map(|section| (section.heading.as_str(), section.paragraph)))
        .collect();
    let end_of_all = archive.paragraphs.min(DRAWN) + 1;
    let mut sections = Vec::new();
    for (index, (heading, first)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(end_of_all, |(_, next)| (*next).min(end_of_all));
        if *first < end {
            sections
                .push(Section { heading: (*heading).to_owned(), paragraphs: (*first..end).map(paragraph).collect() });
        }
    }
    let caption = Caption {
        id: "coverage".to_owned(),
        title: format!("Paragraphs of {} that claims rest on", scope.site.sources[id].label),
    };
    let bare = covered.bare(archive.paragraphs);
    Some(CoverageView {
        paragraphs: archive.paragraphs as usize,
        covered: archive.paragraphs as usize - count(&bare),
        strip: coverage_strip(&caption, &sections).into(),
        undrawn: archive.paragraphs.saturating_sub(DRAWN) as usize,
        bare: written(&bare),
    })
}

/// Where each claim of a source stands in the list of its page, or on a further page of it.
fn places<'a>(scope: &'a Scope<'_>, id: SourceId) -> impl Fn(&ClaimId) -> String + use<'a> {
    let list = List::Source(id);
    let (site, size) = (scope.site, scope.site.config.page_size);
    let mut further: BTreeMap<ClaimId, usize> = BTreeMap::new();
    if site.sources[id].claims.len() > size {
        let claims = list.items(site, scope.proofs).filter_map(|item| item.what.claim());
        further = claims.enumerate().skip(size).map(|(place, claim)| (claim, place / size + 1)).collect();
    }
    move |claim| {
        let page = further.get(claim).map(|&number| scope.relative(list.address(site, number).path()));
        format!("{}#{}", page.unwrap_or_default(), site.claims[*claim].anchor())
    }
}

fn relies_on(scope: &Scope<'_>, items: &[Item<'_>]) -> Vec<OriginView> {
    let origin = |(under, items): (Under<'_>, &[Item<'_>])| match under {
        Under::Record(source) => Some(OriginView {
            source: scope.named(source),
            claims: scope.claims_of_source(items.iter().filter_map(|item| item.what.claim())),
        }),
        _ => None,
    };
    groups(items).filter_map(origin).collect()
}

/// Relations to other sources, and how many are left out: where there are more than a page holds, the rarest.
fn relation_counts(scope: &Scope<'_>, id: SourceId) -> (Vec<RelationCount>, usize) {
    let mut counts: BTreeMap<(SourceId, RelationKind, bool), (&'static str, usize)> = BTreeMap::new();
    for &claim in &scope.site.sources[id].claims {
        for related in &scope.site.graph.related[claim.index()] {
            let other = scope.site.claims[related.other].source;
            if other != id {
                counts.entry((other, related.kind, !related.outward)).or_insert((related.label(), 0)).1 += 1;
            }
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    let more = counts.len().saturating_sub(scope.site.config.page_size);
    if more > 0 {
        counts.sort_by_key(|(_, (_, count))| Reverse(*count));
        counts.truncate(scope.site.config.page_size);
    }
    let view = |((other, _, _), (label, count))| RelationCount { source: scope.source_link(other), label, count };
    (counts.into_iter().map(view).collect(), more)
}
