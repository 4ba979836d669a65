//! Looks for many patterns at once in a stretch of bytes.
//!
//! Excerpts are long and rare: of a hundred million places where one could begin, a few thousand do. So the first
//! sixteen bytes from every place are looked up in a small table that stays in the processor's cache, and only what is
//! in it is compared; patterns of eight bytes and more have a table of their own. A text and patterns that repeat
//! themselves could make that quadratic: the comparisons have a budget, and a stretch that spends it is read by an
//! automaton, whose time goes with the length of the text whatever it says. Patterns below eight bytes always are.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// How many bytes of a pattern are looked up: of those that have as many, and of the shorter ones.
const LONG: usize = 16;
const SHORT: usize = 8;

/// What a stretch may cost, in bytes of patterns for each of its own: about as much as the automaton.
const BUDGET: usize = 32;

/// There are more occurrences than are kept, or more bytes than can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMany;

/// Where a pattern begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    /// Its index.
    pub(super) pattern: u32,
    /// An offset of the text.
    pub(super) start: u32,
}

/// Patterns, prepared for the search.
pub(super) struct Scanner<'p> {
    patterns: &'p [String],
    long: Starts<LONG>,
    short: Starts<SHORT>,
    /// Those that have no start.
    tiny: Option<Automaton>,
    /// All that have one, made for the first stretch that needs it.
    fallback: OnceLock<Option<Automaton>>,
    longest: usize,
    budget: usize,
}

impl<'p> Scanner<'p> {
    /// Prepares patterns. None if they are too many for the automaton.
    pub(super) fn new(patterns: &'p [String]) -> Option<Self> {
        let tiny: Vec<usize> = (0..patterns.len()).filter(|&index| patterns[index].len() < SHORT).collect();
        let tiny = if tiny.is_empty() { None } else { Some(Automaton::new(patterns, tiny)?) };
        let [long, short] = [LONG..usize::MAX, SHORT..LONG].map(|lengths| {
            (0..patterns.len()).filter(move |&index| lengths.contains(&patterns[index].len())).collect::<Vec<_>>()
        });
        Some(Self {
            patterns,
            long: Starts::of(patterns, &long),
            short: Starts::of(patterns, &short),
            tiny,
            fallback: OnceLock::new(),
            longest: patterns.iter().map(String::len).max().unwrap_or(0),
            budget: BUDGET,
        })
    }

    /// The length of the longest pattern, in bytes.
    pub(super) const fn longest(&self) -> usize {
        self.longest
    }

    /// The occurrences that begin within a stretch of `text` and that `keeps` (asked with pattern and offset) keeps;
    /// those of one pattern are in their order.
    pub(super) fn scan(
        &self,
        text: &[u8],
        stretch: &Range<usize>,
        most: usize,
        keeps: impl Fn(usize, usize) -> bool,
    ) -> Result<Vec<Hit>, TooMany> {
        let mut hits = Hits { list: Vec::new(), most, keeps };
        let mut budget = (stretch.len() + 1024) * self.budget;
        let is_done = self.scan_starts(&self.long, text, stretch, &mut budget, &mut hits)?
            && self.scan_starts(&self.short, text, stretch, &mut budget, &mut hits)?;
        if !is_done {
            hits.list.clear();
            let all = || (0..self.patterns.len()).filter(|&index| self.patterns[index].len() >= SHORT).collect();
            let fallback = self.fallback.get_or_init(|| Automaton::new(self.patterns, all()));
            fallback.as_ref().ok_or(TooMany)?.scan(text, stretch, self.longest, &mut hits)?;
        }
        if let Some(tiny) = &self.tiny {
            tiny.scan(text, stretch, SHORT, &mut hits)?;
        }
        Ok(hits.list)
    }

    /// Whether the budget was enough.
    fn scan_starts<const N: usize>(
        &self,
        starts: &Starts<N>,
        text: &[u8],
        stretch: &Range<usize>,
        budget: &mut usize,
        hits: &mut Hits<impl Fn(usize, usize) -> bool>,
    ) -> Result<bool, TooMany> {
        if starts.patterns.is_empty() {
            return Ok(true);
        }
        let read = text.get(stretch.start..text.len().min(stretch.end + N - 1)).unwrap_or(&[]);
        for (offset, window) in read.windows(N).enumerate() {
            let at = stretch.start + offset;
            for &pattern in starts.beginning(window) {
                let words = self.patterns[pattern].as_bytes();
                let Some(left) = budget.checked_sub(words.len()) else { return Ok(false) };
                *budget = left;
                if text[at..].starts_with(words) {
                    hits.take(pattern, at)?;
                }
            }
        }
        Ok(true)
    }
}

/// Occurrences so far.
struct Hits<K> {
    list: Vec<Hit>,
    most: usize,
    keeps: K,
}

impl<K: Fn(usize, usize) -> bool> Hits<K> {
    fn take(&mut self, pattern: usize, start: usize) -> Result<(), TooMany> {
        if (self.keeps)(pattern, start) {
            let number = |number: usize| u32::try_from(number).map_err(|_| TooMany);
            self.list.push(Hit { pattern: number(pattern)?, start: number(start)? });
        }
        if self.list.len() > self.most { Err(TooMany) } else { Ok(()) }
    }
}

