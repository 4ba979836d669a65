use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::files::Files;
use crate::syntax::{Entry, Node, Value, parse_yaml};

/// What a data file says, without where it says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tree {
    Null,
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

impl Tree {
    /// The tree of a file; none if it is not YAML, or has a fault that its reading passed over.
    pub(super) fn read(text: &str) -> Option<Self> {
        parse(text).map(|node| Self::of(&node))
    }

    pub(super) fn of(node: &Node) -> Self {
        Self::changed(node, &BTreeMap::new())
    }

    /// With other texts in place of those that begin at some offsets.
    pub(super) fn changed(node: &Node, changes: &BTreeMap<usize, &str>) -> Self {
        match &node.value {
            Value::Null => Self::Null,
            Value::Text(text) => {
                let text = changes.get(&node.span.range().start).map_or(text.as_str(), |changed| changed);
                // As fields read it: how many blank lines end a block of text says nothing.
                Self::Text(text.trim().to_owned())
            }
            Value::List(items) => Self::List(items.iter().map(|item| Self::changed(item, changes)).collect()),
            Value::Map(entries) => {
                let entry = |entry: &Entry| (entry.key.value.clone(), Self::changed(&entry.value, changes));
                Self::Map(entries.iter().map(entry).collect())
            }
        }
    }
}

/// The nodes of a file, whose offsets count in this text.
pub(super) fn parse(text: &str) -> Option<Node> {
    let mut files = Files::default();
    let file = files.add("", "");
    let mut sink = Diagnostics::new();
    parse_yaml(file, text, 0, &mut sink).filter(|_| sink.is_empty())
}
