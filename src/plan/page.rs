use super::scope::NOT_FOUND;
use super::views::annotation_path;
use crate::resolve::{ActorId, Address, BriefId, Citable, ClaimId, CriterionId, Export, OptionId, RecordId, Site, SourceId, TopicId};

/// One file of the edition that is made from content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it stands.
    pub address: Address,
    /// What it shows.
    pub kind: PageKind,
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
    /// The sitemap.
    Sitemap,
    /// `robots.txt`.
    Robots,
}

/// Every page of a site, in the order of their addresses.
///
/// Feed and sitemap hold absolute addresses only, so a site without a base address has neither.
#[must_use]
pub fn pages(site: &Site) -> Vec<Page> {
    let page = |path: &str, kind| Page { address: Address::new(path), kind };
    let mut pages = vec![
        page("", PageKind::Home),
        page("briefs/", PageKind::Briefs),
        page("actors/", PageKind::Actors),
        page("options/", PageKind::Options),
        page("claims/", PageKind::Claims),
        page("sources/", PageKind::Sources),
        page("criteria/", PageKind::Criteria),
        page("topics/", PageKind::Topics),
        page("compare/", PageKind::Compare),
        page("disagreements/", PageKind::Disagreements),
        page("conditions/", PageKind::Conditions),
        page("timeline/", PageKind::Timeline),
        page("gaps/", PageKind::Gaps),
        page("method/", PageKind::Method),
        page(NOT_FOUND, PageKind::NotFound),
        page("robots.txt", PageKind::Robots),
    ];
    if site.config.search {
        pages.push(page("search/", PageKind::Search));
        pages.push(page("search/names.json", PageKind::Names));
    }
    if site.config.base_url.is_some() {
        pages.push(page("feed.xml", PageKind::Feed));
        pages.push(page("sitemap.xml", PageKind::Sitemap));
    }
    pages.extend(site.records().filter_map(|record| {
        let kind = match record {
            RecordId::Brief(id) => PageKind::Brief(id),
            RecordId::Actor(id) => PageKind::Actor(id),
            RecordId::Option(id) => PageKind::Option(id),
            RecordId::Claim(id) => PageKind::Claim(id),
            RecordId::Source(id) => PageKind::Source(id),
            RecordId::Criterion(id) => PageKind::Criterion(id),
            RecordId::Topic(id) => PageKind::Topic(id),
            RecordId::Event(_) => return None,
        };
        Some(Page { address: Address::of(site, record), kind })
    }));
    pages.extend(site.claims.iter().flat_map(|(id, claim)| {
        let address = |index| Address::new(annotation_path(&claim.key, index));
        (0..claim.excerpts.len())
            .map(move |index| Page { address: address(index), kind: PageKind::Annotation(id, index) })
    }));
    pages.extend(site.exports().map(|(citable, export)| Page {
        address: Address::of_export(site, citable, export),
        kind: PageKind::Export(citable, export),
    }));
    pages.extend(site.redirects().map(|(address, record)| Page { address, kind: PageKind::Redirect(record) }));
    pages.sort_by(|one, other| one.address.cmp(&other.address));
    pages
}
