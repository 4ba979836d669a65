use super::{Doi, Name, Pages};

/// What finds a document beyond its author, title, date and publisher: what it appeared in, and where in that. It is what
/// references ask for besides, and no document has all of it. What is absent is unknown, or there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imprint {
    /// What it appeared in: the title of a journal, a site, a book.
    pub container: Option<String>,
    /// Who edited it or, of a part, the whole that it is a part of.
    pub editors: Vec<Name>,
    /// Which edition it is: "2", "Revised edition".
    pub edition: Option<String>,
    /// The volume: of a journal, or of a work of several.
    pub volume: Option<String>,
    /// The issue of a journal or magazine.
    pub issue: Option<String>,
    /// Its own number: of a report, a patent, an article that has one in place of pages.
    pub number: Option<String>,
    /// Its pages in what it appeared in.
    pub pages: Option<Pages>,
    /// Its DOI.
    pub doi: Option<Doi>,
}
