//! Which of several places an author meant.

use std::ops::Range;

use super::{Absence, Found, PLACES, Place, Wanted};
use crate::evidence::normalise::normalise;
use crate::evidence::text::ArchiveText;

/// What an excerpt's author says about the place, normalised.
pub(super) struct Filter<'t> {
    text: &'t ArchiveText,
    prefix: Option<String>,
    suffix: Option<String>,
    section: Option<String>,
}

impl<'t> Filter<'t> {
    pub(super) fn new(text: &'t ArchiveText, wanted: &Wanted<'_>) -> Self {
        let [prefix, suffix, section] =
            [wanted.prefix, wanted.suffix, wanted.section].map(|words| words.map(normalise));
        Self { text, prefix, suffix, section }
    }

    /// Chooses among places, each made only if it is kept: to say how an excerpt stands there takes a look at the archive.
    pub(super) fn choose<M: FnOnce() -> Place>(&self, places: impl Iterator<Item = (Range<usize>, M)>) -> Found {
        let mut elsewhere = Vec::new();
        let mut fitting = Vec::new();
        for (range, place) in places {
            let list = if self.fits(range) { &mut fitting } else { &mut elsewhere };
            if list.len() < PLACES {
                list.push(place());
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
    fn fits(&self, range: Range<usize>) -> bool {
        let normal = self.text.normal();
        let before = normal.get(..range.start).unwrap_or("").trim_end();
        let after = normal.get(range.end..).unwrap_or("").trim_start();
        self.prefix.as_ref().is_none_or(|prefix| before.ends_with(prefix.as_str()))
            && self.suffix.as_ref().is_none_or(|suffix| after.starts_with(suffix.as_str()))
            && self.section.as_ref().is_none_or(|section| self.text.lies_in(self.text.section_at(range.start), section))
    }
}
