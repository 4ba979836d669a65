//! Step 2 of normalising: characters with what composes with them, in normalisation form C.

use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, char::canonical_combining_class, is_nfc_quick};

use super::Sink;
use super::fold::Fold;
use crate::evidence::character::{is_dash, is_invisible, is_settled};

/// A character and what composes with it.
#[derive(Default)]
pub(super) struct Cluster {
    text: String,
    from: Range<usize>,
    is_settled: bool,
}

impl Cluster {
    pub(super) fn take(&mut self, c: char, from: Range<usize>, fold: &mut Fold<'_, impl Sink>) {
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

    pub(super) fn finish(&mut self, fold: &mut Fold<'_, impl Sink>) {
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

/// The first offset from `at` on at which a text may be cut: its two sides, each normalised by itself, are together the
/// whole normalised, and so are the places that their characters came from.
///
/// That is so between two letters or digits of which the second composes with nothing before it: no white space, dash
/// or joiner is pending there.
pub(in crate::evidence) fn cut_from(text: &str, at: usize) -> Option<usize> {
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
