//! Finds excerpts in a text, all of a source's at once.
//!
//! One pass over the text looks for every spelling of every excerpt and part; places are then made of what it found.
//! An excerpt that is found whole is not taken apart: `...` and brackets may be the source's own.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::boundary::{Edge, is_edge};
use super::normalise::normalise;
use super::pieces::{is_punctuation, parts};
use super::proof::Outcome;
use super::text::ArchiveText;
use super::verbatim::is_verbatim;
use super::windows::windows;

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
    pub outcome: Outcome,
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
    /// Each of its parts is in the text, but they are not in this order in any one section.
    OutOfOrder,
    /// These words, the whole excerpt or its first part that is not there, are not in the text. Normalised.
    Words(String),
    /// The excerpts of this source occur so often that the search was given up.
    TooMany,
}

/// The longest list of places.
pub const PLACES: usize = 100;

/// The most occurrences that one search keeps in mind: sixteen million, 128 MiB.
const OCCURRENCES: usize = 1 << 24;

/// Finds excerpts in a text; the results are in the order of `wanted`.
#[must_use]
pub fn find(text: &ArchiveText, wanted: &[Wanted<'_>]) -> Vec<Found> {
    let mut patterns = Patterns::default();
    let readings: Vec<Reading> = wanted.iter().map(|wanted| Reading::of(wanted.exact, &mut patterns)).collect();
    let occurrences = search(text, &patterns.list);
    wanted
        .iter()
        .zip(&readings)
        .map(|(wanted, reading)| match &occurrences {
            Some(occurrences) => settle(text, wanted, reading, &patterns, occurrences),
            None => Found::Nowhere(Absence::TooMany),
        })
        .collect()
}

/// Everything that is searched for, each spelling once.
#[derive(Default)]
struct Patterns {
    list: Vec<String>,
    index: HashMap<String, usize>,
}

impl Patterns {
    fn add(&mut self, pattern: String) -> usize {
        if let Some(&known) = self.index.get(&pattern) {
            return known;
        }
        self.list.push(pattern.clone());
        self.index.insert(pattern, self.list.len() - 1);
        self.list.len() - 1
    }
}

/// An excerpt as indices of patterns.
struct Reading {
    /// None if there is nothing to search for.
    whole: Option<usize>,
    /// Each part in its spellings; empty if the excerpt has no marks of elision.
    parts: Vec<Vec<usize>>,
}

impl Reading {
    fn of(exact: &str, patterns: &mut Patterns) -> Self {
        let whole = normalise(exact);
        let parts = parts(exact);
        Self {
            whole: (!is_punctuation(&whole)).then(|| patterns.add(whole)),
            parts: parts
                .into_iter()
                .map(|spellings| spellings.into_iter().map(|part| patterns.add(part)).collect())
                .collect(),
        }
    }
}

/// Where one pattern stands.
#[derive(Debug, Clone, Default)]
struct Occurrences {
    ranges: Vec<(u32, u32)>,
    inside_words: bool,
}

/// Searches for all patterns in one pass. None if there are too many occurrences to keep.
fn search(text: &ArchiveText, patterns: &[String]) -> Option<Vec<Occurrences>> {
    let mut occurrences = vec![Occurrences::default(); patterns.len()];
    if patterns.is_empty() {
        return Some(occurrences);
    }
    let automaton = AhoCorasick::new(patterns).ok()?;
    let mut count = 0;
    for found in automaton.try_find_overlapping_iter(text.normal()).ok()? {
        let (start, end) = (found.start(), found.end());
        let of_pattern = occurrences.get_mut(found.pattern().as_usize())?;
        if is_edge(text, start, Edge::Start) && is_edge(text, end, Edge::End) {
            of_pattern.ranges.push((u32::try_from(start).ok()?, u32::try_from(end).ok()?));
            count += 1;
        } else {
            of_pattern.inside_words = true;
        }
        if count > OCCURRENCES {
            return None;
        }
    }
    Some(occurrences)
}

/// Makes places of occurrences and chooses among them.
fn settle(
    text: &ArchiveText,
    wanted: &Wanted<'_>,
    reading: &Reading,
    patterns: &Patterns,
    occurrences: &[Occurrences],
) -> Found {
    let Some(whole) = reading.whole else { return Found::Nowhere(Absence::NoWords) };
    let of = |pattern: usize| occurrences.get(pattern).map_or(&[][..], |occurrences| &occurrences.ranges);
    let filter = Filter::new(text, wanted);
    let whole_places = of(whole).iter().map(|&(start, end)| place(text, wanted.exact, start as usize..end as usize));
    if !of(whole).is_empty() {
        return filter.choose(whole_places);
    }
    let parts: Vec<Cow<'_, [(u32, u32)]>> = reading.parts.iter().map(|spellings| merged(spellings, of)).collect();
    let mut elided = windows(text, &parts).map(|parts| Place { outcome: Outcome::Elided, parts }).peekable();
    if elided.peek().is_some() {
        return filter.choose(elided);
    }
    Found::Nowhere(absence(reading, whole, patterns, occurrences))
}

fn place(text: &ArchiveText, exact: &str, range: Range<usize>) -> Place {
    let is_exact = is_verbatim(exact, text.original(range.clone()));
    let outcome = if is_exact { Outcome::Exact } else { Outcome::Normalised };
    Place { outcome, parts: vec![range] }
}

/// The occurrences of all spellings of a part, in order.
fn merged<'o>(spellings: &[usize], of: impl Fn(usize) -> &'o [(u32, u32)]) -> Cow<'o, [(u32, u32)]> {
    if let [only] = spellings {
        return Cow::Borrowed(of(*only));
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

/// What an excerpt's author says about the place, normalised.
struct Filter<'t> {
    text: &'t ArchiveText,
    prefix: Option<String>,
    suffix: Option<String>,
    section: Option<String>,
}

