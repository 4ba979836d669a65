//! A way round a fault of the formatter: where a style says how names are labelled and not how they are written, which
//! CSL allows, it takes them for absent. Saying that they are written as by default changes nothing else.

use hayagriva::citationberg::{IndependentStyle, LayoutRenderingElement as Element, Name, NamesChild};

/// Gives all names of a style's macros a form.
pub(super) fn name_forms(style: &mut IndependentStyle) {
    style.macros.iter_mut().for_each(|part| all(&mut part.children));
}

fn all(elements: &mut [Element]) {
    elements.iter_mut().for_each(within);
}

/// Styles nest as deep as their authors wrote them; those that the program brings along are known.
fn within(element: &mut Element) {
    match element {
        Element::Names(names) => {
            let has_form = names.children.iter().any(|child| matches!(child, NamesChild::Name(_)));
            if !has_form && !names.children.is_empty() {
                names.children.insert(0, NamesChild::Name(Name::default()));
            }
            for child in &mut names.children {
                if let NamesChild::Substitute(substitute) = child {
                    all(&mut substitute.children);
                }
            }
        }
        Element::Group(group) => all(&mut group.children),
        Element::Choose(choose) => {
            all(&mut choose.if_.children);
            choose.else_if.iter_mut().for_each(|branch| all(&mut branch.children));
            if let Some(otherwise) = &mut choose.otherwise {
                all(&mut otherwise.children);
            }
        }
        Element::Text(_) | Element::Date(_) | Element::Number(_) | Element::Label(_) => {}
    }
}
