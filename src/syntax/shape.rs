/// What a reader accepts, told by the reader itself: see [`Reader::describe`](super::Reader::describe).
///
/// Said in the terms of records, not of any schema language. What a value must be beyond its shape (an identifier that
/// is free, a date that the calendar has) stays the decoder's alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Shape {
    /// Nothing was asked for.
    #[default]
    Unknown,
    /// Text that is not blank.
    Text(Form),
    /// One word of a closed vocabulary.
    Words(Vocabulary),
    /// A list, each item of which has the shape.
    List(Box<Shape>),
    /// A mapping with fixed names.
    Record(RecordShape),
    /// A mapping whose keys have one shape and whose values another.
    Table(Box<Shape>, Box<Shape>),
    /// Short form or long.
    Either(Box<Shape>, Box<Shape>),
}

/// A kind of text: what it is and which letters it may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// What a reference calls it, with its article: "a date".
    pub what: &'static str,
    /// A regular expression that every accepted text matches, white space at its ends included. It says what ECMA 262
    /// and the `regex` crate understand alike.
    pub pattern: &'static str,
    /// The way out for text that does not match, in a few words.
    pub expected: &'static str,
    /// What else an editor may take it for where it stands without quotation marks.
    pub plain: Plain,
    /// Examples, the first of them the simplest.
    pub examples: &'static [&'static str],
    /// Words to choose from, though others are free.
    pub suggested: &'static [&'static str],
    /// How many characters it may have; [`Form::NAME`] unless it says otherwise. None of what no other page repeats.
    pub longest: Option<usize>,
}

/// What text without quotation marks is to other readers of YAML and TOML, which know numbers and truth values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plain {
    /// A title may be `1984` or `true`.
    Scalar,
    /// A whole number, from the first to the last: `2025` is a date.
    Number(u32, u32),
    /// A truth value: `true` is one.
    Truth,
    /// Text and nothing else.
    Text,
}

impl Form {
    /// How many characters a name or title has at most. It stands on as many pages as link to it, so what they hold
    /// together is bounded by this for each link.
    pub const NAME: usize = 600;

    /// Any text that is not blank, as long as a name.
    pub const TEXT: Self = Self::new("text", r"\S", "text that is not empty", Plain::Scalar);

    /// A form without examples.
    #[must_use]
    pub const fn new(what: &'static str, pattern: &'static str, expected: &'static str, plain: Plain) -> Self {
        Self { what, pattern, expected, plain, examples: &[], suggested: &[], longest: Some(Self::NAME) }
    }

    /// Any text, called something in particular.
    #[must_use]
    pub const fn text(what: &'static str) -> Self {
        Self { what, ..Self::TEXT }
    }

    /// The same form with examples.
    #[must_use]
    pub const fn such_as(self, examples: &'static [&'static str]) -> Self {
        Self { examples, ..self }
    }

    /// The same form with so many characters at most.
    #[must_use]
    pub const fn at_most(self, characters: usize) -> Self {
        Self { longest: Some(characters), ..self }
    }

    /// The same form, as long as its file may be.
    #[must_use]
    pub const fn of_any_length(self) -> Self {
        Self { longest: None, ..self }
    }
}

/// The words of a closed vocabulary, each with its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vocabulary {
    /// What a message calls one of them, with its article: "a kind of claim".
    pub what: &'static str,
    /// Each word with its meaning.
    pub words: Vec<(&'static str, &'static str)>,
}

/// A mapping with fixed names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordShape {
    /// What a message calls it, with its article: "a claim".
    pub what: &'static str,
    /// Its fields, in the order in which the reader asked for them.
    pub fields: Vec<FieldShape>,
    /// What holds between its fields.
    pub rules: Vec<Rule>,
}

/// One field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldShape {
    /// Its name and what it is for.
    pub field: Field,
    /// Whether it must be there.
    pub is_required: bool,
    /// What may stand in it.
    pub shape: Shape,
}

/// The name of a field and what it is for, in one place: the decoder asks by it, editors show it, the reference lists
/// it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// As it is written.
    pub name: &'static str,
    /// What to write there and what becomes of it: a sentence or two for authors. Empty in files that no author writes.
    pub about: &'static str,
    /// Values that it may have, where its form alone shows too little.
    pub examples: &'static [&'static str],
    /// How many items its list may have, where other pages repeat all of them.
    pub most: Option<usize>,
}

impl Field {
    /// A field with a sentence or two about it.
    #[must_use]
    pub const fn new(name: &'static str, about: &'static str) -> Self {
        Self { name, about, examples: &[], most: None }
    }

    /// The same field with examples of its text.
    #[must_use]
    pub const fn such_as(self, examples: &'static [&'static str]) -> Self {
        Self { examples, ..self }
    }

    /// The same field, whose list has so many items at most.
    #[must_use]
    pub const fn of_at_most(self, items: usize) -> Self {
        Self { most: Some(items), ..self }
    }
}

/// A field of a file that the tool writes for itself, and that nobody has to be told about.
impl From<&'static str> for Field {
    fn from(name: &'static str) -> Self {
        Self::new(name, "")
    }
}

/// What holds between the fields of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// At least one of the fields is there.
    Some(&'static [&'static str]),
    /// Two fields are not both there.
    NotBoth(&'static str, &'static str),
    /// Where the first field is there, the second is too.
    Needs(&'static str, &'static str),
    /// Where a field has one of the words, another field is there.
    WordNeeds(&'static str, &'static [&'static str], &'static str),
    /// The first field is there only where the second has one of the words.
    OnlyWhere(&'static str, &'static str, &'static [&'static str]),
}
