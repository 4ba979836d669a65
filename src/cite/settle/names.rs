//! Names and what stands in for them (CSL 1.0.2, “Names” and “Substitute”).

use hayagriva::citationberg::taxonomy::Variable;
use hayagriva::citationberg::{LayoutRenderingElement as Element, Names, NamesChild};

use super::facts::Known;
use super::outcome::Outcome;
use super::prune::{Order, Pruner};

impl<'a> Pruner<'a> {
    /// Names, without a substitute where they have a value.
    pub(super) fn names(&mut self, names: &'a Names) -> (Element, Outcome) {
        let mut known = names.variable.iter().map(|&name| self.know(Variable::Name(name)));
        let (is_held, is_absent) = (known.clone().any(|known| known == Known::Held), known.all(|k| k == Known::Absent));
        if is_held && are_shown(names) {
            return Self::shown(names);
        }
        let substitute = names.substitute().map(|substitute| self.substitute(&substitute.children));
        let outcome = match &substitute {
            _ if !is_absent => Outcome::OPEN,
            None => Outcome::NOTHING,
            Some((_, outcome)) => Outcome { is_traceless: false, ..*outcome },
        };
        let mut pruned = names.clone();
        for child in &mut pruned.children {
            if let (NamesChild::Substitute(child), Some((list, _))) = (child, &substitute) {
                child.children.clone_from(list);
            }
        }
        (Element::Names(pruned), outcome)
    }

    /// Names that have a value: the formatter looks through a substitute even where none is needed.
    fn shown(names: &Names) -> (Element, Outcome) {
        let mut shown = names.clone();
        shown.children.retain(|child| !matches!(child, NamesChild::Substitute(_)));
        (Element::Names(shown), Outcome::VALUE)
    }

    /// A substitute up to the first that certainly prints, since it is the last to be tried. Names that nobody else can
    /// have hidden before certainly do.
    fn substitute(&mut self, children: &'a [Element]) -> (Vec<Element>, Outcome) {
        let prints = |element: &&Element| match element {
            Element::Names(names) => {
                let is_there =
                    |&name| self.know(Variable::Name(name)) == Known::Held || self.hidden.once.contains(&name);
                self.manner.writes_names && are_shown(names) && names.variable.iter().any(is_there)
            }
            _ => false,
        };
        let Some(at) = children.iter().position(|child| prints(&child)) else {
            return self.list(children, Order::Blind);
        };
        let (mut kept, tried) = self.list(&children[..at], Order::Blind);
        let last = match &children[at] {
            Element::Names(names) => Self::shown(names),
            other => self.element(other),
        };
        kept.push(last.0);
        (kept, tried.then(last.1))
    }
}

/// Whether names count as printed whatever their number: the formatter takes those that are cut to none, or that say
/// how they are labelled and not how they are written, for absent.
fn are_shown(names: &Names) -> bool {
    let own = names.options();
    names.children.is_empty()
        || names.children.iter().any(|child| match child {
            NamesChild::Name(name) => name.options(&own).et_al_use_first != Some(0),
            _ => false,
        })
}
