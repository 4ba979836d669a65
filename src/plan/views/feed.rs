use serde::Serialize;

use crate::plan::page::{Page, PageKind, pages};
use crate::plan::scope::Scope;
use crate::resolve::{Address, RecordId};

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
                authors: brief.authors.clone(),
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

/// How many addresses a file of the sitemap holds. The protocol allows 50,000 in 50 MB; an address has at most 2,048
/// characters there, so these stay below both.
const ADDRESSES: usize = 20_000;

/// How many files a sitemap of these pages has.
pub(in crate::plan) fn sitemap_parts(pages: &[Page]) -> usize {
    pages.iter().filter(|page| page.kind.is_listed()).count().div_ceil(ADDRESSES)
}

/// Every page that a reader may want to find, in the order of the addresses; of a sitemap in several files, the list of
/// these or one of them.
pub(in crate::plan) fn sitemap_view(scope: &Scope<'_>, base: &str, kind: &PageKind) -> SitemapView {
    let (site, part) = (scope.site, scope.part);
    if part.count > 1 && matches!(kind, PageKind::Sitemap) {
        let files = (1..=part.count).map(|number| format!("{base}sitemap/{number}.xml")).collect();
        return SitemapView { pages: Vec::new(), files };
    }
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
    let all = pages(site, scope.proofs);
    let listed = all.iter().filter(|page| page.kind.is_listed());
    let here = listed.skip((part.number - 1) * ADDRESSES).take(ADDRESSES);
    SitemapView { pages: here.map(entry).collect(), files: Vec::new() }
}
