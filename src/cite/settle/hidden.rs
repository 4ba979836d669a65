//! What the substitutes of a style may hide: what stands in for absent names is not printed again (CSL 1.0.2,
//! “Substitute”).

use std::collections::HashMap;

use hayagriva::citationberg::taxonomy::{NameVariable, Variable};
use hayagriva::citationberg::{CslMacro, IndependentStyle, LayoutRenderingElement as Element, Names, TextTarget};

use super::facts::{Facts, Known};
use super::reach::{Reach, branches, listed};

/// The variables with a value that formatting may hide on its way.
#[derive(Debug)]
pub(super) struct Hidden {
    /// All of them.
    pub(super) variables: Vec<Variable>,
    /// Those names that only one substitute may print, and once at most: until then they are not hidden.
    pub(super) once: Vec<NameVariable>,
    /// Whether there is no telling which: with the year of a date, the formatter looks through all of the style for a
    /// suffix to it, and within a substitute takes what it passes for printed.
    pub(super) is_unclear: bool,
}

impl Hidden {
    /// Anything.
    pub(super) fn any(facts: &Facts) -> Self {
        Self { variables: facts.held().to_vec(), once: Vec::new(), is_unclear: true }
    }

    /// What a style may hide of a work.
    ///
    /// Names that have a value give way to a substitute only once that value is hidden. So what can be hidden first is
    /// in the substitutes of names without one, and the rest follows from that.
    pub(super) fn of(style: &IndependentStyle, facts: &Facts) -> Self {
        let everything = Reach::of(style);
        let names: Vec<&Names> = everything.elements().filter_map(substituted).collect();
        let mut hidden: Vec<Variable> = Vec::new();
        loop {
            let known = hidden.len();
            for names in &names {
                let is_held = |&name| facts.know(Variable::Name(name), &hidden) == Known::Held;
                let Some(substitute) = names.substitute().filter(|_| !names.variable.iter().any(is_held)) else {
                    continue;
                };
                let within = Reach::from(&style.macros, &substitute.children);
                for variable in within.variables().filter(|variable| facts.held().contains(variable)) {
                    if matches!(variable, Variable::Date(_)) {
                        return Self::any(facts);
                    }
                    if !hidden.contains(&variable) {
                        hidden.push(variable);
                    }
                }
            }
            if hidden.len() == known {
                break;
            }
        }
        let is_once = |&name: &NameVariable| {
            let ways = |elements| Ways { macros: &style.macros, name, known: HashMap::new() }.of(elements, false);
            ways(listed(style)) <= 1 && ways(&style.citation.layout.elements) <= 1
        };
        let names = hidden.iter().filter_map(|variable| match variable {
            Variable::Name(name) => Some(*name),
            _ => None,
        });
        Self { once: names.filter(is_once).collect(), variables: hidden, is_unclear: false }
    }
}

/// Counts the ways that lead to names within substitutes.
struct Ways<'a> {
    macros: &'a [CslMacro],
    name: NameVariable,
    known: HashMap<(&'a str, bool), usize>,
}

impl<'a> Ways<'a> {
    fn of(&mut self, elements: &'a [Element], is_within: bool) -> usize {
        let ways = elements.iter().map(|element| match element {
            Element::Text(text) => match &text.target {
                TextTarget::Macro { name } => self.of_macro(name, is_within),
                _ => 0,
            },
            Element::Names(names) => {
                let own = is_within && names.variable.contains(&self.name);
                let substitute = names.substitute().map_or(&[][..], |substitute| &substitute.children);
                usize::from(own).saturating_add(self.of(substitute, true))
            }
            Element::Group(group) => self.of(&group.children, is_within),
            Element::Choose(choose) => {
                branches(choose).map(|children| self.of(children, is_within)).fold(0, usize::saturating_add)
            }
            Element::Date(_) | Element::Number(_) | Element::Label(_) => 0,
        });
        ways.fold(0, usize::saturating_add)
    }

    fn of_macro(&mut self, name: &'a str, is_within: bool) -> usize {
        if let Some(&ways) = self.known.get(&(name, is_within)) {
            return ways;
        }
        // Until its ways are counted: CSL allows no macro to call itself.
        self.known.insert((name, is_within), 0);
        let called = self.macros.iter().find(|part| part.name == name);
        let ways = called.map_or(0, |part| self.of(&part.children, is_within));
        self.known.insert((name, is_within), ways);
        ways
    }
}

fn substituted(element: &Element) -> Option<&Names> {
    match element {
        Element::Names(names) => Some(names).filter(|names| names.substitute().is_some()),
        _ => None,
    }
}
