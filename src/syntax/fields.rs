use super::{Entry, Node, Value};
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
    asked: Vec<&'static str>,
    sink: &'s mut Vec<Diagnostic>,
}

impl<'n, 's> Fields<'n, 's> {
    /// Opens a mapping; anything else is reported as a wrong type. `what` names the record: "a claim".
    pub fn open(node: &'n Node, what: &'static str, sink: &'s mut Vec<Diagnostic>) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            sink.push(wrong_type(node, what));
            return None;
        };
        Some(Self { what, span: node.span, entries, asked: Vec::new(), sink })
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

    /// Reads a field that must be there. One that is null counts as missing.
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
        self.sink.push(
            Diagnostic::new(&codes::MISSING_FIELD, place, format!("{} needs a `{name}`", self.what))
                .help(format!("add `{name}: …`")),
        );
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

    /// Ends the reading: every field that nobody asked for is reported.
    pub fn close(self) {
        for entry in self.entries {
            let key = entry.key.as_str();
            if self.asked.contains(&key) {
                continue;
            }
            let absent = self.asked.iter().copied().filter(|name| self.entries.iter().all(|e| e.key.value != *name));
            let meant = closest(key, absent);
            let mut known = self.asked.clone();
            known.sort_unstable();
            known.dedup();
            self.sink.push(
                Diagnostic::new(&codes::UNKNOWN_FIELD, entry.key.span, format!("{} has no field `{key}`", self.what))
                    .maybe_help(meant.map(|name| format!("did you mean `{name}`?")))
                    .help(format!("its fields are: {}", known.join(", "))),
            );
        }
    }
}

/// Reads every item of a list; anything but a list is a wrong type.
pub fn list<'n, T>(
    node: &'n Node,
    sink: &mut Vec<Diagnostic>,
    mut read: impl FnMut(&'n Node, &mut Vec<Diagnostic>) -> Option<T>,
) -> Option<Vec<T>> {
    match &node.value {
        Value::List(items) => Some(items.iter().filter_map(|item| read(item, sink)).collect()),
        Value::Text(text) => {
            sink.push(wrong_type(node, "a list").help(format!("write it as a list of one: `[{text}]`")));
            None
        }
        Value::Null | Value::Map(_) => {
            sink.push(wrong_type(node, "a list"));
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
                    .help("write something, or leave the field out"),
            );
            None
        }
        Value::Text(text) => Some(Spanned::new(text.trim().to_owned(), node.span)),
        Value::Null | Value::List(_) | Value::Map(_) => {
            let hint = (node.shape() == "a mapping").then_some("put text that contains `: ` between quotation marks");
            sink.push(wrong_type(node, "text").maybe_help(hint));
            None
        }
    }
}

fn wrong_type(node: &Node, expected: &str) -> Diagnostic {
    Diagnostic::new(&codes::WRONG_TYPE, node.span, format!("expected {expected}, found {}", node.shape()))
}
