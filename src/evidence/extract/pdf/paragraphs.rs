//! Headings and paragraphs of lines.
//!
//! A paragraph that is cut in two cannot prove an excerpt that runs over the cut, while two that stay together only
//! share a number: in doubt, lines stay together, over the ends of columns and pages too.

use super::hyphens::Vocabulary;
use super::lines::Line;
use crate::evidence::extract::shape::bullet;
use crate::evidence::extract::{Block, BlockKind, Extracted};

/// Larger than running text by this factor, a line is a heading.
const HEADING: f64 = 1.12;

/// The longest heading, in bytes.
const HEADING_BYTES: usize = 300;

/// How many lines before the next one tell the width of a column.
const COLUMN_LINES: usize = 50;

/// The blocks of a document's lines.
pub(super) fn blocks(lines: &[Line]) -> Extracted {
    let measures = Measures::of(lines);
    let vocabulary = Vocabulary::of(lines);
    let mut out = Extracted::default();
    let mut start = 0;
    for end in 1..=lines.len() {
        let block = &lines[start..end];
        if lines.get(end).is_none_or(|next| measures.begins_block(block, next)) {
            push(&mut out, block, &measures, &vocabulary);
            start = end;
        }
    }
    out
}

fn push(out: &mut Extracted, lines: &[Line], measures: &Measures, vocabulary: &Vocabulary) {
    let Some(first) = lines.first() else { return };
    let start = out.text.len();
    for (index, line) in lines.iter().enumerate() {
        if index == 0 {
            out.text.push_str(&line.text[bullet(&line.text)..]);
        } else {
            vocabulary.join(&mut out.text, start, &line.text);
        }
    }
    let range = start..out.text.len();
    if out.text[range.clone()].trim().is_empty() {
        out.text.truncate(start);
        return;
    }
    let has_letter = out.text[range.clone()].contains(char::is_alphabetic);
    let rank = measures.rank(first.size).filter(|_| has_letter && range.len() <= HEADING_BYTES);
    let kind = rank.map_or(BlockKind::Paragraph, BlockKind::Heading);
    out.blocks.push(Block { kind, range, page: Some(first.page) });
    out.text.push('\n');
}

/// What is usual in a document.
struct Measures {
    /// From one baseline to the next, in heights of the font.
    leading: f64,
    /// The heights of headings, the largest first, in half points.
    headings: Vec<i64>,
}

impl Measures {
    fn of(lines: &[Line]) -> Self {
        let mut sizes: std::collections::BTreeMap<i64, usize> = std::collections::BTreeMap::new();
        for line in lines {
            *sizes.entry(half_points(line.size)).or_default() += line.text.len();
        }
        let body = sizes.iter().max_by_key(|(_, count)| **count).map_or(20, |(size, _)| *size);
        #[expect(clippy::cast_precision_loss, reason = "heights of fonts are small")]
        let body = body as f64 / 2.0;
        let headings = sizes.keys().rev().copied().filter(|size| is_larger(*size, body)).collect();
        Self { leading: usual_leading(lines, body), headings }
    }

    fn rank(&self, size: f64) -> Option<u8> {
        let place = self.headings.iter().position(|heading| *heading == half_points(size))?;
        Some(u8::try_from(place + 1).unwrap_or(6).min(6))
    }

