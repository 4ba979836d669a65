use std::borrow::Cow;

use crate::markdown::{Place, Sentence, SentencePart};

/// Parts as one line, each by its words.
pub(super) fn line<'a>(text: Sentence<'a>, words: impl Fn(SentencePart<'a>) -> Cow<'a, str>) -> String {
    let mut line = Line::new();
    for part in text.parts() {
        line.push(&words(part));
    }
    line.text
}

/// The same of a text that many pages show, each for another place in it: where it is long, what stands around the place.
///
/// So what a page shows of it has a bound, and so has the time that this takes.
pub(super) fn line_around<'a>(
    text: Sentence<'a>,
    place: impl FnOnce() -> Place,
    words: impl Fn(SentencePart<'a>) -> Cow<'a, str>,
) -> String {
    let mut line = Line::new();
    for part in text.parts() {
        let part = words(part);
        if line.text.len() + part.len() > 2 * AROUND {
            return around(text, place(), words);
        }
        line.push(&part);
    }
    line.text
}

/// What stands around a place of a long text.
fn around<'a>(text: Sentence<'a>, place: Place, words: impl Fn(SentencePart<'a>) -> Cow<'a, str>) -> String {
    // A link reads as one: the place is before it.
    let (before, after) = match text.part(place.part) {
        None | Some(SentencePart::Link(_)) => Default::default(),
        Some(part) => split(words(part), place.within),
    };
    let after = match text.part(place.part) {
        Some(part @ SentencePart::Link(_)) => words(part),
        _ => after,
    };
    let earlier = (0..place.part).rev().filter_map(|at| text.part(at)).map(&words);
    let later = (place.part + 1..).map_while(|at| text.part(at)).map(&words);
    let (mut first, is_begun) = taken(std::iter::once(before).chain(earlier), last_words);
    let (last, goes_on) = taken(std::iter::once(after).chain(later), first_words);
    first.reverse();
    let mut line = Line::new();
    line.push(if is_begun { "… " } else { "" });
    for words in first.iter().chain(&last) {
        line.push(words);
    }
    line.push(if goes_on { " …" } else { "" });
    line.text
}

/// Words that stand somewhere as a link or a label, as often as an author likes: their beginning, where they are long.
pub(super) fn label(words: &str) -> Cow<'_, str> {
    if words.len() <= LABEL {
        return words.into();
    }
    [&first_words(words.into(), LABEL), " …"].concat().into()
}

/// As many of the words as have room, the last of them cut, and whether there are more.
fn taken<'a>(
    all: impl Iterator<Item = Cow<'a, str>>,
    cut: impl Fn(Cow<'a, str>, usize) -> Cow<'a, str>,
) -> (Vec<Cow<'a, str>>, bool) {
    let mut taken = Vec::new();
    let mut room = AROUND;
    for words in all {
        if words.len() > room {
            taken.push(cut(words, room));
            return (taken, true);
        }
        // Nothing takes room as well: there may be very much of it.
        room = room.saturating_sub(words.len().max(1));
        taken.push(words);
    }
    (taken, false)
}

