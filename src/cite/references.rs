use std::sync::{Arc, OnceLock};

use super::Work;
use super::format::Formatter;
use crate::model::CitationStyle;
use crate::resolve::{Citable, Site};

/// The references of a site, each made when it is first asked for and shared by all pages that show it.
///
/// It is a pure function of the site, whoever asks first.
#[derive(Debug, Default)]
pub struct References {
    style: Arc<ReadStyle>,
    sources: Vec<OnceLock<Option<String>>>,
    briefs: Vec<OnceLock<Option<String>>>,
}

/// A style, read when it is first used: those who only check a site never need it.
#[derive(Debug)]
struct ReadStyle {
    style: CitationStyle,
    language: String,
    formatter: OnceLock<Option<Formatter>>,
}

impl Default for ReadStyle {
    fn default() -> Self {
        Self { style: CitationStyle::APA, language: String::new(), formatter: OnceLock::new() }
    }
}

impl References {
    /// The references of a site, none of them made yet.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        Self::default().again(site)
    }

    /// The references of the site as it is now, with the style that was read for a former state of it.
    #[must_use]
    pub fn again(&self, site: &Site) -> Self {
        let (style, language) = (site.config.citation_style, &site.config.language);
        let is_same = self.style.style == style && self.style.language == *language;
        let read = || Arc::new(ReadStyle { style, language: language.clone(), formatter: OnceLock::new() });
        Self {
            style: if is_same { Arc::clone(&self.style) } else { read() },
            sources: site.sources.values().map(|_| OnceLock::new()).collect(),
            briefs: site.briefs.values().map(|_| OnceLock::new()).collect(),
        }
    }

    /// The reference of a source or a brief, as HTML, where enough is known for one. The site is the one that these are
    /// the references of.
    #[must_use]
    pub fn of(&self, site: &Site, citable: Citable) -> Option<&str> {
        let made = match citable {
            Citable::Source(id) => self.sources.get(id.index()),
            Citable::Brief(id) => self.briefs.get(id.index()),
        };
        let make = || {
            let work = Work::of(site, citable);
            work.is_nameable().then(|| self.format(&work))
        };
        made?.get_or_init(make).as_deref()
    }

    fn format(&self, work: &Work) -> String {
        let ReadStyle { style, language, formatter } = &*self.style;
        let formatter = formatter.get_or_init(|| Formatter::new(*style, language));
        formatter.as_ref().map(|formatter| formatter.reference(work)).unwrap_or_default()
    }
}
