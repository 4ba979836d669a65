use crate::model::{Imprint, Name, PartialDate, SourceType, UrlStatus};
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
    /// Who published it; see [`Work::container`] and [`Work::house`].
    pub publisher: Option<String>,
    /// What it appeared in, and where in that.
    pub imprint: Imprint,
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
            imprint: source.imprint.clone(),
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
            imprint: Imprint::default(),
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
            ("publisher", self.publisher.is_none() && !self.appeared_in_a_named_one()),
            ("date", self.date.is_none()),
        ];
        parts.into_iter().filter(|(_, is_unknown)| *is_unknown).map(|(part, _)| part).collect()
    }

    /// Whether enough is known for a reference that names it.
    #[must_use]
    pub const fn is_nameable(&self) -> bool {
        let is_found = self.url.is_some() || self.imprint.doi.is_some() || self.imprint.container.is_some();
        !self.authors.is_empty() || self.title.is_some() || self.publisher.is_some() || is_found
    }

    /// What it appeared in: of an article or page whose record does not say, its publisher.
    #[must_use]
    pub fn container(&self) -> Option<&str> {
        let stands_in = self.publisher.as_ref().filter(|_| self.source_type.appears_in_another());
        self.imprint.container.as_ref().or(stands_in).map(String::as_str)
    }

    /// Who brought it out or, of a part, the whole that it appeared in; nobody where its publisher stands for the latter.
    #[must_use]
    pub fn house(&self) -> Option<&str> {
        let is_named = self.imprint.container.is_some() || !self.source_type.appears_in_another();
        self.publisher.as_deref().filter(|_| is_named)
    }

    /// Whether it is an article of a journal, which is cited by its volume, rather than of a magazine, which is cited by
    /// its date.
    pub(super) const fn is_of_a_journal(&self) -> bool {
        matches!(self.source_type, SourceType::Article) && (self.imprint.volume.is_some() || self.imprint.doi.is_some())
    }

    /// Whether nobody asks who published it, as all ask for the journal or site.
    fn appeared_in_a_named_one(&self) -> bool {
        self.source_type.appears_in_another() && self.imprint.container.is_some()
    }
}

/// On one line, without white space around it: formats of lines know no other text.
pub(super) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
