use serde::Serialize;

use super::explorer::ExploreLink;
use super::parts::{Few, Link, MentionView, Row};
use super::prose::{ProseView, prose};
use crate::plan::card::Card;
use crate::plan::list::List;
use crate::plan::scope::Scope;
use crate::resolve::{ActorId, OptionId, RecordId, Term};

/// An option's page.
#[derive(Debug, Clone, Serialize)]
pub struct OptionView {
    /// Its name.
    pub name: String,
    /// Its claims in the list of all claims.
    pub explore: ExploreLink,
    /// Other names.
    pub also_known_as: Vec<String>,
    /// What it is a variant of.
    pub variant_of: Option<Link>,
    /// Its variants.
    pub variants: Few,
    /// What it is, in prose.
    pub description: ProseView,
    /// Who gives and gets what.
    pub terms: Vec<TermView>,
    /// Criteria under which a claim says something of it.
    pub criteria: Vec<Row>,
    /// Criteria under which none does.
    pub uncovered: Few,
    /// Stances of actors on it.
    pub stances: Vec<Row>,
    /// Actors that no claim gives a stance.
    pub without_stance: Few,
    /// Conditional claims about it: what it hangs on, and what hangs on it.
    pub conditions: Vec<Card>,
    /// Other claims about it.
    pub other_claims: Vec<Card>,
    /// Sentences of texts that name it.
    pub mentions: Vec<MentionView>,
    /// The way to what is not on this page.
    pub rest: OptionRest,
}

/// Where the lists of an option's page go on, if they do.
#[derive(Debug, Clone, Serialize)]
pub struct OptionRest {
    /// Of what claims say under criteria.
    pub criteria: Option<Link>,
    /// Of stances on it.
    pub stances: Option<Link>,
    /// Of conditional claims.
    pub conditions: Option<Link>,
    /// Of other claims.
    pub claims: Option<Link>,
    /// Of the sentences that name it.
    pub mentions: Option<Link>,
}

/// One term.
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    /// Who.
    pub actor: Link,
    /// What it gives.
    pub gives: Option<String>,
    /// What it gets.
    pub gets: Option<String>,
    /// The claim that says so.
    pub claim: Card,
}

pub(in crate::plan) fn option_view(scope: &Scope<'_>, id: OptionId) -> OptionView {
    let site = scope.site;
    let option = &site.options[id];
    let graph = &site.graph;
    let covered = &graph.criteria_of_option[id.index()];
    let (criteria, stances) = (scope.head(List::Criteria(id)), scope.head(List::StancesOn(id)));
    let (conditions, others) = (scope.head(List::Conditions(id)), scope.head(List::Others(id)));
    let named = List::Mentions(RecordId::Option(id));
    let mentions = scope.head(named);
    let mut heard: Vec<ActorId> = graph.stances_on_option[id.index()].iter().map(|stance| stance.actor).collect();
    heard.dedup();
    let variants = &graph.variants[id.index()];
    OptionView {
        name: option.name.clone(),
        explore: scope.explore("option", &option.id, graph.claims_about_option[id.index()].len()),
        also_known_as: option.also_known_as.clone(),
        variant_of: option.variant_of.map(|whole| scope.link(RecordId::Option(whole))),
        variants: scope.few(variants.iter().map(|&variant| RecordId::Option(variant)), variants.len()),
        description: prose(scope, &option.text),
        terms: option.terms.iter().map(|term| term_view(scope, term)).collect(),
        criteria: scope.rows(&criteria.items),
        uncovered: scope.few(
            site.criteria.handles().filter(|it| covered.binary_search(it).is_err()).map(RecordId::Criterion),
            site.criteria.len() - covered.len(),
        ),
        stances: scope.rows(&stances.items),
        without_stance: scope.few(
            site.actors.handles().filter(|actor| heard.binary_search(actor).is_err()).map(RecordId::Actor),
            site.actors.len() - heard.len(),
        ),
        conditions: scope.claims(conditions.claims()),
        other_claims: scope.claims(others.claims()),
        mentions: scope.sentences(&mentions),
        rest: OptionRest {
            criteria: scope.rest(List::Criteria(id), criteria.total),
            stances: scope.rest(List::StancesOn(id), stances.total),
            conditions: scope.rest(List::Conditions(id), conditions.total),
            claims: scope.rest(List::Others(id), others.total),
            mentions: scope.rest(named, mentions.total),
        },
    }
}

fn term_view(scope: &Scope<'_>, term: &Term) -> TermView {
    TermView {
        actor: scope.link(RecordId::Actor(term.actor)),
        gives: term.gives.clone(),
        gets: term.gets.clone(),
        claim: scope.claim(term.claim),
    }
}