impl<'t> Filter<'t> {
    fn new(text: &'t ArchiveText, wanted: &Wanted<'_>) -> Self {
        let [prefix, suffix, section] =
            [wanted.prefix, wanted.suffix, wanted.section].map(|words| words.map(normalise));
        Self { text, prefix, suffix, section }
    }

    fn choose(&self, places: impl Iterator<Item = Place>) -> Found {
        let mut elsewhere = Vec::new();
        let mut fitting = Vec::new();
        for place in places {
            let list = if self.fits(&place) { &mut fitting } else { &mut elsewhere };
            if list.len() < PLACES {
                list.push(place);
            }
            if fitting.len() == PLACES {
                break;
            }
        }
        match fitting.len() {
            0 => Found::Nowhere(Absence::Elsewhere(elsewhere)),
            1 => fitting.pop().map_or(Found::Nowhere(Absence::NoWords), Found::Once),
            _ => Found::Several(fitting),
        }
    }

    /// Prefix and suffix may stand in the paragraphs around; white space between them and the excerpt is free.
    fn fits(&self, place: &Place) -> bool {
        let range = place.range();
        let normal = self.text.normal();
        let before = normal.get(..range.start).unwrap_or("").trim_end();
        let after = normal.get(range.end..).unwrap_or("").trim_start();
        self.prefix.as_ref().is_none_or(|prefix| before.ends_with(prefix.as_str()))
            && self.suffix.as_ref().is_none_or(|suffix| after.starts_with(suffix.as_str()))
            && self.section.as_ref().is_none_or(|section| self.text.lies_in(self.text.section_at(range.start), section))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::extract::{Format, extract};

    fn text(plain: &str) -> ArchiveText {
        ArchiveText::new(extract(plain.as_bytes().to_vec(), Format::Plain).unwrap())
    }

    /// What becomes of one excerpt: its outcome and what its parts are in the archive, or why there are none.
    fn found(plain: &str, wanted: Wanted<'_>) -> String {
        let text = text(plain);
        let shown = |place: &Place| {
            let parts: Vec<_> = place.parts.iter().map(|part| text.original(part.clone())).collect();
            format!("{:?} {}", place.outcome, parts.join(" | "))
        };
        match find(&text, &[wanted]).remove(0) {
            Found::Once(place) => shown(&place),
            Found::Several(places) => format!("Several {}", places.len()),
            Found::Nowhere(Absence::Elsewhere(places)) => format!("Elsewhere {}", places.len()),
            Found::Nowhere(absence) => format!("{absence:?}"),
        }
    }

    #[track_caller]
    fn check(plain: &str, exact: &str, expected: &str) {
        assert_eq!(found(plain, Wanted { exact, ..Wanted::default() }), expected, "{exact}");
    }

    const TEXT: &str = "It does not have a credible second-strike capability, they said.\nThe small deal\nThe “small \
        deal” … freezes aspects of its pro\u{ad}gram – in 서울 – for 50 percent.\nThe deal lasts (or so it seems).\n\
        Nobel dreams\nThe deal ends here. 북한은 핵무력을 고도화한다.\n";

    #[test]
    fn exact_and_normalised() {
        check(TEXT, "credible second-strike capability", "Exact credible second-strike capability");
        check(TEXT, "credible second–strike", "Normalised credible second-strike");
        check(TEXT, "\"small deal\" ... freezes", "Normalised “small deal” … freezes");
        check(TEXT, "“small deal” … freezes", "Exact “small deal” … freezes");
        check(TEXT, "aspects of its program—in 서울", "Normalised aspects of its pro\u{ad}gram – in 서울");
        check(TEXT, "핵무력을 고도화", "Exact 핵무력을 고도화");
    }

    #[test]
    fn both_ends_of_the_text() {
        check(TEXT, "It does not", "Exact It does not");
        check(TEXT, "고도화한다.", "Exact 고도화한다.");
        check("one", "one", "Exact one");
        check("“one”", "\"one\"", "Normalised “one”");
        check("", "one", "Words(\"one\")");
    }

    #[test]
    fn other_words_case_numbers_and_orders_are_missing() {
        for exact in [
            "It does have a credible",
            "it does not have",
            "Credible second-strike",
            "for 60 percent",
            "strike-second capability",
            "credible secondstrike",
            "the deal lasts",
            "for 5 percent",
        ] {
            check(TEXT, exact, &format!("{:?}", Absence::Words(exact.to_owned())));
        }
        check(TEXT, "redible second-strike", "InsideWords");
        check(TEXT, "for 50 perc", "InsideWords");
    }

    #[test]
    fn an_excerpt_does_not_run_over_the_end_of_a_paragraph() {
        check(TEXT, "for 50 percent. The deal lasts", "Words(\"for 50 percent. The deal lasts\")");
        check(TEXT, "50 percent. … The deal lasts", "Elided 50 percent. | The deal lasts");
    }

    #[test]
    fn elided_parts_stand_in_order_in_one_section() {
        check(TEXT, "small deal … 50 percent", "Elided small deal | 50 percent");
        check(TEXT, "freezes aspects [of it] - in 서울", "Elided freezes aspects | – in 서울");
        check(TEXT, "freezes ... lasts […] seems", "Elided freezes | lasts | seems");
        check(TEXT, "50 percent … small deal", "OutOfOrder");
        check(TEXT, "credible … freezes", "OutOfOrder");
        check(TEXT, "freezes … ends", "OutOfOrder");
        check(TEXT, "freezes … nothing", "Words(\"nothing\")");
        check(TEXT, "[t]he deal lasts", "Elided The deal lasts");
        check(TEXT, "[x]he deal lasts", "Words(\"xhe deal lasts\")");
        check(TEXT, "[…]", "NoWords");
        check(TEXT, "...", "NoWords");
    }

    #[test]
    fn an_elided_excerpt_stands_where_its_parts_are_closest() {
        check("a x b c x b. y", "x … b", "Several 2");
        check("x x a b b", "x … b", "Elided x | b");
        check("x a b x. a", "x … a … b", "Elided x | a | b");
    }

    #[test]
    fn marks_may_be_the_sources_own() {
        check("He said [sic] a unifier. ... We will.", "[sic] a unifier. ... We", "Exact [sic] a unifier. ... We");
        check("He said [sic] a unifier. ... We will.", "said [sic] ... We", "Elided said | We");
    }

    #[test]
    fn context_settles_what_is_ambiguous() {
        let wanted = |prefix, suffix, section| Wanted { exact: "deal", prefix, suffix, section };
        assert_eq!(found(TEXT, wanted(None, None, None)), "Several 4");
        assert_eq!(found(TEXT, wanted(None, Some("lasts"), None)), "Exact deal");
        assert_eq!(found(TEXT, wanted(Some("“small"), None, None)), "Exact deal");
        assert_eq!(found(TEXT, wanted(Some("\"small"), Some("”"), None)), "Exact deal");
        assert_eq!(found(TEXT, wanted(None, None, Some("Nobel  dreams"))), "Exact deal");
        assert_eq!(found(TEXT, wanted(None, None, Some("The small deal"))), "Several 3");
        assert_eq!(found(TEXT, wanted(Some("big"), None, None)), "Elsewhere 4");
        let first_of_paragraph = Wanted { exact: "The deal", prefix: Some("50 percent."), ..Wanted::default() };
        assert_eq!(found(TEXT, first_of_paragraph), "Exact The deal");
    }

    #[test]
    fn excerpts_that_overlap_are_all_found() {
        let text = text("the quick brown fox jumps");
        let wanted = ["the quick brown", "quick brown fox", "brown", "quick brown", "brown fox jumps"]
            .map(|exact| Wanted { exact, ..Wanted::default() });
        assert!(find(&text, &wanted).iter().all(|found| matches!(found, Found::Once(_))));
    }
}
