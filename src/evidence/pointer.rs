//! What leads a reader's browser to words where they stand.
//!
//! A text fragment (WICG, *URL Fragment Text Directives*) names words, and perhaps words directly before and after. The
//! browser takes the first place that reads so, letter case and accents aside, and that begins and ends at the
//! boundary of a word. The draft asks for context only where the words are few or not unique. Whether they are is known
//! here alone, where the text is at hand; the lock keeps the answer, which is those few words.

use std::collections::HashMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation as _;

use super::character::{is_han, is_hangul};
use super::proof::{Pointer, one_line};
use super::text::ArchiveText;
use super::verbatim::{is_verbatim, on_one_line};

/// Up to so many words get context though they are unique, as the draft asks.
const FEW: usize = 3;

/// The most words of context on either side. What they do not tell apart stays the first such place.
const CONTEXT: usize = 5;

/// The most words that stand together with their context: as many as an excerpt may have.
const LONGEST: usize = 15;

/// How far around a place its context is looked for, in bytes.
const REACH: usize = 120;

/// The most places that one text's search keeps in mind.
const ECHOES: usize = 1 << 16;

/// The most places of some words that context is held to: it tells few from each other.
const PLACES: usize = 1 << 10;

/// A part of an excerpt, where it was found.
pub(super) struct Sought<'a> {
    /// Its bytes in the normalised text.
    pub(super) range: Range<usize>,
    /// The words as the excerpt's author wrote them.
    pub(super) written: &'a str,
}

/// What leads to each of some parts, in their order. Context is looked for only where there is an original to lead
/// into.
pub(super) fn pointers(text: &ArchiveText, sought: &[Sought<'_>], has_address: bool) -> Vec<Pointer> {
    let folded: Vec<String> = sought.iter().map(|it| fold(slice(text, &it.range))).collect();
    let echoes = has_address.then(|| Echoes::of(text, &folded));
    let point = |(it, folded): (&Sought<'_>, &String)| {
        let choose = |echoes: &Echoes<'_>| Surroundings::of(text, &it.range).choose(folded, echoes.places(folded));
        let context = echoes.as_ref().map(choose).unwrap_or_default();
        let original = |range: Range<usize>| one_line(&on_one_line(text.original(range)));
        let spelling = original(it.range.clone());
        let is_written = is_verbatim(it.written, text.original(it.range.clone())) || spelling == it.written.trim();
        let pointer = Pointer {
            prefix: context.before.map(|start| original(trimmed(text, start..it.range.start))),
            spelling: (!is_written).then_some(spelling),
            suffix: context.after.map(|end| original(trimmed(text, it.range.end..end))),
        };
        pointer.within_bounds()
    };
    sought.iter().zip(&folded).map(point).collect()
}

fn slice<'t>(text: &'t ArchiveText, range: &Range<usize>) -> &'t str {
    text.normal().get(range.clone()).unwrap_or("")
}

fn trimmed(text: &ArchiveText, range: Range<usize>) -> Range<usize> {
    let words = slice(text, &range);
    let start = range.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}

/// A text as a browser compares it: the primary level of collation, near enough.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        // Hangul would fall apart into letters, of which one syllable can begin like another.
        if c.is_ascii() || is_hangul(c) || is_han(c) {
            folded.push(c.to_ascii_lowercase());
        } else {
            let base = std::iter::once(c).nfd().filter(|&c| !is_combining_mark(c));
            folded.extend(base.flat_map(char::to_lowercase));
        }
    }
    folded
}

/// Whether words are written with a character, so that there may be no boundary beside it.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining_mark(c)
}

/// Whether a boundary is one in every browser: scripts without spaces and Korean endings are cut by dictionaries.
fn is_certain(left: &str, right: &str) -> bool {
    !(left.ends_with(is_word) && right.starts_with(is_word))
}

/// Every place at which a browser may see the words that are sought.
struct Echoes<'p> {
    places: HashMap<&'p str, Vec<Echo>>,
    /// There were too many to know.
    overflows: bool,
}

/// The folded text around one such place.
struct Echo {
    before: String,
    after: String,
}

