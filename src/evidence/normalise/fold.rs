//! Steps 3 to 5 of normalising: white space, quotation marks and dashes.

use std::ops::Range;

use super::Sink;
use crate::evidence::character::{is_dash, is_short_dash, is_unspaced, straight};

/// Dashes that have been read and not yet written: what follows decides about the white space around them.
struct Dash {
    from: Range<usize>,
    may_be_sign: bool,
}

/// Writes one character after another, and what stands between two when it is known.
pub(super) struct Fold<'s, S> {
    sink: &'s mut S,
    last: Option<char>,
    gap: Option<usize>,
    dash: Option<Dash>,
}

impl<'s, S: Sink> Fold<'s, S> {
    pub(super) const fn new(sink: &'s mut S) -> Self {
        Self { sink, last: None, gap: None, dash: None }
    }

    /// Whether the rest of the text is of no interest.
    pub(super) fn is_full(&self) -> bool {
        self.sink.is_full()
    }

    pub(super) fn take(&mut self, c: char, from: Range<usize>) {
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

    pub(super) fn take_run(&mut self, run: &str, from: usize) {
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

    pub(super) fn finish(self) {
        if let Some(dash) = self.dash {
            self.sink.put('-', dash.from);
        }
    }
}
