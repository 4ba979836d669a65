use std::collections::BTreeMap;

use granit_parser::{Event, Parser, ScalarStyle, Span as YamlSpan};

use super::{Entry, MERGE_HELP, Node, Syntax, Value, merge_mark};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::files::{FileId, Span, Spanned};

/// Deepest nesting of a data file. The format needs five levels.
const DEPTH: usize = 32;

/// The most entries of one list or mapping. The longest of a real site are the claims of a book, some thousand.
const ENTRIES: usize = 20_000;

/// The most values of one file, keys included. A value that takes two bytes of a text takes a hundred of memory, and
/// what is made of it a thousand.
const VALUES: usize = 250_000;

/// Parses one YAML document. `text` is the slice of the file that begins at byte `offset`.
///
/// `None` if the text is not YAML (reported), an empty mapping if it is empty.
pub fn parse_yaml(file: FileId, text: &str, offset: usize, sink: &mut Diagnostics) -> Option<Node> {
    let options = granit_parser::options! {
        emit_comments: false,
        flow_nesting_limit: DEPTH,
        block_nesting_limit: DEPTH,
    };
    let mut builder = Builder { file, text, offset, open: Vec::new(), root: None, values: 0, sink };
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => {
                builder.take(event, span)?;
                builder.hold_to_bounds()?;
            }
            Err(_) if let Some(line) = merge_mark(text) => {
                let place = Span::new(file, offset + line.start, offset + line.end);
                let message = "this file holds the marks of a merge";
                builder.sink.push(Diagnostic::new(&codes::INVALID_YAML, place, message).help(MERGE_HELP));
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
    Some(builder.root.unwrap_or(Node { span: whole, value: Value::Map(Vec::new()), syntax: Syntax::Yaml }))
}

/// Where the slip behind a scanner's error probably is, and the way out.
fn hint(text: &str, at: usize, message: &str) -> (usize, String) {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let indentation = line.len() - line.trim_start().len();
    let tab = match line[..indentation].find('\t') {
        Some(tab) => Some(start + tab),
        // The scanner complains of what stands before the tab.
        None if message.contains("tab") => text.get(at..).and_then(|rest| rest.find('\t')).map(|tab| at + tab),
        None => None,
    };
    if let Some(tab) = tab {
        return (tab, "indent with spaces: YAML does not allow tabs".to_owned());
    }
    if let Some(bracket) = ['[', '{'].into_iter().find(|bracket| message == format!("unclosed bracket '{bracket}'")) {
        let closing = if bracket == '[' { ']' } else { '}' };
        let help = format!("close it with `{closing}`, or put text that begins with `{bracket}` in quotation marks");
        return (at, help);
    }
    let value = line.split_once(": ").map_or_else(|| line.trim_start().trim_start_matches("- "), |(_, value)| value);
    match value.trim_start().chars().next().filter(|sign| SIGNS.contains(sign)) {
        Some('`') => return (at, "put text that begins with a backtick in quotation marks".to_owned()),
        Some(sign) => return (at, format!("put text that begins with `{sign}` in quotation marks")),
        None => {}
    }
    if line.contains(['"', '\'']) || line.matches(": ").count() > 1 {
        return (at, "put text that contains `: `, `#` or quotation marks between quotation marks".to_owned());
    }
    (at, "a field reads `name: text`, and fields of one record begin in the same column".to_owned())
}

/// What plain text cannot begin with, since YAML has other uses for it.
const SIGNS: [char; 8] = ['*', '&', '!', '@', '%', '`', '{', '['];

/// A collection that has been opened and not yet closed.
enum Open {
    List(Span, Vec<Node>),
    Map(Span, OpenMap),
}

/// A mapping that is being read.
#[derive(Default)]
struct OpenMap {
    entries: Vec<Entry>,
    /// Where each key was first written: a mapping may have a million.
    keys: BTreeMap<String, Span>,
    /// The key whose value comes next.
    key: Option<Spanned<String>>,
}

struct Builder<'a> {
    file: FileId,
    text: &'a str,
    offset: usize,
    open: Vec<Open>,
    root: Option<Node>,
    /// How many values there have been.
    values: usize,
    sink: &'a mut Diagnostics,
}

