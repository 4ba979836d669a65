use std::collections::HashMap;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::run::{Run, narrow};
use super::sentence::boundaries;
use super::sentences::{Kind, Sentences};

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
    asides: Vec<Run>,
    /// The cells of a table, in order.
    cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug)]
struct Cell {
    /// Where it ends in the text.
    end: u32,
    /// Its row and column, each from 0; the row of 0 is the head.
    place: (u32, u32),
}

/// A mark's place in the text: empty for one that is not read.
#[derive(Debug)]
struct Anchor {
    mark: u32,
    range: Run,
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
    pub(super) fn break_cell(&mut self, place: (u32, u32)) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.after_mark = false;
        self.cells.push(Cell { end: narrow(self.text.len()), place });
    }

    /// Adds a mark that is not read.
    pub(super) fn push_mark(&mut self, mark: usize) {
        self.anchor(mark, self.text.len(), false);
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
        self.anchor(mark, start + shift, is_link);
    }

    fn anchor(&mut self, mark: usize, start: usize, is_link: bool) {
        self.anchors.push(Anchor { mark: narrow(mark), range: Run::new(&(start..self.text.len())), is_link });
    }

    /// Where the next words begin.
    pub(super) const fn end(&self) -> usize {
        self.text.len()
    }

    /// Takes what has been added since `start` for an aside.
    pub(super) fn set_aside(&mut self, start: usize) {
        while self.asides.last().is_some_and(|last| last.range().start >= start) {
            self.asides.pop();
        }
        if start < self.text.len() {
            self.asides.push(Run::new(&(start..self.text.len())));
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

    /// Adds the text as if it were one sentence, and returns its number.
    pub(super) fn write_whole(&self, out: &mut Sentences) -> u32 {
        self.write(out, 0..self.text.len(), &self.anchors);
        out.close(marks_of(&self.anchors), std::iter::empty())
    }

    /// Cuts the text into sentences, gives each its marks and adds them.
    pub(super) fn write_sentences(&self, out: &mut Sentences) -> Run {
        let first = out.len();
        // The first sentences of the cells that are heads.
        let mut heads: HashMap<(u32, u32), u32> = HashMap::new();
        let mut anchors = self.anchors.as_slice();
        let mut start = 0;
        let ends = boundaries(&self.text);
        let last = ends.last().copied();
        for end in ends {
            // A boundary inside a label is none.
            if anchors_across(&self.anchors, end) {
                continue;
            }
            let is_later = |anchor: &Anchor| Some(end) != last && !belongs(anchor, end);
            let (here, later) = anchors.split_at(anchors.iter().position(is_later).unwrap_or(anchors.len()));
            anchors = later;
            self.write(out, start..end, here);
            if out.is_begun() || !here.is_empty() {
                let number = match self.cell_at(end) {
                    Some((row, column)) => {
                        let about = [(row, 0), (0, column)]
                            .map(|head| heads.get(&head).filter(|_| row > 0 && head != (row, column)));
                        out.close(marks_of(here), about.into_iter().flatten().copied())
                    }
                    None => out.close(marks_of(here), std::iter::empty()),
                };
                if let Some(place @ ((0, _) | (_, 0))) = self.cell_at(end) {
                    heads.entry(place).or_insert(number);
                }
            }
            start = end;
        }
        Run::new(&(first..out.len()))
    }

    /// The cell that a sentence stands in, given where the sentence ends.
    fn cell_at(&self, end: usize) -> Option<(u32, u32)> {
        let next = self.cells.partition_point(|cell| (cell.end as usize) < end);
        self.cells.get(next).map(|cell| cell.place)
    }

    /// Writes a sentence, which is not ended.
    fn write(&self, out: &mut Sentences, range: Range<usize>, anchors: &[Anchor]) {
        let mut at = range.start;
        let is_long = range.len() > LONG || anchors.len() > MANY;
        let mut places = Vec::new();
        for anchor in anchors {
            let place = anchor.range.range();
            if is_long {
                places.push((anchor.mark, out.written() + place.start.saturating_sub(at)));
            }
            if place.is_empty() {
                continue;
            }
            self.push_text(out, at..place.start.max(at));
            if anchor.is_link {
                out.push(Kind::Link(anchor.mark), "");
            } else {
                out.push(Kind::Likelihood(anchor.mark), &self.text[place.clone()]);
            }
            at = place.end.max(at);
        }
        self.push_text(out, at..range.end.max(at));
        out.trim_end();
        out.keep_places(&places);
    }

    /// Adds the text at `range`, asides apart.
    fn push_text(&self, text: &mut Sentences, range: Range<usize>) {
        let mut at = range.start;
        let first = self.asides.partition_point(|aside| aside.range().end <= range.start);
        let asides = self.asides[first..].iter().map(|aside| aside.range());
        for aside in asides.take_while(|aside| aside.start < range.end) {
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
    let start = anchor.range.range().start;
    if anchor.range.is_empty() { start <= end } else { start < end }
}

/// Whether a boundary falls inside a label.
fn anchors_across(anchors: &[Anchor], end: usize) -> bool {
    let next = anchors.partition_point(|anchor| anchor.range.range().start < end);
    next.checked_sub(1).and_then(|index| anchors.get(index)).is_some_and(|anchor| anchor.range.range().end > end)
}

/// The marks of anchors: those of a stretch of text follow each other.
fn marks_of(anchors: &[Anchor]) -> Run {
    let (Some(first), Some(last)) = (anchors.first(), anchors.last()) else { return Run::default() };
    Run::new(&(first.mark as usize..last.mark as usize + 1))
}

/// Adds words, if there are any: a sentence begins with none of the white space before it, and does not go on in the
/// next cell.
fn push_words(text: &mut Sentences, words: &str, kind: Kind) {
    let words = if text.is_begun() { words } else { words.trim_start() };
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
