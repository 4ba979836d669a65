//! One pass over a text for everything that is looked for in it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;

use super::scan::{Hit, Scanner};
use crate::evidence::boundary::{Edge, is_edge};
use crate::evidence::normalise::normalise;
use crate::evidence::pieces::{is_punctuation, joints, parts};
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
    /// Of each part but the first, whether it directly follows the part before.
    pub(super) joints: Vec<bool>,
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
            joints: joints(exact),
        }
    }
}

/// Where one pattern stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Occurrences {
    pub(super) ranges: Vec<(u32, u32)>,
    pub(super) inside_words: bool,
}

/// The text that one task searches, in bytes.
const STRETCH: usize = 512 * 1024;

/// Searches for all patterns in one pass, stretches of the text side by side. None if there are too many occurrences
/// to keep.
pub(super) fn search(text: &ArchiveText, patterns: &[String]) -> Option<Vec<Occurrences>> {
    search_in_stretches(text, patterns, STRETCH)
}

fn search_in_stretches(text: &ArchiveText, patterns: &[String], length: usize) -> Option<Vec<Occurrences>> {
    let scanner = Scanner::new(patterns)?;
    // An occurrence is looked for from where it begins, so what two stretches read twice is the longest pattern.
    let length = length.max(scanner.longest() * 4);
    let end = text.normal().len();
    let stretches: Vec<Range<usize>> = (0..end).step_by(length).map(|start| start..end.min(start + length)).collect();
    let inside_words: Vec<AtomicBool> = patterns.iter().map(|_| AtomicBool::new(false)).collect();
    let total = AtomicUsize::new(0);
    let hits: Option<Vec<Vec<Hit>>> = stretches
        .into_par_iter()
        .map(|stretch| {
            let keeps = |pattern: usize, start: usize| {
                let end = start + patterns[pattern].len();
                let stands_alone = is_edge(text, start, Edge::Start) && is_edge(text, end, Edge::End);
                inside_words[pattern].fetch_or(!stands_alone, Ordering::Relaxed);
                stands_alone
            };
            let most = OCCURRENCES.checked_sub(total.load(Ordering::Relaxed))?;
            let hits = scanner.scan(text.normal().as_bytes(), &stretch, most, keeps).ok()?;
            let before = total.fetch_add(hits.len(), Ordering::Relaxed);
            (before + hits.len() <= OCCURRENCES).then_some(hits)
        })
        .collect();
    let is_inside = |inside: AtomicBool| Occurrences { inside_words: inside.into_inner(), ..Occurrences::default() };
    let mut occurrences: Vec<Occurrences> = inside_words.into_iter().map(is_inside).collect();
    for Hit { pattern, start } in hits?.into_iter().flatten() {
        let pattern = pattern as usize;
        let end = start.checked_add(u32::try_from(patterns[pattern].len()).ok()?)?;
        occurrences[pattern].ranges.push((start, end));
    }
    Some(occurrences)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::extract::{Format, extract};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn stretches_of_any_length_give_the_same(
            text in "[ab é한\u{1112}\u{1161}.\n]{1,120}",
            patterns in proptest::collection::hash_set("[ab é한.]{1,10}", 1..8),
            length in 1_usize..50,
        ) {
            let patterns: Vec<String> = patterns.into_iter().map(|it| normalise(&it)).filter(|it| !it.is_empty()).collect();
            let text = ArchiveText::new(extract(text, Format::Plain).unwrap());
            let shown = |length| {
                let found = search_in_stretches(&text, &patterns, length).unwrap();
                found.into_iter().map(|found| (found.ranges, found.inside_words)).collect::<Vec<_>>()
            };
            prop_assert_eq!(shown(length), shown(STRETCH));
        }
    }
}
