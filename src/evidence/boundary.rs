//! Where an excerpt may begin and end.
//!
//! At the boundaries of words (UAX #29), so that "on" is not found in "Pyongyang", nor "can" in "can't". Beyond that:
//!
//! - Han and kana: UAX #29 has a boundary between any two Han characters, as words are not marked there.
//! - Korean: an excerpt may end before a particle (`북한` in `북한은`), as Korean quotes do, but not begin after a
//!   syllable, where a prefix would be lost (`가능` in `불가능`, "impossible").
//! - Numbers: never inside one, however it is written: not between a sign or decimal point and its digits, not
//!   between groups of digits that a no-break or thin space holds together, not before a Han or Korean numeral.

use unicode_segmentation::UnicodeSegmentation as _;

use super::character::{groups_digits, is_han, is_hangul};
use super::text::ArchiveText;

/// Which end of an excerpt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    End,
}

/// Whether an excerpt may begin or end at an offset of the normalised text.
pub(super) fn is_edge(text: &ArchiveText, at: usize, edge: Edge) -> bool {
    let normal = text.normal();
    let (Some(left), Some(right)) = (normal.get(..at), normal.get(at..)) else { return false };
    let (Some(before), Some(after)) = (left.chars().next_back(), right.chars().next()) else { return true };
    if before == ' ' || after == ' ' {
        return !splits_groups_of_digits(text, left, right);
    }
    if before == '\n' || after == '\n' {
        return true;
    }
    if is_word(before) && is_word(after) && before.is_ascii() && after.is_ascii() {
        return false;
    }
    if splits_number(left, before, right, after, edge) {
        return false;
    }
    let before_particle = edge == Edge::End && begins_syllable(after) && before.is_alphabetic();
    before_particle || is_word_boundary(left, right)
}

/// Whether a character is Korean and not the vowel or final consonant of a syllable spelled in letters.
fn begins_syllable(c: char) -> bool {
    is_hangul(c) && !matches!(c, '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7ff}')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn splits_number(left: &str, before: char, right: &str, after: char, edge: Edge) -> bool {
    let two_before = left.chars().nth_back(1);
    let two_after = right.chars().nth(1);
    let after_sign = after.is_numeric()
        && matches!(before, '-' | '.')
        && !two_before.is_some_and(|c| is_word(c) || c == before || matches!(c, ')' | '"' | '\'' | '%'));
    let at_false_sign =
        edge == Edge::Start && after == '-' && is_word(before) && two_after.is_some_and(char::is_numeric);
    let before_numeral = edge == Edge::End && before.is_numeric() && (is_han(after) || is_hangul(after));
    after_sign || at_false_sign || before_numeral || (before.is_numeric() && after.is_numeric())
}

/// Whether an offset beside a space cuts a number like `10 500` in two.
fn splits_groups_of_digits(text: &ArchiveText, left: &str, right: &str) -> bool {
    let left = left.trim_end_matches(' ');
    let right_words = right.trim_start_matches(' ');
    if !left.ends_with(|c: char| c.is_numeric()) || !right_words.starts_with(|c: char| c.is_numeric()) {
        return false;
    }
    let start = left.len() - left.chars().next_back().map_or(0, char::len_utf8);
    let end = text.normal().len() - right_words.len() + right_words.chars().next().map_or(0, char::len_utf8);
    text.original(start..end).contains(groups_digits)
}

/// The furthest that the rules of UAX #29 are followed to either side, in characters. Their answer depends on more
/// than a few neighbours only in rows of flags.
const REACH: usize = 32;

fn is_word_boundary(left: &str, right: &str) -> bool {
    let is_inside = |c: &char| !c.is_whitespace();
    let before: usize = left.chars().rev().take(REACH).take_while(is_inside).map(char::len_utf8).sum();
    let after: usize = right.chars().take(REACH).take_while(is_inside).map(char::len_utf8).sum();
    let mut word = String::with_capacity(before + after);
    word.push_str(&left[left.len() - before..]);
    word.push_str(&right[..after]);
    word.split_word_bound_indices().any(|(start, _)| start == before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::extract::{Format, extract};

    /// Whether `words` may be an excerpt of `text`, in which they stand once.
    #[track_caller]
    fn fits(text: &str, words: &str) -> bool {
        let text = ArchiveText::new(extract(text, Format::Plain).unwrap());
        let start = text.normal().find(words).expect("the words stand in the text");
        is_edge(&text, start, Edge::Start) && is_edge(&text, start + words.len(), Edge::End)
    }

    #[test]
    fn words_are_not_cut() {
        assert!(fits("Pyongyang is on it.", "is on it"));
        assert!(!fits("Pyongyang is it.", "on"));
        assert!(!fits("They can’t go.", "can"));
        assert!(!fits("Trump’s approach.", "Trump"));
        assert!(!fits("cafés", "café"));
        assert!(fits("a “small deal” with", "small deal"));
        assert!(fits("a second-strike capability", "strike capability"));
        assert!(fits("U.S.-North Korea summit", "North Korea"));
        assert!(!fits("מילים בעברית", "ילים"));
        assert!(fits("מילים בעברית", "מילים"));
        assert!(!fits("👩\u{200d}👧 x", "👩"));
    }

    #[test]
    fn han_has_boundaries_everywhere_and_korean_before_particles() {
        assert!(fits("北朝鲜发展核武器", "发展"));
        assert!(fits("북한은 핵무력 고도화를 한다.", "핵무력 고도화"));
        assert!(fits("ICBM을 쏘았다.", "ICBM"));
        assert!(!fits("비핵화는 불가능하다.", "가능"));
        assert!(!fits("남북한 관계", "북한"));
    }

    #[test]
    fn numbers_are_not_cut() {
        for (text, words) in [
            ("between 40 and 60", "0 and 60"),
            ("fell to -5 degrees", "5 degrees"),
            ("rose by .5 percent", "5 percent"),
            ("rose by 1.5 percent", "5 percent"),
            ("all 1,500 men", "500 men"),
            ("all 10\u{a0}500 men", "500 men"),
            ("all 10\u{202f}500 men", "all 10"),
            ("some 5½ years", "some 5"),
            ("from 40–60 men", "-60 men"),
            ("约10万人", "约10"),
            ("약 10만 명", "약 10"),
        ] {
            assert!(!fits(text, words), "{words} in {text}");
        }
        assert!(fits("from 40–60 men", "60 men"));
        assert!(fits("in 2019 500 men", "500 men"));
        assert!(fits("he said: ...5 men", "5 men"));
        assert!(fits("the KN-23 missile", "the KN-23"));
        assert!(fits("in 2019年", "in"));
    }
}
