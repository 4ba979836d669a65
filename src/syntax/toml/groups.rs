use std::ops::Range;

use rayon::prelude::*;
use toml::de::{DeTable, DeValue};

use super::table_node;
use crate::files::{FileId, Span};
use crate::syntax::{Entry, Node, Syntax, Value};

/// The least that is parsed at a time, in bytes: what the parser takes in memory is many times that.
const GROUP: usize = 16 * 1024;

/// Parses a long row of tables (`[[name]]`) group by group, side by side. `None` where the text is short, has anything
/// wrong with it or is more than that: then it must be parsed as a whole, which gives the same wherever this gives
/// anything.
///
/// For a group that is TOML by itself ends where it is cut (no text and no list is open there), and a group that begins
/// with `[[name]]` and gives lists alone has but tables that follow those of the groups before it.
pub(super) fn parse_in_groups(file: FileId, text: &str) -> Option<Node> {
    let groups = groups(text);
    if groups.len() < 2 {
        return None;
    }
    let parsed: Vec<Vec<Entry>> =
        groups.into_par_iter().map(|range| entries(file, text, range)).collect::<Option<_>>()?;
    let mut parsed = parsed.into_iter();
    let mut merged = parsed.next()?;
    // What stands before the first table may be anything, and nothing that a table is called.
    let head = merged.len();
    for entry in parsed.flatten() {
        let Value::List(mut tables) = entry.value.value else { return None };
        match merged.iter_mut().position(|known| known.key.value == entry.key.value) {
            None => merged.push(Entry { value: Node { value: Value::List(tables), ..entry.value }, ..entry }),
            Some(at) if at < head => return None,
            Some(at) => match &mut merged[at].value.value {
                Value::List(known) => known.append(&mut tables),
                _ => return None,
            },
        }
    }
    Some(Node { span: Span::new(file, 0, text.len()), value: Value::Map(merged), syntax: Syntax::Toml })
}

/// The text in ranges that begin with a line `[[name]]`, but for the first, which ends before the first such line.
fn groups(text: &str) -> Vec<Range<usize>> {
    let mut groups = Vec::new();
    let mut start = 0;
    let mut search = 0;
    while let Some(found) = text[search..].find("\n[[") {
        let line = search + found + 1;
        groups.push(start..line);
        start = line;
        search = text.floor_char_boundary(line.saturating_add(GROUP));
        if search >= text.len() {
            break;
        }
    }
    groups.push(start..text.len());
    groups
}

/// The entries of one group, with their places in the whole text. Those after the first group are lists of tables.
fn entries(file: FileId, text: &str, range: Range<usize>) -> Option<Vec<Entry>> {
    let (table, errors) = DeTable::parse_recoverable(&text[range.clone()]);
    let is_row = |value: &DeValue<'_>| matches!(value, DeValue::Array(_));
    if !errors.is_empty() || (range.start > 0 && !table.get_ref().values().all(|value| is_row(value.get_ref()))) {
        return None;
    }
    match table_node(file, Span::new(file, 0, 0), table.get_ref(), range.start).value {
        Value::Map(entries) => Some(entries),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::files::Files;
    use crate::syntax::toml::parse_whole;

    fn check(text: &str) -> bool {
        let file = Files::default().add("sourcebook.lock", text);
        let mut sink = Diagnostics::new();
        let whole = parse_whole(file, text, &mut sink);
        let in_groups = parse_in_groups(file, text);
        assert!(in_groups.is_none() || in_groups == whole, "{text}");
        in_groups.is_some()
    }

    /// So long that a group ends behind each.
    fn padding() -> String {
        format!("# {}\n", "é".repeat(GROUP / 2))
    }

    #[test]
    fn a_row_of_tables_is_parsed_in_groups() {
        let table = |name: &str| format!("[[{name}]]\nclaim = \"a\"\nposition = [1, 2]\n{}\n", padding());
        let row = format!("version = 1\n\n{}{}{}{}", table("a"), table("a"), table("b"), table("a"));
        assert!(check(&row));
        assert_eq!(groups(&row).len(), 5);
        assert!(!check("version = 1\n"));
    }

    proptest! {
        #[test]
        fn groups_say_what_the_whole_says(lines in proptest::collection::vec(proptest::sample::select(vec![
            "[[a]]\n", "[[a]]\n", "[[b]]\n", "[[a.b]]\n", "[a]\n", "[a.c]\n", "[[ a ]]\n", "[[\"a\"]] # b\n", "[[a]]\r\n", "[[a]",
            "c = 1\n", "d = [\n", "]\n", "e = \"\"\"\n", "\"\"\"\n", "a = [{c = 1}]\n", "a.b = 2\n", "f = '''", "\n", "PAD", "PAD", "PAD",
        ]), 0..14)) {
            check(&lines.concat().replace("PAD", &padding()));
        }
    }
}
