//! Finds excerpts in a text, all of a source's at once.
//!
//! One pass over the text looks for every spelling of every excerpt and part; places are then made of what it found.
//! An excerpt that is found whole is not taken apart: `...` and brackets may be the source's own.

mod filter;
mod scan;
mod search;
mod steps;
#[cfg(test)]
mod tests;
mod windows;

use std::borrow::Cow;
use std::ops::Range;

use super::proof::Match;
use super::text::ArchiveText;
use super::verbatim::is_verbatim;
use filter::Filter;
use search::{Occurrences, Patterns, Reading, search};
use steps::Steps;
use windows::windows;

/// An excerpt to be found, and what its author says about the place.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// The words, perhaps with marks of elision.
    pub exact: &'a str,
    /// Words that stand directly before.
    pub prefix: Option<&'a str>,
    /// Words that stand directly after.
    pub suffix: Option<&'a str>,
    /// The heading of the section, or of one around it.
    pub section: Option<&'a str>,
}

/// A place where an excerpt stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// How it stands there: exact, normalised or elided.
    pub how: Match,
    /// Its parts in order, as bytes of the normalised text. Never empty.
    pub parts: Vec<Range<usize>>,
}

impl Place {
    /// From its first part's start to its last part's end.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        let start = self.parts.first().map_or(0, |part| part.start);
        start..self.parts.last().map_or(start, |part| part.end)
    }
}

/// Where an excerpt was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// At one place.
    Once(Place),
    /// At several that nothing tells apart. The list ends after [`PLACES`].
    Several(Vec<Place>),
    /// At none.
    Nowhere(Absence),
}

/// Why an excerpt was found nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absence {
    /// There is nothing in it to find.
    NoWords,
    /// Its words stand here, but its prefix, suffix or section does not.
    Elsewhere(Vec<Place>),
    /// It stands inside longer words or numbers only.
    InsideWords,
    /// Each of its parts is in the text, but they are not in this order in any one section, or words of the source
    /// stand where the excerpt has nothing but the editor's.
    OutOfOrder,
    /// These words, the whole excerpt or its first part that is not there, are not in the text. Normalised.
    Words(String),
    /// The excerpts of this source occur so often, or so often almost, that the search was given up.
    TooMany,
}

/// The longest list of places.
pub const PLACES: usize = 100;

/// Finds excerpts in a text; the results are in the order of `wanted`.
#[must_use]
pub fn find(text: &ArchiveText, wanted: &[Wanted<'_>]) -> Vec<Found> {
    let mut patterns = Patterns::default();
    let readings: Vec<Reading> = wanted.iter().map(|wanted| Reading::of(wanted.exact, &mut patterns)).collect();
    let (occurrences, steps) = (search(text, &patterns.list), Steps::default());
    wanted
        .iter()
        .zip(&readings)
        .map(|(wanted, reading)| match &occurrences {
            Some(occurrences) => {
                let found = settle(text, wanted, reading, &patterns, occurrences, &steps);
                if steps.are_spent() { Found::Nowhere(Absence::TooMany) } else { found }
            }
            None => Found::Nowhere(Absence::TooMany),
        })
        .collect()
}

/// Makes places of occurrences and chooses among them.
fn settle(
    text: &ArchiveText,
    wanted: &Wanted<'_>,
    reading: &Reading,
    patterns: &Patterns,
    occurrences: &[Occurrences],
    steps: &Steps,
) -> Found {
    let Some(whole) = reading.whole else { return Found::Nowhere(Absence::NoWords) };
    let of = |pattern: usize| occurrences.get(pattern).map_or(&[][..], |occurrences| &occurrences.ranges);
    let filter = Filter::new(text, wanted);
    let whole_places = of(whole).iter().map_while(|&(start, end)| {
        steps.take(0)?;
        let range = start as usize..end as usize;
        Some((range.clone(), move || place(text, wanted.exact, range)))
    });
    if !of(whole).is_empty() {
        return filter.choose(whole_places);
    }
    let parts: Vec<Cow<'_, [(u32, u32)]>> =
        reading.parts.iter().map(|spellings| merged(spellings, of, steps)).collect();
    let mut elided = windows(text, &parts, steps)
        .filter(|parts| is_joined(text, parts, &reading.follows))
        .map(|parts| Place { how: Match::Elided, parts })
        .map(|place| (place.range(), move || place))
        .peekable();
    if elided.peek().is_some() {
        return filter.choose(elided);
    }
    Found::Nowhere(absence(reading, whole, patterns, occurrences))
}

/// Whether nothing but white space stands between parts that only the editor's words part.
fn is_joined(text: &ArchiveText, parts: &[Range<usize>], follows: &[bool]) -> bool {
    let between = |pair: &[Range<usize>]| text.normal().get(pair[0].end..pair[1].start).unwrap_or("");
    let joints = follows.iter().skip(1);
    parts.windows(2).zip(joints).all(|(pair, follows)| !follows || between(pair).trim().is_empty())
}

fn place(text: &ArchiveText, exact: &str, range: Range<usize>) -> Place {
    let is_exact = is_verbatim(exact, text.original(range.clone()));
    let how = if is_exact { Match::Exact } else { Match::Normalised };
    Place { how, parts: vec![range] }
}

/// The occurrences of all spellings of a part, in order.
fn merged<'o>(spellings: &[usize], of: impl Fn(usize) -> &'o [(u32, u32)], steps: &Steps) -> Cow<'o, [(u32, u32)]> {
    if let [only] = spellings {
        return Cow::Borrowed(of(*only));
    }
    if steps.take(spellings.iter().map(|&spelling| of(spelling).len()).sum()).is_none() {
        return Cow::Borrowed(&[]);
    }
    let mut all: Vec<(u32, u32)> = spellings.iter().flat_map(|&spelling| of(spelling)).copied().collect();
    all.sort_unstable();
    Cow::Owned(all)
}

fn absence(reading: &Reading, whole: usize, patterns: &Patterns, occurrences: &[Occurrences]) -> Absence {
    let is_somewhere = |pattern: &usize| occurrences.get(*pattern).is_some_and(|found| !found.ranges.is_empty());
    let is_inside = |pattern: &usize| occurrences.get(*pattern).is_some_and(|found| found.inside_words);
    let words_of = |pattern: usize| Absence::Words(patterns.list.get(pattern).cloned().unwrap_or_default());
    let absent = reading.parts.iter().find(|spellings| !spellings.iter().any(is_somewhere));
    match absent {
        _ if is_inside(&whole) => Absence::InsideWords,
        Some(spellings) if spellings.iter().any(is_inside) => Absence::InsideWords,
        Some(spellings) => words_of(spellings.first().copied().unwrap_or(whole)),
        None if reading.parts.is_empty() => words_of(whole),
        None => Absence::OutOfOrder,
    }
}
