use std::collections::HashMap;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::readable::Kind;
use super::sentence::boundaries;
use super::{Readable, Sentence};

/// What is read of one stretch of text, while it is written.
#[derive(Debug, Default)]
pub(super) struct Prose {
    /// Readable text with single spaces; `\n` where a cell of a table ends.
    text: String,
    anchors: Vec<Anchor>,
    /// Whether the last thing was a mark that is not read.
    after_mark: bool,
    /// Whether a word stands outside of unlabelled links.
    has_words: bool,
    /// Where code and the text of ordinary links stand, in order, none within another.
    asides: Vec<Range<usize>>,
    /// The cells of a table, in order.
    cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug)]
struct Cell {
    /// Where it ends in the text.
    end: usize,
    /// Its row and column, each from 0; the row of 0 is the head.
    place: (usize, usize),
}

/// A mark's place in the text: empty for one that is not read.
#[derive(Debug)]
struct Anchor {
    mark: usize,
    range: Range<usize>,
    /// Whether it reads as a link; else as words, if as anything.
    is_link: bool,
}

/// What stands for a record's name, which is not known here: reads as the capital of a name, so that a sentence may
/// begin with it.
const NAME: &str = "X";

/// Of a longer sentence, in bytes, or one of more marks, other pages may show no more than what stands around a mark.
const LONG: usize = 1_000;
const MANY: usize = 16;

impl Prose {
    /// Adds words.
    pub(super) fn push(&mut self, text: &str) {
        let closes = text.starts_with(['.', ',', ';', ':', '!', '?', ')', '’', '”']);
        if self.after_mark && closes && self.text.ends_with(' ') {
            self.text.pop();
        }
        self.after_mark &= text.is_empty();
        for (index, word) in text.split(char::is_whitespace).enumerate() {
            if index > 0 && !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
            self.has_words = self.has_words || word.contains(char::is_alphanumeric);
            self.text.push_str(word);
        }
    }

