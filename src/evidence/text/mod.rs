//! The text of an archive, ready to be searched: normalised, with a way back to the words as they were published.

mod map;
mod tasks;
#[cfg(test)]
mod tests;

use std::ops::Range;

use rayon::prelude::*;

use super::extract::{BlockKind, Extracted};
use super::normalise::{normalise, walk};
use super::proof::{Locator, one_line};
use crate::syntax::is_refused;
use map::{Mark, Seeking};
use tasks::{Grain, Normal, tasks};

/// An archive's text in its two forms, with its sections and numbered paragraphs.
///
/// Offsets that other functions pass around are bytes of [`ArchiveText::normal`], in which blocks are separated by a
/// line end that no excerpt contains. The map back to the original keeps one mark per block and per kilobyte and
/// normalises again from there: a full map would take several times the memory of the text.
#[derive(Debug, Clone)]
pub struct ArchiveText {
    extracted: Extracted,
    normal: String,
    marks: Vec<Mark>,
    starts: Vec<BlockStart>,
    sections: Vec<Section>,
    paragraphs: u32,
}

#[derive(Debug, Clone, Copy)]
struct BlockStart {
    normal: usize,
    /// Number of the paragraph, from 1; of a heading, that of the paragraph that follows.
    paragraph: u32,
}

/// A part of the archive from one heading to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    /// The heading as a reader sees it. None for what stands before the first.
    pub(super) heading: Option<String>,
    /// The heading, normalised.
    pub(super) key: String,
    /// Rank of the heading.
    pub(super) level: u8,
    /// The section around this one.
    parent: Option<usize>,
    /// Number of the first paragraph in it or after it.
    pub(super) first_paragraph: u32,
    start: usize,
}

impl ArchiveText {
    /// Prepares an extracted text.
    #[must_use]
    pub fn new(extracted: Extracted) -> Self {
        Self::in_tasks(extracted, Grain::default())
    }

    /// Prepares an extracted text, its pieces side by side. The grain has no part in what comes out.
    fn in_tasks(extracted: Extracted, grain: Grain) -> Self {
        let top = Section { heading: None, key: String::new(), level: 0, parent: None, first_paragraph: 1, start: 0 };
        let tasks: Vec<Normal> =
            tasks(&extracted, grain).into_par_iter().map(|pieces| Normal::of(&extracted, pieces)).collect();
        let mut text = Self {
            normal: String::with_capacity(tasks.iter().map(|task| task.text.len()).sum()),
            extracted: Extracted::default(),
            marks: Vec::with_capacity(tasks.iter().map(|task| task.marks.len()).sum()),
            starts: Vec::with_capacity(extracted.blocks.len()),
            sections: vec![top],
            paragraphs: 0,
        };
        let mut points = 0;
        for task in tasks {
            let base = text.normal.len();
            for (block, start) in task.blocks {
                text.open_block(&extracted, block, base + start);
            }
            let shifted = |mark: &Mark| Mark { normal: base + mark.normal, points: points + mark.points, ..*mark };
            text.marks.extend(task.marks.iter().map(shifted));
            text.normal.push_str(&task.text);
            points += task.points;
        }
        text.extracted = extracted;
        text
    }

    fn open_block(&mut self, extracted: &Extracted, block: usize, normal: usize) {
        self.starts.push(BlockStart { normal, paragraph: self.paragraphs + 1 });
        let Some(block) = extracted.blocks.get(block) else { return };
        match block.kind {
            BlockKind::Heading(level) => {
                self.open_section(extracted.text.get(block.range.clone()).unwrap_or(""), level, normal);
            }
            BlockKind::Paragraph => self.paragraphs += 1,
        }
    }

    fn open_section(&mut self, words: &str, level: u8, start: usize) {
        let mut parent = self.sections.len().checked_sub(1);
        while let Some(around) = parent.and_then(|index| self.sections.get(index))
            && around.level >= level
        {
            parent = around.parent;
        }
        self.sections.push(Section {
            heading: Some(shorten(words)),
            key: normalise(words),
            level,
            parent,
            first_paragraph: self.paragraphs + 1,
            start,
        });
    }

