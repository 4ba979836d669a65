//! One pass over a text for everything that is looked for in it.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::evidence::boundary::{Edge, is_edge};
use crate::evidence::normalise::normalise;
use crate::evidence::pieces::{is_punctuation, parts};
use crate::evidence::text::ArchiveText;

/// The most occurrences that one search keeps in mind: sixteen million, 128 MiB.
const OCCURRENCES: usize = 1 << 24;

/// Everything that is searched for, each spelling once.
#[derive(Default)]
pub(super) struct Patterns {
    pub(super) list: Vec<String>,
    index: HashMap<String, usize>,
}

impl Patterns {
    fn add(&mut self, pattern: String) -> usize {
        if let Some(&known) = self.index.get(&pattern) {
            return known;
        }
        self.list.push(pattern.clone());
        self.index.insert(pattern, self.list.len() - 1);
        self.list.len() - 1
    }
}

/// An excerpt as indices of patterns.
pub(super) struct Reading {
    /// None if there is nothing to search for.
    pub(super) whole: Option<usize>,
    /// Each part in its spellings; empty if the excerpt has no marks of elision.
    pub(super) parts: Vec<Vec<usize>>,
}

impl Reading {
    pub(super) fn of(exact: &str, patterns: &mut Patterns) -> Self {
        let whole = normalise(exact);
        let parts = parts(exact);
        Self {
            whole: (!is_punctuation(&whole)).then(|| patterns.add(whole)),
            parts: parts
                .into_iter()
                .map(|spellings| spellings.into_iter().map(|part| patterns.add(part)).collect())
                .collect(),
        }
    }
}

/// Where one pattern stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Occurrences {
    pub(super) ranges: Vec<(u32, u32)>,
    pub(super) inside_words: bool,
}

/// Searches for all patterns in one pass. None if there are too many occurrences to keep.
pub(super) fn search(text: &ArchiveText, patterns: &[String]) -> Option<Vec<Occurrences>> {
    let mut occurrences = vec![Occurrences::default(); patterns.len()];
    if patterns.is_empty() {
        return Some(occurrences);
    }
    // Not the automaton that is fastest to search with: on a pattern that repeats itself, that one is built in the square
    // of the pattern's length.
    let kind = Some(AhoCorasickKind::ContiguousNFA);
    let automaton = AhoCorasick::builder().kind(kind).build(patterns).ok()?;
    let mut count = 0;
    for found in automaton.try_find_overlapping_iter(text.normal()).ok()? {
        let (start, end) = (found.start(), found.end());
        let of_pattern = occurrences.get_mut(found.pattern().as_usize())?;
        if is_edge(text, start, Edge::Start) && is_edge(text, end, Edge::End) {
            of_pattern.ranges.push((u32::try_from(start).ok()?, u32::try_from(end).ok()?));
            count += 1;
        } else {
            of_pattern.inside_words = true;
        }
        if count > OCCURRENCES {
            return None;
        }
    }
    Some(occurrences)
}