impl Builder<'_> {
    /// Takes one event; `None` ends the parsing.
    fn take(&mut self, event: Event<'_>, yaml_span: YamlSpan) -> Option<()> {
        let span = self.span(&yaml_span);
        if event.anchor_id().is_some_and(|id| id != 0) || event.is_alias() {
            let sign = if event.is_alias() { '*' } else { '&' };
            let place = if event.is_alias() { span } else { self.property(span, sign) };
            let help = format!("write the value out, and put text that begins with `{sign}` in quotation marks");
            self.unsupported(place, "anchors and aliases (`&`, `*`) are not used here", &help);
            return None;
        }
        if event.tag().is_some() {
            let help = "put text that begins with `!` in quotation marks";
            self.unsupported(self.property(span, '!'), "tags (`!…`) are not used here", help);
            return None;
        }
        match event {
            Event::Scalar(text, style, _, _) => self.scalar(span, text.into_owned(), style),
            Event::SequenceStart(..) => {
                self.values += 1;
                self.refuse_as_key(span)?;
                self.open.push(Open::List(span, Vec::new()));
            }
            Event::MappingStart(..) => {
                self.values += 1;
                self.refuse_as_key(span)?;
                self.open.push(Open::Map(span, OpenMap::default()));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::DocumentStart(..) if self.root.is_some() => {
                self.unsupported(span, "a second document begins here", "keep one document a file");
                return None;
            }
            _ => {}
        }
        Some(())
    }

    /// Ends the parsing of what holds more than any record: nothing of it is kept.
    fn hold_to_bounds(&mut self) -> Option<()> {
        let (place, entries) = match self.open.last() {
            Some(Open::List(start, items)) => (*start, items.len()),
            Some(Open::Map(start, map)) => (*start, map.keys.len()),
            None => return Some(()),
        };
        let message = if entries > ENTRIES {
            format!("what begins here has more than {ENTRIES} entries")
        } else if self.values > VALUES {
            format!("the file holds more than {VALUES} values")
        } else {
            return Some(());
        };
        // A collection may go on to the end of the file.
        let place = Span { end: place.end.max(place.start + 1), ..place };
        self.sink.push(Diagnostic::new(&codes::FILE_TOO_LARGE, place, message).help("divide it between several files"));
        None
    }

    fn scalar(&mut self, span: Span, text: String, style: ScalarStyle) {
        self.values += 1;
        if let Some(Open::Map(_, OpenMap { key: key @ None, .. })) = self.open.last_mut() {
            *key = Some(Spanned::new(text, span));
            return;
        }
        let is_null = style == ScalarStyle::Plain && matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL");
        let value = if is_null { Value::Null } else { Value::Text(text) };
        self.place(Node { span, value, syntax: Syntax::Yaml });
    }

    fn close(&mut self, end: Span) {
        let node = match self.open.pop() {
            Some(Open::List(start, items)) => {
                let last = items.last().map_or(end, |node| node.span);
                Node { span: self.closed(start, last, end), value: Value::List(items), syntax: Syntax::Yaml }
            }
            Some(Open::Map(start, OpenMap { entries, .. })) => {
                let last = entries.last().map_or(end, |entry| entry.value.span);
                Node { span: self.closed(start, last, end), value: Value::Map(entries), syntax: Syntax::Yaml }
            }
            None => return,
        };
        self.place(node);
    }

    /// A block collection ends with its last item (its own end mark lies on the next line), a flow one with its
    /// bracket.
    fn closed(&self, start: Span, last: Span, end: Span) -> Span {
        let bracket = self.text.get(end.start as usize - self.offset..end.end as usize - self.offset);
        if bracket.is_some_and(|text| text == "]" || text == "}") { start.to(end) } else { start.to(last) }
    }

    fn place(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, OpenMap { entries, keys, key })) => {
                let Some(key) = key.take() else { return };
                if let Some(first) = keys.get(&key.value) {
                    self.sink.push(
                        Diagnostic::new(&codes::DUPLICATE_KEY, key.span, format!("`{}` is written twice", key.value))
                            .label("again here")
                            .also(*first, "first written here")
                            .help("keep one of the two"),
                    );
                    return;
                }
                keys.insert(key.value.clone(), key.span);
                entries.push(Entry { key, value: node });
            }
        }
    }

    fn refuse_as_key(&mut self, span: Span) -> Option<()> {
        if let Some(Open::Map(_, OpenMap { key: None, .. })) = self.open.last() {
            self.unsupported(
                span,
                "a key must be plain text",
                "put text that begins with `[` or `{` in quotation marks",
            );
            return None;
        }
        Some(())
    }

    fn unsupported(&mut self, span: Span, message: &str, help: &str) {
        self.sink.push(Diagnostic::new(&codes::UNSUPPORTED_YAML, span, message).help(help));
    }

    fn span(&self, span: &YamlSpan) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        Span::new(self.file, self.offset + range.start, self.offset + range.end)
    }

    /// The anchor or tag, which begins with `sign`, that stands before a value: the parser gives the value's place
    /// alone.
    fn property(&self, value: Span, sign: char) -> Span {
        let mut before = self.text.get(..value.start as usize - self.offset).unwrap_or("");
        // A value has one of each at most.
        for _ in 0..2 {
            // Of white space, YAML knows what is ASCII alone: a no-break space is a letter of a name.
            before = before.trim_ascii_end();
            let start =
                before.rfind(|c: char| c.is_ascii_whitespace() || matches!(c, '[' | '{' | ',')).map_or(0, |at| at + 1);
            if before[start..].starts_with(sign) {
                return Span::new(self.file, self.offset + start, self.offset + before.len());
            }
            before = &before[..start];
        }
        value
    }

    /// From a byte to the end of its line.
    fn line_from(&self, at: usize) -> Span {
        let at = at.min(self.text.len());
        let end = self.text.get(at..).and_then(|rest| rest.find('\n')).map_or(self.text.len(), |length| at + length);
        Span::new(self.file, self.offset + at, self.offset + end)
    }
}

#[cfg(test)]
mod tests {
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
        assert_eq!(sink.len(), 1);
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
