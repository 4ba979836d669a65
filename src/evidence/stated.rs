//! Whether words that are shown as a source's own stand in what is quoted of it.

use super::extract::{Block, BlockKind, Extracted};
use super::find::{Found, Wanted, find};
use super::pieces::{either_case, parts};
use super::proof::Match;
use super::text::ArchiveText;

/// Whether excerpts say these words: in one of them, whole, in their order, and with nothing left out or put in between.
///
/// The excerpts are taken for an archive, and held to be found in theirs: so the words stand in the source. White space
/// and typography are set aside as they are for excerpts, and so is the case of the first letter.
#[must_use]
pub fn is_stated<'e>(excerpts: impl IntoIterator<Item = &'e str>, words: &str) -> bool {
    let Some(first) = words.trim_start().chars().next() else { return false };
    let spellings = either_case(first, &words.trim_start()[first.len_utf8()..]);
    let wanted: Vec<Wanted<'_>> = spellings.iter().map(|exact| Wanted { exact, ..Wanted::default() }).collect();
    let stands_whole = |found: &Found| match found {
        Found::Once(place) => place.how != Match::Elided,
        Found::Several(places) => places.iter().any(|place| place.how != Match::Elided),
        Found::Nowhere(_) => false,
    };
    find(&text_of(excerpts), &wanted).iter().any(stands_whole)
}

/// A paragraph for each part that the marks of an excerpt leave, in each of its spellings.
fn text_of<'e>(excerpts: impl IntoIterator<Item = &'e str>) -> ArchiveText {
    let mut extracted = Extracted::default();
    let mut add = |words: &str| {
        if words.trim().is_empty() {
            return;
        }
        let start = extracted.text.len();
        extracted.text.push_str(words);
        let range = start..extracted.text.len();
        extracted.blocks.push(Block { kind: BlockKind::Paragraph, range, page: None });
        extracted.text.push('\n');
    };
    for excerpt in excerpts {
        let parts = parts(excerpt);
        if parts.is_empty() {
            add(excerpt);
        }
        parts.iter().flat_map(|part| &part.spellings).for_each(|words| add(words));
    }
    ArchiveText::new(extracted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn stated(excerpts: &[&str], words: &str) -> bool {
        is_stated(excerpts.iter().copied(), words)
    }

    #[test]
    fn words_stand_in_one_excerpt_whole_and_in_order() {
        let excerpts = ["of twelve routes", "very likely to fail"];
        for words in ["very likely", "likely", "Very likely", " very\n likely "] {
            assert!(stated(&excerpts, words), "{words}");
        }
        for words in [
            "almost certain",
            "like",
            "likely very",
            "very Likely",
            "ikely",
            "routes very",
            "very likely to fail, all agree",
        ] {
            assert!(!stated(&excerpts, words), "{words}");
        }
        assert!(!stated(&["is unlikely to"], "likely"));
        assert!(!stated(&[], "likely"));
        assert!(!stated(&["is likely"], " "));
    }

    #[test]
    fn typography_and_white_space_are_set_aside() {
        assert!(stated(&["a high\u{2011}risk\u{a0} bet"], "high-risk bet"));
        assert!(stated(&["“all but certain”"], "all but\ncertain"));
        assert!(stated(&["가능성이 높다"], "가능성"));
        assert!(!stated(&["불가능하다"], "가능"));
    }

    #[test]
    fn words_that_an_excerpt_leaves_out_or_puts_in_are_not_stated() {
        for excerpt in ["very … likely", "very [most] likely", "[very likely] to fail", "a very [...] likely end"] {
            assert!(!stated(&[excerpt], "very likely"), "{excerpt}");
        }
        assert!(!stated(&["very … likely"], "very … likely"));
        assert!(stated(&["[V]ery likely … to fail"], "very likely"));
        assert!(stated(&["it fails … very likely"], "very likely"));
    }
}
