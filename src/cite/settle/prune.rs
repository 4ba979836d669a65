//! A style without what a work's facts rule out.

use std::collections::HashMap;

use hayagriva::citationberg::taxonomy::{StandardVariable, Variable};
use hayagriva::citationberg::{
    Choose, ChooseBranch, ChooseMatch, CslMacro, ElseBranch, Group, IndependentStyle,
    LayoutRenderingElement as Element, Text, TextTarget,
};

use super::condition;
use super::facts::{EMPTY, Facts, Known, numbered};
use super::hidden::Hidden;
use super::inline;
use super::manner::Manner;
use super::outcome::{Outcome, or};

/// Prunes the parts of one style.
pub(super) struct Pruner<'a> {
    facts: &'a Facts,
    pub(super) hidden: &'a Hidden,
    pub(super) manner: Manner,
    /// Whether works are cited too, not only listed.
    is_cited: bool,
    macros: &'a [CslMacro],
    /// The macros that were called, pruned; nothing while one is being pruned.
    pruned: HashMap<&'a str, Option<(Vec<Element>, Outcome)>>,
}

/// How a list of elements is formatted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Of each, whether it prints is looked up first: in groups.
    Grouped,
    /// The same in the branches of conditions.
    Looked,
    /// One after the other: in layouts, macros and substitutes.
    Blind,
}

impl<'a> Pruner<'a> {
    /// Nothing is pruned yet.
    pub(super) fn new(facts: &'a Facts, hidden: &'a Hidden, style: &'a IndependentStyle) -> Self {
        let is_cited = !style.citation.layout.elements.is_empty();
        Self { facts, hidden, manner: Manner::of(style), is_cited, macros: &style.macros, pruned: HashMap::new() }
    }

    /// The elements of a layout.
    pub(super) fn layout(&mut self, elements: &'a [Element]) -> Vec<Element> {
        self.list(elements, Order::Blind).0
    }

    /// The macros that the layouts call, in the style's order.
    pub(super) fn macros(mut self) -> Vec<CslMacro> {
        let macros = self.macros.iter().filter_map(|part| {
            let (children, _) = self.pruned.remove(part.name.as_str())??;
            Some(CslMacro { name: part.name.clone(), children })
        });
        macros.collect()
    }

    /// A list without the elements that print nothing. That they asked in vain is still to be known: one empty variable
    /// says it for all, and none is needed beside an element that asks anyway.
    pub(super) fn list(&mut self, elements: &'a [Element], order: Order) -> (Vec<Element>, Outcome) {
        let (mut kept, mut total, mut asks, mut asked) = (Vec::new(), Outcome::NOTHING, false, false);
        for element in elements {
            let (element, mut outcome) = self.element(element);
            if order != Order::Blind {
                outcome.is_traceless = outcome.prints == Some(false);
            }
            total = total.then(outcome);
            // A group within a group counts as a variable with a value if it prints.
            if let (Order::Grouped, Element::Group(_)) = (order, &element) {
                total.gets = or(total.gets, outcome.prints);
            }
            let element = self.unwrapped(element, outcome, order);
            let is_gone = outcome.is_traceless && outcome.prints == Some(false) && outcome.gets == Some(false);
            if let (true, Some(in_vain)) = (is_gone, outcome.asks) {
                asked |= in_vain;
            } else {
                asks |= outcome.asks == Some(true);
                kept.push(element);
            }
        }
        if asked && !asks {
            kept.push(Element::Text(Text::with_target(EMPTY)));
        }
        (kept, total)
    }

    /// An element without what no longer does anything around it.
    fn unwrapped(&self, element: Element, outcome: Outcome, order: Order) -> Element {
        let within = match &element {
            Element::Text(Text { target: TextTarget::Macro { name }, .. }) if self.is_plain_call(&element) => {
                let called = self.pruned.get(name.as_str()).and_then(Option::as_ref);
                called.and_then(|(children, outcome)| inline::only(children, *outcome))
            }
            Element::Group(group) if inline::is_plain(group) => {
                inline::only(&group.children, outcome).filter(|only| matches!(only, Element::Text(_)))
            }
            Element::Choose(choose) => inline::settled(choose).filter(|only| match order {
                Order::Blind => outcome.prints == Some(true),
                Order::Grouped => outcome.gets == Some(true) || !matches!(only, Element::Group(_)),
                Order::Looked => true,
            }),
            _ => None,
        };
        within.cloned().unwrap_or(element)
    }

    /// Whether an element calls a macro and does nothing else. In another case, or without full stops, calls end these.
    fn is_plain_call(&self, element: &Element) -> bool {
        let Element::Text(text) = element else { return false };
        !self.manner.strips && !self.manner.cases && *text == Text::with_target(text.target.clone())
    }

