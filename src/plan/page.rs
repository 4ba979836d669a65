//! What kinds of pages there are, and what is the same of all pages of a kind, but for what they show.

use std::sync::Arc;

use super::list::List;
use super::part::Part;
use super::section::{
    ACTORS, BRIEFS, CLAIMS, COMPARE, CONDITIONS, CRITERIA, DISAGREEMENTS, GAPS, HOME, METHOD, NOT_FOUND, OPTIONS,
    SEARCH, SOURCES, Section, TIMELINE, TOPICS,
};
use crate::resolve::{
    ANNOTATIONS, ActorId, Address, BriefId, Citable, ClaimId, CriterionId, Export, OptionId, RecordId, Site, SourceId,
    TopicId,
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

/// What stands in for a template where the content itself is what is published, as JSON.
pub const DATA: &str = "";

/// What stands in for a template where the content is a text that is published as it is.
pub const TEXT: &str = "text";

/// What is the same of all pages of a kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct About {
    pub(super) place: Place,
    /// The template that draws it, [`DATA`] or [`TEXT`].
    pub(super) template: &'static str,
    /// Whether a reader may want to find it through a search engine.
    pub(super) is_listed: bool,
}

/// Where pages of a kind stand.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// There is one, or one list: it has this address and this name.
    At(Section),
    /// In a section, under the names of records.
    In(Section),
    /// There is one, for programs, at this path.
    File(&'static str),
    /// Where each has its own address, and no section.
    Elsewhere,
}

impl About {
    const fn at(section: Section, template: &'static str) -> Self {
        Self { place: Place::At(section), template, is_listed: true }
    }

    const fn within(section: Section, template: &'static str) -> Self {
        Self { place: Place::In(section), template, is_listed: true }
    }

    const fn unlisted(place: Place, template: &'static str) -> Self {
        Self { place, template, is_listed: false }
    }
}

impl Place {
    /// What the addresses of its pages begin with, as far as that is the same.
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::At(section) | Self::In(section) => section.path,
            Self::File(path) => path,
            Self::Elsewhere => "",
        }
    }

    /// What all its pages are called, if they have one name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::At(section) => section.text,
            Self::In(_) | Self::File(_) | Self::Elsewhere => "",
        }
    }
}

impl Page {
    /// Where another page of its list stands.
    pub(super) fn sibling(&self, site: &Site, number: usize) -> Address {
        match self.kind {
            PageKind::Rest(list) => list.address(site, number),
            _ => Address::new(self.kind.about().place.path()).further("page", number),
        }
    }
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

    /// All that is said of the kind, but for its view (see [`view`](super::view())).
    pub(super) fn about(&self) -> About {
        use Place::{At, Elsewhere, File};
        match self {
            Self::Home => About::at(HOME, "home.html"),
            Self::Briefs => About::at(BRIEFS, "briefs.html"),
            Self::Brief(_) => About::within(BRIEFS, "brief.html"),
            Self::Actors => About::at(ACTORS, "actors.html"),
            Self::Actor(_) => About::within(ACTORS, "actor.html"),
            Self::Options => About::at(OPTIONS, "options.html"),
            Self::Option(_) => About::within(OPTIONS, "option.html"),
            Self::Claims => About::at(CLAIMS, "claims.html"),
            Self::Facets => About::unlisted(File("claims/facets.json"), DATA),
            Self::Claim(_) => About::within(CLAIMS, "claim.html"),
            Self::Sources => About::at(SOURCES, "sources.html"),
            Self::Source(_) => About::within(SOURCES, "source.html"),
            Self::Criteria => About::at(CRITERIA, "list.html"),
            Self::Criterion(_) => About::within(CRITERIA, "criterion.html"),
            Self::Topics => About::at(TOPICS, "list.html"),
            Self::Topic(_) => About::within(TOPICS, "topic.html"),
            Self::Compare => About::at(COMPARE, "compare.html"),
            Self::Disagreements => About::at(DISAGREEMENTS, "disagreements.html"),
            Self::Conditions => About::at(CONDITIONS, "conditions.html"),
            Self::Timeline => About::at(TIMELINE, "timeline.html"),
            Self::Gaps => About::at(GAPS, "gaps.html"),
            Self::Rest(list) => match list.record().map_or(Self::Gaps, Self::of).about().place {
                At(section) | Place::In(section) => About::within(section, "rest.html"),
                other => About::unlisted(other, "rest.html"),
            },
            Self::Method => About::at(METHOD, "method.html"),
            Self::Search => About::unlisted(At(SEARCH), "search.html"),
            Self::Names => About::unlisted(File("search/names.json"), DATA),
            Self::NotFound => About::unlisted(At(NOT_FOUND), "404.html"),
            Self::Redirect(_) => About::unlisted(Elsewhere, "redirect.html"),
            Self::Feed => About::unlisted(File("feed.xml"), "feed.xml"),
            Self::Annotation(..) => About::unlisted(Elsewhere, DATA),
            Self::Export(..) => About::unlisted(Elsewhere, TEXT),
            Self::Sitemap(_) | Self::SitemapIndex => About::unlisted(File("sitemap.xml"), "sitemap.xml"),
            Self::Robots => About::unlisted(File("robots.txt"), "robots.txt"),
        }
    }
}

/// Where the annotation of an excerpt stands. Counted from 1, as readers count.
pub(super) fn annotation_path(claim: &str, excerpt: usize) -> String {
    format!("{ANNOTATIONS}/{claim}/{}.json", excerpt + 1)
}
