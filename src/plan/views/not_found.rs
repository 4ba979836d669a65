use serde::Serialize;

use super::parts::Link;
use crate::plan::scope::Scope;

/// What a server gives for an address that leads nowhere.
///
/// A server shows this page under any address, so a relative link would lead anywhere: where the site has a base
/// address, all links of the page begin with its path.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundView {
    /// Ways on.
    pub links: Vec<Link>,
}

pub(in crate::plan) fn not_found_view(scope: &Scope<'_>) -> NotFoundView {
    let ways = [("", "Home"), ("briefs/", "Briefs"), ("options/", "Options"), ("claims/", "Claims")];
    NotFoundView { links: ways.iter().map(|&(path, text)| Link::new(scope.relative(path), text)).collect() }
}
