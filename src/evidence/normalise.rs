//! One form for all spellings of the same words, for comparison only.
//!
//! Two texts are the same words if they differ by white space, Unicode form, typographic quotation marks, dashes,
//! the form of an ellipsis, or characters without a width. In order:
//!
//! 1. characters without a width go; a soft hyphen takes the line end after it along; joiners stay where they spell;
//! 2. Unicode normalisation form C;
//! 3. a run of white space is one space (none between two Han or kana characters), none at the ends;
//! 4. quotation marks, apostrophes and primes are straight, `…` is `...`;
//! 5. a run of dashes is one `-` without white space around it, but for the sign of a number (` -5`).
//!
//! Letter case, digits, words and all other punctuation stay. Normalising twice changes nothing more.

use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, char::canonical_combining_class, is_nfc_quick};

use super::character::{
    SOFT_HYPHEN, is_dash, is_invisible, is_joiner, is_settled, is_short_dash, is_unspaced, keeps_joiner, straight,
};

/// The normalised form of a text.
#[must_use]
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    walk(text, &mut out);
    out
}

/// Receives a normalised text, each character with the range of bytes of the original that it came from.
pub(super) trait Sink {
    /// Takes one character.
    fn put(&mut self, c: char, from: Range<usize>);

    /// Takes a run of ASCII that stands in the original, byte for byte, at `from`. It begins and ends with a character
    /// other than a space.
    fn put_run(&mut self, run: &str, from: usize) {
        for (offset, c) in run.char_indices() {
            self.put(c, from + offset..from + offset + 1);
        }
    }

    /// Whether the rest of the text is of no interest.
    fn is_full(&self) -> bool {
        false
    }
}

impl Sink for String {
    fn put(&mut self, c: char, _from: Range<usize>) {
        self.push(c);
    }

    fn put_run(&mut self, run: &str, _from: usize) {
        self.push_str(run);
    }
}

/// Normalises a text into a sink.
pub(super) fn walk(text: &str, sink: &mut impl Sink) {
    let mut fold = Fold { sink, last: None, gap: None, dash: None };
    let mut cluster = Cluster::default();
    let mut before = None;
    let mut at = 0;
    while at < text.len() && !fold.sink.is_full() {
        let run = plain_run(&text.as_bytes()[at..]);
        if run > 0 {
            cluster.finish(&mut fold);
            fold.take_run(&text[at..at + run], at);
            before = None;
            at += run;
            continue;
        }
        if matches!(text.as_bytes()[at..], [b' ' | b'\n', next, ..] if next.is_ascii()) {
            cluster.finish(&mut fold);
            fold.take(' ', at..at + 1);
            before = None;
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let from = at..at + c.len_utf8();
        at = from.end;
        if c == SOFT_HYPHEN {
            at += line_end_after(&text[at..]);
        } else if !is_invisible(c) && (!is_joiner(c) || before.is_some_and(keeps_joiner)) {
            before = Some(c);
            cluster.take(c, from, &mut fold);
        }
    }
    cluster.finish(&mut fold);
    fold.finish();
}

/// The longest run that is taken at once, in bytes: what maps a text back to its original does so from run to run.
const RUN: usize = 512;

/// How many of the next bytes stay as they are whatever stands around them: ASCII but for hyphens, with single spaces
/// between. The last byte before one that is not ASCII is not among them: a combining mark may follow.
fn plain_run(bytes: &[u8]) -> usize {
    let is_plain = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_graphic() && *byte != b'-');
    let mut run = 0;
    while run < RUN {
        if is_plain(run) {
            run += 1;
        } else if run > 0 && bytes.get(run) == Some(&b' ') && is_plain(run + 1) {
            run += 2;
        } else {
            break;
        }
    }
    if bytes.get(run).is_none_or(u8::is_ascii) {
        return run;
    }
    let run = run.saturating_sub(1);
    if run > 0 && bytes[run - 1] == b' ' { run - 1 } else { run }
}

/// The first offset from `at` on at which a text may be cut: its two sides, each normalised by itself, are together the
/// whole normalised, and so are the places that their characters came from.
///
/// That is so between two letters or digits of which the second composes with nothing before it: no white space, dash
/// or joiner is pending there.
pub(super) fn cut_from(text: &str, at: usize) -> Option<usize> {
    let at = (at..text.len()).find(|&at| text.is_char_boundary(at))?;
    let is_word = |c: char| c.is_alphanumeric() && !is_dash(c) && !is_invisible(c);
    let mut before = text[..at].chars().next_back()?;
    for (offset, c) in text[at..].char_indices() {
        if is_word(before) && is_word(c) && begins_cluster(c) {
            return Some(at + offset);
        }
        before = c;
    }
    None
}

