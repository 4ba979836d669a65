use std::collections::BTreeMap;
use std::ops::Deref;

use super::Diagnostic;
use crate::files::FileId;

/// The most diagnostics of one rule about one file that are kept.
///
/// Two bytes of a hostile text break a rule, and what is said of it takes some hundred: without a bound eight
/// mebibytes of `{},` are gigabytes of diagnostics. Nobody mends a thousand places without running again.
const KEPT: usize = 1_000;

/// What was found wrong: the sink that all stages push diagnostics to, which knows its bound.
///
/// Of one rule about one file it keeps the first thousand; the last of these says how many [`more`](Diagnostic::more)
/// there are. So nothing is lost of how many errors there are, whatever severity each rule has, and no rule hides
/// another. Sinks that are joined in order keep what one sink would have kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    kept: Vec<Diagnostic>,
    tallies: BTreeMap<(Option<FileId>, &'static str), Tally>,
}

/// How many diagnostics of a rule about a file are kept, and where the last of them stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tally {
    kept: usize,
    last: usize,
}

impl Diagnostics {
    /// Nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self { kept: Vec::new(), tallies: BTreeMap::new() }
    }

    /// Keeps a diagnostic, or counts it.
    pub fn push(&mut self, found: Diagnostic) {
        let file = found.primary().map(|label| label.span.file);
        let next = self.kept.len();
        let tally = self.tallies.entry((file, found.code.name)).or_insert(Tally { kept: 0, last: next });
        if tally.kept < KEPT {
            *tally = Tally { kept: tally.kept + 1, last: next };
            self.kept.push(found);
        } else if let Some(last) = self.kept.get_mut(tally.last) {
            last.more += 1 + found.more;
        }
    }

    /// Takes over what another sink has.
    pub fn append(&mut self, other: &mut Self) {
        self.extend(std::mem::take(other));
    }

    /// Drops the diagnostics that do not pass, and the count of those of their rules and files with them.
    pub fn retain(&mut self, passes: impl FnMut(&Diagnostic) -> bool) {
        let mut left = std::mem::take(self).kept;
        left.retain(passes);
        self.extend(left);
    }
}

impl Deref for Diagnostics {
    type Target = [Diagnostic];

    fn deref(&self) -> &[Diagnostic] {
        &self.kept
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, found: I) {
        found.into_iter().for_each(|found| self.push(found));
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(found: I) -> Self {
        let mut all = Self::new();
        all.extend(found);
        all
    }
}

impl From<Vec<Diagnostic>> for Diagnostics {
    fn from(found: Vec<Diagnostic>) -> Self {
        found.into_iter().collect()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.kept.into_iter()
    }
}

impl<'d> IntoIterator for &'d Diagnostics {
    type Item = &'d Diagnostic;
    type IntoIter = std::slice::Iter<'d, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.kept.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, codes};
    use crate::files::{Files, Span};
    use proptest::prelude::*;

    /// So many diagnostics of each of the rules and files, in turn.
    fn found(many: &[(&'static Code, &str, usize)]) -> Vec<Diagnostic> {
        let mut files = Files::default();
        let most = many.iter().map(|(_, _, count)| *count).max().unwrap_or(0);
        let places: Vec<_> = many.iter().map(|(code, path, count)| (*code, files.add(*path, ""), *count)).collect();
        let turn = |turn: usize| {
            let left = places.iter().filter(move |(_, _, count)| turn < *count);
            left.map(move |(code, file, _)| Diagnostic::new(code, Span::new(*file, turn, turn), "wrong"))
        };
        (0..most).flat_map(turn).collect()
    }

    fn all(sink: &Diagnostics) -> usize {
        sink.iter().map(|found| 1 + found.more).sum()
    }

    #[test]
    fn of_each_rule_and_file_the_first_thousand_are_kept_and_all_are_counted() {
        let many =
            [(&codes::WRONG_TYPE, "a", KEPT + 7), (&codes::WRONG_TYPE, "b", KEPT), (&codes::EMPTY_VALUE, "a", 2)];
        let sink: Diagnostics = found(&many).into();
        assert_eq!((sink.len(), all(&sink)), (2 * KEPT + 2, 2 * KEPT + 9));
        let more: Vec<_> = sink.iter().filter(|found| found.more > 0).collect();
        assert_eq!((more.len(), more[0].more, more[0].labels[0].span.start), (1, 7, 999));
    }

    #[test]
    fn what_is_dropped_is_not_counted() {
        let mut sink: Diagnostics =
            found(&[(&codes::WRONG_TYPE, "a", KEPT + 7), (&codes::EMPTY_VALUE, "a", KEPT + 9)]).into();
        sink.retain(|found| *found.code == codes::EMPTY_VALUE);
        sink.extend(found(&[(&codes::EMPTY_VALUE, "a", 1)]));
        assert_eq!((sink.len(), all(&sink)), (KEPT, KEPT + 10));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn sinks_that_are_joined_keep_what_one_would(first in 0..2 * KEPT, second in 0..2 * KEPT, cut in 0..2 * KEPT) {
            let all_found = found(&[(&codes::WRONG_TYPE, "a", first), (&codes::EMPTY_VALUE, "a", second)]);
            let one: Diagnostics = all_found.clone().into();
            let (before, after) = all_found.split_at(cut.min(all_found.len()));
            let (mut joined, mut rest): (Diagnostics, Diagnostics) = (before.to_vec().into(), after.to_vec().into());
            joined.append(&mut rest);
            prop_assert_eq!(all(&joined), all(&one));
            let places = |sink: &Diagnostics| sink.iter().map(|found| found.labels[0].span).collect::<Vec<_>>();
            prop_assert_eq!(places(&joined), places(&one));
        }
    }
}
