use serde::Serialize;

use super::card::CardError;
use super::frame::{Frame, frame};
use super::page::{Page, PageKind};
use super::scope::{Basis, Scope};
use super::search::names_view;
use super::views::{self, FeedView, Link, RobotsView, SitemapView};
use crate::resolve::{ActorId, BriefId, ClaimId, CriterionId, OptionId, Site, SourceId, TopicId};

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

/// What stands in for a template where the content itself is what is published, as JSON.
pub const DATA: &str = "";

/// What stands in for a template where the content is a text that is published as it is.
pub const TEXT: &str = "text";

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

/// Template, title, description and content.
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
        PageKind::Brief(id) => brief(scope, id),
        PageKind::Actor(id) => actor(scope, id),
        PageKind::Option(id) => option(scope, id),
        PageKind::Claim(id) => claim(scope, id),
        PageKind::Source(id) => source(scope, id),
        PageKind::Criterion(id) => criterion(scope, id),
        PageKind::Topic(id) => topic(scope, id),
    }
}

/// The pages of single records, whose titles are the records' own.
fn brief(scope: &Scope<'_>, id: BriefId) -> Parts {
    let (brief, view) = (&scope.site.briefs[id], views::brief_view(scope, id));
    ("brief.html", brief.title.clone(), Some(brief.summary.clone()), Content::Brief(Box::new(view)))
}

fn actor(scope: &Scope<'_>, id: ActorId) -> Parts {
    let view = Content::Actor(Box::new(views::actor_view(scope, id)));
    ("actor.html", scope.site.actors[id].name.clone(), None, view)
}

fn option(scope: &Scope<'_>, id: OptionId) -> Parts {
    let view = Content::Option(Box::new(views::option_view(scope, id)));
    ("option.html", scope.site.options[id].name.clone(), None, view)
}

fn claim(scope: &Scope<'_>, id: ClaimId) -> Parts {
    let (claim, view) = (&scope.site.claims[id], views::claim_view(scope, id));
    let description = ["A claim of ", view.claim.source.text(), ", with its excerpt, proof and relations."].concat();
    let title = without_full_stop(&claim.statement).to_owned();
    ("claim.html", title, Some(description), Content::Claim(Box::new(view)))
}

fn source(scope: &Scope<'_>, id: SourceId) -> Parts {
    let view = views::source_view(scope, id);
    ("source.html", view.label.clone(), None, Content::Source(Box::new(view)))
}

fn criterion(scope: &Scope<'_>, id: CriterionId) -> Parts {
    let view = Content::Criterion(Box::new(views::criterion_view(scope, id)));
    ("criterion.html", scope.site.criteria[id].name.clone(), None, view)
}

fn topic(scope: &Scope<'_>, id: TopicId) -> Parts {
    let view = Content::Topic(views::topic_view(scope, id));
    ("topic.html", scope.site.topics[id].name.clone(), None, view)
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
