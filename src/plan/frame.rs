use serde::Serialize;

use super::page::{Page, PageKind};
use super::part::PartView;
use super::scope::{Audience, Scope};
use super::views::Link;
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

/// A section of the site. The sections are the same for all pages, so no view holds them.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Section {
    /// From the site's root.
    pub path: &'static str,
    /// What it is called.
    pub text: &'static str,
}

/// The sections in the header, in order.
pub const SECTIONS: [Section; 10] = [
    Section { path: "briefs/", text: "Briefs" },
    Section { path: "options/", text: "Options" },
    Section { path: "actors/", text: "Actors" },
    Section { path: "claims/", text: "Claims" },
    Section { path: "sources/", text: "Sources" },
    Section { path: "compare/", text: "Compare" },
    Section { path: "disagreements/", text: "Disagreements" },
    Section { path: "conditions/", text: "Conditions" },
    Section { path: "timeline/", text: "Timeline" },
    Section { path: "gaps/", text: "Gaps" },
];

/// What is a section of the site without standing in the header.
const FURTHER_SECTIONS: [Section; 2] =
    [Section { path: "criteria/", text: "Criteria" }, Section { path: "topics/", text: "Topics" }];

/// What surrounds a page that a template draws.
pub(super) fn frame(scope: &Scope<'_>, page: &Page, mut title: String, description: Option<String>) -> Frame {
    let site = scope.site;
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
        part: part_view(scope, page),
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

fn breadcrumbs(scope: &Scope<'_>, page: &Page) -> Vec<Link> {
    let crumb =
        |path: &str, text: &str| scope.cards.links.section(scope.depth, path, || Link::new(scope.relative(path), text));
    let home = || crumb("", "Home");
    match page.kind {
        PageKind::Home | PageKind::Redirect(_) => Vec::new(),
        PageKind::Brief(_) => vec![home(), crumb("briefs/", "Briefs")],
        PageKind::Actor(_) => vec![home(), crumb("actors/", "Actors")],
        PageKind::Option(id) => {
            let mut crumbs = vec![home(), crumb("options/", "Options")];
            crumbs.extend(scope.site.options[id].variant_of.map(|whole| scope.link(RecordId::Option(whole))));
            crumbs
        }
        PageKind::Claim(id) => {
            vec![home(), crumb("claims/", "Claims"), scope.source_link(scope.site.claims[id].source)]
        }
        PageKind::Source(_) => vec![home(), crumb("sources/", "Sources")],
        PageKind::Criterion(_) => vec![home(), crumb("criteria/", "Criteria")],
        PageKind::Topic(_) => vec![home(), crumb("topics/", "Topics")],
        PageKind::Rest(list) => match list.record() {
            Some(RecordId::Event(_)) => vec![home(), crumb("timeline/", "Timeline")],
            Some(record) => {
                let of = Page { address: page.address.clone(), kind: PageKind::of(record), part: page.part };
                let mut crumbs = breadcrumbs(scope, &of);
                crumbs.push(scope.named(record));
                crumbs
            }
            None => vec![home(), crumb("gaps/", "Gaps")],
        },
        _ if page.part.number > 1 => {
            let path = page.address.path();
            let lists = SECTIONS.iter().chain(&FURTHER_SECTIONS).filter(|section| path.starts_with(section.path));
            let own = lists.map(|section| crumb(section.path, section.text));
            std::iter::once(home()).chain(own).collect()
        }
        _ => vec![home()],
    }
}

/// The other pages of a page's list.
fn part_view(scope: &Scope<'_>, page: &Page) -> Option<PartView> {
    let home = |address: &Address| {
        let further = format!("page/{}/", page.part.number);
        Address::new(address.path().strip_suffix(&further).unwrap_or(address.path()))
    };
    PartView::new(page.part, |number| {
        let address = match page.kind {
            PageKind::Rest(list) => list.address(scope.site, number),
            _ => home(&page.address).further("page", number),
        };
        scope.relative(address.path())
    })
}
