use std::borrow::Cow;

use super::line::{line, line_around};
use crate::markdown::{Heading, Place, Sentence, SentencePart};
use crate::resolve::{Mention, Site, Target, Text};

/// A sentence that another page shows, where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'a> {
    text: &'a Text,
    sentence: Sentence<'a>,
    /// The mark by which it is said there.
    mark: u32,
}

impl<'a> Said<'a> {
    pub(super) fn find(site: &'a Site, mention: &Mention) -> Option<Self> {
        let text = site.text(mention.page)?;
        Some(Self { text, sentence: text.document.sentences.get(mention.sentence)?, mark: mention.mark })
    }

    /// Its words: links by their labels, words of likelihood with their ranges. Those of a table follow the heads of
    /// their row and column, without which a cell says little: "Bridge, cost: 310 million". Of a long one what stands
    /// around the mark is said: as many pages show it as it has marks.
    pub(super) fn words(self, site: &Site) -> String {
        let Self { text, sentence, mark } = self;
        let words = line_around(
            sentence,
            || sentence.place(mark),
            |part| match part {
                SentencePart::Likelihood(mark, word) => match text.targets.get(mark) {
                    Some(Target::Likelihood(range)) => Cow::from([word, " (", range.percent, ")"].concat()),
                    _ => Cow::from(word),
                },
                _ => Cow::from(words_of(site, text, part)),
            },
        );
        let beginning = |head| line_around(head, Place::default, |part| words_of(site, text, part).into());
        let heads = sentence.heads().map(beginning).filter(|words| !words.is_empty());
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
