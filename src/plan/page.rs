use std::sync::Arc;

use rayon::prelude::*;

use super::gap::Gap;
use super::list::List;
use super::part::Part;
use super::scope::NOT_FOUND;
use super::views::{annotation_path, compare_rows, timeline_entries};
use crate::evidence::Proofs;
use crate::resolve::{
    ActorId, Address, BriefId, Citable, ClaimId, CriterionId, Export, OptionId, RecordId, Site, SourceId, TopicId,
};

/// One file of the edition that is made from content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it stands.
    pub address: Address,
    /// What it shows.
    pub kind: PageKind,
    /// Of a list that is spread over several pages, which of them it is.
    pub part: Part,
}

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageKind {
    /// The home page.
    Home,
    /// The list of briefs.
    Briefs,
    /// A brief.
    Brief(BriefId),
    /// The list of actors.
    Actors,
    /// An actor.
    Actor(ActorId),
    /// The list of options.
    Options,
    /// An option.
    Option(OptionId),
    /// The list of claims.
    Claims,
    /// What the list of claims can be narrowed down by, where it has several pages.
    Facets,
    /// A claim.
    Claim(ClaimId),
    /// The list of sources.
    Sources,
    /// A source.
    Source(SourceId),
    /// The list of criteria.
    Criteria,
    /// A criterion.
    Criterion(CriterionId),
    /// The list of topics.
    Topics,
    /// A topic.
    Topic(TopicId),
    /// Options side by side.
    Compare,
    /// Claims that contradict or qualify each other.
    Disagreements,
    /// If–then claims.
    Conditions,
    /// Events.
    Timeline,
    /// What is missing.
    Gaps,
    /// A further page of a list that begins on another.
    Rest(List),
    /// How to read the site.
    Method,
    /// The page that searches the site.
    Search,
    /// The names that the search knows at once.
    Names,
    /// What a server gives for an address that leads nowhere.
    NotFound,
    /// A former address.
    Redirect(RecordId),
    /// The Atom feed.
    Feed,
    /// The Web Annotation of one of a claim's excerpts.
    Annotation(ClaimId, usize),
    /// A source or a brief for reference managers.
    Export(Citable, Export),
    /// The sitemap of these pages, or one of its files. It is made from the list of pages, and they are known by then.
    Sitemap(Arc<[Page]>),
    /// The list of a sitemap's files, where it has several.
    SitemapIndex,
    /// `robots.txt`.
    Robots,
}

/// Every page of a site, in the order of their addresses.
///
/// Feed and sitemap hold absolute addresses only, so a site without a base address has neither.
#[must_use]
pub fn pages(site: &Site, proofs: &Proofs) -> Vec<Page> {
    let mut pages = of_the_site(site);
    pages.extend(site.records().map(|record| only(Address::of(site, record), PageKind::of(record))));
    let with_lists = site.records().chain(site.events.handles().map(RecordId::Event));
    let lists = with_lists.flat_map(List::of).chain(Gap::ALL.map(List::Gap));
    pages.extend(lists.flat_map(|list| further(site, proofs, list)));
    pages.extend(site.claims.iter().flat_map(|(id, claim)| {
        let address = |index| Address::new(annotation_path(&claim.key, index));
        (0..claim.excerpts.len()).map(move |index| only(address(index), PageKind::Annotation(id, index)))
    }));
    pages.extend(
        site.exports().map(|(citable, export)| {
            only(Address::of_export(site, citable, export), PageKind::Export(citable, export))
        }),
    );
    pages.extend(site.redirects().map(|(address, record)| only(address, PageKind::Redirect(record))));
    pages.par_sort_by(|one, other| one.address.cmp(&other.address));
    if site.config.base_url.is_some() {
        for file in sitemap(&pages) {
            pages.insert(pages.partition_point(|page| page.address < file.address), file);
        }
    }
    pages
}

const fn only(address: Address, kind: PageKind) -> Page {
    Page { address, kind, part: Part::ONLY }
}

