//! Where a passage has a word: a sentence is read from its parsed text, which knows no places.

use super::Passage;
use crate::files::Span;

/// The longest unit that is searched, in bytes. One may say a thousand words, and each is looked for.
const LONGEST: usize = 4096;

impl Passage<'_> {
    /// Where a term stands that the passage says: its own place, if its unit has the words unmarked once and only once, else
    /// the whole unit.
    pub(super) fn place_of(&self, term: &str) -> Span {
        let unit = self.unit.span;
        let text = self.files.slice(unit);
        if text.len() > LONGEST {
            return unit;
        }
        let mut places = occurrences(text, term);
        match (places.next(), places.next()) {
            (Some((start, end)), None) => {
                let begin = unit.range().start;
                Span::new(unit.file, begin + start, begin + end)
            }
            _ => unit,
        }
    }
}

/// Where a text has the words of a term, whole, whatever their case and the white space and hyphens between them.
fn occurrences(text: &str, term: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut before = ' ';
    text.char_indices().filter_map(move |(start, c)| {
        let last = std::mem::replace(&mut before, c);
        if last.is_alphanumeric() || last == '~' || !c.is_alphanumeric() {
            return None;
        }
        let length = beginning(&text[start..], term)?;
        let is_whole = !text[start + length..].starts_with(char::is_alphanumeric);
        is_whole.then_some((start, start + length))
    })
}

/// The length of the words of a term that a text begins with. A line of a quote begins with its sign.
fn beginning(text: &str, term: &str) -> Option<usize> {
    let mut rest = text;
    for (index, word) in term.split(' ').enumerate() {
        if index > 0 {
            let next = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '>'));
            if next.len() == rest.len() {
                return None;
            }
            rest = next;
        }
        let said = rest.get(..word.len()).filter(|said| said.eq_ignore_ascii_case(word))?;
        rest = &rest[said.len()..];
    }
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::occurrences;

    #[test]
    fn a_term_stands_where_its_words_are_whole_and_unmarked() {
        let found = |text: &'static str, term| occurrences(text, term).map(|(a, b)| &text[a..b]).collect::<Vec<_>>();
        assert_eq!(found("It is Very\n> likely, unlikely and [~very likely].", "very likely"), ["Very\n> likely"]);
        assert_eq!(found("likely, likelier, “likely”", "likely"), ["likely", "likely"]);
        assert_eq!(found("très likely é", "likely"), ["likely"]);
        assert_eq!(found("verylikely", "very likely"), [""; 0]);
    }
}
