//! Lines of glyphs that stand on one baseline.

use super::glyphs::Glyph;

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Its words.
    pub(super) text: String,
    /// Its left and right end, in points.
    pub(super) left: f64,
    pub(super) right: f64,
    /// Its baseline, upwards.
    pub(super) base: f64,
    /// The height of most of its characters.
    pub(super) size: f64,
    /// Its page, from 1.
    pub(super) page: u32,
}

/// A gap between two words, in heights of the font. The narrowest space of a justified line is a fifth; kerning stays
/// below a tenth.
const WORD_GAP: f64 = 0.16;

/// A gap between two columns.
const COLUMN_GAP: f64 = 2.5;

/// A gap between two columns, if a space was drawn before it: justified text may stretch that far in a narrow column.
const COLUMN_GAP_AFTER_SPACE: f64 = 8.0;

/// The lines of a page, in the order in which they are drawn. Text that runs in another direction than most of the
/// page's (a stamp on the margin) is left out.
pub(super) fn lines(glyphs: Vec<Glyph>, page: u32) -> Vec<Line> {
    let turn = main_turn(&glyphs);
    let mut builder = Builder { lines: Vec::new(), open: None, page };
    for glyph in glyphs {
        if turn_of(&glyph) == turn {
            builder.add(&upright(glyph, turn));
        }
    }
    builder.finish();
    builder.lines
}

/// In which quarter of the circle a glyph runs: 0 to the right, 1 up, 2 to the left, 3 down.
fn turn_of(glyph: &Glyph) -> usize {
    let (x, y) = (glyph.end.0 - glyph.start.0, glyph.end.1 - glyph.start.1);
    match (x.abs() >= y.abs(), x >= 0.0, y >= 0.0) {
        (true, true, _) => 0,
        (false, _, true) => 1,
        (true, false, _) => 2,
        (false, _, false) => 3,
    }
}

fn main_turn(glyphs: &[Glyph]) -> usize {
    let mut counts = [0_usize; 4];
    for glyph in glyphs {
        counts[turn_of(glyph)] += 1;
    }
    (0..4).max_by_key(|&turn| (counts[turn], std::cmp::Reverse(turn))).unwrap_or(0)
}

fn upright(glyph: Glyph, turn: usize) -> Glyph {
    let turned = |(x, y): (f64, f64)| match turn {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    };
    Glyph { start: turned(glyph.start), end: turned(glyph.end), ..glyph }
}

/// A line that is being written.
struct Open {
    line: Line,
    count: f64,
    sizes: f64,
    /// Where raised characters begin.
    raised: Option<usize>,
}

struct Builder {
    lines: Vec<Line>,
    open: Option<Open>,
    page: u32,
}

impl Builder {
    fn add(&mut self, glyph: &Glyph) {
        if self.open.as_ref().is_none_or(|open| !open.goes_on_with(glyph)) {
            self.finish();
            if glyph.text.trim().is_empty() {
                return;
            }
        }
        let page = self.page;
        self.open.get_or_insert_with(|| Open::at(glyph, page)).push(glyph);
    }

    fn finish(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        open.settle_mark();
        open.line.size = open.sizes / open.count.max(1.0);
        open.line.text.truncate(open.line.text.trim_end().len());
        let is_repeated = self.lines.last().is_some_and(|last| is_drawn_twice(last, &open.line));
        if !open.line.text.is_empty() && !is_repeated {
            self.lines.push(open.line);
        }
    }
}

/// Whether a line was drawn over itself, as some programs do for bold type.
fn is_drawn_twice(last: &Line, line: &Line) -> bool {
    let near = |one: f64, other: f64| (one - other).abs() < line.size / 4.0;
    last.text == line.text && near(last.left, line.left) && near(last.base, line.base)
}

impl Open {
    fn at(glyph: &Glyph, page: u32) -> Self {
        let (left, base) = glyph.start;
        let line = Line { text: String::new(), left, right: left, base, size: glyph.size, page };
        Self { line, count: 0.0, sizes: 0.0, raised: None }
    }

    fn goes_on_with(&self, glyph: &Glyph) -> bool {
        let tallest = glyph.size.max(self.line.size);
        let gap = glyph.start.0 - self.line.right;
        let widest =
            if self.line.text.ends_with(char::is_whitespace) { COLUMN_GAP_AFTER_SPACE } else { COLUMN_GAP } * tallest;
        (glyph.start.1 - self.line.base).abs() < tallest / 2.0 && gap > -tallest * 0.6 && gap < widest
    }

    fn push(&mut self, glyph: &Glyph) {
        let height = glyph.start.1 - self.line.base;
        let is_raised = glyph.size < self.line.size * 0.85 && height > self.line.size * 0.15;
        if self.count == 0.0 || (!is_raised && glyph.size > self.line.size * 1.15) {
            // What stood before was raised beside this: the mark at the beginning of a footnote.
            (self.line.base, self.line.size) = (glyph.start.1, glyph.size);
        }
        match (is_raised, self.raised) {
            (true, None) => self.raised = Some(self.line.text.len()),
            (false, Some(_)) => self.settle_mark(),
            _ => {}
        }
        let parted = self.line.text.ends_with(char::is_whitespace) || glyph.text.starts_with(char::is_whitespace);
        if !parted && self.count > 0.0 && glyph.start.0 - self.line.right > glyph.size * WORD_GAP {
            self.line.text.push(' ');
        }
        self.line.text.extend(glyph.text.chars().filter(|c| !c.is_control()));
        self.line.right = self.line.right.max(glyph.end.0);
        self.count += 1.0;
        self.sizes += glyph.size;
    }

    /// Removes raised characters if they are the mark of a note: figures or signs after a mark of punctuation or after a
    /// word of four letters or more. "m²" and "10³" keep theirs.
    fn settle_mark(&mut self) {
        let Some(start) = self.raised.take() else { return };
        let (before, mark) = self.line.text.split_at(start.min(self.line.text.len()));
        let is_mark = |c: char| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '§' | ',' | '[' | ']' | ' ');
        let letters = before.chars().rev().take(4).take_while(|c| c.is_alphabetic()).count();
        let after_mark = before.ends_with(['.', ',', ';', ':', '!', '?', ')', '"', '”', '’', '»']);
        if mark.chars().all(is_mark) && (after_mark || letters >= 4) {
            let ends_with_space = mark.ends_with(' ');
            self.line.text.truncate(start);
            if ends_with_space {
                self.line.text.push(' ');
            }
        }
    }
}
