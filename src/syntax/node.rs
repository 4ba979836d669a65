use crate::files::{Span, Spanned};

/// A value of a data file and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// From the value's first byte to its last.
    pub span: Span,
    /// The value.
    pub value: Value,
    /// What it is written in.
    pub syntax: Syntax,
}

/// The two languages of data files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// Records.
    Yaml,
    /// The configuration and the lock.
    Toml,
}

impl Syntax {
    /// How a field is written, for a way out: `title: …`.
    #[must_use]
    pub fn field(self, name: &str, value: &str) -> String {
        match self {
            Self::Yaml => format!("{name}: {value}"),
            Self::Toml => format!("{name} = {value}"),
        }
    }
}

/// The shapes that Sourcebook's data files use. Numbers, booleans and dates stay as they are written: whether
/// `2025` is a year or a title is for the field to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `null`, `~` or nothing.
    Null,
    /// A scalar, unescaped.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order of the file.
    Map(Vec<Entry>),
}

/// One key of a mapping with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: Spanned<String>,
    /// The value.
    pub value: Node,
}

impl Node {
    /// What a message calls this shape.
    #[must_use]
    pub const fn shape(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }
}
