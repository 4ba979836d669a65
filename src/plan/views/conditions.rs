use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::parts::{Few, Link};
use crate::plan::card::{Card, ConditionalView};
use crate::plan::figure::{Caption, Condition, Conditional, Figure, condition_chains};
use crate::plan::scope::Scope;
use crate::resolve::{ClaimId, OptionId, RecordId, same_words};

/// The page of if–then claims.
#[derive(Debug, Clone, Serialize)]
pub struct ConditionsView {
    /// Conditions that hang together, largest first.
    pub chains: Vec<ChainView>,
    /// Claims whose conditions nobody else names.
    pub singles: Vec<ChainView>,
    /// How many chains there are, with those on other pages.
    pub chain_count: usize,
    /// How many claims stand alone.
    pub single_count: usize,
    /// How many conditional claims there are.
    pub claim_count: usize,
}

/// Conditional claims linked by conditions that they share in the same words.
#[derive(Debug, Clone, Serialize)]
pub struct ChainView {
    /// Counted from 1.
    pub number: usize,
    /// The figure.
    pub figure: Option<Figure>,
    /// The same as a list, what leads to others first; of a chain that goes on over pages, those of this one.
    pub steps: Vec<StepView>,
    /// Whether it began on a page before.
    pub is_continued: bool,
    /// Options that its claims are about.
    pub options: Vec<Link>,
}

/// One conditional claim of a chain.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    /// Its place on the page.
    pub anchor: String,
    /// The claim's two halves.
    pub conditional: Option<ConditionalView>,
    /// The claim.
    pub claim: Card,
    /// Statements of claims whose consequence is this one's condition.
    pub after: Few,
    /// Statements of claims whose condition is this one's consequence.
    pub before: Few,
}

pub(in crate::plan) fn conditions_view(scope: &Scope<'_>) -> ConditionsView {
    let all = &scope.site.graph.conditions.chains;
    let claim_count = all.iter().map(Vec::len).sum();
    let window = scope.window(claim_count);
    let (mut chains, mut singles, mut start) = (Vec::new(), Vec::new(), 0);
    for (chain, number) in all.iter().zip(1..) {
        let here = overlap(&window, start..start + chain.len());
        start += chain.len();
        if !here.is_empty() {
            let list = if chain.len() > 1 { &mut chains } else { &mut singles };
            list.push(chain_view(scope, number, &chain[here.clone()], here.start > 0));
        }
    }
    // Largest first, so those of one claim come last.
    let chain_count = all.partition_point(|chain| chain.len() > 1);
    ConditionsView { chains, singles, chain_count, single_count: all.len() - chain_count, claim_count }
}

/// What a window shows of a stretch, counted from the stretch's beginning.
fn overlap(window: &Range<usize>, stretch: Range<usize>) -> Range<usize> {
    let (start, end) = (window.start.max(stretch.start), window.end.min(stretch.end));
    if start < end { start - stretch.start..end - stretch.start } else { 0..0 }
}

/// How many claims before and after it a step names: their own steps stand on the same list.
const LINKS: usize = 8;

fn chain_view(scope: &Scope<'_>, number: usize, chain: &[ClaimId], is_continued: bool) -> ChainView {
    let conditions = &scope.site.graph.conditions;
    let few =
        |claims: &[ClaimId]| scope.few(claims.iter().take(LINKS).map(|&claim| RecordId::Claim(claim)), claims.len());
    let step = |&claim: &ClaimId| StepView {
        anchor: scope.site.claims[claim].anchor(),
        conditional: scope.conditional(claim),
        claim: scope.claim(claim),
        after: few(conditions.before(claim)),
        before: few(conditions.after(claim)),
    };
    let of_claim = |&claim: &ClaimId| {
        let claim = &scope.site.claims[claim];
        claim.options.iter().copied().chain(claim.bears_on.iter().map(|bearing| bearing.option))
    };
    let mut options: Vec<OptionId> = chain.iter().flat_map(of_claim).collect();
    options.sort_unstable();
    options.dedup();
    ChainView {
        number,
        figure: figure(scope, number, chain),
        steps: chain.iter().map(step).collect(),
        is_continued,
        options: options.into_iter().map(|option| scope.link(RecordId::Option(option))).collect(),
    }
}

/// How many claims a figure holds: what is longer is read in the list beside it.
const DRAWN: usize = 60;

/// One chain as a figure, or its first claims. A condition leads to the first claim of the list below that names it.
fn figure(scope: &Scope<'_>, number: usize, chain: &[ClaimId]) -> Option<Figure> {
    let mut conditions: BTreeMap<String, Condition> = BTreeMap::new();
    let mut claims = Vec::new();
    for &id in chain.iter().take(DRAWN) {
        let claim = &scope.site.claims[id];
        let Some((condition, consequence)) = claim.conditional.as_ref() else { continue };
        let (from, to) = (same_words(condition), same_words(consequence));
        for (words, text) in [(&from, condition), (&to, consequence)] {
            conditions.entry(words.clone()).or_insert_with(|| Condition {
                id: words.clone(),
                text: text.clone(),
                href: format!("#{}", claim.anchor()),
            });
        }
        let source = scope.site.sources[claim.source].label.clone();
        claims.push(Conditional { from, to, source, href: scope.href(RecordId::Claim(id)) });
    }
    let caption = Caption { id: format!("chain-{number}"), title: "What follows from what".to_owned() };
    let conditions: Vec<Condition> = conditions.into_values().collect();
    condition_chains(&caption, &conditions, &claims).into_iter().next().map(Figure::from)
}
