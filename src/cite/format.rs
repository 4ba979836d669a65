use hayagriva::archive::locales;
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, Style};
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest};

use super::settle::Settled;
use super::{Work, csl, markup, mend};
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
        let mut locales = locales();
        let locale = match &style.default_locale {
            Some(_) => None,
            None => closest_locale(&locales, language),
        };
        let used = locale.as_ref().or(style.default_locale.as_ref()).map(primary).unwrap_or_default();
        // Each word that the style lacks is looked up through all of these.
        locales.retain(|known| known.lang.as_ref().is_some_and(|lang| primary(lang) == used || *lang == en_us()));
        Some(Self { style: Settled::new(style), locales, locale })
    }

    /// The reference of a work, as it stands in a list of references. Each is made by itself: in a list, styles number
    /// them, tell apart those of one author and year, and leave out authors that were just named.
    pub(super) fn reference(&self, work: &Work) -> String {
        let item = csl::item(work);
        self.formatted(&item, &self.style.style_for(&item))
    }

    fn formatted(&self, item: &Item, style: &IndependentStyle) -> String {
        let mut driver = BibliographyDriver::new();
        let cited = vec![CitationItem::with_entry(item)];
        driver.citation(CitationRequest::new(cited, style, self.locale.clone(), &self.locales, Some(1)));
        let rendered = driver.finish(BibliographyRequest::new(style, self.locale.clone(), &self.locales));
        match rendered.bibliography.as_ref().and_then(|bibliography| bibliography.items.first()) {
            Some(item) => markup::html(item.first_field.iter().chain(&item.content.0)),
            // A style of notes without a list of references.
            None => markup::html(rendered.citations.iter().flat_map(|citation| &citation.citation.0)),
        }
    }
}

#[cfg(test)]
impl Formatter {
    /// The reference by all of the style: the same, only later.
    pub(super) fn unsettled(&self, work: &Work) -> String {
        self.formatted(&csl::item(work), self.style.whole())
    }

    /// By how much of the style a work is formatted, in bytes as it would be written, and how long all of it is.
    pub(super) fn lengths(&self, work: &Work) -> (usize, usize) {
        let length = |style: &IndependentStyle| format!("{:?}{:?}", style.bibliography, style.macros).len();
        (length(&self.style.style_for(&csl::item(work))), length(self.style.whole()))
    }
}

fn en_us() -> LocaleCode {
    LocaleCode::en_us()
}

/// The language of a locale without its country.
fn primary(code: &LocaleCode) -> String {
    code.0.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

/// The locale of a language: itself, the one of its own country (`de-DE`), or the first there is.
fn closest_locale(locales: &[Locale], language: &str) -> Option<LocaleCode> {
    let wanted = LocaleCode(language.to_owned());
    let base = primary(&wanted);
    let of_base: Vec<&LocaleCode> =
        locales.iter().filter_map(|locale| locale.lang.as_ref()).filter(|code| primary(code) == base).collect();
    let own = format!("{base}-{base}");
    let is = |wanted: &str| of_base.iter().copied().find(|code| code.0.eq_ignore_ascii_case(wanted));
    is(language).or_else(|| is(&own)).or_else(|| is("en-US")).or_else(|| of_base.first().copied()).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_finds_its_locale() {
        let locales = locales();
        let of = |language: &str| closest_locale(&locales, language).map(|code| code.0);
        assert_eq!(of("en").as_deref(), Some("en-US"));
        assert_eq!(of("en-gb").as_deref(), Some("en-GB"));
        assert_eq!(of("de").as_deref(), Some("de-DE"));
        assert_eq!(of("ko").as_deref(), Some("ko-KR"));
        assert_eq!(of("pt-AO").as_deref(), Some("pt-PT"));
        assert_eq!(of("tlh"), None);
    }
}
