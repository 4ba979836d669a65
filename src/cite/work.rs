use crate::model::{Name, PartialDate, SourceType, UrlStatus};
use crate::resolve::{Address, BriefId, Citable, RecordId, Site, SourceId};

/// A document as references name it. What is absent is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// What reference managers know it by.
    pub key: String,
    /// What sort of document it is.
    pub source_type: SourceType,
    /// Its title.
    pub title: Option<String>,
    /// Its authors in order, people and organisations alike, each name divided as far as its record divides it.
    pub authors: Vec<Name>,
    /// Who published it: of an article or page, what it appeared in.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<PartialDate>,
    /// Its language, a BCP 47 tag.
    pub language: Option<String>,
    /// Where it is published.
    pub url: Option<String>,
    /// When the address was last visited.
    pub accessed: Option<PartialDate>,
}

impl Work {
    /// A source or a brief.
    #[must_use]
    pub fn of(site: &Site, citable: Citable) -> Self {
        match citable {
            Citable::Source(id) => Self::of_source(site, id),
            Citable::Brief(id) => Self::of_brief(site, id),
        }
    }

    /// A source. Where its address fails, the copy in a public archive stands in for it, as it does for readers.
    fn of_source(site: &Site, id: SourceId) -> Self {
        let source = &site.sources[id];
        let fails = source.url_status.is_some_and(|status| status != UrlStatus::Live);
        let copy = source.archived_url.as_ref().filter(|_| fails || source.url.is_none());
        Self {
            key: source.id.clone(),
            source_type: source.source_type,
            title: source.title.clone(),
            authors: source.authors.clone(),
            publisher: source.publisher.clone(),
            date: source.date.clone(),
            language: source.language.clone(),
            url: copy.or(source.url.as_ref()).cloned(),
            accessed: source.accessed.clone(),
        }
    }

    /// A brief: a page of this site.
    fn of_brief(site: &Site, id: BriefId) -> Self {
        let (brief, config) = (&site.briefs[id], &site.config);
        let address = Address::of(site, RecordId::Brief(id));
        Self {
            key: brief.id.clone(),
            source_type: SourceType::Web,
            title: Some(brief.title.clone()),
            authors: brief.authors.clone(),
            publisher: Some(config.title.clone()),
            date: brief.date.clone(),
            language: Some(config.language.clone()),
            url: config.base_url.as_ref().map(|base| format!("{base}{}", address.path())),
            accessed: None,
        }
    }

    /// What a reference should say and nobody knows, in words for readers.
    #[must_use]
    pub fn unknown(&self) -> Vec<&'static str> {
        let parts = [
            ("author", self.authors.is_empty()),
            ("title", self.title.is_none()),
            ("publisher", self.publisher.is_none()),
            ("date", self.date.is_none()),
        ];
        parts.into_iter().filter(|(_, is_unknown)| *is_unknown).map(|(part, _)| part).collect()
    }

    /// Whether enough is known for a reference that names it.
    #[must_use]
    pub const fn is_nameable(&self) -> bool {
        !self.authors.is_empty() || self.title.is_some() || self.publisher.is_some() || self.url.is_some()
    }

    /// Whether its publisher is what it appeared in, rather than who brought it out.
    pub(super) const fn appeared_in(&self) -> bool {
        matches!(
            self.source_type,
            SourceType::Article
                | SourceType::Newspaper
                | SourceType::Web
                | SourceType::Blog
                | SourceType::Post
                | SourceType::Thread
                | SourceType::Tweet
        )
    }
}

/// On one line, without white space around it: formats of lines know no other text.
pub(super) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
