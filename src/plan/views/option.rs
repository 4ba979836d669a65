use std::collections::BTreeSet;

use serde::Serialize;

use super::actor::PositionView;
use super::explorer::ExploreLink;
use super::parts::{ClaimView, Link, MentionView, word_view};
use crate::model::Bearing;
use crate::plan::prose::{ProseView, prose};
use crate::plan::scope::Scope;
use crate::resolve::{ActorId, ClaimId, CriterionId, OptionId, RecordId};

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
    pub variants: Vec<Link>,
    /// What it is, in prose.
    pub description: ProseView,
    /// Who gives and gets what.
    pub terms: Vec<TermView>,
    /// Criteria under which a claim says something of it.
    pub criteria: Vec<CriterionRow>,
    /// Criteria under which none does.
    pub uncovered: Vec<Link>,
    /// Stances of actors on it.
    pub stances: Vec<StanceRow>,
    /// Actors that no claim gives a stance.
    pub without_stance: Vec<Link>,
    /// Conditional claims about it: what it hangs on, and what hangs on it.
    pub conditions: Vec<ClaimView>,
    /// Other claims about it.
    pub other_claims: Vec<ClaimView>,
    /// Sentences of texts that name it.
    pub mentions: Vec<MentionView>,
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
    pub claim: ClaimView,
}

/// What claims say of an option under one criterion.
#[derive(Debug, Clone, Serialize)]
pub struct CriterionRow {
    /// The criterion.
    pub criterion: Link,
    /// Claims by which the option meets it.
    pub favours: Vec<ClaimView>,
    /// Claims by which it fails it.
    pub against: Vec<ClaimView>,
    /// Claims that go both ways.
    pub mixed: Vec<ClaimView>,
    /// Claims that say what is asked of it, and not how it fares.
    pub asks: Vec<ClaimView>,
}

/// The reported positions of one actor.
#[derive(Debug, Clone, Serialize)]
pub struct StanceRow {
    /// The actor.
    pub actor: Link,
    /// Its positions.
    pub positions: Vec<PositionView>,
}

pub(in crate::plan) fn option_view(scope: &Scope<'_>, id: OptionId) -> OptionView {
    let site = scope.site;
    let option = &site.options[id];
    let about = &site.graph.claims_about_option[id.index()];
    let (conditions, others): (Vec<ClaimId>, Vec<ClaimId>) =
        about.iter().partition(|claim| site.claims[**claim].conditional.is_some());
    let under_criteria: BTreeSet<ClaimId> = site
        .criteria
        .handles()
        .filter_map(|criterion| site.graph.cells.get(&(id, criterion)))
        .flat_map(|cell| cell.bearings.iter().map(|(_, claim)| *claim).chain(cell.asks.iter().copied()))
        .chain(site.graph.stances_on_option[id.index()].iter().map(|stance| stance.claim))
        .collect();
    let uncovered = site.criteria.handles().filter(|&criterion| !site.graph.cells.contains_key(&(id, criterion)));
    let with_stance: BTreeSet<ActorId> =
        site.graph.stances_on_option[id.index()].iter().map(|stance| stance.actor).collect();
    let without_stance = site.actors.handles().filter(|actor| !with_stance.contains(actor));
    OptionView {
        name: option.name.clone(),
        explore: scope.explore("option", &option.id, about.len()),
        also_known_as: option.also_known_as.clone(),
        variant_of: option.variant_of.map(|whole| scope.link(RecordId::Option(whole))),
        variants: site.graph.variants[id.index()].iter().map(|&v| scope.link(RecordId::Option(v))).collect(),
        description: prose(scope, &option.text),
        terms: option.terms.iter().map(|term| term_view(scope, term)).collect(),
        criteria: criteria_of(scope, id),
        uncovered: uncovered.map(|criterion| scope.link(RecordId::Criterion(criterion))).collect(),
        stances: stances(scope, id, &with_stance),
        without_stance: without_stance.map(|actor| scope.link(RecordId::Actor(actor))).collect(),
        conditions: scope.claims(conditions),
        other_claims: scope.claims(others.into_iter().filter(|claim| !under_criteria.contains(claim))),
        mentions: site.graph.mentions_of(RecordId::Option(id)).iter().map(|mention| scope.mention(mention)).collect(),
    }
}

/// The criteria under which claims say something of an option.
pub(in crate::plan) fn criteria_of(scope: &Scope<'_>, id: OptionId) -> Vec<CriterionRow> {
    let row = |criterion| criterion_row(scope, id, criterion);
    scope.site.criteria.handles().filter_map(row).collect()
}

pub(super) fn criterion_row(scope: &Scope<'_>, option: OptionId, criterion: CriterionId) -> Option<CriterionRow> {
    let cell = scope.site.graph.cells.get(&(option, criterion))?;
    let with = |wanted: Bearing| {
        scope.claims(cell.bearings.iter().filter(|(bearing, _)| *bearing == wanted).map(|(_, claim)| *claim))
    };
    Some(CriterionRow {
        criterion: scope.link(RecordId::Criterion(criterion)),
        favours: with(Bearing::Favours),
        against: with(Bearing::Against),
        mixed: with(Bearing::Mixed),
        asks: scope.claims(cell.asks.iter().copied()),
    })
}

fn term_view(scope: &Scope<'_>, term: &crate::resolve::Term) -> TermView {
    TermView {
        actor: scope.link(RecordId::Actor(term.actor)),
        gives: term.gives.clone(),
        gets: term.gets.clone(),
        claim: scope.claim(term.claim),
    }
}

fn stances(scope: &Scope<'_>, id: OptionId, actors: &BTreeSet<ActorId>) -> Vec<StanceRow> {
    let reported = &scope.site.graph.stances_on_option[id.index()];
    let row = |&actor: &ActorId| StanceRow {
        actor: scope.link(RecordId::Actor(actor)),
        positions: reported
            .iter()
            .filter(|stance| stance.actor == actor)
            .map(|stance| PositionView { position: word_view!(stance.position), claim: scope.claim(stance.claim) })
            .collect(),
    };
    actors.iter().map(row).collect()
}
