use std::collections::BTreeMap;

use granit_parser::{Event, ScalarStyle, Span as YamlSpan};

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::files::{FileId, Span, Spanned};
use crate::syntax::{Entry, Node, Syntax, Value};

/// The most entries of one list or mapping. The longest of a real site are the claims of a book, some thousand.
pub(super) const ENTRIES: usize = 20_000;

/// The most values of one file, keys included. A value that takes two bytes of a text takes a hundred of memory, and
/// what is made of it a thousand.
pub(super) const VALUES: usize = 250_000;

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

/// Makes a tree of the events of a parser, and holds it to bounds.
pub(super) struct Builder<'a> {
    file: FileId,
    text: &'a str,
    offset: usize,
    open: Vec<Open>,
    root: Option<Node>,
    /// How many values there have been.
    values: usize,
    pub(super) sink: &'a mut Diagnostics,
}

impl<'a> Builder<'a> {
    pub(super) const fn new(file: FileId, text: &'a str, offset: usize, sink: &'a mut Diagnostics) -> Self {
        Self { file, text, offset, open: Vec::new(), root: None, values: 0, sink }
    }

    /// The tree, if there is anything in the text.
    pub(super) fn root(self) -> Option<Node> {
        self.root
    }

    /// Takes one event; `None` ends the parsing.
    pub(super) fn take(&mut self, event: Event<'_>, yaml_span: YamlSpan) -> Option<()> {
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
                self.unsupported(span, "a second document begins here", "keep one document in each file");
                return None;
            }
            _ => {}
        }
        Some(())
    }

    /// Ends the parsing of what holds more than any record: nothing of it is kept.
    pub(super) fn hold_to_bounds(&mut self) -> Option<()> {
        let (place, entries) = match self.open.last() {
            Some(Open::List(start, items)) => (*start, items.len()),
            Some(Open::Map(start, map)) => (*start, map.keys.len()),
            None => return Some(()),
        };
        let message = if entries > ENTRIES {
            format!("the list or mapping that begins here has more than {ENTRIES} entries")
        } else if self.values > VALUES {
            format!("the file holds more than {VALUES} values")
        } else {
            return Some(());
        };
        // A collection may go on to the end of the file.
        let place = Span { end: place.end.max(place.start + 1), ..place };
        self.sink.push(Diagnostic::new(&codes::FILE_TOO_LARGE, place, message).help("split it into several files"));
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
    pub(super) fn line_from(&self, at: usize) -> Span {
        let at = at.min(self.text.len());
        let end = self.text.get(at..).and_then(|rest| rest.find('\n')).map_or(self.text.len(), |length| at + length);
        Span::new(self.file, self.offset + at, self.offset + end)
    }
}
