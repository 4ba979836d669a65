//! What a style can ask about a work, and what the answer is before anything is formatted.

use std::str::FromStr;

use hayagriva::citationberg::json::{FixedDateRange, Item, NameItem, NameValue, Value};
use hayagriva::citationberg::taxonomy::{
    DateVariable, Kind, NameVariable, NumberVariable, PageVariable, StandardVariable, Variable,
};

/// The shape of a work: all that the conditions of a style ask for but the words themselves. Works of one shape are
/// formatted by the same parts of a style.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::cite) struct Facts {
    /// Its type, if styles know it.
    pub(super) kind: Option<Kind>,
    /// The variables that have a value, in the order of their names.
    held: Vec<Variable>,
}

/// What is known of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// It has no value, wherever the style asks.
    Absent,
    /// It has a value, wherever the style asks.
    Held,
    /// That depends: on what was formatted before, or on what only the formatter counts.
    Open,
}

impl Facts {
    /// The facts of an item; nothing where one of its values is of a kind that this does not know for certain: a field
    /// that our records have not, a text without a letter, a circa date, or a range of dates.
    pub(in crate::cite) fn of(item: &Item) -> Option<Self> {
        let mut facts = Self { kind: None, held: Vec::new() };
        for (name, value) in &item.0 {
            let (variable, is_held) = match (name.as_str(), value) {
                ("id", Value::String(_)) => continue,
                ("type", Value::String(kind)) => {
                    facts.kind = Kind::from_str(kind).ok();
                    continue;
                }
                ("title", Value::String(text)) => (StandardVariable::Title.into(), is_text(text)?),
                ("container-title", Value::String(text)) => (StandardVariable::ContainerTitle.into(), is_text(text)?),
                ("publisher", Value::String(text)) => (StandardVariable::Publisher.into(), is_text(text)?),
                ("language", Value::String(text)) => (StandardVariable::Language.into(), is_text(text)?),
                ("URL", Value::String(text)) => (StandardVariable::URL.into(), is_text(text)?),
                ("DOI", Value::String(text)) => (StandardVariable::DOI.into(), is_text(text)?),
                ("edition", Value::String(text)) => (NumberVariable::Edition.into(), is_text(text)?),
                ("volume", Value::String(text)) => (NumberVariable::Volume.into(), is_text(text)?),
                ("issue", Value::String(text)) => (NumberVariable::Issue.into(), is_text(text)?),
                ("number", Value::String(text)) => (NumberVariable::Number.into(), is_text(text)?),
                ("page", Value::String(text)) => (PageVariable::Page.into(), is_text(text)?),
                ("author", Value::Names(names)) => (NameVariable::Author.into(), are_names(names)?),
                ("editor", Value::Names(names)) => (NameVariable::Editor.into(), are_names(names)?),
                ("issued", value) => (DateVariable::Issued.into(), is_date(value)?),
                ("accessed", value) => (DateVariable::Accessed.into(), is_date(value)?),
                _ => return None,
            };
            if is_held {
                facts.held.push(variable);
            }
        }
        Some(facts)
    }

    /// What is known of a variable, given those that formatting may hide on its way (`open`).
    pub(super) fn know(&self, variable: Variable, open: &[Variable]) -> Known {
        match variable {
            // The formatter counts these; a label stands in for a number and the other way round.
            Variable::Number(NumberVariable::CitationNumber | NumberVariable::FirstReferenceNoteNumber)
            | Variable::Standard(StandardVariable::CitationLabel) => Known::Open,
            // Made of the pages, where these begin with a number.
            Variable::Number(NumberVariable::PageFirst) if self.held.contains(&PageVariable::Page.into()) => {
                Known::Open
            }
            variable if open.contains(&variable) => Known::Open,
            variable if self.held.contains(&variable) => Known::Held,
            _ => Known::Absent,
        }
    }

    /// The variables that have a value.
    pub(super) fn held(&self) -> &[Variable] {
        &self.held
    }
}

/// A variable that no record of ours has: it stands for all the empty ones that a group has tried (CSL 1.0.2, “Group”).
pub(super) const EMPTY: Variable = Variable::Standard(StandardVariable::Annote);

/// Nothing if a text has no letter or digit: marks alone may vanish in the marks around them.
fn is_text(text: &str) -> Option<bool> {
    text.contains(char::is_alphanumeric).then_some(true)
}

/// Whether there are names; nothing if the first, or a part of it, does not open with a letter, for the same reason.
fn are_names(names: &[NameValue]) -> Option<bool> {
    let opens = |text: &str| text.starts_with(char::is_alphabetic);
    match names.first() {
        None => Some(false),
        Some(NameValue::Literal(name)) => opens(&name.literal).then_some(true),
        Some(NameValue::Item(NameItem { family, given, non_dropping_particle, dropping_particle, suffix, .. })) => {
            let parts = [given, non_dropping_particle, dropping_particle, suffix];
            (opens(family) && parts.into_iter().flatten().all(|part| opens(part))).then_some(true)
        }
    }
}

/// Whether the formatter reads the date; nothing if it is none, or one of which styles ask more than whether it is there.
fn is_date(value: &Value) -> Option<bool> {
    let Value::Date(date) = value else { return None };
    match FixedDateRange::try_from(date.clone()) {
        Err(()) => Some(false),
        Ok(range) => (range.end.is_none() && !range.start.circa && range.start.season.is_none()).then_some(true),
    }
}

/// The variable of a label or number, among all variables.
pub(super) fn numbered(variable: hayagriva::citationberg::taxonomy::NumberOrPageVariable) -> Variable {
    use hayagriva::citationberg::taxonomy::NumberOrPageVariable as Numbered;
    match variable {
        Numbered::Number(number) => Variable::Number(number),
        Numbered::Page(PageVariable::Page) => Variable::Page(PageVariable::Page),
    }
}
