use serde::Serialize;

use super::explorer::ExploreLink;
use super::option::{CriterionRow, criterion_row};
use super::parts::{ClaimView, Link, MentionView};
use crate::plan::prose::{ProseView, prose};
use crate::plan::scope::Scope;
use crate::resolve::{CriterionId, RecordId};

/// A criterion's page.
#[derive(Debug, Clone, Serialize)]
pub struct CriterionView {
    /// Its name.
    pub name: String,
    /// Its claims in the list of all claims.
    pub explore: ExploreLink,
    /// Other names.
    pub also_known_as: Vec<String>,
    /// What it asks, in prose.
    pub description: ProseView,
    /// What claims say of each option under it.
    pub options: Vec<OptionUnder>,
    /// Options of which no claim says anything under it.
    pub uncovered: Vec<Link>,
    /// Claims under it that name no option.
    pub general: Vec<ClaimView>,
    /// Sentences of texts that name it.
    pub mentions: Vec<MentionView>,
}

/// What claims say of one option under the criterion.
#[derive(Debug, Clone, Serialize)]
pub struct OptionUnder {
    /// The option.
    pub option: Link,
    /// The claims.
    pub row: CriterionRow,
}

pub(in crate::plan) fn criterion_view(scope: &Scope<'_>, id: CriterionId) -> CriterionView {
    let site = scope.site;
    let criterion = &site.criteria[id];
    let mut options = Vec::new();
    let mut uncovered = Vec::new();
    for option in site.options.handles() {
        let link = scope.link(RecordId::Option(option));
        match criterion_row(scope, option, id) {
            Some(row) => options.push(OptionUnder { option: link, row }),
            None => uncovered.push(link),
        }
    }
    let general = site.graph.claims_under_criterion[id.index()].iter().copied().filter(|&claim| {
        let claim = &site.claims[claim];
        claim.options.is_empty() && !claim.bears_on.iter().any(|bearing| bearing.criterion == id)
    });
    CriterionView {
        name: criterion.name.clone(),
        explore: scope.explore("criterion", &criterion.id, site.graph.claims_under_criterion[id.index()].len()),
        also_known_as: criterion.also_known_as.clone(),
        description: prose(scope, &criterion.text),
        options,
        uncovered,
        general: scope.claims(general),
        mentions: site.graph.mentions_of(RecordId::Criterion(id)).iter().map(|m| scope.mention(m)).collect(),
    }
}
