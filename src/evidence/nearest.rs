//! The passage of an archive that a missing excerpt probably meant. A suggestion to its author, never a proof.

use std::cmp::Reverse;
use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::difference::{Difference, align};
use super::text::ArchiveText;

/// The nearest passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Nearest {
    /// The passage, in bytes of the normalised text.
    pub(super) range: Range<usize>,
    /// What differs from the excerpt, word by word; empty if only punctuation, or the end of a paragraph, does.
    pub(super) differences: Vec<Difference>,
}

/// The longest excerpt whose neighbour is looked for, in words. The rest of a longer one is not looked at.
const WORDS: usize = 60;

/// How many of the best windows are compared word by word.
const CANDIDATES: usize = 6;

/// Looks for the passage that has most words in common with an excerpt (normalised). None if no passage has half.
///
/// One pass over the text: a window as long as the excerpt slides over its words and counts those they share.
pub(super) fn nearest(text: &ArchiveText, excerpt: &str) -> Option<Nearest> {
    let words: Vec<&str> = excerpt.unicode_words().take(WORDS).collect();
    let mut best: Option<(usize, Nearest)> = None;
    for window in candidates(text.normal(), &words) {
        let Some((cost, found)) = compare(text, &words, &window) else { continue };
        let is_better = |(least, best): &(usize, Nearest)| (cost, found.range.start) < (*least, best.range.start);
        if best.as_ref().is_none_or(is_better) {
            best = Some((cost, found));
        }
    }
    best.map(|(_, nearest)| Nearest { range: with_marks(text.normal(), excerpt, nearest.range), ..nearest })
}

/// Takes in the punctuation around a passage that the excerpt has too: a quotation that it opens or closes.
fn with_marks(normal: &str, excerpt: &str, range: Range<usize>) -> Range<usize> {
    let opening = excerpt.find(char::is_alphanumeric).and_then(|first| excerpt.get(..first)).unwrap_or("");
    let last = excerpt.char_indices().rev().find(|(_, c)| c.is_alphanumeric());
    let closing = last.and_then(|(at, c)| excerpt.get(at + c.len_utf8()..)).unwrap_or("");
    let before = normal.get(..range.start).is_some_and(|left| left.ends_with(opening));
    let after = normal.get(range.end..).is_some_and(|right| right.starts_with(closing));
    let start = if before { range.start - opening.len() } else { range.start };
    let end = if after { range.end + closing.len() } else { range.end };
    start..end
}

/// The windows that share most words, best first, none overlapping a better one; each at least half.
fn candidates(normal: &str, words: &[&str]) -> Vec<Range<usize>> {
    let folded: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let mut wanted: HashMap<&str, isize> = HashMap::new();
    for word in &folded {
        *wanted.entry(word.as_str()).or_default() += 1;
    }
    let mut window: VecDeque<(usize, Option<String>)> = VecDeque::new();
    let mut shared = 0;
    let mut best: Vec<(usize, Range<usize>)> = Vec::new();
    for (start, word) in normal.unicode_word_indices() {
        let word_folded = Some(word.to_lowercase()).filter(|word| wanted.contains_key(word.as_str()));
        if let Some(left) = word_folded.as_ref().and_then(|word| wanted.get_mut(word.as_str())) {
            shared += usize::from(*left > 0);
            *left -= 1;
        }
        window.push_back((start, word_folded));
        if window.len() > words.len()
            && let Some((_, Some(gone))) = window.pop_front()
            && let Some(left) = wanted.get_mut(gone.as_str())
        {
            *left += 1;
            shared -= usize::from(*left > 0);
        }
        if shared * 2 >= words.len()
            && let Some((first, _)) = window.front()
        {
            keep(&mut best, shared, *first..start + word.len());
        }
    }
    best.sort_by_key(|(shared, range)| (Reverse(*shared), range.start));
    best.into_iter().map(|(_, range)| range).collect()
}

/// Keeps the best few. Windows come in the order of the text, so only the last can overlap the new one.
fn keep(best: &mut Vec<(usize, Range<usize>)>, shared: usize, range: Range<usize>) {
    if let Some(last) = best.last_mut()
        && last.1.end > range.start
    {
        if shared > last.0 {
            *last = (shared, range);
        }
        return;
    }
    best.push((shared, range));
    if best.len() > CANDIDATES {
        let worst = best.iter().enumerate().min_by_key(|(index, (shared, _))| (*shared, Reverse(*index)));
        if let Some((index, _)) = worst {
            best.remove(index);
        }
    }
}

/// Aligns an excerpt with a window and its surroundings; gives the cost and the passage that was aligned.
fn compare(text: &ArchiveText, words: &[&str], window: &Range<usize>) -> Option<(usize, Nearest)> {
    // As many words as the excerpt has, of ten bytes each, to either side.
    let region = text.widened(window, words.len() * 10 + 20);
    let in_region = text.normal().get(region.clone())?.unicode_word_indices();
    let around: Vec<(usize, &str)> = in_region.map(|(offset, word)| (region.start + offset, word)).collect();
    let there: Vec<&str> = around.iter().map(|(_, word)| *word).collect();
    let alignment = align(words, &there);
    let (first, last) = (around.get(alignment.range.start)?, around.get(alignment.range.end.checked_sub(1)?)?);
    let range = first.0..last.0 + last.1.len();
    Some((alignment.cost, Nearest { range, differences: alignment.differences }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::extract::{Format, extract};

    fn check(excerpt: &str, passage: &str, differences: &[(&str, &str)]) {
        let plain = "The summit failed in 2019, as differing opinions played a role.\nNorth Korea does not have a \
            credible second-strike capability, and its arsenal is limited.\nIt is pursuing a strategy of self-reliance.\n";
        let text = ArchiveText::new(extract(plain, Format::Plain).unwrap());
        let nearest = nearest(&text, excerpt).expect("a passage is near");
        assert_eq!(&text.normal()[nearest.range], passage);
        let shown: Vec<_> = nearest.differences.iter().map(|d| (d.excerpt.as_str(), d.archive.as_str())).collect();
        assert_eq!(shown, differences);
    }

    #[test]
    fn the_passage_and_what_differs() {
        check("does have a credible", "does not have a credible", &[("", "not")]);
        check("The summit failed in 2018", "The summit failed in 2019", &[("2018", "2019")]);
        check(
            "have a plausible second-strike capability",
            "have a credible second-strike capability",
            &[("plausible", "credible")],
        );
        check("not have a truly credible second", "not have a credible second", &[("truly", "")]);
        check("NORTH KOREA does not", "North Korea does not", &[("NORTH KOREA", "North Korea")]);
        check("strike second capability", "strike capability", &[("second", "")]);
        check("capability and its arsenal", "capability, and its arsenal", &[]);
        check(
            "\"plausible second-strike capability,",
            "credible second-strike capability,",
            &[("plausible", "credible")],
        );
        check("played a role. North Korea does", "played a role.\nNorth Korea does", &[]);
    }

    #[test]
    fn of_equals_the_first() {
        let text = "The old bridge fell. The new bridge fell. The old bridge fell.";
        let text = ArchiveText::new(extract(text, Format::Plain).unwrap());
        assert_eq!(nearest(&text, "The grey bridge fell").unwrap().range, 0.."The old bridge fell".len());
    }

    #[test]
    fn what_shares_less_than_half_is_not_near() {
        let text = ArchiveText::new(extract(b"One thing is said here.", Format::Plain).unwrap());
        assert_eq!(nearest(&text, "nothing that is like any of it"), None);
        assert_eq!(nearest(&text, ""), None);
        assert_eq!(nearest(&text, "…"), None);
    }
}
