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
        let right = block.iter().map(|line| line.right).fold(next.right, f64::max);
        let width = right - block.iter().map(|line| line.left).fold(next.left, f64::min);
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