/// The length of the white space that a text begins with, if it ends a line.
fn line_end_after(text: &str) -> usize {
    let space = text.len() - text.trim_start().len();
    if text[..space].contains(['\n', '\r']) { space } else { 0 }
}

/// A character and what composes with it.
#[derive(Default)]
struct Cluster {
    text: String,
    from: Range<usize>,
    is_settled: bool,
}

impl Cluster {
    fn take(&mut self, c: char, from: Range<usize>, fold: &mut Fold<'_, impl Sink>) {
        if begins_cluster(c) {
            self.finish(fold);
            self.is_settled = true;
            self.from = from.clone();
        } else if self.text.is_empty() {
            self.from = from.clone();
        } else {
            self.is_settled = false;
        }
        self.text.push(c);
        self.from.end = from.end;
    }

    fn finish(&mut self, fold: &mut Fold<'_, impl Sink>) {
        if self.text.is_empty() {
            return;
        }
        if self.is_settled {
            self.text.chars().for_each(|c| fold.take(c, self.from.clone()));
        } else {
            self.text.nfc().for_each(|c| fold.take(c, self.from.clone()));
        }
        self.text.clear();
        self.is_settled = false;
    }
}

/// Whether a text may be cut before this character without changing its normalisation form C (UAX #15, section 9).
fn begins_cluster(c: char) -> bool {
    is_settled(c) || (canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes)
}

/// Dashes that have been read and not yet written: what follows decides about the white space around them.
struct Dash {
    from: Range<usize>,
    may_be_sign: bool,
}

/// Steps 3 to 5.
struct Fold<'s, S> {
    sink: &'s mut S,
    last: Option<char>,
    gap: Option<usize>,
    dash: Option<Dash>,
}

