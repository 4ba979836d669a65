//! Words that were broken at the end of a line, and ligatures.
//!
//! A soft hyphen always goes. A hyphen between a letter and a letter in lower case on the next line may be the
//! typesetter's ("co-operation" of "cooperation") or the author's ("second-strike"): the rest of the document decides.
//! If it has the whole word elsewhere within a line, the hyphen goes; if it has the compound, or each of the two words
//! by itself, the hyphen stays; if it has neither, the hyphen goes. Hyphens before a capital or a digit stay.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization as _;

use super::lines::Line;

/// The words that a document has within its lines, in lower case.
pub(super) struct Vocabulary {
    words: HashSet<String>,
}

/// The longest word that is remembered, in bytes.
const LONGEST: usize = 64;

impl Vocabulary {
    pub(super) fn of(lines: &[Line]) -> Self {
        let mut words = HashSet::new();
        for line in lines {
            let text = line.text.trim_end();
            let kept = if is_broken(text) { text.rfind(' ').map_or("", |end| &text[..end]) } else { text };
            for word in kept.split(|c: char| !(c.is_alphabetic() || is_hyphen(c))) {
                let word = word.trim_matches(is_hyphen);
                if word.contains(char::is_alphabetic) && word.len() <= LONGEST {
                    words.insert(spelled(word));
                }
            }
        }
        Self { words }
    }

    /// Appends a line to the text of its block, which begins at `start`.
    pub(super) fn join(&self, text: &mut String, start: usize, line: &str) {
        let line = line.trim_start();
        while text.len() > start && text.ends_with([' ', '\n']) {
            text.pop();
        }
        if text.ends_with('\u{ad}') {
            text.pop();
            text.push_str(line);
            return;
        }
        if !is_broken(text) {
            text.push('\n');
        } else if line.starts_with(char::is_lowercase) && !self.is_compound(text, line) {
            text.pop();
        }
        text.push_str(line);
    }

    /// Whether the hyphen between the end of `text` and a line is the author's.
    fn is_compound(&self, text: &str, line: &str) -> bool {
        let body = text.trim_end_matches(is_hyphen);
        let is_word = |c: char| c.is_alphabetic() || is_hyphen(c);
        let left = &body[body
            .char_indices()
            .rev()
            .take(LONGEST)
            .take_while(|(_, c)| is_word(*c))
            .last()
            .map_or(body.len(), |(at, _)| at)..];
        let right = &line[..line.find(|c: char| !is_word(c)).unwrap_or(line.len())];
        let right = right.trim_end_matches(is_hyphen);
        let (left, right) = (spelled(left), spelled(right));
        let has = |word: &str| self.words.contains(word);
        if has(&format!("{left}{right}")) {
            return false;
        }
        has(&format!("{left}-{right}")) || (has(&left) && has(&right) && left.len() > 2 && right.len() > 2)
    }
}

fn spelled(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(|c| if is_hyphen(c) { '-' } else { c }).collect()
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}')
}

/// Whether a line ends with a hyphen after a letter.
fn is_broken(text: &str) -> bool {
    let mut end = text.chars().rev();
    end.next().is_some_and(is_hyphen) && end.next().is_some_and(char::is_alphabetic)
}

/// A text with its ligatures taken apart, and nothing else changed.
pub(super) fn without_ligatures(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\u{fb00}'..='\u{fb06}' | '\u{fb13}'..='\u{fb17}') {
            out.extend(std::iter::once(c).nfkc());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line { text: text.to_owned(), left: 0.0, right: 1.0, base: 1.0, size: 1.0, page: 1 }
    }

    #[track_caller]
    fn check(elsewhere: &str, first: &str, second: &str, expected: &str) {
        let vocabulary = Vocabulary::of(&[line(elsewhere), line(first), line(second)]);
        let mut text = first.to_owned();
        vocabulary.join(&mut text, 0, second);
        assert_eq!(text, expected);
    }

    #[test]
    fn the_document_decides_whose_hyphen_it_is() {
        check("", "their co-", "operation.", "their cooperation.");
        check("a Second-strike force", "a second-", "strike capability", "a second-strike capability");
        check("the second to strike", "a second-", "strike capability", "a second-strike capability");
        check("a strike, a second secondstrike", "a second-", "strike", "a secondstrike");
        check("co-operation", "co\u{2010}", "operation", "co\u{2010}operation");
    }

    #[test]
    fn other_line_ends_are_kept() {
        check("", "North-", "South", "North-South");
        check("", "KN-", "23", "KN-23");
        check("", "one -", "two", "one -\ntwo");
        check("", "one", "two", "one\ntwo");
        check("", "de\u{ad}", "pleted", "depleted");
        check("", "pages 3-", "five", "pages 3-\nfive");
    }

    #[test]
    fn only_ligatures_are_taken_apart() {
        assert_eq!(without_ligatures("e\u{fb03}cient \u{fb01}rst ½ ² ﾊ"), "efficient first ½ ² ﾊ");
    }
}