/// Patterns by their first `N` bytes.
struct Starts<const N: usize> {
    patterns: HashMap<u128, Vec<usize>>,
    /// One bit for each value of a hash: set if a pattern's beginning has it.
    bits: Vec<u64>,
    shift: u32,
}

impl<const N: usize> Starts<N> {
    fn of(all: &[String], patterns: &[usize]) -> Self {
        // So many bits that one in fifty is set, in at most 512 KiB.
        let log = (patterns.len() * 50).next_power_of_two().ilog2().clamp(6, 22);
        let mut starts = Self { patterns: HashMap::new(), bits: vec![0; 1 << (log - 6)], shift: 64 - log };
        for &index in patterns {
            let start = Self::key(all[index].as_bytes());
            let (word, bit) = starts.place(start);
            starts.bits[word] |= bit;
            starts.patterns.entry(start).or_default().push(index);
        }
        starts
    }

    /// The first bytes as a number. There are as many as that.
    fn key(bytes: &[u8]) -> u128 {
        let mut start = [0; LONG];
        start[..N].copy_from_slice(&bytes[..N]);
        u128::from_le_bytes(start)
    }

    /// The word and the bit of a beginning.
    #[expect(clippy::cast_possible_truncation, reason = "the halves are meant, and the shift leaves 22 bits at most")]
    const fn place(&self, start: u128) -> (usize, u64) {
        let (low, high) = (start as u64, (start >> 64) as u64);
        let mixed = low.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ high.wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
        let hash = mixed.wrapping_mul(0x1656_67b1_9e37_79f9) >> self.shift;
        ((hash >> 6) as usize, 1 << (hash & 63))
    }

    /// The patterns that begin as a window of `N` bytes does.
    fn beginning(&self, window: &[u8]) -> &[usize] {
        let start = Self::key(window);
        let (word, bit) = self.place(start);
        if self.bits[word] & bit == 0 {
            return &[];
        }
        self.patterns.get(&start).map_or(&[], Vec::as_slice)
    }
}

/// Some of the patterns as an automaton.
struct Automaton {
    matcher: AhoCorasick,
    patterns: Vec<usize>,
}

impl Automaton {
    fn new(all: &[String], patterns: Vec<usize>) -> Option<Self> {
        // Not the automaton that is fastest to search with: on a pattern that repeats itself, that one is built in the
        // square of the pattern's length.
        let kind = Some(AhoCorasickKind::ContiguousNFA);
        let matcher = AhoCorasick::builder().kind(kind).build(patterns.iter().map(|&index| &all[index])).ok()?;
        Some(Self { matcher, patterns })
    }

    /// `longest` is how long the longest of its patterns is at most.
    fn scan(
        &self,
        text: &[u8],
        stretch: &Range<usize>,
        longest: usize,
        hits: &mut Hits<impl Fn(usize, usize) -> bool>,
    ) -> Result<(), TooMany> {
        let read = text.get(stretch.start..text.len().min(stretch.end + longest)).unwrap_or(&[]);
        for found in self.matcher.try_find_overlapping_iter(read).map_err(|_| TooMany)? {
            if found.start() < stretch.len() {
                hits.take(self.patterns[found.pattern().as_usize()], stretch.start + found.start())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every occurrence by pattern and place, from stretches of a length.
    fn occurrences(text: &str, patterns: &[String], length: usize, budget: usize) -> Vec<Hit> {
        let scanner = Scanner { budget, ..Scanner::new(patterns).unwrap() };
        let stretches = (0..text.len()).step_by(length).map(|start| start..text.len().min(start + length));
        let all = stretches.map(|stretch| scanner.scan(text.as_bytes(), &stretch, usize::MAX, |_, _| true).unwrap());
        all.collect::<Vec<_>>().concat()
    }

    proptest! {
        #[test]
        fn every_way_to_search_finds_what_is_there(
            text in "[ab é]{0,200}",
            patterns in proptest::collection::hash_set("[ab é]{1,6}|[ab]{7,20}", 1..12),
            length in 1_usize..60,
        ) {
            let patterns: Vec<String> = patterns.into_iter().collect();
            let begins = |at: usize, pattern: &String| text.as_bytes()[at..].starts_with(pattern.as_bytes());
            let expected: Vec<Hit> = (0..)
                .zip(&patterns)
                .flat_map(|(pattern, words)| (0..).zip(0..text.len()).filter(|&(_, at)| begins(at, words)).map(move |(start, _)| Hit { pattern, start }))
                .collect();
            for (length, budget) in [(1000, BUDGET), (1000, 0), (length, BUDGET), (length, 0)] {
                let found = occurrences(&text, &patterns, length, budget);
                let mut sorted = found.clone();
                sorted.sort_by_key(|hit| hit.pattern);
                prop_assert_eq!(&sorted, &expected);
                let few = Scanner::new(&patterns).unwrap().scan(text.as_bytes(), &(0..text.len()), expected.len(), |_, _| true);
                prop_assert!(few.is_ok());
            }
        }
    }

    #[test]
    fn a_text_that_repeats_itself_is_left_to_the_automaton() {
        let (text, patterns) = ("a".repeat(400_000), [600, 601, 700].map(|length| "a".repeat(length)));
        let started = std::time::Instant::now();
        assert_eq!(occurrences(&text, &patterns, text.len(), BUDGET).len(), 1_200_000 - 1_901 + 3);
        assert!(started.elapsed().as_secs() < 10);
    }
}
