//! Lines from labels: cleaned, cut to a bounded length, broken at words.

use unicode_segmentation::UnicodeSegmentation;

use super::Length;
use super::measure::{Face, advance, is_full_width, scaled, width};
use crate::files::turns_direction;
use crate::plan::line::is_even;

/// The longest label that anything measures or shows, in characters. Longer ones end in an ellipsis.
const LONGEST: usize = 300;

/// Room for most lines, in bytes.
const LINE: usize = 64;

/// A label on one line, without control characters and marks that turn the direction of what follows, and no longer
/// than a reader would read.
pub(super) fn bounded(label: &str) -> String {
    if label.len() <= LONGEST && is_even(label) { label.trim_matches(' ').to_owned() } else { cleaned(label) }
}

/// The same of any label, character by character.
fn cleaned(label: &str) -> String {
    let mut out = String::with_capacity(label.len().min(LONGEST));
    let mut count = 0;
    // A label of nothing but white space must not be read to its end either.
    for character in label.chars().take(LONGEST * 8) {
        if count == LONGEST {
            out.truncate(out.trim_end().len());
            out.push('…');
            return out;
        }
        if character.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
                count += 1;
            }
        // Lines are set one by one, so a mark that is closed on the next line would leak.
        } else if !(character.is_control() || turns_direction(character) || character == '\u{feff}') {
            out.push(character);
            count += 1;
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Lines no wider than asked, and whether they hold the whole text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrapped {
    pub(super) lines: Vec<String>,
    pub(super) whole: bool,
    /// The text on one line, [bounded].
    pub(super) text: String,
}

/// Breaks a label into at most `most` lines; the last ends in an ellipsis where text is left over.
///
/// Breaks stand at spaces, after hyphens and dashes, and beside Chinese and Japanese characters; a word wider than a
/// line is broken anywhere.
pub(super) fn wrap(label: &str, face: Face, widest: Length, most: usize) -> Wrapped {
    let label = bounded(label);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::with_capacity(LINE);
    let mut taken = 0;
    for piece in pieces(&label) {
        let (word, space) = piece.split_at(piece.trim_end().len());
        let needed = advance(word);
        let fits = |taken: i32| scaled(taken + needed, face) <= widest;
        if !fits(taken) {
            if !line.is_empty() {
                lines.push(std::mem::replace(&mut line, String::with_capacity(LINE)));
                taken = 0;
            }
            if lines.len() > most {
                break;
            }
        }
        // Most words need not be taken apart.
        if fits(taken) {
            line.push_str(piece);
            taken += needed + advance(space);
            continue;
        }
        for cluster in piece.graphemes(true) {
            let more = advance(cluster);
            // Only a word that is wider than a line by itself is broken here.
            if !line.is_empty() && cluster != " " && scaled(taken + more, face) > widest {
                lines.push(std::mem::take(&mut line));
                taken = 0;
            }
            line.push_str(cluster);
            taken += more;
        }
    }
    if !line.trim_end().is_empty() {
        lines.push(line);
    }
    let whole = lines.len() <= most;
    lines.truncate(most);
    if let Some(last) = lines.last_mut().filter(|_| !whole) {
        *last = elided(last, face, widest);
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    Wrapped { lines, whole, text: label }
}

/// The parts between which a line may end, each with the space after it.
fn pieces(label: &str) -> impl Iterator<Item = &str> {
    let mut rest = label;
    std::iter::from_fn(move || {
        let mut characters = rest.char_indices().peekable();
        while let Some((_, character)) = characters.next() {
            let Some(&(at, next)) = characters.peek() else { break };
            if may_break(character, next) {
                let (piece, after) = rest.split_at(at);
                rest = after;
                return Some(piece);
            }
        }
        Some(std::mem::take(&mut rest)).filter(|piece| !piece.is_empty())
    })
}

fn may_break(before: char, after: char) -> bool {
    let ideograph = |character: char| is_full_width(character) && character.is_alphabetic() && !is_hangul(character);
    match before {
        ' ' => true,
        '-' | '–' | '—' | '/' => after.is_alphabetic(),
        _ => ideograph(after) && (ideograph(before) || before.is_ascii()),
    }
}

/// Korean is written with spaces and broken at them.
const fn is_hangul(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}')
}

/// A line with an ellipsis at its end that still fits. Whole words are left out, unless there is only one.
fn elided(line: &str, face: Face, widest: Length) -> String {
    let mut kept = line.trim_end();
    loop {
        let shown = format!("{}…", kept.trim_end_matches([' ', ',', ';', ':', '.', '-', '–', '—', '…']));
        let Some((at, _)) = kept.grapheme_indices(true).next_back() else { return shown };
        if width(&shown, face) <= widest {
            return shown;
        }
        kept = &kept[..kept.rfind(' ').unwrap_or(at)];
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LONGEST, bounded, cleaned, wrap};
    use crate::plan::figure::Length;
    use crate::plan::figure::measure::{Face, width};

    fn lines(label: &str, units: i32, most: usize) -> Vec<String> {
        wrap(label, Face::Body, Length::units(units), most).lines
    }

    #[test]
    fn breaks_at_words_and_says_when_something_is_missing() {
        assert_eq!(lines("the Ukraine war ends", 90, 3), ["the Ukraine", "war ends"]);
        assert_eq!(lines("the Ukraine war ends, and then peace", 90, 2), ["the Ukraine", "war ends…"]);
        assert_eq!(lines("post-war recovery", 70, 3), ["post-war", "recovery"]);
        assert_eq!(lines("North Korea", 200, 1), ["North Korea"]);
        assert!(lines("  \n ", 90, 2).is_empty());
    }

    #[test]
    fn breaks_ideographs_anywhere_and_korean_at_spaces() {
        assert_eq!(lines("北朝鮮核問題", 50, 3), ["北朝鮮", "核問題"]);
        assert_eq!(lines("대한민국 서울", 80, 3), ["대한민국", "서울"]);
    }

    #[test]
    fn a_word_without_end_is_broken_and_every_line_fits() {
        let wrapped = wrap(&"x".repeat(10_000), Face::Small, Length::units(80), 4);
        assert!(!wrapped.whole);
        assert_eq!(wrapped.lines.len(), 4);
        assert!(wrapped.lines.iter().all(|line| width(line, Face::Small) <= Length::units(80)));
        assert!(wrapped.lines[3].ends_with('…'));
    }

    proptest! {
        #[test]
        fn a_plain_label_is_cleaned_like_any_other(label in "([a-z]{0,3}|[ ~!]{0,2}|\\PC{0,2}|.{0,1}){0,6}", times in 1..40_usize) {
            let label = label.repeat(times);
            prop_assert_eq!(bounded(&label), cleaned(&label));
        }
    }

    #[test]
    fn labels_are_bounded_and_cannot_turn_their_neighbours_round() {
        assert_eq!(bounded("a\u{202E}b\0c \n\t d"), "abc d");
        assert_eq!(bounded(&"y".repeat(10_000)).chars().count(), LONGEST + 1);
        assert_eq!(bounded(&" ".repeat(100_000)), "");
    }
}
