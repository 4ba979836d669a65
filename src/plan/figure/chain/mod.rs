//! If–then claims as chains: a condition is drawn above what follows from it.
//!
//! In: conditions and the claims that lead from one to another. Out: a drawing for each chain. The steps: one graph a
//! chain, with the links that close a circle set apart (`graph`); conditions in rows of at most two, so that a phone
//! shows them (`rows`); wires between them, which run in channels between rows and in lanes beside boxes, never through
//! one (`wires`); coordinates and shapes (`sheet`).
//!
//! A claim is itself a small box on its arrow. So no label floats, none collides, and each is a target that a finger
//! can hit.

mod graph;
mod rows;
mod sheet;
mod wires;

use super::drawing::{Caption, Drawing};
use super::wrap::bounded;

/// What a claim supposes, or what by it follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// What claims call it by: unique among the conditions given.
    pub id: String,
    /// What holds.
    pub text: String,
    /// Its place on a page.
    pub href: String,
}

/// A claim that if one condition holds, another follows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conditional {
    /// The `id` of what is supposed.
    pub from: String,
    /// The `id` of what follows.
    pub to: String,
    /// The short name of the source that claims it.
    pub source: String,
    /// The claim's page.
    pub href: String,
}

/// A drawing for each chain, the one with most conditions first. Their identifiers end in `-1`, `-2` and so on.
///
/// The order given does not matter. Left out are claims about conditions that are not given, and conditions that no
/// claim is about. Circles are drawn: the link that closes one runs back up, dashed.
#[must_use]
pub fn condition_chains(caption: &Caption, conditions: &[Condition], claims: &[Conditional]) -> Vec<Drawing> {
    let chains = graph::chains(conditions, claims);
    let count = chains.len();
    let drawings = chains.iter().enumerate().map(|(index, chain)| {
        let number = index + 1;
        let title = bounded(&caption.title);
        let title = if count > 1 { format!("{title} ({number} of {count})") } else { title };
        sheet::draw(&Caption { id: format!("{}-{number}", caption.id), title }, chain)
    });
    drawings.collect()
}

#[cfg(test)]
mod tests;
