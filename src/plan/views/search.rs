use serde::Serialize;

use super::parts::Link;
use crate::plan::scope::Scope;

/// The page that searches the site; without JavaScript, a list of what can be looked through instead.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// The site's indexes.
    pub indexes: Vec<Link>,
}

pub(in crate::plan) fn search_view(scope: &Scope<'_>) -> SearchView {
    let indexes = [
        ("actors/", "Actors"),
        ("options/", "Options"),
        ("claims/", "Claims"),
        ("briefs/", "Briefs"),
        ("sources/", "Sources"),
        ("criteria/", "Criteria"),
        ("topics/", "Topics"),
        ("timeline/", "Timeline"),
    ];
    let link = |(path, text): (&str, &str)| Link::new(scope.relative(path), text);
    SearchView { indexes: indexes.map(link).into() }
}
