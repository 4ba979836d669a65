use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::parts::{Few, Link, WordView, WordedClaim, word_view};
use crate::model::Bearing;
use crate::plan::item::ASKS;
use crate::plan::scope::Scope;
use crate::resolve::{ActorId, ClaimId, CriterionId, OptionId, RecordId, Site};

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
    pub without_stance: Few,
    /// Options that no claim gives anybody's stance on.
    pub options_without_stance: Few,
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
    /// How many cells with claims have no column here; the option's page has them.
    pub more: usize,
}

/// What claims say of one option under one criterion.
#[derive(Debug, Clone, Serialize)]
pub struct CompareCell {
    /// The criterion, for the list form.
    pub criterion: Link,
    /// The claims, each with its word.
    pub claims: Vec<WordedClaim>,
    /// Where the rest of very many stands.
    pub rest: Option<Link>,
    /// How many favour.
    pub favours: usize,
    /// How many are against.
    pub against: usize,
    /// How many go both ways.
    pub mixed: usize,
    /// How many say what is asked.
    pub asks: usize,
}

/// An actor with a cell for each option.
#[derive(Debug, Clone, Serialize)]
pub struct StanceMatrixRow {
    /// The actor.
    pub actor: Link,
    /// The cells, in the order of the options.
    pub cells: Vec<StanceCell>,
    /// How many cells with claims have no column here; the actor's page has them.
    pub more: usize,
}

/// The reported positions of one actor on one option.
#[derive(Debug, Clone, Serialize)]
pub struct StanceCell {
    /// The option, for the list form.
    pub option: Link,
    /// The claims, each with its position.
    pub claims: Vec<WordedClaim>,
    /// Where the rest of very many stands.
    pub rest: Option<Link>,
}

/// How many columns a table has at most.
const COLUMNS: usize = 40;
/// How many entries of a list take the room of a row.
const ROW: usize = 8;
/// How many rows stand on a page whatever the size of pages: a table of one row compares nothing, and one of two little.
const FEWEST: usize = 3;
/// How many claims a cell opens. The pages of its option and its actor have all.
const OPENED: usize = 8;

/// How many rows the longer of the two tables has, and how many of them stand on a page.
pub(in crate::plan) fn compare_rows(site: &Site) -> (usize, usize) {
    let with_stance = site.graph.stances_of_actor.iter().filter(|stances| !stances.is_empty()).count();
    (site.options.len().max(with_stance), (site.config.page_size / ROW).max(FEWEST))
}

pub(in crate::plan) fn compare_view(scope: &Scope<'_>) -> CompareView {
    let site = scope.site;
    let graph = &site.graph;
    let (with, without): (Vec<ActorId>, Vec<ActorId>) =
        site.actors.handles().partition(|actor| !graph.stances_of_actor[actor.index()].is_empty());
    let (heard, unheard): (Vec<OptionId>, Vec<OptionId>) =
        site.options.handles().partition(|option| !graph.stances_on_option[option.index()].is_empty());
    let options: Vec<OptionId> = site.options.handles().collect();
    let options = rows(scope, &options);
    let actors = rows(scope, &with);
    let criteria = columns(
        site.criteria.handles(),
        options.iter().flat_map(|option| graph.criteria_of_option[option.index()].iter().copied()),
    );
    let stance_options = columns(
        heard.into_iter(),
        actors.iter().flat_map(|actor| graph.stances_of_actor[actor.index()].iter().map(|stance| stance.option)),
    );
    CompareView {
        options: options.iter().map(|&option| row(scope, option, &criteria)).collect(),
        criteria: criteria.iter().map(|&criterion| scope.link(RecordId::Criterion(criterion))).collect(),
        actors: actors.iter().map(|&actor| stance_row(scope, actor, &stance_options)).collect(),
        stance_options: stance_options.iter().map(|&option| scope.link(RecordId::Option(option))).collect(),
        options_without_stance: scope.few(unheard.iter().map(|&option| RecordId::Option(option)), unheard.len()),
        without_stance: scope.few(without.iter().map(|&actor| RecordId::Actor(actor)), without.len()),
    }
}

/// Those of all rows that stand on this page.
fn rows<'r, T>(scope: &Scope<'_>, all: &'r [T]) -> &'r [T] {
    let (_, size) = compare_rows(scope.site);
    &all[scope.part.window(size, all.len())]
}

