//! The conditions of `cs:choose`, as far as a work's facts settle them (CSL 1.0.2, “Choose”).

use hayagriva::citationberg::taxonomy::{DateVariable, Variable};
use hayagriva::citationberg::{ChooseBranch, ChooseMatch};

use super::facts::{Facts, Known};

/// Whether a branch is taken; nothing where that is not certain.
///
/// The tests are taken in the formatter's order and no further than it takes them: an open one may leave a trace (that
/// a number was asked for), so only what is settled without it counts as settled.
pub(super) fn is_taken(branch: &ChooseBranch, facts: &Facts, open: &[Variable], is_cited: bool) -> Option<bool> {
    let stops_at = match branch.match_ {
        ChooseMatch::All => false,
        ChooseMatch::Any | ChooseMatch::None => true,
    };
    for test in tests(branch, facts, open, is_cited) {
        if test? == stops_at {
            return Some(branch.match_ == ChooseMatch::Any);
        }
    }
    Some(branch.match_ != ChooseMatch::Any)
}

/// The results of a branch's tests in the formatter's order.
fn tests<'a>(
    branch: &'a ChooseBranch,
    facts: &'a Facts,
    open: &'a [Variable],
    is_cited: bool,
) -> impl Iterator<Item = Option<bool>> + 'a {
    // A work that stands alone is never mistaken for another.
    let disambiguate = branch.disambiguate.map(|wanted| Some(!wanted));
    let numeric = all(branch.is_numeric.as_deref());
    let numeric = numeric.map(|&variable| match variable {
        // Whatever they hold is no number.
        Variable::Date(_) | Variable::Name(_) => Some(false),
        variable => (facts.know(variable, open) == Known::Absent).then_some(false),
    });
    // No date here is a circa date; see `Facts::of`.
    let uncertain = all(branch.is_uncertain_date.as_deref()).map(|_: &DateVariable| Some(false));
    // A reference is to the whole of a work.
    let locator = all(branch.locator.as_deref()).map(|_| Some(false));
    // In a list of references nothing has a position, and the formatter makes no test of it.
    let position = all(branch.position.as_deref().filter(|_| is_cited)).map(|_| None);
    let kind = all(branch.type_.as_deref()).map(|kind| Some(facts.kind == Some(*kind)));
    let variable = all(branch.variable.as_deref()).map(|&variable| match facts.know(variable, open) {
        Known::Absent => Some(false),
        Known::Held => Some(true),
        Known::Open => None,
    });
    disambiguate.into_iter().chain(numeric).chain(uncertain).chain(locator).chain(position).chain(kind).chain(variable)
}

fn all<T>(tested: Option<&[T]>) -> std::slice::Iter<'_, T> {
    tested.unwrap_or_default().iter()
}
