//! The walk over the parser's events.
//!
//! [`Reader`] holds what is open: containers (quotes, lists, items, notes) on a stack, at most one leaf (a paragraph, a
//! heading, the text of a tight item, a table) and the links within it. Each submodule handles one kind of event.

mod block;
mod bracket;
mod fragment;
mod heading;
mod inline;
mod leaf;
mod link;
mod quote;
mod record;
mod stray;
mod table;

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser};

use self::block::Container;
use self::inline::Code;
use self::leaf::Leaf;
use self::link::OpenLink;
use self::record::Collecting;
use self::table::Table;
use super::buffer::Buffers;
use super::direction;
use super::footnote::Footnotes;
use super::heading::{Levels, Pending, settle};
use super::highlight::{Budget, KnownLines};
use super::place::Places;
use super::{Document, Mark, MarkKind, Pieces, Sentences, Unit};
use crate::diagnostic::{Code as Rule, Diagnostic, Diagnostics, codes};

/// The deepest nesting of elements. Browsers flatten what lies deeper than 512, and no reader tells ten quotes apart.
const DEEPEST: usize = 128;

/// The most signs of one text: a book has some ten thousand.
///
/// The parser makes elements of each, of 48 bytes and all at once, so the elements of a text that is nothing but signs take
/// a hundred times its room.
pub(super) const SIGNS: usize = 100_000;

/// Reads a text. Without a base for its headings it is a note, which has nothing with an id. `None` if it has more
/// signs than any text: that is reported, and nothing of it is read.
pub(super) fn read(
    body: &str,
    places: Places,
    base: Option<u8>,
    known: &KnownLines,
    sink: &mut Diagnostics,
) -> Option<Document> {
    direction::check(body, places, sink);
    if let Some(beyond) = signs(body).nth(SIGNS) {
        let message = format!("up to here the text has more than {SIGNS} signs of Markdown");
        let found = Diagnostic::new(&codes::FILE_TOO_LARGE, places.span(&(beyond..beyond + 1)), message);
        sink.push(found.help("split it into several files"));
        return None;
    }
    // The callback only says which brackets are Sourcebook's: what they hold is read when their event comes.
    let callback =
        |link: BrokenLink<'_>| bracket::is_ours(body, &link).then_some((CowStr::Borrowed(""), CowStr::Borrowed("")));
    let parser = Parser::new_with_broken_link_callback(body, options(base.is_none()), Some(callback));
    let mut reader = Reader::new(body, places, base, known, sink);
    for (event, range) in parser.into_offset_iter() {
        reader.take(event, range);
    }
    Some(reader.finish())
}

/// Where a text has what the parser, or the reader, may make an element of: lines, and signs, of which a row of one kind
/// counts once where the parser takes it for one. What a page has twice (a heading, which its contents name; a reference to
/// a note, which the note leads back to) counts twice.
pub fn signs(body: &str) -> impl Iterator<Item = usize> {
    let before = |at: usize| at.checked_sub(1).and_then(|at| body.as_bytes().get(at).copied());
    body.bytes()
        .enumerate()
        .filter(move |&(at, byte)| match byte {
            b'[' | b'<' | b'>' | b'|' | b'&' | b'@' => true,
            b'#' => matches!(before(at), None | Some(b'\n')),
            b'^' => before(at) == Some(b'['),
            b'\n' | b'\\' | b'*' | b'_' | b'~' | b'`' => before(at) != Some(byte),
            b' ' | b'\t' => matches!(before(at), Some(b'-' | b'+' | b'.' | b')')),
            _ => false,
        })
        .map(|(at, _)| at)
}

/// Heading attributes are not among them: the parser's own reading of them fails on some headings of several lines.
fn options(is_note: bool) -> Options {
    let all = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS;
    if is_note { all - Options::ENABLE_FOOTNOTES } else { all }
}

struct Reader<'t, 's> {
    body: &'t str,
    places: Places,
    sink: &'s mut Diagnostics,

    buffers: Buffers,
    marks: Vec<Mark>,
    units: Vec<Unit>,
    sentences: Sentences,
    words: usize,

    containers: Vec<Container>,
    /// How many judgements are open.
    judgements: usize,
    /// The unit that ends in a colon, if nothing has come after it.
    introduction: Option<usize>,
    /// Text before this byte is the sign of a quote, not its words.
    signs_end: usize,
    /// From this byte on the text of the open heading is its attributes.
    attributes_start: usize,
    /// Text before this byte belongs to a citation that has been reported.
    cited_until: usize,
    leaf: Option<Leaf>,
    links: Vec<OpenLink>,
    /// How many of the open links are `<a>` elements: one at most.
    anchors: usize,
    /// Where the last event within the text ended, to find the address of a link after its text.
    last_end: usize,
    collecting: Option<Collecting>,
    /// How many elements are open whose events are not read.
    skipping: usize,
    /// How many elements are open in all.
    depth: usize,
    /// How deep they have been.
    deepest: usize,
    table: Table,
    code: Option<Code>,
    budget: Budget,
    known: &'s KnownLines,

