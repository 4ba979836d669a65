use std::borrow::Cow;

use crate::markdown::{Heading, Sentence, SentencePart};
use crate::resolve::{Mention, Site, Target, Text};

/// A sentence that another page shows, where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'a> {
    text: &'a Text,
    sentence: Sentence<'a>,
}

impl<'a> Said<'a> {
    pub(super) fn find(site: &'a Site, mention: &Mention) -> Option<Self> {
        let text = site.text(mention.page)?;
        Some(Self { text, sentence: text.document.sentences.get(mention.sentence)? })
    }

    /// Its words: links by their labels, words of likelihood with their ranges. Those of a table follow the heads of
    /// their row and column, without which a cell says little: "Bridge, cost: 310 million".
    pub(super) fn words(self, site: &Site) -> String {
        let Self { text, sentence } = self;
        let words = line(sentence, |part| match part {
            SentencePart::Likelihood(mark, word) => match text.targets.get(mark) {
                Some(Target::Likelihood(range)) => Cow::from([word, " (", range.percent, ")"].concat()),
                _ => Cow::from(word),
            },
            _ => Cow::from(words_of(site, text, part)),
        });
        let heads = sentence.heads().map(|head| readable(site, text, head)).filter(|words| !words.is_empty());
        let about = heads.collect::<Vec<_>>().join(", ");
        match (about.as_str(), words.as_str()) {
            ("", _) => words,
            (_, "") => about,
            _ => [&about, ": ", &words].concat(),
        }
    }
}

/// A text as one line, links by their labels.
pub(super) fn readable(site: &Site, text: &Text, sentence: Sentence<'_>) -> String {
    line(sentence, |part| words_of(site, text, part).into())
}

/// The words of a heading.
pub(super) fn title(site: &Site, text: &Text, heading: &Heading) -> String {
    let sentence = text.document.sentences.get(heading.sentence);
    sentence.map(|sentence| readable(site, text, sentence)).unwrap_or_default()
}

fn words_of<'a>(site: &'a Site, text: &'a Text, part: SentencePart<'a>) -> &'a str {
    match part {
        SentencePart::Text(words) | SentencePart::Aside(words) | SentencePart::Likelihood(_, words) => words,
        SentencePart::Link(mark) => site.link_words(text, mark),
    }
}

/// Parts as one line, each by its words.
fn line<'a>(sentence: Sentence<'a>, words: impl Fn(SentencePart<'a>) -> Cow<'a, str>) -> String {
    let mut line = Line { text: String::with_capacity(SENTENCE), after_space: false };
    for part in sentence.parts() {
        line.push(&words(part));
    }
    line.text
}

/// A text in which one space stands for all white space between two words.
struct Line {
    text: String,
    after_space: bool,
}

impl Line {
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
            let sentences: Sentences = parts.iter().map(|words| SentencePart::Text(words)).collect();
            let words = |part| match part {
                SentencePart::Text(words) => Cow::from(words),
                _ => Cow::default(),
            };
            prop_assert_eq!(line(sentences.get(0).unwrap(), words), expected.join(" "));
        }
    }
}
