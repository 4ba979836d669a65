use serde::Serialize;

use super::card::CardError;
use super::page::{Page, PageKind};
use super::part::PartView;
use super::scope::{Audience, Basis, Scope};
use super::search::names_view;
use super::views::{self, FeedView, Link, RobotsView, SitemapView};
use crate::resolve::{Address, RecordId, Site};

/// Everything that a page shows. A page whose view is unchanged, under an unchanged theme, is the same page.
#[derive(Debug, Clone, Serialize)]
pub struct View {
    /// The template that draws it, [`DATA`] or [`TEXT`].
    #[serde(skip)]
    pub template: &'static str,
    /// What surrounds it; nothing, where no template draws it.
    pub page: Frame,
    /// What is on this one.
    pub view: Content,
}

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

/// A page that only sends its reader on.
#[derive(Debug, Clone, Serialize)]
pub struct RedirectView {
    /// Where to.
    pub to: Link,
}

/// The content of a page: one type a page kind.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "each variant is named after the page whose view it holds")]
pub enum Content {
    Home(views::HomeView),
    Briefs(views::BriefsView),
    Brief(Box<views::BriefView>),
    Actors(views::ActorsView),
    Actor(Box<views::ActorView>),
    Options(views::OptionsView),
    Option(Box<views::OptionView>),
    Claims(views::ClaimsView),
    Claim(Box<views::ClaimPageView>),
    Facets(views::FacetsView),
    Rest(views::RestView),
    Sources(views::SourcesView),
    Source(Box<views::SourceView>),
    List(views::ListView),
    Criterion(Box<views::CriterionView>),
    Topic(views::TopicView),
    Compare(views::CompareView),
    Disagreements(views::DisagreementsView),
    Conditions(views::ConditionsView),
    Timeline(views::TimelineView),
    Gaps(Box<views::GapsView>),
    Method(Box<views::MethodView>),
    Search(views::SearchView),
    Names(super::search::NamesView),
    NotFound(views::NotFoundView),
    Redirect(RedirectView),
    Feed(FeedView),
    Sitemap(SitemapView),
    Robots(RobotsView),
    Annotation(views::AnnotationView),
    Export(views::ExportView),
}

/// What stands in for a template where the content itself is what is published, as JSON.
pub const DATA: &str = "";

/// What stands in for a template where the content is a text that is published as it is.
pub const TEXT: &str = "text";

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

/// Builds the view of a page.
///
/// # Errors
/// If the theme cannot draw a claim that the page shows.
pub fn view(basis: &Basis<'_>, page: &Page) -> Result<View, CardError> {
    let scope = Scope::new(basis, &page.address, page.part);
    let (template, title, description, content) = content(&scope, page);
    let is_drawn = !matches!(template, DATA | TEXT);
    let page = if is_drawn { frame(&scope, page, title, description) } else { Frame::default() };
    scope.failure().map_or(Ok(View { template, page, view: content }), Err)
}