    /// The normalised text: blocks, each with a line end after it.
    #[must_use]
    pub fn normal(&self) -> &str {
        &self.normal
    }

    /// How many paragraphs there are; headings are none.
    #[must_use]
    pub const fn paragraphs(&self) -> u32 {
        self.paragraphs
    }

    /// The sections in order. The first has no heading and may be empty.
    pub(super) fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The index of the section that an offset lies in.
    pub(super) fn section_at(&self, at: usize) -> usize {
        // A document that opens with a heading has two sections that start at 0: the later one holds the text.
        self.sections.partition_point(|section| section.start <= at).saturating_sub(1)
    }

    /// Where a section ends.
    pub(super) fn section_end(&self, section: usize) -> usize {
        self.sections.get(section + 1).map_or(self.normal.len(), |next| next.start)
    }

    /// Whether a section is, or lies in, one whose heading reads like this (normalised).
    pub(super) fn lies_in(&self, section: usize, key: &str) -> bool {
        let mut next = Some(section);
        while let Some(section) = next.and_then(|index| self.sections.get(index)) {
            if section.heading.is_some() && section.key == key {
                return true;
            }
            next = section.parent;
        }
        false
    }

    /// The index of the block that an offset lies in.
    pub(super) fn block_at(&self, at: usize) -> usize {
        self.starts.partition_point(|start| start.normal <= at).saturating_sub(1)
    }

    /// The offset at which the block begins that an offset lies in.
    pub(super) fn block_start(&self, at: usize) -> usize {
        self.starts.get(self.block_at(at)).map_or(0, |start| start.normal)
    }

    /// Where an offset stands, as a reader counts.
    #[must_use]
    pub fn locator(&self, at: usize) -> Locator {
        let block = self.block_at(at);
        let kind = self.extracted.blocks.get(block).map(|block| block.kind);
        Locator {
            section: self.sections.get(self.section_at(at)).and_then(|section| section.heading.clone()),
            paragraph: self
                .starts
                .get(block)
                .filter(|_| kind == Some(BlockKind::Paragraph))
                .map(|start| start.paragraph),
            page: self.extracted.blocks.get(block).and_then(|block| block.page),
        }
    }

    /// An offset in Unicode code points.
    #[must_use]
    pub fn points(&self, at: usize) -> u32 {
        let mark = self.mark_before(at);
        let between = self.normal.get(mark.normal..at).map_or(0, |text| text.chars().count());
        mark.points.saturating_add(u32::try_from(between).unwrap_or(u32::MAX))
    }

    /// The words of the extracted text that a range of the normalised text came from.
    ///
    /// The range must lie in one block and begin and end with a character other than a space.
    #[must_use]
    pub fn original(&self, range: Range<usize>) -> &str {
        let mark = self.mark_before(range.start);
        let block = self.extracted.blocks.get(self.block_at(range.start));
        let end = block.map_or(mark.original, |block| block.range.end);
        let rest = self.extracted.text.get(mark.original..end).unwrap_or("");
        let mut seeking = Seeking { at: mark.normal, wanted: range, found: None };
        walk(rest, &mut seeking);
        seeking.found.and_then(|found| rest.get(found)).unwrap_or("")
    }

    /// A range of the normalised text with up to `reach` bytes more to either side.
    pub(super) fn widened(&self, range: &Range<usize>, reach: usize) -> Range<usize> {
        let boundary = |mut at: usize| {
            while !self.normal.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        boundary(range.start.saturating_sub(reach))..boundary((range.end + reach).min(self.normal.len()))
    }

    fn mark_before(&self, at: usize) -> Mark {
        let index = self.marks.partition_point(|mark| mark.normal <= at).saturating_sub(1);
        self.marks.get(index).copied().unwrap_or(Mark { normal: 0, points: 0, original: 0 })
    }
}

/// The longest heading that locators and the lock hold, in characters. No real one is longer, and the lock must never
/// hold the text of a source.
pub(super) const HEADING: usize = 160;

/// A heading on one line, without what no text of a site may hold: it is shown, and what it names is found by its key.
fn shorten(words: &str) -> String {
    let line: String = one_line(words).chars().filter(|c| !is_refused(*c)).collect();
    match line.char_indices().nth(HEADING) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
