use std::collections::BTreeSet;

use super::reader::{Mode, no_mapping};
use super::shape::{Field, FieldShape, RecordShape, Rule, Shape};
use super::{Entry, Node, Reader, Syntax, Value, list};
use crate::diagnostic::{Diagnostic, Diagnostics, closest, codes};
use crate::files::Span;

/// A mapping that is being read field by field, or described: see [`Reader`].
///
/// Every accessor notes the name it was asked for, so that [`Fields::close`] can report what nobody asked for and
/// suggest what was probably meant.
#[derive(Debug)]
pub struct Fields<'n, 's> {
    what: &'static str,
    to: Target<'n, 's>,
}

#[derive(Debug)]
enum Target<'n, 's> {
    Read(Mapping<'n, 's>),
    Describe(&'s mut Shape, RecordShape),
}

/// The mapping of a file.
#[derive(Debug)]
struct Mapping<'n, 's> {
    span: Span,
    entries: &'n [Entry],
    syntax: Syntax,
    asked: BTreeSet<&'static str>,
    missing: Vec<Missing>,
    sink: &'s mut Diagnostics,
}

/// A field that must be there and is not.
#[derive(Debug)]
struct Missing {
    name: &'static str,
    /// Where to say so.
    place: Span,
    /// Whether its name is there, without a value.
    is_written: bool,
    /// What it may say, if that is one of a few words.
    words: Option<String>,
}

/// What is known of a mapping when all of it has been read.
#[derive(Debug)]
pub struct Closed {
    /// Where it stands.
    pub span: Span,
    /// The names that its unknown fields were probably meant to have.
    pub meant: BTreeSet<&'static str>,
}

impl<'n, 's> Fields<'n, 's> {
    /// Opens a mapping; anything else is reported as a wrong type. `what` names the record: "a claim".
    pub fn open(reader: &'s mut Reader<'n, '_>, what: &'static str) -> Option<Self> {
        let to = match &mut reader.mode {
            Mode::Read(node, sink) => {
                let Value::Map(entries) = &node.value else {
                    sink.push(no_mapping(node, what));
                    return None;
                };
                let (span, syntax) = (node.span, node.syntax);
                Target::Read(Mapping { span, entries, syntax, asked: BTreeSet::new(), missing: Vec::new(), sink })
            }
            Mode::Describe(shape) => {
                Target::Describe(shape, RecordShape { what, fields: Vec::new(), rules: Vec::new() })
            }
        };
        Some(Self { what, to })
    }

    /// Says what is wrong between fields.
    pub fn report(&mut self, found: Diagnostic) {
        if let Target::Read(mapping) = &mut self.to {
            mapping.sink.push(found);
        }
    }

    /// States a rule that the caller holds the fields to.
    pub fn rule(&mut self, rule: Rule) {
        if let Target::Describe(_, record) = &mut self.to {
            record.rules.push(rule);
        }
    }

    /// The value of a field, whatever it is; `None` if it is absent or null. To look is not to ask for it.
    #[must_use]
    pub fn node(&self, name: &str) -> Option<&'n Node> {
        self.entry(name).map(|entry| &entry.value).filter(|node| node.value != Value::Null)
    }

    /// Where the key of a field stands, if the field is written at all.
    #[must_use]
    pub fn key_span(&self, name: &str) -> Option<Span> {
        self.entry(name).map(|entry| entry.key.span)
    }