type Parts = (&'static str, String, Option<String>, Content);

fn content(scope: &Scope<'_>, page: &Page) -> Parts {
    let site = scope.site;
    let named = |template, title: &str, content| (template, title.to_owned(), None, content);
    match page.kind {
        PageKind::Home => (
            "home.html",
            site.config.title.clone(),
            site.config.description.clone(),
            Content::Home(views::home_view(scope)),
        ),
        PageKind::Briefs => named("briefs.html", "Briefs", Content::Briefs(views::briefs_view(scope))),
        PageKind::Actors => named("actors.html", "Actors", Content::Actors(views::actors_view(scope))),
        PageKind::Options => named("options.html", "Options", Content::Options(views::options_view(scope))),
        PageKind::Claims => named("claims.html", "Claims", Content::Claims(views::claims_view(scope))),
        PageKind::Sources => named("sources.html", "Sources", Content::Sources(views::sources_view(scope))),
        PageKind::Criteria => named("list.html", "Criteria", Content::List(views::criteria_view(scope))),
        PageKind::Topics => named("list.html", "Topics", Content::List(views::topics_view(scope))),
        PageKind::Compare => named("compare.html", "Compare", Content::Compare(views::compare_view(scope))),
        PageKind::Disagreements => {
            named("disagreements.html", "Disagreements", Content::Disagreements(views::disagreements_view(scope)))
        }
        PageKind::Conditions => {
            named("conditions.html", "Conditions", Content::Conditions(views::conditions_view(scope)))
        }
        PageKind::Timeline => named("timeline.html", "Timeline", Content::Timeline(views::timeline_view(scope))),
        PageKind::Gaps => named("gaps.html", "Gaps", Content::Gaps(Box::new(views::gaps_view(scope)))),
        PageKind::Method => {
            named("method.html", "How to read this site", Content::Method(Box::new(views::method_view(scope))))
        }
        PageKind::Search => named("search.html", "Search", Content::Search(views::search_view(scope))),
        PageKind::Names => named(DATA, "", Content::Names(names_view(scope))),
        PageKind::NotFound => named("404.html", "Page not found", Content::NotFound(views::not_found_view(scope))),
        PageKind::Feed => named("feed.xml", "", Content::Feed(views::feed_view(scope, base(site)))),
        PageKind::Sitemap(ref pages) => {
            named("sitemap.xml", "", Content::Sitemap(views::sitemap_view(site, base(site), pages)))
        }
        PageKind::SitemapIndex => {
            named("sitemap.xml", "", Content::Sitemap(views::sitemap_index_view(base(site), page.part)))
        }
        PageKind::Facets => named(DATA, "", Content::Facets(views::facets_view(scope))),
        PageKind::Rest(list) => {
            let view = views::rest_view(scope, list);
            ("rest.html", format!("{} – {}", view.home.text(), view.heading), None, Content::Rest(view))
        }
        PageKind::Robots => named("robots.txt", "", Content::Robots(robots(site))),
        PageKind::Annotation(id, index) => {
            named(DATA, "", Content::Annotation(views::annotation_view(scope, id, index)))
        }
        PageKind::Export(citable, export) => {
            named(TEXT, "", Content::Export(views::export_view(scope, citable, export)))
        }
        PageKind::Redirect(to) => {
            let view = RedirectView { to: scope.link(to) };
            named("redirect.html", site.name(to), Content::Redirect(view))
        }
        _ => record_content(scope, page),
    }
}

/// The pages of single records, whose titles are the records' own.
fn record_content(scope: &Scope<'_>, page: &Page) -> Parts {
    let site = scope.site;
    match page.kind {
        PageKind::Brief(id) => {
            let brief = &site.briefs[id];
            let view = Content::Brief(Box::new(views::brief_view(scope, id)));
            ("brief.html", brief.title.clone(), Some(brief.summary.clone()), view)
        }
        PageKind::Actor(id) => {
            let view = Content::Actor(Box::new(views::actor_view(scope, id)));
            ("actor.html", site.actors[id].name.clone(), None, view)
        }
        PageKind::Option(id) => {
            let view = Content::Option(Box::new(views::option_view(scope, id)));
            ("option.html", site.options[id].name.clone(), None, view)
        }
        PageKind::Claim(id) => {
            let claim = &site.claims[id];
            let view = Box::new(views::claim_view(scope, id));
            let description =
                ["A claim of ", view.claim.source.text(), ", with its excerpt, proof and relations."].concat();
            ("claim.html", without_full_stop(&claim.statement).to_owned(), Some(description), Content::Claim(view))
        }
        PageKind::Source(id) => {
            let view = Box::new(views::source_view(scope, id));
            ("source.html", view.label.clone(), None, Content::Source(view))
        }
        PageKind::Criterion(id) => {
            let view = Content::Criterion(Box::new(views::criterion_view(scope, id)));
            ("criterion.html", site.criteria[id].name.clone(), None, view)
        }
        PageKind::Topic(id) => {
            let view = Content::Topic(views::topic_view(scope, id));
            ("topic.html", site.topics[id].name.clone(), None, view)
        }
        // Every other kind is the page of a list or of the whole site.
        _ => ("404.html", String::new(), None, Content::NotFound(views::not_found_view(scope))),
    }
}

/// A statement as a title: titles are no sentences, and the site's own title follows.
fn without_full_stop(statement: &str) -> &str {
    statement.strip_suffix('.').filter(|rest| !rest.ends_with('.')).unwrap_or(statement)
}

fn frame(scope: &Scope<'_>, page: &Page, mut title: String, description: Option<String>) -> Frame {
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

fn base(site: &Site) -> &str {
    site.config.base_url.as_deref().unwrap_or("")
}

fn robots(site: &Site) -> RobotsView {
    RobotsView { sitemap: site.config.base_url.as_ref().map(|base| format!("{base}sitemap.xml")) }
}