impl<S: Sink> Fold<'_, S> {
    fn take(&mut self, c: char, from: Range<usize>) {
        if c.is_whitespace() {
            self.gap.get_or_insert(from.start);
        } else if is_dash(c) {
            self.take_dash(c, from);
        } else {
            self.settle(c, from.start);
            if c == '…' {
                (0..3).for_each(|_| self.sink.put('.', from.clone()));
            } else {
                self.sink.put(straight(c), from);
            }
            self.last = Some(c);
        }
    }

    fn take_run(&mut self, run: &str, from: usize) {
        if let Some(first) = run.chars().next() {
            self.settle(first, from);
            self.sink.put_run(run, from);
            self.last = run.chars().next_back();
        }
    }

    fn take_dash(&mut self, c: char, from: Range<usize>) {
        let gap = self.gap.take();
        match &mut self.dash {
            Some(dash) => {
                dash.from.end = from.end;
                dash.may_be_sign = false;
            }
            None => self.dash = Some(Dash { from, may_be_sign: is_short_dash(c) && gap.is_some() }),
        }
    }

    /// Writes the dash or the space that stands before `next`.
    fn settle(&mut self, next: char, at: usize) {
        let gap = self.gap.take();
        if let Some(dash) = self.dash.take() {
            if dash.may_be_sign && gap.is_none() && next.is_numeric() && self.last.is_some() {
                self.sink.put(' ', dash.from.start..dash.from.start);
            }
            self.sink.put('-', dash.from);
        } else if let (Some(gap), Some(last)) = (gap, self.last)
            && !(is_unspaced(last) && is_unspaced(next))
        {
            self.sink.put(' ', gap..at);
        }
    }

    fn finish(self) {
        if let Some(dash) = self.dash {
            self.sink.put('-', dash.from);
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(one: &str, other: &str) {
        assert_eq!(normalise(one), normalise(other), "{one:?} and {other:?}");
    }

    fn differ(one: &str, other: &str) {
        assert_ne!(normalise(one), normalise(other), "{one:?} and {other:?}");
    }

    #[test]
    fn spellings_of_the_same_words_are_the_same() {
        same("a credible\u{a0}\u{2009}second\r\n strike ", "a credible second strike");
        same("“hostile” ‘two’ l’État „so“ «oui»", "\"hostile\" 'two' l'État \"so\" \"oui\"");
        same("allies – particularly", "allies—particularly");
        same("allies – particularly", "allies -- particularly");
        same("short‑range", "short-range");
        same("short-\nrange", "short-range");
        same("co\u{ad}ope\u{ad}\n  ration", "cooperation");
        same("and/\u{200b}or \u{2060}x", "and/or x");
        same("Auf\u{200c}lage", "Auflage");
        same("wait…", "wait...");
        same("cafe\u{301}", "café");
        same("\u{1112}\u{1161}\u{11ab}반도", "한반도");
        same("核武器\n发展", "核武器发展");
        same("a\u{ad}\u{301}", "á");
    }

    #[test]
    fn words_numbers_case_and_signs_are_not() {
        differ("North Korea", "north Korea");
        differ("does not", "does");
        differ("40 to 60", "40 to 6O");
        differ("fell to -5", "fell to 5");
        differ("can't", "cant");
        differ("re-sign", "resign");
        differ("1,500", "1.500");
        differ("한반도", "한 반도");
        // Persian "mi-ravam" and the family emoji are spelled with joiners.
        differ("می\u{200c}روم", "میروم");
        differ("👩\u{200d}👧", "👩👧");
        differ("क्\u{200d}ष", "क्ष");
    }

    #[test]
    fn a_sign_keeps_its_space_and_a_dash_none() {
        assert_eq!(normalise("from -5 to −3 – 4—5"), "from -5 to -3-4-5");
        assert_eq!(normalise("short- and medium-range"), "short-and medium-range");
    }

    struct Map(Vec<(char, Range<usize>)>);
    impl Sink for Map {
        fn put(&mut self, c: char, from: Range<usize>) {
            self.0.push((c, from));
        }
    }

    fn mapped(text: &str) -> Vec<(char, Range<usize>)> {
        let mut map = Map(Vec::new());
        walk(text, &mut map);
        map.0
    }

    #[test]
    fn a_text_is_cut_inside_words_alone() {
        let cuts = |text: &str| {
            let cuts: std::collections::BTreeSet<usize> = (1..text.len()).filter_map(|at| cut_from(text, at)).collect();
            cuts.into_iter().collect::<Vec<_>>()
        };
        assert_eq!(cuts("ab -5 c\u{ad}d e\r\nf"), [1]);
        assert_eq!(cuts("cafe\u{301}s x"), [1, 2, 3]);
        assert_eq!(cuts("\u{1112}\u{1161}\u{11ab}\u{1112}\u{1161}"), [9]);
        assert_eq!(cuts("한반도"), [3, 6]);
        assert_eq!(cuts("👩\u{200d}👧👩"), Vec::<usize>::new());
    }

    pub(in crate::evidence) const MIXED: &str = "[a-c1-3 \n\u{a0}.,'’“\"–—-…\u{ad}\u{200b}\u{200d}\u{301}\u{327}é한\u{1112}\u{1161}\u{11ab}核か\u{3099}ש\u{5c1}م\u{200c}ी👩👧\u{fe0f}\\[\\]]{0,40}";

    proptest! {
        #[test]
        fn twice_is_once(text in MIXED) {
            let once = normalise(&text);
            prop_assert_eq!(normalise(&once), once);
        }

        #[test]
        fn any_unicode_form_is_the_same(text in "\\PC{0,40}") {
            let once = normalise(&text);
            prop_assert_eq!(normalise(&once), once.as_str());
            prop_assert_eq!(normalise(&text.nfd().collect::<String>()), once.as_str());
        }

        #[test]
        fn the_sides_of_any_cut_are_the_whole(text in MIXED) {
            let whole = mapped(&text);
            for at in 1..text.len() {
                let Some(cut) = cut_from(&text, at) else { continue };
                let mut sides = mapped(&text[..cut]);
                sides.extend(mapped(&text[cut..]).into_iter().map(|(c, from)| (c, from.start + cut..from.end + cut)));
                prop_assert_eq!(&sides, &whole, "cut at {}", cut);
            }
        }

        #[test]
        fn the_map_tells_the_same_text_and_slices_the_original(text in MIXED) {
            let map = mapped(&text);
            prop_assert_eq!(map.iter().map(|(c, _)| *c).collect::<String>(), normalise(&text));
            let mut end = 0;
            for (_, from) in map {
                prop_assert!(text.get(from.clone()).is_some() && from.end >= end);
                end = from.end;
            }
        }
    }
}