impl<'p> Echoes<'p> {
    fn of(text: &ArchiveText, folded: &'p [String]) -> Self {
        let mut patterns: Vec<&str> = folded.iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
        patterns.sort_unstable();
        patterns.dedup();
        let mut echoes = Self { places: HashMap::new(), overflows: false };
        // This kind is built in linear time whatever the patterns are.
        let kind = Some(AhoCorasickKind::ContiguousNFA);
        let Ok(automaton) = AhoCorasick::builder().kind(kind).build(&patterns) else { return echoes };
        let mut count = 0;
        for block in text.normal().lines() {
            let block = fold(block);
            for found in automaton.find_overlapping_iter(&block) {
                count += 1;
                if count > ECHOES {
                    echoes.overflows = true;
                    return echoes;
                }
                let Some(&words) = patterns.get(found.pattern().as_usize()) else { continue };
                let echo = Echo {
                    before: tail(&block[..found.start()]).to_owned(),
                    after: head(&block[found.end()..]).to_owned(),
                };
                echoes.places.entry(words).or_default().push(echo);
            }
        }
        echoes
    }

    /// The places of some words; none if there are too many to know.
    fn places(&self, words: &str) -> Option<&[Echo]> {
        let places = self.places.get(words).map_or(&[][..], Vec::as_slice);
        (!self.overflows && places.len() <= PLACES).then_some(places)
    }
}

