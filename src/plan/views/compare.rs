use serde::Serialize;

use super::parts::{ClaimView, Link, WordView, word_view};
use crate::plan::scope::Scope;
use crate::resolve::{ActorId, CriterionId, OptionId, RecordId};

/// The page that sets options side by side.
///
/// Nothing is added up or ranked: trials found no gain in scoring hypotheses (Mandel 2018; Karvetski and Mandel
/// 2020), and a winner would be a claim of nobody's.
#[derive(Debug, Clone, Serialize)]
pub struct CompareView {
    /// The criteria, as columns.
    pub criteria: Vec<Link>,
    /// The options, as rows.
    pub options: Vec<CompareRow>,
    /// The options that a claim gives an actor's stance on, as columns of the second table.
    pub stance_options: Vec<Link>,
    /// The actors with a stance, as rows of the second table.
    pub actors: Vec<StanceMatrixRow>,
    /// Actors without a stance on anything.
    pub without_stance: Vec<Link>,
    /// Options that no claim gives anybody's stance on.
    pub options_without_stance: Vec<Link>,
}

/// An option with a cell for each criterion.
#[derive(Debug, Clone, Serialize)]
pub struct CompareRow {
    /// The option.
    pub option: Link,
    /// Whether it is a variant of the one above it.
    pub is_variant: bool,
    /// The cells, in the order of the criteria.
    pub cells: Vec<CompareCell>,
}

/// What claims say of one option under one criterion.
#[derive(Debug, Clone, Serialize)]
pub struct CompareCell {
    /// The criterion, for the list form.
    pub criterion: Link,
    /// The claims, each with its word.
    pub claims: Vec<CellClaim>,
    /// How many favour.
    pub favours: usize,
    /// How many are against.
    pub against: usize,
    /// How many go both ways.
    pub mixed: usize,
    /// How many say what is asked.
    pub asks: usize,
}

/// A claim in a cell.
#[derive(Debug, Clone, Serialize)]
pub struct CellClaim {
    /// `favours`, `against`, `mixed` or `asks`; a position in the second table.
    pub word: WordView,
    /// The claim.
    pub claim: ClaimView,
}

/// An actor with a cell for each option.
#[derive(Debug, Clone, Serialize)]
pub struct StanceMatrixRow {
    /// The actor.
    pub actor: Link,
    /// The cells, in the order of the options.
    pub cells: Vec<StanceCell>,
}

/// The reported positions of one actor on one option.
#[derive(Debug, Clone, Serialize)]
pub struct StanceCell {
    /// The option, for the list form.
    pub option: Link,
    /// The claims, each with its position.
    pub claims: Vec<CellClaim>,
}

/// The word for a claim that says what is asked of an option, and not how it fares.
const ASKS: WordView =
    WordView { name: "asks", meaning: "The claim says what the option has to meet, not whether it does." };

pub(in crate::plan) fn compare_view(scope: &Scope<'_>) -> CompareView {
    let site = scope.site;
    let criteria: Vec<CriterionId> = site.criteria.handles().collect();
    let (stance_options, bare_options): (Vec<OptionId>, Vec<OptionId>) =
        site.options.handles().partition(|option| !site.graph.stances_on_option[option.index()].is_empty());
    let (with, without): (Vec<ActorId>, Vec<ActorId>) =
        site.actors.handles().partition(|actor| !site.graph.stances_of_actor[actor.index()].is_empty());
    CompareView {
        options: site.options.handles().map(|option| row(scope, option, &criteria)).collect(),
        criteria: criteria.iter().map(|&criterion| scope.link(RecordId::Criterion(criterion))).collect(),
        actors: with.into_iter().map(|actor| stance_row(scope, actor, &stance_options)).collect(),
        stance_options: stance_options.iter().map(|&option| scope.link(RecordId::Option(option))).collect(),
        options_without_stance: bare_options.into_iter().map(|option| scope.link(RecordId::Option(option))).collect(),
        without_stance: without.into_iter().map(|actor| scope.link(RecordId::Actor(actor))).collect(),
    }
}

fn row(scope: &Scope<'_>, option: OptionId, criteria: &[CriterionId]) -> CompareRow {
    CompareRow {
        option: scope.link(RecordId::Option(option)),
        is_variant: scope.site.options[option].variant_of.is_some(),
        cells: criteria.iter().map(|&criterion| cell(scope, option, criterion)).collect(),
    }
}

fn cell(scope: &Scope<'_>, option: OptionId, criterion: CriterionId) -> CompareCell {
    let found = scope.site.graph.cells.get(&(option, criterion));
    let mut claims: Vec<CellClaim> = Vec::new();
    if let Some(found) = found {
        let mut bearings = found.bearings.clone();
        bearings.sort_by_key(|&(bearing, claim)| (bearing, claim));
        let bearing = |(bearing, claim): (crate::model::Bearing, _)| CellClaim {
            word: word_view!(bearing),
            claim: scope.claim(claim),
        };
        claims.extend(bearings.into_iter().map(bearing));
        claims.extend(found.asks.iter().map(|&claim| CellClaim { word: ASKS, claim: scope.claim(claim) }));
    }
    let count = |name: &str| claims.iter().filter(|claim| claim.word.name == name).count();
    CompareCell {
        criterion: scope.link(RecordId::Criterion(criterion)),
        favours: count("favours"),
        against: count("against"),
        mixed: count("mixed"),
        asks: count("asks"),
        claims,
    }
}

fn stance_row(scope: &Scope<'_>, actor: ActorId, options: &[OptionId]) -> StanceMatrixRow {
    let reported = &scope.site.graph.stances_of_actor[actor.index()];
    let cell = |&option: &OptionId| StanceCell {
        option: scope.link(RecordId::Option(option)),
        claims: reported
            .iter()
            .filter(|stance| stance.option == option)
            .map(|stance| CellClaim { word: word_view!(stance.position), claim: scope.claim(stance.claim) })
            .collect(),
    };
    StanceMatrixRow { actor: scope.link(RecordId::Actor(actor)), cells: options.iter().map(cell).collect() }
}