    /// Whether a line begins a block after those that are one so far.
    fn begins_block(&self, block: &[Line], next: &Line) -> bool {
        let (Some(first), Some(last)) = (block.first(), block.last()) else { return false };
        let size = last.size.max(next.size).max(1.0);
        if (last.size - next.size).abs() > size * 0.08 || self.rank(last.size) != self.rank(next.size) {
            return true;
        }
        if bullet(&next.text) > 0 {
            return true;
        }
        let down = last.base - next.base;
        if next.page != last.page || down < -size {
            return self.rank(next.size).is_some() || ends_sentence(&last.text);
        }
        if down.abs() < size / 2.0 || down > size * self.leading * 1.3 {
            return true;
        }
        let column = &block[block.len().saturating_sub(COLUMN_LINES)..];
        let right = column.iter().map(|line| line.right).fold(next.right, f64::max);
        let width = right - column.iter().map(|line| line.left).fold(next.left, f64::min);
        let ends_early = last.right < right - width / 4.0 && ends_sentence(&last.text);
        let is_indented = next.left > last.left + size * 0.7 && (block.len() > 1 || ends_sentence(&last.text));
        let hangs = next.left < last.left - size * 0.7 && next.left <= first.left + size / 4.0 && block.len() > 1;
        ends_early || is_indented || (hangs && ends_sentence(&last.text))
    }
}

fn is_larger(half_points: i64, body: f64) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "heights of fonts are small")]
    let size = half_points as f64 / 2.0;
    size > body * HEADING
}

fn half_points(size: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a cast saturates")]
    let rounded = (size * 2.0).round() as i64;
    rounded
}

/// The usual distance of two baselines of running text.
fn usual_leading(lines: &[Line], body: f64) -> f64 {
    let mut distances: Vec<f64> = lines
        .windows(2)
        .filter_map(|pair| {
            let [one, next] = pair else { return None };
            let is_body = (one.size - body).abs() < 0.6 && (next.size - body).abs() < 0.6;
            let distance = (one.base - next.base) / body.max(1.0);
            (is_body && one.page == next.page && distance > 0.8 && distance < 3.0).then_some(distance)
        })
        .collect();
    distances.sort_by(f64::total_cmp);
    // Below the middle: in a text of short paragraphs, the distances between them are many.
    distances.get(distances.len() * 2 / 5).copied().unwrap_or(1.2).max(1.0)
}

/// Whether a line ends as sentences do.
fn ends_sentence(line: &str) -> bool {
    let closing = |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']');
    line.trim_end_matches(closing).ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '؟', '۔', '।'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, base: f64, page: u32) -> Line {
        Line { text: text.to_owned(), left: 50.0, right: 350.0, base, size: 10.0, page }
    }

    fn shown(lines: &[Line]) -> Vec<String> {
        let extracted = blocks(lines);
        extracted.blocks.iter().map(|block| extracted.text[block.range.clone()].replace('\n', " ")).collect()
    }

    #[test]
    fn space_size_and_indent_begin_blocks() {
        let indented = Line { left: 62.0, ..line("Three is indented", 464.0, 1) };
        let short = Line { right: 90.0, ..line("It ends.", 440.0, 1) };
        let lines = [
            Line { size: 14.0, ..line("A heading", 540.0, 1) },
            line("One runs", 512.0, 1),
            line("on.", 500.0, 1),
            line("Two follows a space.", 476.0, 1),
            indented,
            line("and runs on.", 452.0, 1),
            short,
            line("Four follows a short line", 428.0, 1),
            line("• five", 416.0, 1),
        ];
        let expected = [
            "A heading",
            "One runs on.",
            "Two follows a space.",
            "Three is indented and runs on. It ends.",
            "Four follows a short line",
            "five",
        ];
        assert_eq!(shown(&lines), expected);
    }

    #[test]
    fn a_sentence_goes_on_over_the_end_of_a_page_and_of_a_column() {
        let lines =
            [line("It goes", 60.0, 1), line("on and", 500.0, 2), line("on.", 700.0, 2), line("It ends.", 500.0, 3)];
        assert_eq!(shown(&lines), ["It goes on and on.", "It ends."]);
    }

    #[test]
    fn a_paragraph_of_a_whole_book_is_read_in_good_time() {
        let started = std::time::Instant::now();
        let lines: Vec<Line> = (0..100_000).map(|n| line("abcdef-", 12.0 * f64::from(100_000 - n), 1)).collect();
        assert_eq!(shown(&lines).len(), 1);
        assert!(started.elapsed().as_secs() < 20);
    }
}