    /// Ends a cell, given its row and column: no sentence goes on in the next.
    pub(super) fn break_cell(&mut self, place: (usize, usize)) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.after_mark = false;
        self.cells.push(Cell { end: self.text.len(), place });
    }

    /// Adds a mark that is not read.
    pub(super) fn push_mark(&mut self, mark: usize) {
        self.anchors.push(Anchor { mark, range: self.text.len()..self.text.len(), is_link: false });
        self.after_mark = true;
    }

    /// Adds a mark whose words are read as text.
    pub(super) fn push_words(&mut self, mark: usize, words: &str) {
        self.after_mark = false;
        let start = self.text.len();
        self.push(words);
        self.push_anchor(mark, start, false);
    }

    /// Adds a link, which reads as its label or as a name that is not known yet.
    pub(super) fn push_link(&mut self, mark: usize, label: Option<&str>) {
        self.after_mark = false;
        let start = self.text.len();
        match label {
            Some(label) => self.push(label),
            None => self.text.push_str(NAME),
        }
        self.push_anchor(mark, start, true);
    }

    fn push_anchor(&mut self, mark: usize, start: usize, is_link: bool) {
        let shift = usize::from(self.text[start..].starts_with(' '));
        self.anchors.push(Anchor { mark, range: start + shift..self.text.len(), is_link });
    }

    /// Where the next words begin.
    pub(super) const fn end(&self) -> usize {
        self.text.len()
    }

    /// Takes what has been added since `start` for an aside.
    pub(super) fn set_aside(&mut self, start: usize) {
        while self.asides.last().is_some_and(|last| last.start >= start) {
            self.asides.pop();
        }
        if start < self.text.len() {
            self.asides.push(start..self.text.len());
        }
    }

    /// Whether it asserts anything.
    pub(super) const fn has_words(&self) -> bool {
        self.has_words
    }

    /// How many words are read.
    pub(super) fn words(&self) -> usize {
        self.text.unicode_words().count()
    }

    /// Whether it ends in a colon.
    pub(super) fn introduces(&self) -> bool {
        self.text.trim_end().ends_with([':', '：'])
    }

    /// The text as one line, links by what they were added with.
    pub(super) fn line(&self) -> &str {
        self.text.trim()
    }

    /// The text as if it were one sentence.
    pub(super) fn readable(&self) -> Readable {
        self.sentence(0..self.text.len(), &self.anchors.iter().collect::<Vec<_>>()).text
    }

    /// Cuts the text into sentences and gives each its marks.
    pub(super) fn sentences(&self) -> Vec<Sentence> {
        let mut firsts: HashMap<(usize, usize), usize> = HashMap::new();
        let mut anchors = self.anchors.iter().peekable();
        let mut start = 0;
        let ends = boundaries(&self.text);
        let last = ends.last().copied();
        let mut out = Vec::with_capacity(ends.len());
        for end in ends {
            // A boundary inside a label is none.
            if anchors_across(&self.anchors, end) {
                continue;
            }
            let is_last = Some(end) == last;
            let mut here = Vec::new();
            while let Some(anchor) = anchors.next_if(|anchor| is_last || belongs(anchor, end)) {
                here.push(anchor);
            }
            let mut sentence = self.sentence(start..end, &here);
            if !sentence.text.is_empty() || !sentence.marks.is_empty() {
                if let Some((row, column)) = self.cell_at(end) {
                    firsts.entry((row, column)).or_insert(out.len());
                    let heads = [(row, 0), (0, column)].into_iter().filter(|&head| head != (row, column) && row > 0);
                    sentence.heads = heads.filter_map(|head| firsts.get(&head).copied()).collect();
                }
                out.push(sentence);
            }
            start = end;
        }
        out
    }

    /// The cell that a sentence stands in, given where the sentence ends.
    fn cell_at(&self, end: usize) -> Option<(usize, usize)> {
        let next = self.cells.partition_point(|cell| cell.end < end);
        self.cells.get(next).map(|cell| cell.place)
    }

    fn sentence(&self, range: Range<usize>, anchors: &[&Anchor]) -> Sentence {
        let mut text = Readable::with_capacity(range.len());
        let mut at = range.start;
        let is_long = range.len() > LONG || anchors.len() > MANY;
        let mut places = Vec::new();
        for anchor in anchors {
            if is_long {
                places.push((anchor.mark, text.len() + anchor.range.start.saturating_sub(at)));
            }
            if anchor.range.is_empty() {
                continue;
            }
            self.push_text(&mut text, at..anchor.range.start.max(at));
            if anchor.is_link {
                text.push(Kind::Link(anchor.mark), "");
            } else {
                text.push(Kind::Likelihood(anchor.mark), &self.text[anchor.range.clone()]);
            }
            at = anchor.range.end.max(at);
        }
        self.push_text(&mut text, at..range.end.max(at));
        text.trim_end();
        text.keep_places(&places);
        Sentence { text, marks: anchors.iter().map(|anchor| anchor.mark).collect(), heads: Vec::new() }
    }

    /// Adds the text at `range`, asides apart.
    fn push_text(&self, text: &mut Readable, range: Range<usize>) {
        let mut at = range.start;
        let first = self.asides.partition_point(|aside| aside.end <= range.start);
        for aside in self.asides[first..].iter().take_while(|aside| aside.start < range.end) {
            // A space at the edge of an aside may have given way to what closes.
            let start = floor(&self.text, aside.start).max(at);
            let end = floor(&self.text, aside.end).min(range.end).max(start);
            push_words(text, &self.text[at..start], Kind::Text);
            push_words(text, &self.text[start..end], Kind::Aside);
            at = end;
        }
        push_words(text, &self.text[at..range.end], Kind::Text);
    }
}

/// Whether an anchor stands before the boundary `end`, or at it: a citation after a full stop belongs to what it ends.
fn belongs(anchor: &Anchor, end: usize) -> bool {
    if anchor.range.is_empty() { anchor.range.start <= end } else { anchor.range.start < end }
}

/// Whether a boundary falls inside a label.
fn anchors_across(anchors: &[Anchor], end: usize) -> bool {
    let next = anchors.partition_point(|anchor| anchor.range.start < end);
    next.checked_sub(1).and_then(|index| anchors.get(index)).is_some_and(|anchor| anchor.range.end > end)
}

/// Adds words, if there are any: a sentence begins with none of the white space before it, and does not go on in the
/// next cell.
fn push_words(text: &mut Readable, words: &str, kind: Kind) {
    let words = if text.is_empty() { words.trim_start() } else { words };
    if words.contains('\n') {
        text.push(kind, &words.replace('\n', " "));
    } else if !words.is_empty() {
        text.push(kind, words);
    }
}

/// The last place at or before `at` where a character begins.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