    levels: Option<Levels>,
    headings: Vec<Pending>,
    footnotes: Footnotes,
    fragments: Vec<(String, Range<usize>)>,
}

impl<'t, 's> Reader<'t, 's> {
    fn new(body: &'t str, places: Places, base: Option<u8>, known: &'s KnownLines, sink: &'s mut Diagnostics) -> Self {
        Self {
            body,
            places,
            sink,
            buffers: Buffers::default(),
            marks: Vec::new(),
            units: Vec::new(),
            sentences: Sentences::default(),
            words: 0,
            containers: Vec::new(),
            judgements: 0,
            introduction: None,
            signs_end: 0,
            attributes_start: usize::MAX,
            cited_until: 0,
            leaf: None,
            links: Vec::new(),
            anchors: 0,
            last_end: 0,
            collecting: None,
            skipping: 0,
            depth: 0,
            deepest: 0,
            table: Table::default(),
            code: None,
            budget: Budget::new(),
            known,
            levels: base.map(Levels::new),
            headings: Vec::new(),
            footnotes: Footnotes::default(),
            fragments: Vec::new(),
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        let (is_start, end) = (matches!(event, Event::Start(_)), range.end);
        self.measure(&event, &range);
        self.dispatch(event, range);
        if !is_start {
            self.last_end = end;
        }
    }

    /// Reports, once a text, that elements nest deeper than any browser shows.
    fn measure(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth -= 1,
            _ => return,
        }
        if self.depth > DEEPEST && self.deepest <= DEEPEST {
            let sign = self.raw(range).chars().next().map_or(0, char::len_utf8);
            let place = range.start..range.start + sign;
            let message = format!("here the text is nested more than {DEEPEST} levels deep");
            self.report(&codes::NESTED_TOO_DEEP, &place, message, "set quotes, lists and emphasis side by side");
        }
        self.deepest = self.deepest.max(self.depth);
    }

    fn dispatch(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.skipping > 0 {
            match event {
                Event::Start(_) => self.skipping += 1,
                Event::End(_) => self.skipping -= 1,
                _ => {}
            }
            if self.skipping == 0 {
                self.close_link(range);
            }
            return;
        }
        if self.collecting.is_some() {
            self.collect(&event, range);
            return;
        }
        if range.start >= self.attributes_start && !matches!(event, Event::End(_)) {
            if matches!(event, Event::Start(_)) {
                self.skip();
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            // Mathematics is not switched on.
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, range),
            Event::Code(text) => self.code_span(&text, range),
            Event::Html(html) => self.html_line(&html, range),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::SoftBreak => self.line_break("\n", range),
            Event::HardBreak => self.line_break("<br>\n", range),
            Event::Rule => self.rule(),
            Event::FootnoteReference(label) => self.footnote_reference(&label, range),
            Event::TaskListMarker(is_done) => self.task(is_done),
        }
    }

    /// Ends the document: everything that had to wait is filled in.
    fn finish(mut self) -> Document {
        let headings = settle(self.headings, self.places, &mut self.buffers, self.sink);
        fragment::check(&self.fragments, &headings, self.places, self.sink);
        let notes = self.footnotes.settle(&mut self.buffers, self.sink);
        let mut pieces = Pieces::default();
        self.buffers.write(Buffers::BODY, &mut pieces);
        notes.write(&mut self.buffers, &mut pieces);
        let Self { marks, units, sentences, words, .. } = self;
        let mut document = Document { pieces, marks, headings, units, sentences, words };
        document.shrink();
        document
    }

    /// Adds a mark to the list. Its unit is known when its leaf ends.
    fn mark(&mut self, range: &Range<usize>, kind: MarkKind) -> usize {
        self.marks.push(Mark { span: self.places.span(range), unit: None, sentence: None, kind });
        self.marks.len() - 1
    }

    /// What stands in the text at `range`.
    fn raw(&self, range: &Range<usize>) -> &'t str {
        self.body.get(range.clone()).unwrap_or("")
    }

    fn report(&mut self, code: &'static Rule, range: &Range<usize>, message: impl Into<String>, help: &str) {
        let place = range.start..range.start + self.raw(range).trim_end().len();
        self.sink.push(Diagnostic::new(code, self.places.span(&place), message).help(help));
    }
}
