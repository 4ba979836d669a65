use super::character::{is_refused, is_unusable, is_visible, unusable_character};
use super::direction::hidden_direction;
use super::shape::{FieldShape, Form, RecordShape, Shape, Vocabulary};
use super::{Node, Syntax, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::files::Spanned;

/// One value that a record asks for.
///
/// Mostly it is a node of a file, which is read. Without a file it takes down what is asked for instead: the same
/// functions that decode a record then describe it, so that a schema has no other origin than the decoder and cannot
/// differ from it. A function that reads must therefore ask for the same things whatever it finds.
#[derive(Debug)]
pub struct Reader<'n, 's> {
    pub(super) mode: Mode<'n, 's>,
    /// The field that the value stands in, or in whose list it does.
    field: Option<&'static str>,
}

/// What a reader is at.
#[derive(Debug)]
pub(super) enum Mode<'n, 's> {
    /// Reads a node; errors go into the sink.
    Read(&'n Node, &'s mut Diagnostics),
    /// Takes down what is asked for.
    Describe(&'s mut Shape),
}

impl<'n, 's> Reader<'n, 's> {
    /// Reads a node.
    #[must_use]
    pub const fn new(node: &'n Node, sink: &'s mut Diagnostics) -> Self {
        Self { mode: Mode::Read(node, sink), field: None }
    }

    /// Reads a node of a field.
    pub(super) const fn of_field(field: Option<&'static str>, node: &'n Node, sink: &'s mut Diagnostics) -> Self {
        Self { mode: Mode::Read(node, sink), field }
    }

    /// The shape that a function asks for.
    pub fn describe<T>(read: impl FnOnce(&mut Reader<'n, '_>) -> T) -> Shape {
        let mut shape = Shape::default();
        read(&mut Reader { mode: Mode::Describe(&mut shape), field: None });
        shape
    }

    /// The node, if there is a file.
    #[must_use]
    pub const fn node(&self) -> Option<&'n Node> {
        match self.mode {
            Mode::Read(node, _) => Some(node),
            Mode::Describe(_) => None,
        }
    }

    /// Says what is wrong with the value.
    pub fn report(&mut self, found: Diagnostic) {
        if let Mode::Read(_, sink) = &mut self.mode {
            sink.push(found);
        }
    }

    /// Reads text of a form, without white space at its ends. That it matches is for the caller to judge, who knows why
    /// it does not; that it is no longer than the form allows is judged here, for all of them.
    pub fn text(&mut self, form: &Form) -> Option<Spanned<String>> {
        let written = self.written(|| Shape::Text(*form))?;
        if let Some(fault) = form.longest.and_then(|longest| too_long(self.field, &written, longest)) {
            self.report(fault);
            return None;
        }
        Some(written.map(|text| text.trim().to_owned()))
    }

    /// Reads a word of a vocabulary, exactly as it is written. Whether it is one is for the caller to say.
    pub fn word(&mut self, vocabulary: impl FnOnce() -> Vocabulary) -> Option<Spanned<&'n str>> {
        self.written(|| Shape::Words(vocabulary()))
    }

    /// Text that is not blank, as it is written. One that cannot be shown everywhere is reported and left out.
    fn written(&mut self, shape: impl FnOnce() -> Shape) -> Option<Spanned<&'n str>> {
        let (node, sink) = match &mut self.mode {
            Mode::Read(node, sink) => (*node, sink),
            Mode::Describe(described) => {
                **described = shape();
                return None;
            }
        };
        match &node.value {
            Value::Text(text) if is_visible(text) => {
                // Hardly any text holds one, so that most are gone through once.
                if let Some(first) = text.find(is_refused) {
                    let rest = &text[first..];
                    if let Some(c) = rest.chars().find(|c| is_unusable(*c)) {
                        sink.push(unusable_character(node.span, c));
                        return None;
                    }
                    sink.extend(rest.chars().next().map(|c| hidden_direction(node.span, c)));
                }
                return Some(Spanned::new(text, node.span));
            }
            Value::Text(text) => sink.push(
                Diagnostic::new(
                    &codes::EMPTY_VALUE,
                    node.span,
                    match text.trim() {
                        "" => "this text is empty",
                        _ => "this text has no visible characters",
                    },
                )
                .help("write something between the quotation marks, or drop it where it is not needed"),
            ),
            Value::Null => sink.push(wrong_type(node, "text").help("write something, or drop the empty item")),
            Value::List(_) => sink.push(wrong_type(node, "text").help("write one text, without brackets or `- `")),
            Value::Map(_) => {
                sink.push(wrong_type(node, "text").help("put text that contains `: ` between quotation marks"));
            }
        }
        None
    }
}

/// Reads any text that is not blank.
pub fn text(reader: &mut Reader<'_, '_>) -> Option<Spanned<String>> {
    reader.text(&Form::TEXT)
}

