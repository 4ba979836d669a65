//! What of a style can be reached.

use hayagriva::citationberg::taxonomy::{NumberVariable, StandardVariable, Variable};
use hayagriva::citationberg::{Choose, CslMacro, IndependentStyle, LayoutRenderingElement as Element, TextTarget};

use super::facts::numbered;

/// All elements that a layout, or a part of one, may come to format, each macro's once.
pub(super) struct Reach<'a> {
    macros: &'a [CslMacro],
    called: Vec<&'a str>,
    elements: Vec<&'a Element>,
}

impl<'a> Reach<'a> {
    /// What is reached from a list of elements.
    pub(super) fn from(macros: &'a [CslMacro], elements: &'a [Element]) -> Self {
        let mut reach = Self { macros, called: Vec::new(), elements: Vec::new() };
        reach.all(elements);
        reach
    }

    /// What is reached from a style's layouts.
    pub(super) fn of(style: &'a IndependentStyle) -> Self {
        let mut reach = Self::from(&style.macros, &style.citation.layout.elements);
        reach.all(listed(style));
        reach
    }

    /// The names of the macros.
    pub(super) fn called(&self) -> &[&'a str] {
        &self.called
    }

    /// The elements, those of macros with them.
    pub(super) fn elements(&self) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().copied()
    }

    /// The variables that are printed or named.
    pub(super) fn variables(&self) -> impl Iterator<Item = Variable> {
        self.elements().flat_map(|element| match element {
            Element::Text(text) => match text.target {
                TextTarget::Variable { var, .. } => vec![var],
                _ => Vec::new(),
            },
            Element::Number(number) => vec![numbered(number.variable)],
            Element::Label(label) => vec![numbered(label.variable)],
            Element::Date(date) => date.variable.map(Variable::Date).into_iter().collect(),
            Element::Names(names) => names.variable.iter().map(|&name| Variable::Name(name)).collect(),
            Element::Group(_) | Element::Choose(_) => Vec::new(),
        })
    }

    fn all(&mut self, elements: &'a [Element]) {
        for element in elements {
            self.elements.push(element);
            match element {
                Element::Text(text) => {
                    if let TextTarget::Macro { name } = &text.target {
                        self.call(name);
                    }
                }
                Element::Names(names) => self.all(names.substitute().map_or(&[], |list| &list.children)),
                Element::Group(group) => self.all(&group.children),
                Element::Choose(choose) => branches(choose).for_each(|children| self.all(children)),
                Element::Date(_) | Element::Number(_) | Element::Label(_) => {}
            }
        }
    }

    fn call(&mut self, name: &'a str) {
        if !self.called.contains(&name) {
            self.called.push(name);
            let called = self.macros.iter().find(|part| part.name == name);
            self.all(called.map_or(&[], |part| &part.children));
        }
    }
}

/// What a style lists works by.
pub(super) fn listed(style: &IndependentStyle) -> &[Element] {
    style.bibliography.as_ref().map_or(&[], |list| &list.layout.elements)
}

/// Whether a style's list shows a number or label, of which there is one or the other: that in use is the one that the
/// citation asked for.
pub(super) fn lists_by_number(style: &IndependentStyle) -> bool {
    let is_number = |variable| {
        matches!(
            variable,
            Variable::Number(NumberVariable::CitationNumber) | Variable::Standard(StandardVariable::CitationLabel)
        )
    };
    let tested = |element: &Element| match element {
        Element::Choose(choose) => std::iter::once(&choose.if_).chain(&choose.else_if).any(|branch| {
            [&branch.is_numeric, &branch.variable].into_iter().flatten().flatten().any(|&v| is_number(v))
        }),
        _ => false,
    };
    let reach = Reach::from(&style.macros, listed(style));
    reach.variables().any(is_number) || reach.elements().any(tested)
}

/// The elements of each branch of a condition.
pub(super) fn branches(choose: &Choose) -> impl Iterator<Item = &[Element]> {
    let otherwise = choose.otherwise.iter().map(|otherwise| otherwise.children.as_slice());
    choose.branches().map(|branch| branch.children.as_slice()).chain(otherwise)
}
