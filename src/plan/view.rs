use serde::Serialize;

use super::card::CardError;
use super::frame::{Frame, Words, frame};
use super::link::Link;
use super::page::{DATA, Page, PageKind, TEXT};
use super::scope::{Basis, Scope};
use super::search::names_view;
use super::views::{self, FeedView, RobotsView, SitemapView};
use crate::resolve::Site;

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

/// Builds the view of a page.
///
/// # Errors
/// If the theme cannot draw a claim that the page shows.
pub fn view(basis: &Basis<'_>, page: &Page) -> Result<View, CardError> {
    let scope = Scope::new(basis, &page.address, page.part);
    let template = page.kind.about().template;
    let view = content(&scope, page);
    let page = match template {
        DATA | TEXT => Frame::default(),
        _ => frame(&scope, page, words(scope.site, &page.kind, &view)),
    };
    scope.failure().map_or(Ok(View { template, page, view }), Err)
}

fn content(scope: &Scope<'_>, page: &Page) -> Content {
    let site = scope.site;
    match page.kind {
        PageKind::Home => Content::Home(views::home_view(scope)),
        PageKind::Briefs => Content::Briefs(views::briefs_view(scope)),
        PageKind::Brief(id) => Content::Brief(Box::new(views::brief_view(scope, id))),
        PageKind::Actors => Content::Actors(views::actors_view(scope)),
        PageKind::Actor(id) => Content::Actor(Box::new(views::actor_view(scope, id))),
        PageKind::Options => Content::Options(views::options_view(scope)),
        PageKind::Option(id) => Content::Option(Box::new(views::option_view(scope, id))),
        PageKind::Claims => Content::Claims(views::claims_view(scope)),
        PageKind::Facets => Content::Facets(views::facets_view(scope)),
        PageKind::Claim(id) => Content::Claim(Box::new(views::claim_view(scope, id))),
        PageKind::Sources => Content::Sources(views::sources_view(scope)),
        PageKind::Source(id) => Content::Source(Box::new(views::source_view(scope, id))),
        PageKind::Criteria => Content::List(views::criteria_view(scope)),
        PageKind::Criterion(id) => Content::Criterion(Box::new(views::criterion_view(scope, id))),
        PageKind::Topics => Content::List(views::topics_view(scope)),
        PageKind::Topic(id) => Content::Topic(views::topic_view(scope, id)),
        PageKind::Compare => Content::Compare(views::compare_view(scope)),
        PageKind::Disagreements => Content::Disagreements(views::disagreements_view(scope)),
        PageKind::Conditions => Content::Conditions(views::conditions_view(scope)),
        PageKind::Timeline => Content::Timeline(views::timeline_view(scope)),
        PageKind::Gaps => Content::Gaps(Box::new(views::gaps_view(scope))),
        PageKind::Rest(list) => Content::Rest(views::rest_view(scope, list)),
        PageKind::Method => Content::Method(Box::new(views::method_view(scope))),
        PageKind::Search => Content::Search(views::search_view(scope)),
        PageKind::Names => Content::Names(names_view(scope)),
        PageKind::NotFound => Content::NotFound(views::not_found_view(scope)),
        PageKind::Redirect(to) => Content::Redirect(RedirectView { to: scope.link(to) }),
        PageKind::Feed => Content::Feed(views::feed_view(scope, base(site))),
        PageKind::Annotation(id, index) => Content::Annotation(views::annotation_view(scope, id, index)),
        PageKind::Export(citable, export) => Content::Export(views::export_view(scope, citable, export)),
        PageKind::Sitemap(ref pages) => Content::Sitemap(views::sitemap_view(site, base(site), pages)),
        PageKind::SitemapIndex => Content::Sitemap(views::sitemap_index_view(base(site), page.part)),
        PageKind::Robots => Content::Robots(robots(site)),
    }
}

/// What a page is called that is not called as its place is, and what it is about.
fn words(site: &Site, kind: &PageKind, content: &Content) -> Words {
    let (title, description) = match (kind, content) {
        (PageKind::Home, _) => (site.config.title.clone(), site.config.description.clone()),
        (&PageKind::Brief(id), _) => (site.briefs[id].title.clone(), Some(site.briefs[id].summary.clone())),
        (&PageKind::Claim(id), Content::Claim(view)) => {
            let source = view.claim.source.text();
            let description = ["A claim of ", source, ", with its excerpt, proof and relations."].concat();
            (without_full_stop(&site.claims[id].statement).to_owned(), Some(description))
        }
        (&PageKind::Actor(id), _) => (site.actors[id].name.clone(), None),
        (&PageKind::Option(id), _) => (site.options[id].name.clone(), None),
        (&PageKind::Criterion(id), _) => (site.criteria[id].name.clone(), None),
        (&PageKind::Topic(id), _) => (site.topics[id].name.clone(), None),
        (&PageKind::Redirect(to), _) => (site.name(to).to_owned(), None),
        (_, Content::Source(view)) => (view.label.clone(), None),
        (_, Content::Rest(view)) => (format!("{} – {}", view.home.text(), view.heading), None),
        _ => return Words::default(),
    };
    Words { title: Some(title), description }
}

/// A statement as a title: titles are no sentences, and the site's own title follows.
fn without_full_stop(statement: &str) -> &str {
    statement.strip_suffix('.').filter(|rest| !rest.ends_with('.')).unwrap_or(statement)
}

fn base(site: &Site) -> &str {
    site.config.base_url.as_deref().unwrap_or("")
}

fn robots(site: &Site) -> RobotsView {
    RobotsView { sitemap: site.config.base_url.as_ref().map(|base| format!("{base}sitemap.xml")) }
}
