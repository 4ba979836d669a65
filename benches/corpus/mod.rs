//! Texts that look like published ones, of any size, the same on every machine and in every run.
//!
//! In: a seed and a size. Out: an archive and excerpts that stand in it. Never here: the clock, the disk, a source of
//! chance but the seed.

use std::fmt::Write as _;

/// A generator of numbers (SplitMix64): short, and the same everywhere.
pub(crate) struct Numbers(u64);

impl Numbers {
    /// The numbers of a seed.
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound.max(1) as u64).unwrap_or(0)
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
}

/// Words of one to four syllables; those at the front are used most, as in any language.
pub(crate) struct Words {
    words: Vec<String>,
}

/// How many words a text is made of.
const VOCABULARY: usize = 6_000;

const SYLLABLES: [&str; 36] = [
    "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we", "xi", "yo",
    "zu", "an", "er", "in", "or", "un", "sta", "tre", "pli", "gro", "clu", "ment", "tion", "ing", "ed", "é", "ü",
];

impl Words {
    /// The vocabulary of all texts.
    pub(crate) fn new() -> Self {
        let mut numbers = Numbers::new(7);
        let word = |_| {
            let syllables = 1 + numbers.below(4);
            (0..syllables).map(|_| SYLLABLES[numbers.below(SYLLABLES.len())]).collect()
        };
        Self { words: (0..VOCABULARY).map(word).collect() }
    }

    fn word(&self, numbers: &mut Numbers) -> &str {
        let rank = numbers.below(self.words.len());
        &self.words[if numbers.one_in(2) { rank / 40 } else { rank }]
    }
}

/// The form of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A paragraph a line.
    Plain,
    /// Paragraphs with links, emphasis and references to characters in every sentence.
    Html,
}

impl Form {
    /// The extension of its files.
    pub(crate) const fn extension(self) -> &'static str {
        match self {
            Self::Plain => "txt",
            Self::Html => "html",
        }
    }
}

/// An archive and excerpts of it.
pub(crate) struct Archive {
    pub(crate) text: String,
    pub(crate) excerpts: Vec<String>,
}

/// An archive of at least `bytes`, with `excerpts` excerpts that are spread over it.
pub(crate) fn archive(words: &Words, form: Form, seed: u64, bytes: usize, excerpts: usize) -> Archive {
    let mut numbers = Numbers::new(seed);
    let mut archive = Archive { text: String::with_capacity(bytes + 8_192), excerpts: Vec::with_capacity(excerpts) };
    if form == Form::Html {
        archive
            .text
            .push_str("<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>A page</title></head><body>");
        archive.text.push_str("<nav><ul><li><a href=\"/\">Home</a></ul></nav><main>\n");
    }
    let mut count = 0;
    while archive.text.len() < bytes {
        if count % 12 == 0 {
            heading(&mut archive.text, words, form, &mut numbers);
        }
        // As many as are due at this place of the text.
        let due = (archive.text.len() * excerpts).div_ceil(bytes).min(excerpts);
        let quoted = paragraph(&mut archive.text, words, form, &mut numbers);
        while archive.excerpts.len() < due {
            archive.excerpts.push(excerpt(&quoted, &mut numbers));
        }
        count += 1;
    }
    if form == Form::Html {
        archive.text.push_str("</main><footer>The end</footer></body></html>\n");
    }
    archive
}

fn heading(text: &mut String, words: &Words, form: Form, numbers: &mut Numbers) {
    let line: Vec<&str> = (0..3).map(|_| words.word(numbers)).collect();
    let line = line.join(" ");
    let _ = match form {
        Form::Plain => writeln!(text, "\nThe {line}\n"),
        Form::Html => writeln!(text, "<h2 id=\"part\">The {line}</h2>"),
    };
}

/// Writes a paragraph; gives the words of one of its sentences.
fn paragraph(text: &mut String, words: &Words, form: Form, numbers: &mut Numbers) -> Vec<String> {
    if form == Form::Html {
        text.push_str("<p class=\"body-text\">");
    }
    let mut quoted = Vec::new();
    for sentence in 0..4 + numbers.below(4) {
        let count = 12 + numbers.below(14);
        let said: Vec<String> = (0..count).map(|_| words.word(numbers).to_owned()).collect();
        if sentence > 0 {
            text.push(' ');
        }
        write_sentence(text, &said, form, numbers);
        quoted = said;
    }
    text.push_str(if form == Form::Html { "</p>\n" } else { "\n" });
    quoted
}

fn write_sentence(text: &mut String, said: &[String], form: Form, numbers: &mut Numbers) {
    for (index, word) in said.iter().enumerate() {
        // The space before a word: at times a no-break space, and in plain text nothing else that would mark it.
        match (index, form) {
            (0, _) => {}
            (_, Form::Html) if numbers.one_in(40) => text.push_str("&nbsp;"),
            (_, Form::Plain) if numbers.one_in(60) => text.push('\u{a0}'),
            _ => text.push(' '),
        }
        let mark = if form == Form::Html { numbers.below(24) } else { usize::MAX };
        let _ = match mark {
            0 => write!(text, "<a href=\"https://example.org/{index}/{word}\" class=\"link\">{word}</a>"),
            1 => write!(text, "<em>{word}</em>"),
            2 => write!(text, "<span class=\"term\" data-id=\"{index}\">{word}</span>"),
            _ => write!(text, "{word}"),
        };
    }
    text.push('.');
}

/// Eight to twelve words of a sentence.
fn excerpt(said: &[String], numbers: &mut Numbers) -> String {
    let length = 8 + numbers.below(5);
    let start = numbers.below(said.len() + 1 - length.min(said.len()));
    said[start..(start + length).min(said.len())].join(" ")
}
