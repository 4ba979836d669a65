mod layout;
mod stub;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::tree::{Tree, parse};
use crate::syntax::{Entry, Node, Value};
use layout::{Layout, column};
pub use stub::Stub;

/// Appends a claim to the text of a source's file, at the end of its `claims`.
///
/// `None` if the text is not YAML, or written in a way in which the claim cannot be put in with certainty.
#[must_use]
pub fn append_claim(text: &str, stub: &Stub) -> Option<String> {
    let root = parse(text)?;
    let edit = edit(text, &root, stub)?;
    let mut new = String::with_capacity(text.len() + edit.text.len());
    new.push_str(text.get(..edit.range.start)?);
    new.push_str(&edit.text);
    new.push_str(text.get(edit.range.end..)?);
    (Tree::read(&new)? == expected(&root, stub)?).then_some(new)
}

/// The former content and one claim more.
fn expected(root: &Node, stub: &Stub) -> Option<Tree> {
    let Tree::Map(mut entries) = Tree::of(root) else { return None };
    let claim = stub.tree();
    match entries.iter_mut().find(|(key, _)| key == CLAIMS) {
        Some((_, Tree::List(claims))) => claims.push(claim),
        Some((_, value @ Tree::Null)) => *value = Tree::List(vec![claim]),
        Some(_) => return None,
        None => entries.push((CLAIMS.to_owned(), Tree::List(vec![claim]))),
    }
    Some(Tree::Map(entries))
}

const CLAIMS: &str = "claims";

/// Bytes that are exchanged for a text.
struct Edit {
    range: Range<usize>,
    text: String,
}

impl Edit {
    fn insertion(at: usize, text: String) -> Self {
        Self { range: at..at, text }
    }
}

fn edit(text: &str, root: &Node, stub: &Stub) -> Option<Edit> {
    let Value::Map(entries) = &root.value else { return None };
    let layout = Layout::of(text);
    let claims = entries.iter().find(|entry| entry.key.value == CLAIMS);
    if text.get(root.span.range()).is_some_and(|slice| slice.starts_with('{')) {
        return Some(in_flow_root(entries, claims, root, stub));
    }
    let key_indent = entries.first().map_or(0, |entry| column(text, entry.key.span.range().start));
    let list_indent = " ".repeat(key_indent + 2);
    let Some(claims) = claims else {
        let block = stub.block(&list_indent, " ", layout.end);
        let key = format!("{}{CLAIMS}:{}", " ".repeat(key_indent), layout.end);
        let at = layout.end_of_document(root.span.range().start.min(text.len()));
        return Some(Edit::insertion(at, layout.on_new_line(at, &(key + &block))));
    };
    match &claims.value.value {
        Value::Null => Some(in_place_of_nothing(&layout, claims, &stub.block(&list_indent, " ", layout.end))),
        Value::List(items) => match items.last() {
            _ if layout.text.get(claims.value.span.range()).is_some_and(|slice| slice.starts_with('[')) => {
                in_brackets(&layout, &claims.value, items, stub, &list_indent)
            }
            Some(last) => Some(after_last(&layout, claims, items, last, entries, stub)),
            None => None,
        },
        Value::Text(_) | Value::Map(_) => None,
    }
}

/// `{ type: misc }`
fn in_flow_root(entries: &[Entry], claims: Option<&Entry>, root: &Node, stub: &Stub) -> Edit {
    let item = stub.flow();
    match claims.map(|claims| &claims.value) {
        Some(Node { value: Value::List(items), span, .. }) => match items.last() {
            Some(last) => Edit::insertion(last.span.range().end, format!(", {item}")),
            None => Edit::insertion(span.range().start + 1, item),
        },
        Some(node) => Edit { range: node.span.range(), text: format!(" [{item}]") },
        None => match entries.last() {
            Some(last) => Edit::insertion(last.value.span.range().end, format!(", {CLAIMS}: [{item}]")),
            None => Edit::insertion(root.span.range().start + 1, format!(" {CLAIMS}: [{item}] ")),
        },
    }
}

/// `claims:`, `claims: null`: the list begins on the line after the key, and a comment beside the key stays there.
fn in_place_of_nothing(layout: &Layout<'_>, claims: &Entry, block: &str) -> Edit {
    let key_end = claims.key.span.range().end;
    let line_end = layout.line_end(key_end);
    let written = claims.value.span.range();
    let is_written = written.start >= key_end && written.end > written.start && written.end <= line_end;
    let from = if is_written { written.start } else { line_end };
    let rest = layout.text.get(if is_written { written.end } else { line_end }..line_end).unwrap_or("");
    let from = if rest.trim().is_empty() { layout.trimmed(key_end, from) } else { from };
    let rest = if rest.trim().is_empty() { "" } else { rest };
    let block = block.strip_suffix(layout.end).unwrap_or(block);
    // The line's own end closes the block; at the end of a file without one, the block brings its own.
    let close = if line_end == layout.text.len() { layout.end } else { "" };
    Edit { range: from..line_end, text: format!("{rest}{}{block}{close}", layout.end) }
}

