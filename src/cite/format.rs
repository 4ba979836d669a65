use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, Style};
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild};

use super::settle::Settled;
use super::{Work, csl, locale, markup, mend, range};
use crate::model::CitationStyle;

/// A style of citation, read, with the words of a language.
#[derive(Debug)]
pub(super) struct Formatter {
    style: Settled,
    locales: Vec<Locale>,
    /// The language to use, unless the style has one of its own.
    locale: Option<LocaleCode>,
}

impl Formatter {
    /// Reads a style. `language` is the site's, a BCP 47 tag; a style that is written for one language keeps to that.
    /// Nothing if the style only names another one, which none of those do that the program brings along.
    pub(super) fn new(style: CitationStyle, language: &str) -> Option<Self> {
        let Style::Independent(mut style) = style.archived().get() else { return None };
        mend::name_forms(&mut style);
        let locale = match &style.default_locale {
            Some(_) => None,
            None => locale::closest(language),
        };
        // Each word that the style lacks is looked up through all of these.
        let locales = locale::read(locale.as_ref().or(style.default_locale.as_ref()));
        Some(Self { style: Settled::new(style), locales, locale })
    }

    /// The reference of a work, as it stands in a list of references. Each is made by itself: in a list, styles number
    /// them, tell apart those of one author and year, and leave out authors that were just named.
    pub(super) fn reference(&self, work: &Work) -> String {
        by(work, |item| self.formatted(item, &self.style.style_for(item)))
    }

    fn formatted(&self, item: &Item, style: &IndependentStyle) -> Vec<ElemChild> {
        let mut driver = BibliographyDriver::new();
        let cited = vec![CitationItem::with_entry(item)];
        driver.citation(CitationRequest::new(cited, style, self.locale.clone(), &self.locales, Some(1)));
        let rendered = driver.finish(BibliographyRequest::new(style, self.locale.clone(), &self.locales));
        match rendered.bibliography.and_then(|bibliography| bibliography.items.into_iter().next()) {
            Some(item) => item.first_field.into_iter().chain(item.content.0).collect(),
            // A style of notes without a list of references.
            None => rendered.citations.into_iter().flat_map(|citation| citation.citation.0).collect(),
        }
    }
}

/// The reference of a work, by how an item is formatted.
fn by(work: &Work, formatted: impl Fn(&Item) -> Vec<ElemChild>) -> String {
    let (first, last) = csl::items(work);
    let reference = formatted(&first);
    match last {
        None => markup::html(reference.iter()),
        Some(last) => markup::html(range::joined(&reference, &formatted(&last)).iter()),
    }
}

#[cfg(test)]
impl Formatter {
    /// The reference by all of the style: the same, only later.
    pub(super) fn unsettled(&self, work: &Work) -> String {
        by(work, |item| self.formatted(item, self.style.whole()))
    }

    /// By how much of the style a work is formatted, in bytes as it would be written, and how long all of it is.
    pub(super) fn lengths(&self, work: &Work) -> (usize, usize) {
        let length = |style: &IndependentStyle| format!("{:?}{:?}", style.bibliography, style.macros).len();
        (length(&self.style.style_for(&csl::items(work).0)), length(self.style.whole()))
    }
}