/// Reads every item of a list; anything but a list is a wrong type.
pub fn list<'n, T>(
    reader: &mut Reader<'n, '_>,
    mut read: impl FnMut(&mut Reader<'n, '_>) -> Option<T>,
) -> Option<Vec<T>> {
    let field = reader.field;
    let (node, sink) = match &mut reader.mode {
        Mode::Read(node, sink) => (*node, &mut **sink),
        Mode::Describe(shape) => {
            **shape = Shape::List(Box::new(Reader::describe(read)));
            return None;
        }
    };
    let help = match (&node.value, node.syntax) {
        (Value::List(items), _) => {
            return Some(items.iter().filter_map(|item| read(&mut Reader::of_field(field, item, sink))).collect());
        }
        (Value::Text(text), Syntax::Yaml) => format!("write it as a list of one: `[{text}]`"),
        (Value::Text(text), Syntax::Toml) => format!("write it as a list of one: `[\"{text}\"]`"),
        (_, Syntax::Yaml) => "begin each item with `- `".to_owned(),
        (_, Syntax::Toml) => "write it in brackets: `[\"one\", \"two\"]`".to_owned(),
    };
    sink.push(wrong_type(node, "a list").help(help));
    None
}

/// Reads a mapping whose keys are not fixed names, in the order of the file. An entry whose key or value cannot be read
/// is left out. `what` names it: "the table of topics".
pub fn table<K, V>(
    reader: &mut Reader<'_, '_>,
    what: &'static str,
    mut read_key: impl FnMut(&mut Reader<'_, '_>) -> Option<K>,
    mut read_value: impl FnMut(&mut Reader<'_, '_>) -> Option<V>,
) -> Option<Vec<(K, V)>> {
    let field = reader.field;
    let (node, sink) = match &mut reader.mode {
        Mode::Read(node, sink) => (*node, &mut **sink),
        Mode::Describe(shape) => {
            let (keys, values) = (Reader::describe(read_key), Reader::describe(read_value));
            **shape = Shape::Table(Box::new(keys), Box::new(values));
            return None;
        }
    };
    let Value::Map(entries) = &node.value else {
        sink.push(no_mapping(node, what));
        return None;
    };
    let mut read = |entry: &super::Entry| {
        let value = Value::Text(entry.key.value.clone());
        let key = Node { span: entry.key.span, value, syntax: node.syntax };
        let key = read_key(&mut Reader::of_field(field, &key, sink))?;
        Some((key, read_value(&mut Reader::of_field(field, &entry.value, sink))?))
    };
    Some(entries.iter().filter_map(&mut read).collect())
}

/// Reads a mapping as [`table`] does, where what a value may be depends on its key: told of as a record with every key
/// that there is as a field.
pub fn table_by_key<K, V>(
    reader: &mut Reader<'_, '_>,
    what: &'static str,
    fields: impl FnOnce() -> Vec<FieldShape>,
    read_key: impl FnMut(&mut Reader<'_, '_>) -> Option<K>,
    read_value: impl FnMut(&mut Reader<'_, '_>) -> Option<V>,
) -> Option<Vec<(K, V)>> {
    if let Mode::Describe(shape) = &mut reader.mode {
        **shape = Shape::Record(RecordShape { what, fields: fields(), rules: Vec::new() });
        return None;
    }
    table(reader, what, read_key, read_value)
}

/// Reads what has a short form and a long one, which is a mapping.
pub fn short_or_long<'n, T>(
    reader: &mut Reader<'n, '_>,
    short: impl FnOnce(&mut Reader<'n, '_>) -> Option<T>,
    long: impl FnOnce(&mut Reader<'n, '_>) -> Option<T>,
) -> Option<T> {
    match &mut reader.mode {
        Mode::Read(Node { value: Value::Map(_), .. }, _) => long(reader),
        Mode::Read(..) => short(reader),
        Mode::Describe(shape) => {
            **shape = Shape::Either(Box::new(Reader::describe(short)), Box::new(Reader::describe(long)));
            None
        }
    }
}

/// A value that is no mapping where one is asked for.
pub(super) fn no_mapping(node: &Node, what: &str) -> Diagnostic {
    wrong_type(node, what).help(match node.syntax {
        Syntax::Yaml => "write it as fields, one a line: `name: …`",
        Syntax::Toml => "write it as a table: `name = …`",
    })
}

fn wrong_type(node: &Node, expected: &str) -> Diagnostic {
    Diagnostic::new(&codes::WRONG_TYPE, node.span, format!("expected {expected}, found {}", node.shape()))
}

/// Says of a text that it is longer than it may be, if it is.
fn too_long(field: Option<&str>, written: &Spanned<&str>, longest: usize) -> Option<Diagnostic> {
    // No text has more characters than bytes, and hardly any has as many bytes as it may have characters.
    let length = if written.value.len() > longest { written.value.chars().count() } else { 0 };
    let place = field.map_or_else(|| "here".to_owned(), |field| format!("in `{field}`"));
    (length > longest).then(|| {
        let message = format!("this text has {length} characters; {place} it may have at most {longest}");
        Diagnostic::new(&codes::TOO_LONG, written.span, message)
            .help("say it in fewer words: what needs more belongs in a note, or in the text of a page")
    })
}