/// `claims: []` becomes a block; a list that is written between brackets goes on between them.
fn in_brackets(layout: &Layout<'_>, list: &Node, items: &[Node], stub: &Stub, indent: &str) -> Option<Edit> {
    let span = list.span.range();
    if let Some(last) = items.last() {
        return Some(Edit::insertion(last.span.range().end, format!(", {}", stub.flow())));
    }
    let inside = layout.text.get(span.start + 1..span.end.checked_sub(1)?)?;
    if !inside.trim().is_empty() {
        // A comment between the brackets stays there.
        return Some(Edit::insertion(span.start + 1, stub.flow()));
    }
    let line_end = layout.line_end(span.end);
    let rest = layout.text.get(span.end..line_end)?;
    let line_start = layout.line_start(span.start);
    let rest = if rest.trim().is_empty() { "" } else { rest };
    let from = if rest.is_empty() { layout.trimmed(line_start, span.start) } else { span.start };
    let block = stub.block(indent, " ", layout.end);
    let block = block.strip_suffix(layout.end).unwrap_or(&block);
    let close = if line_end == layout.text.len() { layout.end } else { "" };
    let first = if from == line_start && rest.is_empty() { "" } else { layout.end };
    Some(Edit { range: from..line_end, text: format!("{rest}{first}{block}{close}") })
}

/// A block list goes on below its last item, as that one is written.
fn after_last(
    layout: &Layout<'_>,
    claims: &Entry,
    items: &[Node],
    last: &Node,
    entries: &[Entry],
    stub: &Stub,
) -> Edit {
    let text = layout.text;
    let dash_before = |item: &Node| text.get(..item.span.range().start).and_then(|before| before.rfind('-'));
    // A list that is not indented has no mark of its own in the span.
    let start = claims.value.span.range().start;
    let has_dash = text.get(start..).is_some_and(|rest| rest.starts_with('-'));
    let dash = items.first().filter(|_| !has_dash).and_then(dash_before).unwrap_or(start);
    let indent = column(text, dash);
    let first_key = last.span.range().start;
    let dash_of_last = dash_before(last).unwrap_or(dash);
    let gap = text.get(dash_of_last + 1..first_key).filter(|gap| !gap.is_empty() && gap.bytes().all(|b| b == b' '));
    let is_last_entry = entries.last().is_some_and(|entry| entry.key.span == claims.key.span);
    let content_end = layout.trimmed(dash, end_of_content(last).max(first_key));
    let at = layout.after_comments(content_end, indent, is_last_entry);
    let before_last = items.len().checked_sub(2).and_then(|index| items.get(index));
    let is_spaced = before_last.is_some_and(|item| {
        let between = text.get(end_of_content(item)..dash_of_last).unwrap_or("");
        between.lines().skip(1).any(|line| line.trim().is_empty() && !line.is_empty() || line.is_empty())
    });
    let spacer = if is_spaced { layout.end } else { "" };
    let block = stub.block(&" ".repeat(indent), gap.unwrap_or(" "), layout.end);
    Edit::insertion(at, layout.on_new_line(at, &format!("{spacer}{block}")))
}

/// Where the last thing that a node holds ends. A value of nothing is nowhere: its key counts.
fn end_of_content(node: &Node) -> usize {
    match &node.value {
        Value::Map(entries) => entries
            .iter()
            .map(|entry| entry.key.span.range().end + 1)
            .chain(entries.iter().filter(|entry| entry.value.value != Value::Null).map(|it| end_of_content(&it.value)))
            .chain(std::iter::once(node.span.range().start))
            .max()
            .unwrap_or(0)
            .max(if is_block(entries) { 0 } else { node.span.range().end }),
        Value::List(items) if !items.is_empty() => {
            items.iter().map(end_of_content).max().unwrap_or(0).max(node.span.range().end)
        }
        Value::Null => node.span.range().start,
        Value::Text(_) | Value::List(_) => node.span.range().end,
    }
}

/// Whether a mapping ends with a value of nothing, whose span says nothing about where the mapping ends.
fn is_block(entries: &[Entry]) -> bool {
    entries.last().is_some_and(|entry| entry.value.value == Value::Null)
}
