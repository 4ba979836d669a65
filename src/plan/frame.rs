use serde::Serialize;

use super::link::Link;
use super::page::{Page, PageKind, Place};
use super::part::PartView;
use super::scope::{Audience, Scope};
use super::section::{HOME, SECTIONS, Section};
use crate::resolve::{Address, RecordId, Site};

/// What surrounds the content of every page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Frame {
    /// The page's own title.
    pub title: String,
    /// Whether it is the site's first page.
    pub is_home: bool,
    /// One sentence about it, for search engines and previews.
    pub description: Option<String>,
    /// The site's title.
    pub site_title: String,
    /// The site's language.
    pub language: String,
    /// What leads from the page to the site's root: `../../`.
    pub root: String,
    /// The site's absolute address, where it has a base address: what addresses on paper begin with.
    pub base: Option<String>,
    /// The page's absolute address, where the site has a base address.
    pub canonical: Option<String>,
    /// The Atom feed, where there is one.
    pub feed: Option<String>,
    /// `article` or `website`, as Open Graph names them.
    pub og_type: &'static str,
    /// The address of the [section](SECTIONS) that it belongs to, from the site's root.
    pub section: Option<&'static str>,
    /// The way down to the page from the home page; the page itself is not on it.
    pub breadcrumbs: Vec<Link>,
    /// The other pages of its list, where that has several.
    pub part: Option<PartView>,
    /// The page that searches the site, if it has one.
    pub search: Option<String>,
    /// Whether the page is shown to authors, who also see what is not finished.
    pub for_authors: bool,
}

/// What a page is called, where that is not the name of its place, and what it is about.
#[derive(Default)]
pub(super) struct Words {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
}

/// What surrounds a page that a template draws.
pub(super) fn frame(scope: &Scope<'_>, page: &Page, Words { title, description }: Words) -> Frame {
    let site = scope.site;
    let mut title = title.unwrap_or_else(|| page.kind.about().place.name().to_owned());
    if page.part.number > 1 {
        title = format!("{title}, page {} of {}", page.part.number, page.part.count);
    }
    let config = &site.config;
    let path = page.address.path();
    let section = SECTIONS.iter().map(|section| section.path).find(|section| path.starts_with(section));
    Frame {
        title,
        is_home: page.kind == PageKind::Home,
        description: description.or_else(|| config.description.clone()),
        site_title: config.title.clone(),
        language: config.language.clone(),
        root: scope.root.clone(),
        base: config.base_url.clone(),
        canonical: canonical(site, &page.kind, &page.address),
        feed: config.base_url.is_some().then(|| scope.relative("feed.xml")),
        og_type: if matches!(page.kind, PageKind::Brief(_)) { "article" } else { "website" },
        section,
        breadcrumbs: breadcrumbs(scope, page),
        part: PartView::new(page.part, |number| scope.relative(page.sibling(site, number).path())),
        search: config.search.then(|| scope.relative("search/")),
        for_authors: scope.audience == Audience::Authors,
    }
}

/// A former address names the new one as its canonical address; an error page has none.
fn canonical(site: &Site, kind: &PageKind, address: &Address) -> Option<String> {
    let base = site.config.base_url.as_deref()?;
    match kind {
        PageKind::NotFound => None,
        PageKind::Redirect(to) => Some(format!("{base}{}", Address::of(site, *to).path())),
        _ => Some(format!("{base}{}", address.path())),
    }
}

/// The way down from the home page.
fn breadcrumbs(scope: &Scope<'_>, page: &Page) -> Vec<Link> {
    let section = match page.kind.about().place {
        Place::At(HOME) | Place::File(_) | Place::Elsewhere => return Vec::new(),
        Place::At(section) => Some(section).filter(|_| page.part.number > 1),
        Place::In(section) => Some(section),
    };
    let crumb = |Section { path, text }: Section| {
        scope.cards.links.section(scope.depth, path, || Link::new(scope.relative(path), text))
    };
    std::iter::once(HOME).chain(section).map(crumb).chain(above(scope, &page.kind)).collect()
}

/// What stands above a page in its section.
fn above(scope: &Scope<'_>, kind: &PageKind) -> Vec<Link> {
    match *kind {
        PageKind::Option(id) => {
            let whole = scope.site.options[id].variant_of;
            whole.map(|whole| scope.link(RecordId::Option(whole))).into_iter().collect()
        }
        PageKind::Claim(id) => vec![scope.source_link(scope.site.claims[id].source)],
        PageKind::Rest(list) => match list.record() {
            Some(RecordId::Event(_)) | None => Vec::new(),
            Some(record) => {
                let mut above = above(scope, &PageKind::of(record));
                above.push(scope.named(record));
                above
            }
        },
        _ => Vec::new(),
    }
}