    pub(super) fn element(&mut self, element: &'a Element) -> (Element, Outcome) {
        match element {
            Element::Text(text) => (element.clone(), self.text(text)),
            Element::Number(number) => match self.know(numbered(number.variable)) {
                // It leaves an empty element behind.
                Known::Absent => (element.clone(), Outcome { is_traceless: false, ..Outcome::EMPTY }),
                Known::Held | Known::Open => (element.clone(), Outcome::VARIABLE),
            },
            Element::Label(label) => match self.know(numbered(label.variable)) {
                Known::Absent => (element.clone(), Outcome::NOTHING),
                Known::Held | Known::Open => (element.clone(), Outcome::OPEN),
            },
            Element::Date(date) => match date.variable.map(|variable| self.know(Variable::Date(variable))) {
                Some(known) => (element.clone(), variable(known)),
                None => (element.clone(), Outcome::OPEN),
            },
            Element::Names(names) => self.names(names),
            Element::Choose(choose) => self.choose(choose),
            Element::Group(group) => self.group(group),
        }
    }

    fn text(&mut self, text: &'a Text) -> Outcome {
        match &text.target {
            // Works that stand alone have none, and groups do not count it.
            TextTarget::Variable { var: Variable::Standard(StandardVariable::YearSuffix), .. } => Outcome::NOTHING,
            // Not printed as text.
            TextTarget::Variable { var: Variable::Date(_) | Variable::Name(_), .. } => Outcome::EMPTY,
            TextTarget::Variable { var, .. } => variable(self.know(*var)),
            TextTarget::Macro { name } => {
                let called = self.call(name);
                // Quotation marks are set even around nothing.
                let leaves = text.quotes || text.display.is_some() || self.manner.strips;
                let is_left_out = called.stays() == Some(false) && !text.quotes && !self.manner.strips;
                let held = called.held(is_left_out || (called.is_traceless && !leaves));
                Outcome { gets: or(held.gets, held.prints), ..held }
            }
            TextTarget::Term { .. } => Outcome::TEXT,
            TextTarget::Value { val } => Outcome { prints: Some(!val.is_empty()), ..Outcome::TEXT },
        }
    }

    fn call(&mut self, name: &'a str) -> Outcome {
        match self.pruned.get(name) {
            Some(Some((_, outcome))) => return *outcome,
            // It calls itself, which CSL does not allow.
            Some(None) => return Outcome::OPEN,
            None => {}
        }
        let Some(called) = self.macros.iter().find(|part| part.name == name) else { return Outcome::NOTHING };
        self.pruned.insert(name, None);
        let pruned = self.list(&called.children, Order::Blind);
        let outcome = pruned.1;
        self.pruned.insert(name, Some(pruned));
        outcome
    }

    fn group(&mut self, group: &'a Group) -> (Element, Outcome) {
        let (children, list) = self.list(&group.children, Order::Grouped);
        // What it prints before it is left out may have changed the text before it.
        let is_traceless = list.is_traceless && (group.display.is_none() || list.stays() == Some(false));
        let outer = Group {
            children,
            font_style: group.font_style,
            font_variant: group.font_variant,
            font_weight: group.font_weight,
            text_decoration: group.text_decoration,
            vertical_align: group.vertical_align,
            prefix: group.prefix.clone(),
            suffix: group.suffix.clone(),
            delimiter: group.delimiter.clone(),
            display: group.display,
        };
        (Element::Group(outer), list.held(is_traceless))
    }

    /// A condition without the branches that are not taken; one that is settled keeps its element, since what it holds
    /// counts for less in the group around it than what stands there by itself.
    fn choose(&mut self, choose: &'a Choose) -> (Element, Outcome) {
        let mut unsettled = Vec::new();
        let mut otherwise = choose.otherwise.as_ref().map(|otherwise| otherwise.children.as_slice());
        for branch in choose.branches() {
            match condition::is_taken(branch, self.facts, &self.hidden.variables, self.is_cited) {
                Some(true) => {
                    otherwise = Some(&branch.children);
                    break;
                }
                Some(false) => {}
                None => unsettled.push(branch),
            }
        }
        let otherwise = otherwise.map(|children| self.list(children, Order::Looked));
        let mut branches = Vec::new();
        for branch in unsettled {
            let (children, _) = self.list(&branch.children, Order::Looked);
            branches.push(ChooseBranch { children, ..branch.clone() });
        }
        if branches.is_empty() {
            let (children, outcome) = otherwise.unwrap_or((Vec::new(), Outcome::NOTHING));
            (Element::Choose(Choose { if_: always(children), else_if: Vec::new(), otherwise: None }), outcome)
        } else {
            let if_ = branches.remove(0);
            let otherwise = otherwise.map(|(children, _)| ElseBranch { children });
            (Element::Choose(Choose { if_, else_if: branches, otherwise }), Outcome::OPEN)
        }
    }

    pub(super) fn know(&self, variable: Variable) -> Known {
        self.facts.know(variable, &self.hidden.variables)
    }
}

/// A branch without a test.
fn always(children: Vec<Element>) -> ChooseBranch {
    ChooseBranch {
        disambiguate: None,
        is_numeric: None,
        is_uncertain_date: None,
        locator: None,
        position: None,
        type_: None,
        variable: None,
        match_: ChooseMatch::All,
        children,
    }
}

const fn variable(known: Known) -> Outcome {
    match known {
        Known::Absent => Outcome::EMPTY,
        Known::Held => Outcome::VALUE,
        Known::Open => Outcome::VARIABLE,
    }
}
