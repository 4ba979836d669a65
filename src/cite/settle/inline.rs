//! What stands in a wrapping that does nothing any more.

use hayagriva::citationberg::taxonomy::Variable;
use hayagriva::citationberg::{Choose, Group, LayoutRenderingElement as Element, TextTarget, ToFormatting};

use super::outcome::Outcome;

/// The only element of a list, if nothing depends on whether it stands in a group or macro or by itself.
///
/// It must get a value: a macro that prints and a group in a group count as having got one. It must leave nothing behind
/// where it has no content, as what wraps it would see to: other groups and macros do; a text has content. And it must not
/// be a condition, whose parts are set apart by the delimiter of the group around it.
pub(super) fn only(list: &[Element], outcome: Outcome) -> Option<&Element> {
    let [only] = list else { return None };
    let leaves_nothing = match only {
        Element::Group(group) => group.display.is_none(),
        Element::Text(text) => match text.target {
            TextTarget::Macro { .. } => text.display.is_none(),
            TextTarget::Variable { var: Variable::Standard(_), .. } => !text.strip_periods,
            _ => false,
        },
        _ => false,
    };
    (outcome.gets == Some(true) && leaves_nothing).then_some(only)
}

/// Whether a group does nothing but hold its elements, and set them apart.
pub(super) fn is_plain(group: &Group) -> bool {
    group.to_formatting().is_empty() && group.prefix.is_none() && group.suffix.is_none() && group.display.is_none()
}

/// The only element of a condition that is settled.
pub(super) fn settled(choose: &Choose) -> Option<&Element> {
    let branch = &choose.if_;
    let is_settled = choose.else_if.is_empty()
        && choose.otherwise.is_none()
        && branch.disambiguate.is_none()
        && branch.is_numeric.is_none()
        && branch.is_uncertain_date.is_none()
        && branch.locator.is_none()
        && branch.position.is_none()
        && branch.type_.is_none()
        && branch.variable.is_none();
    match branch.children.as_slice() {
        [only] if is_settled => Some(only),
        _ => None,
    }
}
