//! The parts of a site that every page names in the same way.

use serde::Serialize;

/// A section of the site. The sections are the same for all pages, so no view holds them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Section {
    /// From the site's root.
    pub path: &'static str,
    /// What it is called.
    pub text: &'static str,
}

const fn section(path: &'static str, text: &'static str) -> Section {
    Section { path, text }
}

pub(super) const HOME: Section = section("", "Home");
pub(super) const BRIEFS: Section = section("briefs/", "Briefs");
pub(super) const OPTIONS: Section = section("options/", "Options");
pub(super) const ACTORS: Section = section("actors/", "Actors");
pub(super) const CLAIMS: Section = section("claims/", "Claims");
pub(super) const SOURCES: Section = section("sources/", "Sources");
pub(super) const COMPARE: Section = section("compare/", "Compare");
pub(super) const DISAGREEMENTS: Section = section("disagreements/", "Disagreements");
pub(super) const CONDITIONS: Section = section("conditions/", "Conditions");
pub(super) const TIMELINE: Section = section("timeline/", "Timeline");
pub(super) const GAPS: Section = section("gaps/", "Gaps");
pub(super) const CRITERIA: Section = section("criteria/", "Criteria");
pub(super) const TOPICS: Section = section("topics/", "Topics");
pub(super) const METHOD: Section = section("method/", "How to read this site");
pub(super) const SEARCH: Section = section("search/", "Search");
/// What a server gives for an address that leads nowhere.
pub(super) const NOT_FOUND: Section = section("404.html", "Page not found");

/// The sections in the header, in order.
pub const SECTIONS: [Section; 10] =
    [BRIEFS, OPTIONS, ACTORS, CLAIMS, SOURCES, COMPARE, DISAGREEMENTS, CONDITIONS, TIMELINE, GAPS];