/// The first words that have room: all but the one that is cut, unless it is the only one.
pub(super) fn first_words(words: Cow<'_, str>, room: usize) -> Cow<'_, str> {
    let (kept, _) = split(words, room);
    match kept.rfind(char::is_whitespace) {
        Some(end) => split(kept, end).0,
        None => kept,
    }
}

/// The last words that have room, in the same way.
fn last_words(words: Cow<'_, str>, room: usize) -> Cow<'_, str> {
    let start = words.len().saturating_sub(room);
    let (_, kept) = split(words, start);
    match kept.find(char::is_whitespace) {
        Some(start) => split(kept, start).1,
        None => kept,
    }
}

/// Words before and after a place, or the first place before it where a character begins.
fn split(words: Cow<'_, str>, at: usize) -> (Cow<'_, str>, Cow<'_, str>) {
    let at = words.floor_char_boundary(at);
    match words {
        Cow::Borrowed(words) => {
            let (before, after) = words.split_at(at);
            (before.into(), after.into())
        }
        Cow::Owned(mut words) => {
            let after = words.split_off(at);
            (words.into(), after.into())
        }
    }
}

/// A text in which one space stands for all white space between two words.
struct Line {
    text: String,
    after_space: bool,
}

impl Line {
    fn new() -> Self {
        Self { text: String::with_capacity(SENTENCE), after_space: false }
    }

    /// Goes on with the last word, unless white space stands between.
    fn push(&mut self, words: &str) {
        if is_even(words) {
            self.after_space |= words.starts_with(' ');
            self.push_word(words.trim_matches(' '));
            self.after_space = words.ends_with(' ');
            return;
        }
        for (at, word) in words.split(char::is_whitespace).enumerate() {
            self.after_space |= at > 0;
            if !word.is_empty() {
                self.push_word(word);
                self.after_space = false;
            }
        }
    }

    fn push_word(&mut self, word: &str) {
        if self.after_space && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(word);
    }
}

/// Whether all white space in words is single spaces, as far as a look at the bytes can tell. To count over all bytes
/// takes less time than to ask after each whether to go on.
pub(super) fn is_even(words: &str) -> bool {
    let bytes = words.as_bytes();
    let odd = bytes.iter().filter(|byte| !(b' '..=b'~').contains(*byte)).count();
    let gaps = bytes.iter().zip(bytes.iter().skip(1)).filter(|pair| *pair == (&b' ', &b' ')).count();
    odd == 0 && gaps == 0 && !matches!(bytes, b"" | b" ")
}

/// How many bytes on either side of a place are shown of a text that is long: more than any sentence has that a reader
/// gets to the end of.
const AROUND: usize = 1_000;

/// How many bytes of a name or statement a label has.
const LABEL: usize = 600;

/// Room for most sentences, in bytes.
const SENTENCE: usize = 256;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::markdown::Sentences;

    proptest! {
        #[test]
        fn a_line_has_the_words_of_its_parts(parts in prop::collection::vec("[ab \u{a0}\n]{0,6}", 0..6)) {
            let expected: Vec<String> = parts.concat().split_whitespace().map(str::to_owned).collect();
            let text: Sentences = parts.iter().map(|words| SentencePart::Text(words)).collect();
            let words = |part| match part {
                SentencePart::Text(words) => Cow::from(words),
                _ => Cow::default(),
            };
            prop_assert_eq!(line(text.get(0).unwrap(), words), expected.join(" "));
        }
    }

    fn place(part: usize, within: usize) -> Place {
        Place { part, within }
    }

    fn parts(words: &[SentencePart<'_>]) -> Sentences {
        words.iter().copied().collect()
    }

    fn plain(part: SentencePart<'_>) -> Cow<'_, str> {
        match part {
            SentencePart::Text(words) | SentencePart::Aside(words) | SentencePart::Likelihood(_, words) => words.into(),
            SentencePart::Link(mark) => format!("name {mark}").into(),
        }
    }

    #[test]
    fn of_a_long_text_what_stands_around_a_place_is_said() {
        let many = "on and ".repeat(400);
        let text = parts(&[SentencePart::Text(&many), SentencePart::Link(7), SentencePart::Text(&many)]);
        let at = |part, within| line_around(text.get(0).unwrap(), || place(part, within), plain);
        let around = at(1, 0);
        assert!(
            around.starts_with("… ") && around.contains(" and name 7on and ") && around.ends_with(" …"),
            "{around}"
        );
        assert!(at(0, 0).starts_with("on and on") && at(0, 0).ends_with(" …"));
        assert!(at(3, 0).starts_with("… ") && at(3, 0).ends_with("on and"));
        assert!(at(2, 700).contains("name 7") && at(0, 1_500).len() <= 2 * AROUND + 8);
        let short = parts(&[SentencePart::Text("It is "), SentencePart::Link(1)]);
        assert_eq!(line_around(short.get(0).unwrap(), Place::default, plain), "It is name 1");
    }

    #[test]
    fn names_that_make_a_short_text_long_are_bounded_too() {
        let links: Vec<SentencePart<'_>> = (0..5_000).map(SentencePart::Link).collect();
        let around = line_around(parts(&links).get(0).unwrap(), || place(2_500, 0), plain);
        assert!(around.contains("name 2500name 2501") && around.len() <= 2 * AROUND + 8, "{around}");
    }

    proptest! {
        #[test]
        fn what_is_said_of_a_long_text_is_bounded_and_stands_in_it(
            words in prop::collection::vec("[aä ]{0,900}", 1..8), part in 0..9_usize, within in 0..900_usize,
        ) {
            let text: Sentences = words.iter().map(|words| SentencePart::Text(words)).collect();
            let whole = line(text.get(0).unwrap(), plain);
            let said = line_around(text.get(0).unwrap(), || place(part, within), plain);
            prop_assert!(said.len() <= 2 * AROUND + 8);
            let kept = said.strip_prefix("… ").unwrap_or(&said);
            prop_assert!(whole.contains(kept.strip_suffix(" …").unwrap_or(kept)), "{}", said);
        }
    }

    #[test]
    fn a_label_is_the_beginning_of_what_is_long() {
        assert_eq!(label("A name"), "A name");
        let long = label(&"a name ".repeat(100)).into_owned();
        assert!(long.len() <= LABEL + 4 && long.ends_with("name …") || long.ends_with("a …"), "{long}");
    }
}
