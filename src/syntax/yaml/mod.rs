//! One YAML document as a tree.
//!
//! In: a text. Out: [`Node`]s with spans, or a report of what is wrong and what was probably meant. Never here: an
//! anchor, an alias or a tag; more nesting, entries or values than any record has.

mod builder;
mod hint;

use granit_parser::{ErrorKind, Parser};

use super::nesting::nested_too_deep;
use super::{MERGE_HELP, Node, Syntax, Value, merge_mark};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::files::{FileId, Span};
use builder::Builder;
use hint::hint;

/// Deepest nesting of a data file. The format needs five levels.
const DEPTH: usize = 32;

/// Parses one YAML document. `text` is the slice of the file that begins at byte `offset`.
///
/// `None` if the text is not YAML (reported), an empty mapping if it is empty.
pub fn parse_yaml(file: FileId, text: &str, offset: usize, sink: &mut Diagnostics) -> Option<Node> {
    let options = granit_parser::options! {
        emit_comments: false,
        flow_nesting_limit: DEPTH,
        block_nesting_limit: DEPTH,
    };
    let mut builder = Builder::new(file, text, offset, sink);
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => {
                builder.take(event, span)?;
                builder.hold_to_bounds()?;
            }
            Err(_) if let Some(line) = merge_mark(text) => {
                let place = Span::new(file, offset + line.start, offset + line.end);
                let message = "this file holds merge conflict markers";
                builder.sink.push(Diagnostic::new(&codes::INVALID_YAML, place, message).help(MERGE_HELP));
                return None;
            }
            Err(error) if *error.kind() == ErrorKind::RecursionLimitExceeded => {
                let place = builder.line_from(error.marker().byte_offset().unwrap_or(0));
                builder.sink.push(nested_too_deep(place));
                return None;
            }
            Err(error) => {
                let (at, help) = hint(text, error.marker().byte_offset().unwrap_or(0), &error.info());
                let place = builder.line_from(at);
                builder.sink.push(
                    Diagnostic::new(&codes::INVALID_YAML, place, format!("this is not YAML: {}", error.info()))
                        .help(help),
                );
                return None;
            }
        }
    }
    let whole = Span::new(file, offset, offset + text.len());
    Some(builder.root().unwrap_or(Node { span: whole, value: Value::Map(Vec::new()), syntax: Syntax::Yaml }))
}

#[cfg(test)]
mod tests {
    use super::builder::{ENTRIES, VALUES};
    use super::*;
    use crate::files::Files;
    use proptest::prelude::*;

    fn parse(text: &str) -> (Option<Node>, Diagnostics, Files) {
        let mut files = Files::default();
        let file = files.add("a.yaml", text);
        let mut sink = Diagnostics::new();
        (parse_yaml(file, text, 0, &mut sink), sink, files)
    }

    fn every_node<'n>(node: &'n Node, visit: &mut impl FnMut(&'n Node)) {
        visit(node);
        match &node.value {
            Value::List(items) => items.iter().for_each(|item| every_node(item, visit)),
            Value::Map(entries) => entries.iter().for_each(|entry| every_node(&entry.value, visit)),
            Value::Null | Value::Text(_) => {}
        }
    }

    #[test]
    fn spans_slice_the_words_even_after_other_scripts() {
        let (node, sink, files) = parse("title: “서울”\nclaims:\n  - { id: a, quote: b c }\n  - id: d\n");
        assert!(sink.is_empty());
        let mut seen = Vec::new();
        every_node(&node.unwrap(), &mut |node| seen.push(files.slice(node.span).to_owned()));
        assert_eq!(
            seen[1..],
            ["“서울”", "- { id: a, quote: b c }\n  - id: d", "{ id: a, quote: b c }", "a", "b c", "id: d", "d"]
        );
    }

    #[test]
    fn anchors_do_not_expand() {
        let (node, sink, _) = parse("a: &a [x, x]\nb: [*a, *a]\n");
        assert!(node.is_none());
        assert_eq!(sink[0].code.name, "unsupported-yaml");
    }

    #[test]
    fn an_anchor_may_hold_a_space_that_is_none_to_yaml() {
        let (_, sink, files) = parse("&\u{a0}i a");
        assert_eq!(files.slice(sink[0].labels[0].span), "&\u{a0}i");
    }

    #[test]
    fn what_holds_more_than_any_record_is_one_error_at_its_beginning() {
        let list = |items: usize| format!("a:\n  b: [{}]\n", "c,".repeat(items));
        let map = |keys: usize| (0..keys).map(|key| format!("{key}:\n")).collect::<Vec<_>>().concat();
        // Of a file whose lists are all short.
        let lists = |lists: usize| format!("[{}]", "c,".repeat(99)).repeat(lists).replace("][", "]\n- [");
        for text in [list(ENTRIES), map(ENTRIES), format!("- {}\n", lists(VALUES / 100 - 1))] {
            let (node, sink, _) = parse(&text);
            assert!(node.is_some() && sink.is_empty(), "{sink:?}");
        }
        for (text, begins) in [
            (list(ENTRIES + 1), "["),
            (map(ENTRIES + 1), "0"),
            ("a:\n".repeat(2) + &map(ENTRIES), "a"),
            (format!("- {}\n", lists(VALUES / 100)), "["),
        ] {
            let (node, sink, files) = parse(&text);
            let last = sink.last().unwrap();
            assert_eq!((last.code.name, &files.slice(last.labels[0].span)[..1]), ("file-too-large", begins));
            assert!(node.is_none() && sink.len() <= 2, "{sink:?}");
        }
    }

    #[test]
    fn ten_thousand_levels_are_refused_in_bounded_time() {
        let (node, sink, _) = parse(&"[".repeat(10_000));
        assert!(node.is_none());
        assert_eq!((sink.len(), sink[0].code.name), (1, "nested-too-deep"));
    }

    #[test]
    fn nesting_is_told_where_it_goes_too_deep() {
        let block = (0..40).map(|depth| " ".repeat(depth) + "a:\n").collect::<Vec<_>>().concat();
        for (text, line) in [(format!("a: b\nc: {}", "[".repeat(40)), 2), (block, 33)] {
            let (_, sink, files) = parse(&text);
            assert_eq!((sink.len(), sink[0].code.name), (1, "nested-too-deep"));
            assert_eq!(files.position(sink[0].labels[0].span).line, line, "{text}");
        }
    }

    proptest! {
        #[test]
        fn parsing_never_panics_and_every_span_slices(text in "[a-z:\\-\\[\\]{}&*!|>#'\",\n \u{a0}é서]{0,80}") {
            let (node, sink, files) = parse(&text);
            let check = |span: Span| assert!(files.text(span.file).get(span.range()).is_some(), "{span:?}");
            if let Some(node) = &node {
                every_node(node, &mut |node| check(node.span));
            }
            sink.iter().flat_map(|found| &found.labels).for_each(|label| check(label.span));
        }
    }
}
