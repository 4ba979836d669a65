//! What holds for a style as a whole and decides which of its parts may go.

use hayagriva::citationberg::{
    IndependentStyle, InheritableNameOptions, LayoutRenderingElement as Element, Name, NameForm, NamesChild, TextTarget,
};

use super::reach::Reach;

/// The manner of a style.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// Whether it may call a macro without its full stops: a call within it ends that, though it may print nothing.
    pub(super) strips: bool,
    /// Whether it may call a macro in a case: a call within it is in none.
    pub(super) cases: bool,
    /// Whether all names with a value are written: none is counted only, or cut to no name at all.
    pub(super) writes_names: bool,
}

impl Manner {
    /// The manner of a style, by what of it can be reached.
    pub(super) fn of(style: &IndependentStyle) -> Self {
        let reach = Reach::of(style);
        let calls = || {
            reach.elements().filter_map(|element| match element {
                Element::Text(text) => Some(text).filter(|text| matches!(text.target, TextTarget::Macro { .. })),
                _ => None,
            })
        };
        let strips = calls().any(|call| call.strip_periods);
        let cases = calls().any(|call| call.text_case.is_some());
        let mut options = vec![&style.settings.options, &style.citation.name_options];
        options.extend(style.bibliography.as_ref().map(|list| &list.name_options));
        let writes_names = options.into_iter().all(writes)
            && reach.elements().all(|element| match element {
                Element::Names(names) => writes(&names.options()) && names.children.iter().all(writes_child),
                _ => true,
            });
        Self { strips, cases, writes_names }
    }
}

fn writes_child(child: &NamesChild) -> bool {
    match child {
        NamesChild::Name(name) => writes_as(name),
        NamesChild::EtAl(_) | NamesChild::Label(_) | NamesChild::Substitute(_) => true,
    }
}

fn writes_as(name: &Name) -> bool {
    let inherited = InheritableNameOptions::default();
    let own = name.options(&inherited);
    own.form != NameForm::Count && own.et_al_use_first != Some(0) && own.et_al_subsequent_use_first != Some(0)
}

fn writes(options: &InheritableNameOptions) -> bool {
    options.name_form != Some(NameForm::Count)
        && options.et_al_use_first != Some(0)
        && options.et_al_subsequent_use_first != Some(0)
}
