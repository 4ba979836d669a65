//! Styles cut to the shape of a work.
//!
//! In: a style, and the [`Facts`] of a work: its type and which variables it has. Out: the same style without what these
//! rule out, which the formatter is through with in a fraction of the time: a style like APA's asks hundreds of
//! questions of every work, and each group asks all those within it once more. Never here: a guess. What the facts do not
//! settle exactly as the formatter would stays as it was, so each work of that shape gets the same reference, byte for byte.

mod condition;
mod facts;
mod hidden;
mod inline;
mod kept;
mod manner;
mod names;
mod outcome;
mod prune;
mod reach;

use facts::Facts;
use hayagriva::citationberg::IndependentStyle;
use hidden::Hidden;
pub(super) use kept::Settled;
use prune::Pruner;
use reach::Reach;

/// How often a style is cut: what is gone no longer stands in the way of settling the rest. No style needed more.
const ROUNDS: usize = 3;

/// The style for works of a shape, each formatted by itself.
fn settle(style: &IndependentStyle, facts: &Facts) -> IndependentStyle {
    let mut settled = style.clone();
    // There is nothing to put in order.
    settled.citation.sort = None;
    if let Some(list) = &mut settled.bibliography {
        list.sort = None;
    }
    // Where any value may be hidden, the type alone settles most of a style, and spares the search for what is.
    round(&mut settled, facts, &Hidden::any(facts));
    for _ in 0..ROUNDS {
        let hidden = Hidden::of(&settled, facts);
        round(&mut settled, facts, &hidden);
    }
    settled
}

fn round(style: &mut IndependentStyle, facts: &Facts, hidden: &Hidden) {
    // The list is all that is shown. The citation is made before it and leaves no trace in it but these two.
    if style.bibliography.is_some() && !hidden.is_unclear && !reach::lists_by_number(style) {
        style.citation.layout.elements.clear();
    }
    let mut pruner = Pruner::new(facts, hidden, style);
    let cited = pruner.layout(&style.citation.layout.elements);
    let listed = pruner.layout(reach::listed(style));
    let macros = pruner.macros();
    style.citation.layout.elements = cited;
    if let Some(list) = &mut style.bibliography {
        list.layout.elements = listed;
    }
    style.macros = macros;
    let called: Vec<String> = Reach::of(style).called().iter().map(|&name| name.to_owned()).collect();
    style.macros.retain(|part| called.contains(&part.name));
}

#[cfg(test)]
mod tests;
