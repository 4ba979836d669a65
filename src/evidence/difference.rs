//! What differs between the words of an excerpt and those of a passage.

use std::ops::Range;

/// Some neighbouring words that are not the same. Either side may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// What the excerpt has.
    pub(super) excerpt: String,
    /// What the archive has in its place.
    pub(super) archive: String,
    /// The word of the archive before the difference, for one that leaves the excerpt's side empty.
    pub(super) after: String,
}

/// The cheapest way to turn an excerpt into a stretch of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Alignment {
    /// Three for a word to change or to leave out, two for one to add, one for one whose case alone differs. Adding is
    /// cheaper, so that a dropped "not" shows as such and does not shift the passage.
    pub(super) cost: usize,
    /// The stretch, in words of the passage.
    pub(super) range: Range<usize>,
    /// What differs, in order.
    pub(super) differences: Vec<Difference>,
}

/// One step of an alignment: a word of either side, or of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Same,
    Changed,
    Left,
    Added,
}

/// Aligns all of `excerpt` with any stretch of `passage`. Time and memory go with the product of their lengths.
pub(super) fn align(excerpt: &[&str], passage: &[&str]) -> Alignment {
    let width = passage.len() + 1;
    let mut cells: Vec<(usize, Step)> = vec![(0, Step::Added); width];
    for (row, word) in excerpt.iter().enumerate() {
        cells.push((3 * (row + 1), Step::Left));
        for (column, there) in passage.iter().enumerate() {
            let cell =
                |row: usize, column: usize| cells.get(row * width + column).map_or(usize::MAX / 2, |cell| cell.0);
            let (change, step) = exchange(word, there);
            let choices = [
                (cell(row, column) + change, step),
                (cell(row, column + 1) + 3, Step::Left),
                (cell(row + 1, column) + 2, Step::Added),
            ];
            cells.push(choices.into_iter().min_by_key(|(cost, _)| *cost).unwrap_or(choices[0]));
        }
    }
    let last_row = cells.get(excerpt.len() * width..).unwrap_or(&[]);
    // Of equals the first, and of its neighbours the furthest: a last word that differs is changed, not left out.
    let cost = last_row.iter().map(|(cost, _)| *cost).min().unwrap_or(0);
    let first = last_row.iter().position(|(found, _)| *found == cost).unwrap_or(0);
    let run = last_row.iter().skip(first).take_while(|(found, _)| *found == cost).count();
    let end = first + run.saturating_sub(1);
    trace(excerpt, passage, &cells, end, cost)
}

fn exchange(word: &str, there: &str) -> (usize, Step) {
    if word == there {
        (0, Step::Same)
    } else if word.to_lowercase() == there.to_lowercase() {
        (1, Step::Changed)
    } else {
        (3, Step::Changed)
    }
}

/// Walks the cheapest way back and puts neighbouring differences together.
fn trace(excerpt: &[&str], passage: &[&str], cells: &[(usize, Step)], end: usize, cost: usize) -> Alignment {
    let width = passage.len() + 1;
    let (mut row, mut column) = (excerpt.len(), end);
    let mut steps = Vec::new();
    while row > 0 {
        let step = cells.get(row * width + column).map_or(Step::Left, |cell| cell.1);
        row -= usize::from(step != Step::Added);
        column = column.saturating_sub(usize::from(step != Step::Left));
        steps.push((step, row, column));
    }
    let mut differences: Vec<Difference> = Vec::new();
    let mut is_open = false;
    for (step, row, column) in steps.into_iter().rev() {
        if step == Step::Same {
            is_open = false;
            continue;
        }
        if !is_open {
            let after = column.checked_sub(1).and_then(|before| passage.get(before)).copied().unwrap_or("");
            differences.push(Difference { excerpt: String::new(), archive: String::new(), after: after.to_owned() });
            is_open = true;
        }
        if let Some(difference) = differences.last_mut() {
            let here = excerpt.get(row).filter(|_| step != Step::Added);
            let there = passage.get(column).filter(|_| step != Step::Left);
            append(&mut difference.excerpt, here);
            append(&mut difference.archive, there);
        }
    }
    Alignment { cost, range: column..end, differences }
}

fn append(words: &mut String, word: Option<&&str>) {
    if let Some(word) = word {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
}
