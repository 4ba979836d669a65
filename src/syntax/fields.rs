use std::collections::BTreeSet;

use super::{Entry, Node, Syntax, Value};
use crate::diagnostic::{Diagnostic, closest, codes};
use crate::files::{Span, Spanned};

/// A mapping that is being read field by field.
///
/// Every accessor notes the name it was asked for, so that [`Fields::close`] can report what nobody asked for and
/// suggest what was probably meant.
#[derive(Debug)]
pub struct Fields<'n, 's> {
    what: &'static str,
    span: Span,
    entries: &'n [Entry],
    syntax: Syntax,
    asked: Vec<&'static str>,
    /// What must be there and is not, and where to say so.
    missing: Vec<(&'static str, Span)>,
    sink: &'s mut Vec<Diagnostic>,
}

impl<'n, 's> Fields<'n, 's> {
    /// Opens a mapping; anything else is reported as a wrong type. `what` names the record: "a claim".
    pub fn open(node: &'n Node, what: &'static str, sink: &'s mut Vec<Diagnostic>) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            sink.push(wrong_type(node, what).help(match node.syntax {
                Syntax::Yaml => "write it as fields, one a line: `name: …`",
                Syntax::Toml => "write it as a table: `name = …`",
            }));
            return None;
        };
        let (span, syntax) = (node.span, node.syntax);
        Some(Self { what, span, entries, syntax, asked: Vec::new(), missing: Vec::new(), sink })
    }

    /// Where the mapping stands.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.span
    }

    /// Where all diagnostics go.
    pub const fn sink(&mut self) -> &mut Vec<Diagnostic> {
        self.sink
    }

    /// The value of a field; `None` if it is absent or null.
    pub fn node(&mut self, name: &'static str) -> Option<&'n Node> {
        self.asked.push(name);
        self.entries
            .iter()
            .find(|entry| entry.key.value == name)
            .map(|entry| &entry.value)
            .filter(|node| node.value != Value::Null)
    }

    /// Where the key of a field stands, if the field is written at all.
    #[must_use]
    pub fn key_span(&self, name: &str) -> Option<Span> {
        self.entries.iter().find(|entry| entry.key.value == name).map(|entry| entry.key.span)
    }

    /// Reads an optional field.
    pub fn get<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&'n Node, &mut Vec<Diagnostic>) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(name)?;
        read(node, self.sink)
    }

    /// Reads a field that must be there. One that is null counts as missing. [`Fields::close`] reports what is missing.
    pub fn require<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&'n Node, &mut Vec<Diagnostic>) -> Option<T>,
    ) -> Option<T> {
        if let Some(node) = self.node(name) {
            return read(node, self.sink);
        }
        let place =
            self.key_span(name).unwrap_or_else(|| self.entries.first().map_or(self.span, |first| first.key.span));
        self.missing.push((name, place));
        None
    }

    /// Reads a list; an absent one is empty. Items that cannot be read are reported and left out.
    pub fn list<T>(
        &mut self,
        name: &'static str,
        read: impl FnMut(&'n Node, &mut Vec<Diagnostic>) -> Option<T>,
    ) -> Vec<T> {
        self.get(name, |node, sink| list(node, sink, read)).unwrap_or_default()
    }

    /// The entries of the mapping whose keys are not fixed names, in order.
    #[must_use]
    pub const fn entries(&self) -> &'n [Entry] {
        self.entries
    }

    /// Ends the reading: every field that nobody asked for is reported, and every missing one that none of these was
    /// probably meant to be.
    pub fn close(self) {
        let _ = self.close_and_guess();
    }

    /// As [`Fields::close`]; gives the names that the unknown fields were probably meant to have.
    #[must_use]
    pub fn close_and_guess(self) -> BTreeSet<&'static str> {
        let written: BTreeSet<&str> = self.entries.iter().map(|entry| entry.key.as_str()).collect();
        let known: BTreeSet<&'static str> = self.asked.iter().copied().collect();
        let absent: Vec<&'static str> = known.iter().copied().filter(|name| !written.contains(name)).collect();
        let mut all_meant = BTreeSet::new();
        let unknown = self.entries.iter().filter(|entry| !known.contains(entry.key.as_str()));
        for (index, entry) in unknown.enumerate() {
            let key = entry.key.as_str();
            // Whoever has so many unknown fields has misspelled none of them.
            let meant = if index < SUGGESTIONS { closest(key, absent.iter().copied()) } else { None };
            let meant = absent.iter().copied().find(|name| meant == Some(*name));
            all_meant.extend(meant);
            self.sink.push(
                Diagnostic::new(&codes::UNKNOWN_FIELD, entry.key.span, format!("{} has no field `{key}`", self.what))
                    .maybe_help(meant.map(|name| format!("did you mean `{name}`?")))
                    .help(format!("its fields are: {}", known.iter().copied().collect::<Vec<_>>().join(", "))),
            );
        }
        for (name, place) in self.missing.iter().filter(|(name, _)| !all_meant.contains(name)) {
            self.sink.push(
                Diagnostic::new(&codes::MISSING_FIELD, *place, format!("{} needs the field `{name}`", self.what))
                    .help(format!("add `{}`", self.syntax.field(name, "…"))),
            );
        }
        all_meant
    }
}

/// How many unknown fields of one record get a suggestion.
const SUGGESTIONS: usize = 100;

/// Reads every item of a list; anything but a list is a wrong type.
pub fn list<'n, T>(
    node: &'n Node,
    sink: &mut Vec<Diagnostic>,
    mut read: impl FnMut(&'n Node, &mut Vec<Diagnostic>) -> Option<T>,
) -> Option<Vec<T>> {
    match &node.value {
        Value::List(items) => Some(items.iter().filter_map(|item| read(item, sink)).collect()),
        Value::Text(text) => {
            let item = match node.syntax {
                Syntax::Yaml => format!("[{text}]"),
                Syntax::Toml => format!("[\"{text}\"]"),
            };
            sink.push(wrong_type(node, "a list").help(format!("write it as a list of one: `{item}`")));
            None
        }
        Value::Null | Value::Map(_) => {
            sink.push(wrong_type(node, "a list").help(match node.syntax {
                Syntax::Yaml => "begin each item with `- `",
                Syntax::Toml => "write it in brackets: `[\"one\", \"two\"]`",
            }));
            None
        }
    }
}

/// Reads text that is not blank.
pub fn text(node: &Node, sink: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
    match &node.value {
        Value::Text(text) if text.trim().is_empty() => {
            sink.push(
                Diagnostic::new(&codes::EMPTY_VALUE, node.span, "this text is empty")
                    .help("write something between the quotation marks, or drop it where it is not needed"),
            );
            None
        }
        Value::Text(text) => Some(Spanned::new(text.trim().to_owned(), node.span)),
        Value::Null | Value::List(_) | Value::Map(_) => {
            sink.push(wrong_type(node, "text").help(match node.value {
                Value::List(_) => "write one text, without brackets or `- `",
                Value::Map(_) => "put text that contains `: ` between quotation marks",
                _ => "write something, or drop the empty item",
            }));
            None
        }
    }
}

fn wrong_type(node: &Node, expected: &str) -> Diagnostic {
    Diagnostic::new(&codes::WRONG_TYPE, node.span, format!("expected {expected}, found {}", node.shape()))
}
