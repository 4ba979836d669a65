//! An excerpt as its author wrote it: the source's words, and the marks of what was left out or put in.

use super::normalise::normalise;
use super::proof::Match;

/// A piece of an excerpt. Put together again, the pieces are the excerpt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words of the source, with the white space around them.
    Words(&'a str),
    /// `…`, `...`, `. . .`, or one of these in square brackets: something was left out here.
    Elision(&'a str),
    /// `[words]`: the editor's own, with their brackets. They are put in, and stand for nothing: where they take the
    /// place of words of the source, an elision says so.
    Insertion(&'a str),
}

/// The pieces of an elided excerpt.
///
/// Whether `...` and brackets are marks at all is for the source to say: an excerpt that was found whole,
/// exactly or normalised, has no pieces. The parts of a proof are the pieces of words in their order, without
/// those that are nothing but punctuation.
#[must_use]
pub fn pieces(excerpt: &str) -> Vec<Piece<'_>> {
    // Looked for once: an excerpt of ten thousand opening brackets must not be read ten thousand times.
    let last_closing = excerpt.rfind(']').unwrap_or(0);
    let mut pieces = Vec::new();
    let mut words = 0;
    let mut at = 0;
    while let Some(offset) = excerpt[at..].find(['…', '.', '[']) {
        let start = at + offset;
        let closes = start < last_closing || !excerpt[start..].starts_with('[');
        let Some(piece) = closes.then(|| mark_at(&excerpt[start..])).flatten() else {
            at = start + 1;
            continue;
        };
        if words < start {
            pieces.push(Piece::Words(&excerpt[words..start]));
        }
        at = start + piece.text().len();
        words = at;
        pieces.push(piece);
    }
    if words < excerpt.len() {
        pieces.push(Piece::Words(&excerpt[words..]));
    }
    pieces
}

/// The words that an excerpt's author wrote for each part of its proof, if it has one; for the whole, where it was found
/// whole.
#[must_use]
pub fn written_parts(excerpt: &str, how: Option<Match>) -> Vec<&str> {
    if matches!(how, Some(Match::Exact | Match::Normalised)) {
        return vec![excerpt.trim()];
    }
    let words = pieces(excerpt).into_iter().filter_map(|piece| match piece {
        Piece::Words(words) if !is_punctuation(&normalise(words)) => Some(words.trim()),
        _ => None,
    });
    words.collect()
}

impl<'a> Piece<'a> {
    /// The piece as it was written.
    #[must_use]
    pub const fn text(&self) -> &'a str {
        match self {
            Self::Words(text) | Self::Elision(text) | Self::Insertion(text) => text,
        }
    }
}

/// The mark that a text begins with.
fn mark_at(text: &str) -> Option<Piece<'_>> {
    let dots = text.len() - text.trim_start_matches('.').len();
    if text.starts_with('…') {
        return Some(Piece::Elision(&text[..'…'.len_utf8()]));
    }
    if dots >= 3 {
        return Some(Piece::Elision(&text[..dots]));
    }
    if let Some(length) = spaced_dots(text) {
        return Some(Piece::Elision(&text[..length]));
    }
    let inside = &text.strip_prefix('[')?[..text.find(']')? - 1];
    let mark = &text[..inside.len() + 2];
    let inside = inside.trim();
    let is_elision = matches!(inside, "…" | "...") || spaced_dots(inside) == Some(inside.len());
    Some(if is_elision { Piece::Elision(mark) } else { Piece::Insertion(mark) })
}

/// The length of three or more full stops, a space or no-break space between each two, that a text begins with.
fn spaced_dots(text: &str) -> Option<usize> {
    let mut rest = text.strip_prefix('.')?;
    let mut count = 1;
    while let Some(next) = rest.strip_prefix([' ', '\u{a0}']).and_then(|next| next.strip_prefix('.')) {
        rest = next;
        count += 1;
    }
    (count >= 3).then_some(text.len() - rest.len())
}