/// The end of a text.
fn tail(text: &str) -> &str {
    let mut start = text.len().saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// The beginning of a text.
fn head(text: &str) -> &str {
    let mut end = text.len().min(REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// What stands around a place in its block, and how much of it may be context.
struct Surroundings<'t> {
    at: Range<usize>,
    words: &'t str,
    before: &'t str,
    after: &'t str,
    /// Where context before the words may begin, the nearest first. Bytes of the text.
    starts: Vec<usize>,
    /// Where context after them may end, the nearest first.
    ends: Vec<usize>,
}

/// Context that was chosen: where it begins, where it ends.
#[derive(Clone, Copy, Default)]
struct Choice {
    before: Option<usize>,
    after: Option<usize>,
}

impl<'t> Surroundings<'t> {
    fn of(text: &'t ArchiveText, at: &Range<usize>) -> Self {
        let block = text.block_start(at.start);
        let before = tail(slice(text, &(block..at.start)));
        let rest = head(text.normal().get(at.end..).unwrap_or(""));
        let after = rest.split('\n').next().unwrap_or("");
        let window = at.start - before.len()..at.end + after.len();
        let cut = (window.start > block, after.len() == rest.len() && text.normal().len() > window.end);
        let mut surroundings =
            Self { at: at.clone(), words: slice(text, at), before, after, starts: Vec::new(), ends: Vec::new() };
        surroundings.collect(slice(text, &window), window.start, cut);
        surroundings
    }

    /// Finds the boundaries at which context may begin or end. Where the window is cut off, its edge is none.
    fn collect(&mut self, window: &str, offset: usize, cut: (bool, bool)) {
        for (start, segment) in window.split_word_bound_indices().filter(|(_, segment)| segment.contains(is_word)) {
            let end = start + segment.len();
            let begins = is_certain(&window[..start], segment) && !(cut.0 && start == 0);
            let ends = is_certain(segment, &window[end..]) && !(cut.1 && end == window.len());
            if begins && offset + start < self.at.start {
                self.starts.push(offset + start);
            }
            if ends && offset + end > self.at.end {
                self.ends.push(offset + end);
            }
        }
        self.starts.reverse();
    }

    /// The least context with which the words are no longer few, and stand at one place only.
    fn choose(&self, folded: &str, echoes: Option<&[Echo]>) -> Choice {
        let certain = (is_certain(self.before, self.words), is_certain(self.words, self.after));
        let of_step = |list: &[usize], step: usize, is_certain: bool| {
            let index = if is_certain { step.checked_sub(1)? } else { step };
            list.get(index).or(list.last()).copied()
        };
        let mut choice = Choice::default();
        for step in 0..=CONTEXT {
            let next =
                Choice { before: of_step(&self.starts, step, certain.0), after: of_step(&self.ends, step, certain.1) };
            let before = next.before.map_or("", |start| self.tail_from(start));
            let after = next.after.map_or("", |end| self.head_to(end));
            let words = format!("{before}{}{after}", self.words).unicode_words().count();
            if step > 0 && words > LONGEST {
                break;
            }
            choice = next;
            let (before, after) = (fold(before), fold(after));
            let reads_so = |echo: &&Echo| {
                let cuts_a_word =
                    (certain.0 && !is_certain(&echo.before, folded)) || (certain.1 && !is_certain(folded, &echo.after));
                !cuts_a_word && echo.before.ends_with(&before) && echo.after.starts_with(&after)
            };
            let is_unique = echoes.is_some_and(|echoes| echoes.iter().filter(reads_so).count() <= 1);
            if words > FEW && is_unique {
                break;
            }
        }
        choice
    }

    fn tail_from(&self, start: usize) -> &'t str {
        self.before.get(self.before.len().saturating_sub(self.at.start - start)..).unwrap_or("")
    }

    fn head_to(&self, end: usize) -> &'t str {
        self.after.get(..end - self.at.end).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::extract::{Format, extract};

    /// What leads to some words of a text, at their first place or, after `@`, at the one that follows these words.
    fn pointer(archive: &str, words: &str) -> (Option<String>, Option<String>, Option<String>) {
        let text = ArchiveText::new(extract(archive.as_bytes(), Format::Plain).unwrap());
        let (before, words) = words.split_once('@').unwrap_or(("", words));
        let from = text.normal().find(before).unwrap() + before.len();
        let normal = crate::evidence::normalise(words);
        let start = from + text.normal()[from..].find(&normal).unwrap();
        let sought = Sought { range: start..start + normal.len(), written: words };
        let Pointer { prefix, spelling, suffix } = pointers(&text, &[sought], true).remove(0);
        (prefix, spelling, suffix)
    }

    #[track_caller]
    fn check(archive: &str, words: &str, expected: (&str, &str, &str)) {
        let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        assert_eq!(pointer(archive, words), (known(expected.0), known(expected.1), known(expected.2)), "{words}");
    }

    #[test]
    fn four_words_that_stand_once_need_nothing() {
        check("They favour a small deal with us now.", "a small deal with", ("", "", ""));
    }

    #[test]
    fn few_words_get_words_around_them_until_they_are_more() {
        check("They favour a “small deal” with us now.", "small deal", ("a “", "", "” with"));
        check("small deal", "small deal", ("", "", ""));
        check("Small deal\n\nAnd what of it?", "deal", ("Small", "", ""));
    }

    #[test]
    fn words_that_stand_twice_get_what_tells_the_places_apart() {
        let twice = "One says that talks may begin soon. The other says that talks may begin late.";
        check(twice, "says that talks may begin", ("One", "", "soon"));
        check(twice, "The other@says that talks may begin", ("other", "", "late"));
    }

    #[test]
    fn a_browser_sees_no_case_and_no_accents_but_whole_words_only() {
        let heading = "The Road To A Déal\n\nWe saw the road to a deal ahead.";
        check(heading, "the road to a deal", ("saw", "", "ahead"));
        check("All the roads to a dealer. We saw the road to a deal ahead.", "the road to a deal", ("", "", ""));
    }

    #[test]
    fn what_ends_inside_a_word_is_followed_by_the_rest_of_it() {
        check("북한은 지금 핵무력 고도화를 계속 한다.", "지금 핵무력 고도화", ("북한은", "", "를 계속"));
        check("朝鲜说，朝鲜继续发展核武器。后来呢？", "继续发展", ("朝鲜", "", "核武器"));
    }

    #[test]
    fn the_archives_spelling_is_kept_where_it_is_another() {
        let plan = "It is a long‑range — “strategic” — plan for all.";
        check(plan, "long-range-\"strategic\"-plan for", ("", "long‑range — “strategic” — plan for", ""));
        check("a plan  for all of us", "plan for all of", ("", "", ""));
    }

    #[test]
    fn too_many_places_are_never_unique() {
        let text = "a b c d ".repeat(ECHOES);
        let (prefix, _, suffix) = pointer(&text, "b c d a");
        assert_eq!(prefix.unwrap().split(' ').count(), CONTEXT.min(1), "nothing stands further before the first place");
        assert_eq!(suffix.unwrap().split(' ').count(), CONTEXT);
    }
}