    fn entry(&self, name: &str) -> Option<&'n Entry> {
        match &self.to {
            Target::Read(mapping) => mapping.entries.iter().find(|entry| entry.key.value == name),
            Target::Describe(..) => None,
        }
    }

    /// Reads an optional field.
    pub fn get<T>(
        &mut self,
        field: impl Into<Field>,
        read: impl FnOnce(&mut Reader<'n, '_>) -> Option<T>,
    ) -> Option<T> {
        self.ask(field.into(), false, read)
    }

    /// Reads a field that must be there. One that is null counts as missing. [`Fields::close`] reports what is missing.
    pub fn require<T>(
        &mut self,
        field: impl Into<Field>,
        read: impl FnOnce(&mut Reader<'n, '_>) -> Option<T>,
    ) -> Option<T> {
        self.ask(field.into(), true, read)
    }

    /// Reads a list; an absent one is empty. Items that cannot be read are reported and left out, and so is a list that
    /// has more of them than the field may have.
    pub fn list<T>(&mut self, field: impl Into<Field>, read: impl FnMut(&mut Reader<'n, '_>) -> Option<T>) -> Vec<T> {
        let field = field.into();
        let read = |reader: &mut Reader<'n, '_>| match reader.node().and_then(|node| too_many(&field, node)) {
            Some(fault) => {
                reader.report(fault);
                None
            }
            None => list(reader, read),
        };
        self.get(field, read).unwrap_or_default()
    }

    fn ask<T>(
        &mut self,
        field: Field,
        is_required: bool,
        read: impl FnOnce(&mut Reader<'n, '_>) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(field.name);
        match (&mut self.to, node) {
            (Target::Describe(_, record), _) => {
                let shape = Reader::describe(read);
                record.fields.push(FieldShape { field, is_required, shape });
                None
            }
            (Target::Read(mapping), Some(node)) => {
                mapping.asked.insert(field.name);
                read(&mut Reader::of_field(Some(field.name), node, mapping.sink))
            }
            (Target::Read(mapping), None) => {
                mapping.asked.insert(field.name);
                if is_required {
                    mapping.miss(field.name, &Reader::describe(read));
                }
                None
            }
        }
    }

    /// Ends the reading: every field that nobody asked for is reported, and every missing one that none of these was
    /// probably meant to be. `None` where nothing was read but described.
    #[must_use]
    pub fn close(self) -> Option<Closed> {
        match self.to {
            Target::Read(mapping) => Some(mapping.close(self.what)),
            Target::Describe(shape, record) => {
                *shape = Shape::Record(record);
                None
            }
        }
    }
}

impl Mapping<'_, '_> {
    /// Notes a field that must be there and is not: at its key, else at the first one.
    fn miss(&mut self, name: &'static str, shape: &Shape) {
        let own = self.entries.iter().find(|entry| entry.key.value == name);
        let place = own.or(self.entries.first()).map_or(self.span, |entry| entry.key.span);
        let words = match shape {
            Shape::Words(vocabulary) => {
                Some(vocabulary.words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", "))
            }
            _ => None,
        };
        self.missing.push(Missing { name, place, is_written: own.is_some(), words });
    }

    fn close(self, what: &str) -> Closed {
        let written: BTreeSet<&str> = self.entries.iter().map(|entry| entry.key.as_str()).collect();
        let absent: Vec<&'static str> = self.asked.iter().copied().filter(|name| !written.contains(name)).collect();
        let mut all_meant = BTreeSet::new();
        let unknown = self.entries.iter().filter(|entry| !self.asked.contains(entry.key.as_str()));
        for (index, entry) in unknown.enumerate() {
            let key = entry.key.as_str();
            // Whoever has so many unknown fields has misspelled none of them.
            let meant = if index < SUGGESTIONS { closest(key, absent.iter().copied()) } else { None };
            let meant = absent.iter().copied().find(|name| meant == Some(*name));
            all_meant.extend(meant);
            self.sink.push(
                Diagnostic::new(&codes::UNKNOWN_FIELD, entry.key.span, format!("{what} has no field `{key}`"))
                    .maybe_help(meant.map(|name| format!("did you mean `{name}`?")))
                    .help(format!("its fields are: {}", self.asked.iter().copied().collect::<Vec<_>>().join(", "))),
            );
        }
        for Missing { name, place, is_written, words } in self.missing {
            if all_meant.contains(name) {
                continue;
            }
            let field = self.syntax.field(name, "…");
            let (message, help) = if is_written {
                (format!("{what} needs a value in the field `{name}`"), format!("write it: `{field}`"))
            } else {
                (format!("{what} needs the field `{name}`"), format!("add `{field}`"))
            };
            let report = Diagnostic::new(&codes::MISSING_FIELD, place, message).help(help);
            self.sink.push(report.maybe_help(words.map(|words| format!("one of: {words}"))));
        }
        Closed { span: self.span, meant: all_meant }
    }
}

/// Says of a list that it has more items than its field may have, if it has.
fn too_many(field: &Field, node: &Node) -> Option<Diagnostic> {
    let Value::List(items) = &node.value else { return None };
    let most = field.most.filter(|most| items.len() > *most)?;
    let message = format!("this list has {} items; `{}` may have at most {most}", items.len(), field.name);
    let help = "keep those that matter most, or divide the record in two";
    Some(Diagnostic::new(&codes::TOO_LONG, node.span, message).help(help))
}

/// How many unknown fields of one record get a suggestion.
const SUGGESTIONS: usize = 100;