/// Words that an excerpt's marks leave between them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct MarkedPart {
    /// Normalised, in each spelling that the marks allow.
    pub(super) spellings: Vec<String>,
    /// Whether nothing is left out since the part before: only the editor's words stand between the two.
    pub(super) follows: bool,
}

/// The parts that an excerpt's marks leave.
///
/// Empty if the excerpt has no marks. A single letter in brackets before a word (`[T]he`) is that word with its first
/// letter's case changed by the editor: the source may have either. A part that is nothing but ASCII punctuation is
/// the editor's as well.
pub(super) fn parts(excerpt: &str) -> Vec<MarkedPart> {
    let pieces = pieces(excerpt);
    if pieces.iter().all(|piece| matches!(piece, Piece::Words(_))) {
        return Vec::new();
    }
    let mut before = None;
    let mut follows = true;
    let mut parts = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Elision(_) => follows = false,
            Piece::Insertion(_) => {}
            Piece::Words(words) => {
                let spellings = match before {
                    Some(letter) if words.starts_with(char::is_alphabetic) => either_case(letter, words),
                    _ => vec![normalise(words)],
                };
                if !spellings.iter().all(|spelling| is_punctuation(spelling)) {
                    parts.push(MarkedPart { spellings, follows });
                    follows = true;
                }
            }
        }
        before = altered_letter(piece);
    }
    parts
}

/// Whether there is nothing in a normalised text but ASCII punctuation.
pub(super) fn is_punctuation(normal: &str) -> bool {
    normal.bytes().all(|byte| byte.is_ascii_punctuation() || byte == b' ')
}

fn altered_letter(piece: Piece<'_>) -> Option<char> {
    let Piece::Insertion(text) = piece else { return None };
    let mut inside = text.strip_prefix('[')?.strip_suffix(']')?.chars();
    let letter = inside.next().filter(|c| c.is_alphabetic())?;
    inside.next().is_none().then_some(letter)
}

/// A word with either case of its first letter, normalised.
pub(super) fn either_case(letter: char, rest: &str) -> Vec<String> {
    let mut spellings = vec![
        normalise(&format!("{}{rest}", letter.to_lowercase())),
        normalise(&format!("{}{rest}", letter.to_uppercase())),
    ];
    spellings.dedup();
    spellings
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_are_told_from_words() {
        use Piece::{Elision, Insertion, Words};
        assert_eq!(
            pieces("[The] U.S. … plan ... of [its] own […] [x"),
            [
                Insertion("[The]"),
                Words(" U.S. "),
                Elision("…"),
                Words(" plan "),
                Elision("..."),
                Words(" of "),
                Insertion("[its]"),
                Words(" own "),
                Elision("[…]"),
                Words(" [x"),
            ]
        );
        assert_eq!(
            pieces("one. . . . two .\u{a0}.\u{a0}. [. . .] . . three"),
            [
                Words("one"),
                Elision(". . . ."),
                Words(" two "),
                Elision(".\u{a0}.\u{a0}."),
                Words(" "),
                Elision("[. . .]"),
                Words(" . . three"),
            ]
        );
        assert!(pieces("").is_empty());
    }

    #[test]
    fn parts_are_what_the_source_must_have() {
        let parts = |excerpt| parts(excerpt).into_iter().map(|part| part.spellings).collect::<Vec<_>>();
        assert!(parts("no marks, one part").is_empty());
        assert_eq!(parts("… “one” […], two [sic]."), [vec!["\"one\""], vec![", two"]]);
        assert_eq!(parts("[T]he plan"), [vec!["the plan", "The plan"]]);
        assert_eq!(parts("[The] plan"), [vec!["plan"]]);
        assert!(parts("[…]").is_empty());
    }

    proptest! {
        #[test]
        fn pieces_make_up_the_excerpt(excerpt in "[a. \\[\\]…é]{0,30}") {
            let together: String = pieces(&excerpt).iter().map(Piece::text).collect();
            prop_assert_eq!(together, excerpt);
        }
    }
}
