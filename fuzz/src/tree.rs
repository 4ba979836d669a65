//! What a data file is read into: every node slices its file.

use sourcebook::diagnostic::Diagnostics;
use sourcebook::files::{Files, Span};
use sourcebook::syntax::{Node, Syntax, Value, parse_yaml, scalar};

/// No path below a node may be longer: far above what the parsers allow.
const DEPTH: usize = 200;

/// Holds a tree to its laws.
pub fn tree_is_sound(files: &Files, root: &Node) {
    let mut open = vec![(root, 0)];
    while let Some((node, depth)) = open.pop() {
        assert!(depth < DEPTH);
        slices(files, node.span);
        match &node.value {
            Value::Null => {}
            Value::Text(text) => is_written_back(text, node.syntax),
            Value::List(items) => open.extend(items.iter().map(|item| (item, depth + 1))),
            Value::Map(entries) => {
                for entry in entries {
                    slices(files, entry.key.span);
                    open.push((&entry.value, depth + 1));
                }
            }
        }
        if node.syntax == Syntax::Yaml {
            contains_its_children(node);
        }
    }
}

fn slices(files: &Files, span: Span) {
    assert!(files.text(span.file).get(span.range()).is_some(), "{span:?}");
}

/// What is written below a node stands within it, in order. (A table of TOML may be added to elsewhere.)
fn contains_its_children(node: &Node) {
    let children: Vec<Span> = match &node.value {
        Value::List(items) => items.iter().map(|item| item.span).collect(),
        Value::Map(entries) => entries.iter().flat_map(|entry| [entry.key.span, entry.value.span]).collect(),
        Value::Null | Value::Text(_) => return,
    };
    let mut end = node.span.start;
    for child in children {
        assert!(end <= child.start && child.end <= node.span.end, "{child:?} in {:?}", node.span);
        end = child.end;
    }
}

/// A text of YAML can be written as YAML again.
fn is_written_back(text: &str, syntax: Syntax) {
    if syntax == Syntax::Toml || text.is_empty() {
        return;
    }
    let (mut files, mut found) = (Files::default(), Diagnostics::new());
    let written = format!("a: {}\n", scalar(text));
    let file = files.add("a.yaml", written.as_str());
    let Some(Value::Map(entries)) = parse_yaml(file, &written, 0, &mut found).map(|node| node.value) else {
        panic!("{written:?} is no mapping: {found:?}");
    };
    let read = entries.into_iter().map(|entry| entry.value.value).collect::<Vec<_>>();
    assert_eq!(read, [Value::Text(text.to_owned())], "{written:?}");
}
