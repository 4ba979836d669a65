//! What is known about an excerpt once its archive has been asked.

use std::fmt::{self, Display, Formatter};
use std::ops::Range;

use jiff::civil::Date;

use crate::syntax::Word;

/// How a source has the words of an excerpt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// These very characters, but for the Unicode form and where a line was wrapped.
    Exact,
    /// These words in another spelling (see [`normalise`](super::normalise)).
    Normalised,
    /// The parts, in this order, in one section.
    Elided,
}

/// How an excerpt stands to its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The source has it, so it may be published as the source's words.
    Proved(Match),
    /// The source has these words at several places.
    Ambiguous,
    /// The source does not have these words.
    Missing,
    /// Nobody asked: no archive at hand, and no entry in the lock.
    Unchecked,
}

impl Word for Outcome {
    const WHAT: &'static str = "an outcome of verification";
    const ALL: &'static [Self] = &[
        Self::Proved(Match::Exact),
        Self::Proved(Match::Normalised),
        Self::Proved(Match::Elided),
        Self::Ambiguous,
        Self::Missing,
        Self::Unchecked,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Proved(Match::Exact) => "exact",
            Self::Proved(Match::Normalised) => "normalised",
            Self::Proved(Match::Elided) => "elided",
            Self::Ambiguous => "ambiguous",
            Self::Missing => "missing",
            Self::Unchecked => "unchecked",
        }
    }
}

/// Where an excerpt stands, as a reader would say it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Locator {
    /// The heading above it.
    pub section: Option<String>,
    /// Its paragraph, counted through the whole document from 1, headings left out. None for words of a heading.
    pub paragraph: Option<u32>,
    /// Its page, from 1, where the archive has pages.
    pub page: Option<u32>,
}

/// "paragraph 12, page 3, in “Nobel dreams”"; "the heading “Nobel dreams”" for words of a heading.
impl Display for Locator {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match (self.paragraph, &self.section) {
            (None, Some(section)) => write!(out, "the heading “{section}”")?,
            (None, None) => write!(out, "an unknown place")?,
            (Some(paragraph), _) => write!(out, "paragraph {paragraph}")?,
        }
        if let Some(page) = self.page {
            write!(out, ", page {page}")?;
        }
        match &self.section {
            Some(section) if self.paragraph.is_some() => write!(out, ", in “{section}”"),
            _ => Ok(()),
        }
    }
}

/// One part of an excerpt: the whole of it, unless it is elided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// In Unicode code points of the extracted, normalised text: start inclusive, end exclusive.
    pub position: Range<u32>,
    /// Its paragraph, as [`Locator::paragraph`].
    pub paragraph: Option<u32>,
    /// Its page, as [`Locator::page`].
    pub page: Option<u32>,
    /// What leads a reader's browser to it.
    pub pointer: Pointer,
}

/// What a link needs besides a part's words in order to lead to them. Empty where the words suffice.
///
/// These are the only words of a source, beside excerpts and headings, that leave its archive: as few as tell one place
/// from all others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pointer {
    /// Words directly before.
    pub prefix: Option<String>,
    /// The words in the archive's spelling, where the excerpt has another.
    pub spelling: Option<String>,
    /// Words directly after.
    pub suffix: Option<String>,
}

impl Pointer {
    /// The longest words on either side, in characters: five words have some hundred.
    pub(super) const WORDS: usize = 1_000;

    /// The longest spelling. It may be longer than the excerpt by what shows nothing.
    pub(super) const SPELLING: usize = 16_000;

    /// The same without what is too long for a lock, whatever an archive has between two letters.
    pub(super) fn within_bounds(self) -> Self {
        let within = |words: Option<String>, most| words.filter(|words| is_within(words, most));
        Self {
            prefix: within(self.prefix, Self::WORDS),
            spelling: within(self.spelling, Self::SPELLING),
            suffix: within(self.suffix, Self::WORDS),
        }
    }
}

/// Whether a text has no more characters than this.
pub(super) fn is_within(text: &str, most: usize) -> bool {
    text.len() <= most || text.chars().nth(most).is_none()
}

/// An excerpt that its source has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proved {
    /// How the source has it.
    pub how: Match,
    /// Where it begins.
    pub locator: Locator,
    /// From the start of its first part to the end of its last, as [`Part::position`].
    pub position: Range<u32>,
    /// Its parts in order.
    pub parts: Vec<Part>,
    /// The day on which it was first proved against the archive as it is. None if no run with a date has done so.
    pub verified: Option<Date>,
}

/// What is known about one excerpt: an [`Outcome`], and of a proved one all that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// The source has it.
    Proved(Proved),
    /// As [`Outcome::Ambiguous`].
    Ambiguous,
    /// As [`Outcome::Missing`].
    Missing,
    /// As [`Outcome::Unchecked`].
    Unchecked,
}

impl Proof {
    /// How the excerpt stands to its source.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        match self {
            Self::Proved(proved) => Outcome::Proved(proved.how),
            Self::Ambiguous => Outcome::Ambiguous,
            Self::Missing => Outcome::Missing,
            Self::Unchecked => Outcome::Unchecked,
        }
    }

    /// What was found, if the excerpt may be published as the source's words.
    #[must_use]
    pub const fn proved(&self) -> Option<&Proved> {
        match self {
            Self::Proved(proved) => Some(proved),
            Self::Ambiguous | Self::Missing | Self::Unchecked => None,
        }
    }
}

/// What a page says about an archive when the archive itself is not at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveRecord {
    /// Its name, as the source gives it.
    pub name: String,
    /// SHA-256 of its bytes in lower-case hexadecimal digits.
    pub sha256: String,
    /// How many paragraphs it has; headings are none.
    pub paragraphs: u32,
    /// Its headings in order.
    pub sections: Vec<SectionRecord>,
}

/// A heading of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionRecord {
    /// Its text, as in [`Locator::section`].
    pub heading: String,
    /// The number of the first paragraph below it. Beyond the last paragraph if there is none.
    pub paragraph: u32,
}

/// A text on one line, for locators and messages: white space is one space, characters without a width go.
pub(super) fn one_line(text: &str) -> String {
    let visible: String = text.chars().filter(|&c| !super::character::is_invisible(c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}
