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

mod cluster;
mod fold;
#[cfg(test)]
pub(super) mod tests;

use std::ops::Range;

use super::character::{SOFT_HYPHEN, is_invisible, is_joiner, keeps_joiner};
use cluster::Cluster;
pub(super) use cluster::cut_from;
use fold::Fold;

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
    let mut fold = Fold::new(sink);
    let mut cluster = Cluster::default();
    let mut before = None;
    let mut at = 0;
    while at < text.len() && !fold.is_full() {
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

/// The length of the white space that a text begins with, if it ends a line.
fn line_end_after(text: &str) -> usize {
    let space = text.len() - text.trim_start().len();
    if text[..space].contains(['\n', '\r']) { space } else { 0 }
}
