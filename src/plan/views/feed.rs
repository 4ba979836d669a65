use serde::Serialize;

use crate::plan::page::{Page, PageKind};
use crate::plan::part::Part;
use crate::plan::scope::Scope;
use crate::resolve::{Address, RecordId, SITEMAPS, Site};

/// The Atom feed (RFC 4287). Its identifiers and dates need a base address and full dates: briefs without a day are
/// left out, since Atom has no date of lower precision.
#[derive(Debug, Clone, Serialize)]
pub struct FeedView {
    /// The site's title.
    pub title: String,
    /// The site's description.
    pub subtitle: Option<String>,
    /// The site's language.
    pub language: String,
    /// The absolute address of the site.
    pub home: String,
    /// The absolute address of the feed.
    pub own: String,
    /// When the newest entry was changed; the feed's own date.
    pub updated: String,
    /// The entries, newest first.
    pub entries: Vec<FeedEntry>,
}

/// An entry of the feed.
#[derive(Debug, Clone, Serialize)]
pub struct FeedEntry {
    /// The brief's title.
    pub title: String,
    /// Its absolute address, which is also its identifier.
    pub href: String,
    /// When it was published.
    pub published: String,
    /// When it was last changed in substance.
    pub updated: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// One or two sentences.
    pub summary: String,
}

/// The sitemap (sitemaps.org protocol): absolute addresses only, so it needs a base address.
#[derive(Debug, Clone, Serialize)]
pub struct SitemapView {
    /// The pages.
    pub pages: Vec<SitemapEntry>,
    /// Of a sitemap in several files, their absolute addresses.
    pub files: Vec<String>,
}

/// A page in the sitemap.
#[derive(Debug, Clone, Serialize)]
pub struct SitemapEntry {
    /// Its absolute address.
    pub href: String,
    /// When it was last changed, where the content says so.
    pub updated: Option<String>,
}

/// `robots.txt`.
#[derive(Debug, Clone, Serialize)]
pub struct RobotsView {
    /// The absolute address of the sitemap.
    pub sitemap: Option<String>,
}

/// Feeds carry the most recent entries only.
const ENTRIES: usize = 50;

pub(in crate::plan) fn feed_view(scope: &Scope<'_>, base: &str) -> FeedView {
    let site = scope.site;
    let midnight = |day: jiff::civil::Date| format!("{day}T00:00:00Z");
    let entries: Vec<FeedEntry> = site
        .briefs
        .iter()
        .filter_map(|(id, brief)| {
            let day = brief.date.as_ref().filter(|date| date.first_day() == date.last_day())?.first_day();
            let updated = brief.updated.as_ref().map_or(day, |updated| updated.first_day().max(day));
            Some(FeedEntry {
                title: brief.title.clone(),
                href: format!("{base}{}", Address::of(site, RecordId::Brief(id)).path()),
                published: midnight(day),
                updated: midnight(updated),
                authors: brief.authors.iter().map(ToString::to_string).collect(),
                summary: brief.summary.clone(),
            })
        })
        .take(ENTRIES)
        .collect();
    FeedView {
        title: site.config.title.clone(),
        subtitle: site.config.description.clone(),
        language: site.config.language.clone(),
        home: base.to_owned(),
        own: format!("{base}feed.xml"),
        updated: entries
            .iter()
            .map(|entry| entry.updated.clone())
            .max()
            .unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned()),
        entries,
    }
}

/// Pages in the order of their addresses.
pub(in crate::plan) fn sitemap_view(site: &Site, base: &str, pages: &[Page]) -> SitemapView {
    let entry = |page: &Page| SitemapEntry {
        href: format!("{base}{}", page.address.path()),
        updated: match page.kind {
            PageKind::Brief(id) => {
                let brief = &site.briefs[id];
                let date = brief.updated.as_ref().or(brief.date.as_ref());
                date.filter(|date| date.first_day() == date.last_day()).map(|date| date.first_day().to_string())
            }
            _ => None,
        },
    };
    SitemapView { pages: pages.iter().map(entry).collect(), files: Vec::new() }
}

/// The files of a sitemap, of which the list of them is one part.
pub(in crate::plan) fn sitemap_index_view(base: &str, part: Part) -> SitemapView {
    let files = (1..=part.count).map(|number| format!("{base}{SITEMAPS}/{number}.xml")).collect();
    SitemapView { pages: Vec::new(), files }
}
