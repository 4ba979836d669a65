use serde::Serialize;

use super::explorer::ExploreLink;
use super::parts::{Few, Link, MentionView, Row};
use super::prose::{ProseView, prose};
use crate::plan::card::Card;
use crate::plan::list::List;
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
    pub options: Vec<Row>,
    /// Options of which no claim says anything under it.
    pub uncovered: Few,
    /// Claims under it that name no option.
    pub general: Vec<Card>,
    /// Sentences of texts that name it.
    pub mentions: Vec<MentionView>,
    /// The way to what is not on this page.
    pub rest: CriterionRest,
}

/// Where the lists of a criterion's page go on, if they do.
#[derive(Debug, Clone, Serialize)]
pub struct CriterionRest {
    /// Of what claims say of options.
    pub options: Option<Link>,
    /// Of claims that name no option.
    pub claims: Option<Link>,
    /// Of the sentences that name it.
    pub mentions: Option<Link>,
}

pub(in crate::plan) fn criterion_view(scope: &Scope<'_>, id: CriterionId) -> CriterionView {
    let site = scope.site;
    let criterion = &site.criteria[id];
    let covered = &site.graph.options_of_criterion[id.index()];
    let (options, general) = (scope.head(List::Options(id)), scope.head(List::General(id)));
    let named = List::Mentions(RecordId::Criterion(id));
    let mentions = scope.head(named);
    CriterionView {
        name: criterion.name.clone(),
        explore: scope.explore("criterion", &criterion.id, site.graph.claims_under_criterion[id.index()].len()),
        also_known_as: criterion.also_known_as.clone(),
        description: prose(scope, &criterion.text),
        options: scope.rows(&options.items),
        uncovered: scope.few(
            site.options.handles().filter(|it| covered.binary_search(it).is_err()).map(RecordId::Option),
            site.options.len() - covered.len(),
        ),
        general: scope.claims(general.claims()),
        mentions: scope.sentences(&mentions),
        rest: CriterionRest {
            options: scope.rest(List::Options(id), options.total),
            claims: scope.rest(List::General(id), general.total),
            mentions: scope.rest(named, mentions.total),
        },
    }
}
