use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::quoted::quoted;

/// The quotations of a unit as they stand in its file, with their markup, by their words.
///
/// A sentence is text without markup and does not know its place in the file; the words do. Where the markup inside
/// a quotation hides them, the quotation is not found, and its unit has to do.
pub(super) struct Located {
    places: BTreeMap<String, VecDeque<Range<usize>>>,
}

impl Located {
    pub(super) fn new(raw: &str) -> Self {
        let mut places: BTreeMap<String, VecDeque<Range<usize>>> = BTreeMap::new();
        for range in quoted(raw) {
            let words = raw.get(range.clone()).unwrap_or("");
            let start = range.start + (words.len() - words.trim_start().len());
            let end = start + words.trim().len();
            places.entry(key(&without_markup(words))).or_default().push_back(start..end);
        }
        Self { places }
    }

    /// The next place of some words.
    pub(super) fn take(&mut self, words: &str) -> Option<Range<usize>> {
        self.places.get_mut(&key(words))?.pop_front()
    }
}

fn key(words: &str) -> String {
    words.unicode_words().collect::<Vec<_>>().join(" ")
}

/// Emphasis and links as their words; citations go.
fn without_markup(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(['*', '\\', '`', '[']) {
        out.push_str(&rest[..at]);
        let tail = &rest[at..];
        let link = tail.strip_prefix("[[").and_then(|inside| inside.find("]]").map(|end| &inside[..end]));
        let citation = tail.strip_prefix("[@").and_then(|inside| inside.find(']').map(|end| &inside[..end]));
        rest = if let Some(link) = link {
            out.push_str(link.rsplit('|').next().unwrap_or(link));
            &tail[link.len() + 4..]
        } else if let Some(citation) = citation {
            &tail[citation.len() + 3..]
        } else {
            // The mark alone goes; a bracket may be an editor's.
            if tail.starts_with('[') {
                out.push('[');
            }
            &tail[1..]
        };
        // Brackets that nothing closes are looked for once.
        if rest.len() + 1 == tail.len() && tail.starts_with('[') && !rest.contains(']') {
            break;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_under_their_markup() {
        let raw = "He says “a *fully* armed [[north-korea|nuclear]] state” [@a/b], and “a b”, “a b”.";
        let mut located = Located::new(raw);
        let mut take = |words: &str| located.take(words).map(|place| &raw[place]);
        assert_eq!(take("a fully armed nuclear state"), Some("a *fully* armed [[north-korea|nuclear]] state"));
        assert_eq!((take("a b"), take("a b"), take("a b")), (Some("a b"), Some("a b"), None));
    }
}
