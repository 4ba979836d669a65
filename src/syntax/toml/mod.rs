mod depth;
mod rows;

use std::ops::Range;

use toml::Spanned as TomlSpanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::nesting::nested_too_deep;
use super::{Entry, MERGE_HELP, Node, Syntax, Value, merge_mark};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::files::{FileId, Span, Spanned};

use depth::too_deep;
pub use rows::toml_rows;

/// Parses a TOML file into the same tree as YAML, so that one set of readers serves both.
///
/// `None` if the text is not TOML. Only the first error of its syntax is reported: one bracket that is not closed makes
/// the parser stumble over every line that follows.
pub fn parse_toml(file: FileId, text: &str, sink: &mut Diagnostics) -> Option<Node> {
    parse_toml_part(file, text, 0..text.len(), sink)
}

/// Parses a part of a TOML file that is TOML by itself, as [`toml_rows`] cuts them. Places are those in the file.
pub fn parse_toml_part(file: FileId, text: &str, part: Range<usize>, sink: &mut Diagnostics) -> Option<Node> {
    let (whole, offset) = (Span::new(file, part.start, part.end), part.start);
    let part = text.get(part)?;
    let (table, errors) = DeTable::parse_recoverable(part);
    let Some(error) = errors.iter().min_by_key(|error| error.span().map_or(0, |range| range.start)) else {
        return Some(table_node(file, whole, table.get_ref(), offset));
    };
    if let Some(line) = merge_mark(part) {
        let message = "this file holds merge conflict markers";
        sink.push(Diagnostic::new(&codes::INVALID_TOML, place(file, line, offset), message).help(MERGE_HELP));
        return None;
    }
    if let Some(range) = too_deep(error, part) {
        sink.push(nested_too_deep(place(file, range, offset)));
        return None;
    }
    let range = error.span().unwrap_or(0..0);
    let here = place(file, range.clone(), offset);
    let name = part.get(range.clone()).unwrap_or_default().trim_matches(['"', '\'']);
    sink.push(match first_key(table.get_ref(), name, range.start) {
        // A key that its table has already. The parser tells where it stands, and keeps the first.
        Some(first) => Diagnostic::new(&codes::DUPLICATE_KEY, here, format!("`{name}` is written twice"))
            .label("again here")
            .also(place(file, first, offset), "first written here")
            .help("keep one of the two"),
        None => Diagnostic::new(&codes::INVALID_TOML, here, format!("this is not TOML: {}", error.message()))
            .help("a field reads `name = \"text\"`, a list `name = [\"one\", \"two\"]`, a table begins with `[name]`"),
    });
    None
}

/// The last key of a name before a place, in a table or those within it.
fn first_key(table: &DeTable<'_>, name: &str, before: usize) -> Option<Range<usize>> {
    let own = table.iter().filter(|(key, _)| key.get_ref() == name).map(|(key, _)| key.span());
    let inner = table.iter().filter_map(|(_, value)| match value.get_ref() {
        DeValue::Table(table) => first_key(table, name, before),
        _ => None,
    });
    own.chain(inner).filter(|range| range.end <= before).max_by_key(|range| range.start)
}

/// The node of a table of a text that begins at `offset` of its file.
fn table_node(file: FileId, span: Span, table: &DeTable<'_>, offset: usize) -> Node {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| {
            let key_span = place(file, key.span(), offset);
            Entry { key: Spanned::new(key.get_ref().to_string(), key_span), value: node(file, value, offset) }
        })
        .collect();
    entries.sort_by_key(|entry| entry.key.span);
    Node { span, value: Value::Map(entries), syntax: Syntax::Toml }
}

fn node(file: FileId, value: &TomlSpanned<DeValue<'_>>, offset: usize) -> Node {
    let span = place(file, value.span(), offset);
    let text = |text: &str| Node { span, value: Value::Text(text.to_owned()), syntax: Syntax::Toml };
    match value.get_ref() {
        DeValue::String(string) => text(string),
        DeValue::Integer(integer) => text(integer.as_str()),
        DeValue::Float(float) => text(float.as_str()),
        DeValue::Boolean(boolean) => text(if *boolean { "true" } else { "false" }),
        DeValue::Datetime(datetime) => text(&datetime.to_string()),
        DeValue::Array(items) => Node { span, value: Value::List(array(file, items, offset)), syntax: Syntax::Toml },
        DeValue::Table(table) => table_node(file, span, table, offset),
    }
}

fn array(file: FileId, items: &DeArray<'_>, offset: usize) -> Vec<Node> {
    items.iter().map(|item| node(file, item, offset)).collect()
}

fn place(file: FileId, range: Range<usize>, offset: usize) -> Span {
    Span::new(file, offset + range.start, offset + range.end)
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
        let mut sink = Diagnostics::new();
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
    fn a_key_that_is_written_twice_shows_both_places() {
        let text = "title = \"A\"\n[severity]\nraw-html = \"off\"\n[topics]\na = \"A\"\nb = \"B\"\na = \"C\"\n";
        let mut files = Files::default();
        let file = files.add("sourcebook.toml", text);
        let mut sink = Diagnostics::new();
        assert_eq!(parse_toml(file, text, &mut sink), None);
        let lines: Vec<_> = sink[0].labels.iter().map(|label| files.position(label.span).line).collect();
        assert_eq!((sink.len(), sink[0].code.name, lines), (1, "duplicate-key", vec![7, 5]));
    }

    #[test]
    fn nesting_is_told_where_it_goes_too_deep() {
        let (brackets, names) = ("[".repeat(200), vec!["a"; 10_000].join("."));
        let text = format!("# {names}\ntext = \"{names}\"\n");
        for deep in [
            format!("title = {brackets}"),
            format!("[{names}]"),
            format!("{names} = 1"),
            format!("x = {{ {names} = 1 }}"),
        ] {
            let text = format!("{text}{deep}\nother = 1\n");
            let mut files = Files::default();
            let file = files.add("sourcebook.toml", text.as_str());
            let mut sink = Diagnostics::new();
            assert_eq!(parse_toml(file, &text, &mut sink), None);
            assert_eq!((sink.len(), sink[0].code.name), (1, "nested-too-deep"));
            assert_eq!(files.position(sink[0].labels[0].span).line, 3, "{}", &deep[..20]);
        }
    }

    #[test]
    fn an_array_that_is_not_closed_is_one_error() {
        let text = "title = \"A\"\narchives = [\"archives\"\nlanguage = \"en\"\n[topics]\nbridge = \"The bridge\"\n";
        let file = Files::default().add("sourcebook.toml", text);
        let mut sink = Diagnostics::new();
        assert_eq!(parse_toml(file, text, &mut sink), None);
        assert_eq!(sink.len(), 1);
    }
}