/// Pages of no single record.
fn of_the_site(site: &Site) -> Vec<Page> {
    let page = |path: &str, kind| only(Address::new(path), kind);
    let mut pages = vec![
        page("", PageKind::Home),
        page("gaps/", PageKind::Gaps),
        page("method/", PageKind::Method),
        page(NOT_FOUND, PageKind::NotFound),
        page("robots.txt", PageKind::Robots),
    ];
    let size = site.config.page_size;
    let (rows, rows_of_page) = compare_rows(site);
    let lists = [
        ("briefs/", PageKind::Briefs, site.briefs.len(), size),
        ("actors/", PageKind::Actors, site.actors.len(), size),
        ("options/", PageKind::Options, site.options.len(), size),
        ("claims/", PageKind::Claims, site.claims.len(), size),
        ("sources/", PageKind::Sources, site.sources.len(), size),
        ("criteria/", PageKind::Criteria, site.criteria.len(), size),
        ("topics/", PageKind::Topics, site.topics.len(), size),
        ("compare/", PageKind::Compare, rows, rows_of_page),
        ("disagreements/", PageKind::Disagreements, site.graph.disagreements.len(), size),
        ("conditions/", PageKind::Conditions, site.graph.conditions.chains.iter().map(Vec::len).sum(), size),
        ("timeline/", PageKind::Timeline, timeline_entries(site), size),
    ];
    for (path, kind, entries, size) in lists {
        let home = Address::new(path);
        pages.extend(Part::all(entries, size).map(|part| Page {
            address: home.further("page", part.number),
            kind: kind.clone(),
            part,
        }));
    }
    if site.claims.len() > size {
        pages.push(page("claims/facets.json", PageKind::Facets));
    }
    if site.config.search {
        pages.push(page("search/", PageKind::Search));
        pages.push(page("search/names.json", PageKind::Names));
    }
    if site.config.base_url.is_some() {
        pages.push(page("feed.xml", PageKind::Feed));
    }
    pages
}

/// The pages of a list after the first.
fn further<'a>(site: &'a Site, proofs: &Proofs, list: List) -> impl Iterator<Item = Page> + use<'a> {
    let entries = list.items(site, proofs).count();
    Part::all(entries, site.config.page_size).skip(1).map(move |part| Page {
        address: list.address(site, part.number),
        kind: PageKind::Rest(list),
        part,
    })
}

/// How many addresses a file of the sitemap holds. The protocol allows 50,000 in 50 MB; an address has at most 2,048
/// characters there, so these stay below both.
const ADDRESSES: usize = 20_000;

/// The sitemap of those pages that a reader may want to find: one file, or several and a list of them.
fn sitemap(pages: &[Page]) -> Vec<Page> {
    let listed: Vec<&Page> = pages.iter().filter(|page| page.kind.is_listed()).collect();
    let sitemap = |pages: &[&Page]| PageKind::Sitemap(pages.iter().copied().cloned().collect());
    let home = Address::new("sitemap.xml");
    let count = listed.len().div_ceil(ADDRESSES);
    if count <= 1 {
        return vec![only(home, sitemap(&listed))];
    }
    let part = |number| Part { number, count, entries: pages.len() };
    let mut files = vec![Page { address: home, kind: PageKind::SitemapIndex, part: part(1) }];
    files.extend(listed.chunks(ADDRESSES).zip(1..).map(|(pages, number)| Page {
        address: Address::new(format!("sitemap/{number}.xml")),
        kind: sitemap(pages),
        part: part(number),
    }));
    files
}

impl PageKind {
    /// The page of a record, or the page that it has its place on.
    pub(super) const fn of(record: RecordId) -> Self {
        match record {
            RecordId::Brief(id) => Self::Brief(id),
            RecordId::Actor(id) => Self::Actor(id),
            RecordId::Option(id) => Self::Option(id),
            RecordId::Claim(id) => Self::Claim(id),
            RecordId::Source(id) => Self::Source(id),
            RecordId::Criterion(id) => Self::Criterion(id),
            RecordId::Topic(id) => Self::Topic(id),
            RecordId::Event(_) => Self::Timeline,
        }
    }

    /// Whether a reader may want to find it through a search engine.
    pub(super) const fn is_listed(&self) -> bool {
        !matches!(
            self,
            Self::NotFound
                | Self::Redirect(_)
                | Self::Feed
                | Self::Sitemap(_)
                | Self::SitemapIndex
                | Self::Robots
                | Self::Search
                | Self::Names
                | Self::Facets
                | Self::Annotation(..)
                | Self::Export(..)
        )
    }
}
