//! The normalising of a text in tasks that run side by side.
//!
//! A task is some neighbouring blocks, or a piece of one that is long: a book may be a single paragraph. Where pieces
//! meet, nothing composes with anything ([`cut_from`]), so the tasks' texts, put together, are that of the whole.

use std::ops::Range;

use super::map::{Mark, Marking};
use crate::evidence::extract::Extracted;
use crate::evidence::normalise::{cut_from, walk};

/// How finely a text is divided, in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grain {
    /// A longer block is cut in pieces of about this length.
    pub(super) piece: usize,
    /// Pieces are gathered to tasks of at least this length.
    pub(super) task: usize,
}

impl Default for Grain {
    fn default() -> Self {
        Self { piece: 256 * 1024, task: 256 * 1024 }
    }
}

/// A piece of a block.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    block: usize,
    range: Range<usize>,
    is_first: bool,
    is_last: bool,
}

/// Divides a text.
pub(super) fn tasks(extracted: &Extracted, grain: Grain) -> Vec<Vec<Piece>> {
    let mut tasks = Vec::new();
    let mut task = Vec::new();
    let mut length = 0;
    for (block, of_block) in extracted.blocks.iter().enumerate() {
        let mut start = of_block.range.start;
        let mut is_first = true;
        loop {
            let words = extracted.text.get(start..of_block.range.end).unwrap_or("");
            let cut = if words.len() > grain.piece { cut_from(words, grain.piece) } else { None };
            let end = cut.map_or(of_block.range.end, |cut| start + cut);
            task.push(Piece { block, range: start..end, is_first, is_last: cut.is_none() });
            length += end - start;
            if length >= grain.task {
                tasks.push(std::mem::take(&mut task));
                length = 0;
            }
            (start, is_first) = (end, false);
            if cut.is_none() {
                break;
            }
        }
    }
    tasks.push(task);
    tasks
}

/// What a task makes: all offsets into normalised text, and all counts, begin at its own first character.
#[derive(Debug, Default)]
pub(super) struct Normal {
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
    /// How many code points there are.
    pub(super) points: u32,
    /// The blocks that begin in it, and where.
    pub(super) blocks: Vec<(usize, usize)>,
}

impl Normal {
    pub(super) fn of(extracted: &Extracted, pieces: Vec<Piece>) -> Self {
        let mut normal = Self::default();
        normal.text.reserve(pieces.iter().map(|piece| piece.range.len() + 1).sum());
        for piece in pieces {
            normal.append(extracted, &piece);
        }
        normal
    }

    fn append(&mut self, extracted: &Extracted, piece: &Piece) {
        if piece.is_first {
            self.blocks.push((piece.block, self.text.len()));
        }
        let original = piece.range.start;
        self.marks.push(Mark { normal: self.text.len(), points: self.points, original });
        let words = extracted.text.get(piece.range.clone()).unwrap_or("");
        let points = self.points;
        let mut marking =
            Marking { normal: &mut self.text, marks: &mut self.marks, points, base: original, last: usize::MAX };
        walk(words, &mut marking);
        self.points = marking.points;
        if piece.is_last {
            self.text.push('\n');
            self.points += 1;
        }
    }
}