/// All columns, if these are few; else those that most cells of the rows are in, in their own order.
fn columns<T: Copy + Ord>(all: impl ExactSizeIterator<Item = T>, of_cells: impl Iterator<Item = T>) -> Vec<T> {
    if all.len() <= COLUMNS {
        return all.collect();
    }
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    of_cells.for_each(|column| *counts.entry(column).or_default() += 1);
    let mut columns: Vec<(T, usize)> = counts.into_iter().collect();
    columns.sort_by_key(|&(column, count)| (Reverse(count), column));
    let mut columns: Vec<T> = columns.into_iter().take(COLUMNS).map(|(column, _)| column).collect();
    columns.sort_unstable();
    columns
}

fn row(scope: &Scope<'_>, option: OptionId, criteria: &[CriterionId]) -> CompareRow {
    let covered = &scope.site.graph.criteria_of_option[option.index()];
    CompareRow {
        option: scope.link(RecordId::Option(option)),
        is_variant: scope.site.options[option].variant_of.is_some(),
        cells: criteria.iter().map(|&criterion| cell(scope, option, criterion)).collect(),
        more: covered.iter().filter(|criterion| criteria.binary_search(criterion).is_err()).count(),
    }
}

fn cell(scope: &Scope<'_>, option: OptionId, criterion: CriterionId) -> CompareCell {
    let found = scope.site.graph.cells.get(&(option, criterion));
    let (bearings, asks) = found.map_or((&[][..], &[][..]), |cell| (&cell.bearings, &cell.asks));
    let words = bearings.iter().map(|&(bearing, claim)| (word_view!(bearing), claim));
    let words = words.chain(asks.iter().map(|&claim| (ASKS, claim)));
    let count = |wanted: Bearing| bearings.iter().filter(|(bearing, _)| *bearing == wanted).count();
    CompareCell {
        criterion: scope.link(RecordId::Criterion(criterion)),
        favours: count(Bearing::Favours),
        against: count(Bearing::Against),
        mixed: count(Bearing::Mixed),
        asks: asks.len(),
        claims: opened(scope, words),
        rest: rest(scope, bearings.len() + asks.len(), RecordId::Option(option)),
    }
}

fn stance_row(scope: &Scope<'_>, actor: ActorId, options: &[OptionId]) -> StanceMatrixRow {
    let reported = &scope.site.graph.stances_of_actor[actor.index()];
    let on = |option: OptionId| {
        let first = reported.partition_point(|stance| stance.option < option);
        let length = reported[first..].partition_point(|stance| stance.option == option);
        &reported[first..first + length]
    };
    let cell = |&option: &OptionId| StanceCell {
        option: scope.link(RecordId::Option(option)),
        claims: opened(scope, on(option).iter().map(|stance| (word_view!(stance.position), stance.claim))),
        rest: rest(scope, on(option).len(), RecordId::Actor(actor)),
    };
    let mut taken: Vec<OptionId> = reported.iter().map(|stance| stance.option).collect();
    taken.dedup();
    StanceMatrixRow {
        actor: scope.link(RecordId::Actor(actor)),
        cells: options.iter().map(cell).collect(),
        more: taken.iter().filter(|option| options.binary_search(option).is_err()).count(),
    }
}

fn opened(scope: &Scope<'_>, claims: impl Iterator<Item = (WordView, ClaimId)>) -> Vec<WordedClaim> {
    claims.take(OPENED).map(|(word, claim)| WordedClaim { word, claim: scope.claim(claim) }).collect()
}

/// The way to the claims that a cell does not open.
fn rest(scope: &Scope<'_>, claims: usize, page: RecordId) -> Option<Link> {
    let more = claims.checked_sub(OPENED).filter(|more| *more > 0)?;
    Some(Link::new(scope.href(page), more.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_columns_are_all_shown_and_of_many_the_fullest() {
        assert_eq!(columns(0..3, [1].into_iter()), [0, 1, 2]);
        let cells = (0..100).flat_map(|column| std::iter::repeat_n(column, if column % 2 == 0 { 2 } else { 1 }));
        let even: Vec<i32> = (0..100).step_by(2).take(COLUMNS).collect();
        assert_eq!(columns(0..100, cells), even);
        assert_eq!(columns(0..100, [7, 3].into_iter()), [3, 7]);
    }
}
