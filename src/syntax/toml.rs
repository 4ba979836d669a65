use std::ops::Range;

use toml::Spanned as TomlSpanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::{Entry, Node, Syntax, Value};
use crate::diagnostic::{Diagnostic, codes};
use crate::files::{FileId, Span, Spanned};

/// Parses a TOML file into the same tree as YAML, so that one set of readers serves both.
///
/// `None` if the text is not TOML. Only the first error of its syntax is reported: one bracket that is not closed makes
/// the parser stumble over every line that follows.
pub fn parse_toml(file: FileId, text: &str, sink: &mut Vec<Diagnostic>) -> Option<Node> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if let Some(error) = errors.iter().min_by_key(|error| error.span().map_or(0, |range| range.start)) {
        let range = error.span().unwrap_or(0..0);
        let place = Span::new(file, range.start, range.end);
        sink.push(match first_written(file, text, range) {
            Some(first) => {
                let key = text.get(place.range()).unwrap_or("");
                Diagnostic::new(&codes::INVALID_TOML, place, format!("`{key}` is written twice"))
                    .label("and again here")
                    .also(first, "first written here")
                    .help("keep one of the two")
            }
            None => Diagnostic::new(&codes::INVALID_TOML, place, format!("this is not TOML: {}", error.message()))
                .help(
                    "a field reads `name = \"text\"`, a list `name = [\"one\", \"two\"]`, a table begins with `[name]`",
                ),
        });
        return None;
    }
    Some(table_node(file, Span::new(file, 0, text.len()), table.get_ref()))
}

/// Where a key stands first whose second place is the parser's error. None if the error is another one.
///
/// The error does not say in which table it is. So the text is read once more with the key under a name that nothing
/// else has, and what stands beside that is looked through.
fn first_written(file: FileId, text: &str, second: Range<usize>) -> Option<Span> {
    let key = text.get(second.clone()).filter(|key| !key.is_empty())?;
    let other = "-".repeat(key.len());
    let renamed = format!("{}{other}{}", text.get(..second.start)?, text.get(second.end..)?);
    let (table, _) = DeTable::parse_recoverable(&renamed);
    let mut tables = vec![table.get_ref()];
    while let Some(table) = tables.pop() {
        if table.keys().any(|found| found.span() == second) {
            let is_first = |found: &&TomlSpanned<_>| renamed.get(found.span()) == Some(key) && found.span() != second;
            let first = table.keys().find(is_first)?;
            return Some(Span::new(file, first.span().start, first.span().end));
        }
        tables.extend(table.values().flat_map(|value| tables_in(value.get_ref())));
    }
    None
}

/// The tables that a value is, or has as its items.
fn tables_in<'t, 'v>(value: &'v DeValue<'t>) -> Vec<&'v DeTable<'t>> {
    match value {
        DeValue::Table(table) => vec![table],
        DeValue::Array(items) => items.iter().filter_map(|item| item.get_ref().as_table()).collect(),
        _ => Vec::new(),
    }
}

fn table_node(file: FileId, span: Span, table: &DeTable<'_>) -> Node {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| {
            let range = key.span();
            let key_span = Span::new(file, range.start, range.end);
            Entry { key: Spanned::new(key.get_ref().to_string(), key_span), value: node(file, value) }
        })
        .collect();
    entries.sort_by_key(|entry| entry.key.span);
    Node { span, value: Value::Map(entries), syntax: Syntax::Toml }
}

fn node(file: FileId, value: &TomlSpanned<DeValue<'_>>) -> Node {
    let range = value.span();
    let span = Span::new(file, range.start, range.end);
    let text = |text: &str| Node { span, value: Value::Text(text.to_owned()), syntax: Syntax::Toml };
    match value.get_ref() {
        DeValue::String(string) => text(string),
        DeValue::Integer(integer) => text(integer.as_str()),
        DeValue::Float(float) => text(float.as_str()),
        DeValue::Boolean(boolean) => text(if *boolean { "true" } else { "false" }),
        DeValue::Datetime(datetime) => text(&datetime.to_string()),
        DeValue::Array(items) => Node { span, value: Value::List(array(file, items)), syntax: Syntax::Toml },
        DeValue::Table(table) => table_node(file, span, table),
    }
}

fn array(file: FileId, items: &DeArray<'_>) -> Vec<Node> {
    items.iter().map(|item| node(file, item)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Files;

    #[test]
    fn values_keep_their_words_and_places() {
        let text = "title = \"A\"\nwords = 15\n[severity]\nuncited-paragraph = \"off\"\n";
        let mut files = Files::default();
        let file = files.add("sourcebook.toml", text);
        let mut sink = Vec::new();
        let Some(Value::Map(entries)) = parse_toml(file, text, &mut sink).map(|node| node.value) else {
            panic!("a table")
        };
        assert!(sink.is_empty());
        let shown: Vec<_> =
            entries.iter().map(|entry| (files.slice(entry.key.span), files.slice(entry.value.span))).collect();
        assert_eq!(shown[0], ("title", "\"A\""));
        assert_eq!(shown[1], ("words", "15"));
        assert_eq!(shown[2].0, "severity");
    }

    #[test]
    fn an_array_that_is_not_closed_is_one_error() {
        let text = "title = \"A\"\narchives = [\"archives\"\nlanguage = \"en\"\n[topics]\nbridge = \"The bridge\"\n";
        let file = Files::default().add("sourcebook.toml", text);
        let mut sink = Vec::new();
        assert_eq!(parse_toml(file, text, &mut sink), None);
        assert_eq!(sink.len(), 1);
    }

    #[test]
    fn a_key_that_is_written_twice_shows_its_first_place() {
        for (text, first) in [
            ("title = \"A\"\nb = 1\ntitle = \"B\"\n", 0),
            ("x = 1\n[a]\nx = 1\n[[b]]\nx = 1\nx = 2\n", 22),
            ("[topics]\na = 1\n[severity]\n[topics]\n", 1),
        ] {
            let file = Files::default().add("sourcebook.toml", text);
            let mut sink = Vec::new();
            assert_eq!(parse_toml(file, text, &mut sink), None);
            assert_eq!(sink.len(), 1);
            let places: Vec<u32> = sink[0].labels.iter().map(|label| label.span.start).collect();
            assert_eq!(places[1..], [first], "{text}: {}", sink[0].message);
        }
    }
}
