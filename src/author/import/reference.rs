use super::date;
use crate::model::{Doi, Imprint, Name, Pages, PartialDate, SourceType, is_web_address};

/// What an export says of a source, in the words of a source's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What sort of document it is; [`SourceType::Misc`] where the export's own word has no fellow here.
    pub source_type: SourceType,
    /// Its title, without the export's markup.
    pub title: Option<String>,
    /// Its authors in order, divided as the export divides them.
    pub authors: Vec<Name>,
    /// What it appeared in, and where in that.
    pub imprint: Imprint,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, as precisely as the export says.
    pub date: Option<PartialDate>,
    /// A BCP 47 tag.
    pub language: Option<String>,
    /// Where it is published, unless that is the address of its DOI.
    pub url: Option<String>,
    /// When the address was last visited.
    pub accessed: Option<PartialDate>,
    /// The name of a stored copy that the export tells of.
    pub copy: Option<String>,
    /// What a source's file has no field for, or what could not be read.
    pub left: Vec<Left>,
}

/// A value that was not carried over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The field, as the export calls it.
    pub field: String,
    /// Its value.
    pub value: String,
}

impl Reference {
    pub(super) fn new(source_type: SourceType) -> Self {
        Self {
            source_type,
            title: None,
            authors: Vec::new(),
            imprint: Imprint::default(),
            publisher: None,
            date: None,
            language: None,
            url: None,
            accessed: None,
            copy: None,
            left: Vec::new(),
        }
    }

    /// Notes a value that is not carried over, unless it is empty.
    pub(super) fn leave(&mut self, field: &str, value: &str) {
        let value = tidy(value);
        if !value.is_empty() {
            self.left.push(Left { field: field.to_owned(), value });
        }
    }

    /// What it appeared in and who brought it out, each the first of several candidates; what else they say is left. Of
    /// what appears in something and names no such thing, the publisher is that.
    pub(super) fn set_published(&mut self, containers: Vec<(String, String)>, houses: Vec<(String, String)>) {
        let (container, house) = (self.first(containers), self.first(houses));
        let stands_in = container.is_none() && self.source_type.appears_in_another();
        (self.imprint.container, self.publisher) = if stands_in { (house, None) } else { (container, house) };
    }

    fn first(&mut self, candidates: Vec<(String, String)>) -> Option<String> {
        let mut first = None;
        for (field, value) in candidates {
            let value = tidy(&value);
            match &first {
                _ if value.is_empty() => {}
                None => first = Some(value),
                Some(first) if *first == value => {}
                Some(_) => self.leave(&field, &value),
            }
        }
        first
    }

    /// The pages, with or without the word for them before; what is none is left.
    pub(super) fn set_pages(&mut self, field: &str, written: &str) {
        let numbers = written.trim().trim_start_matches('p').trim_start_matches('.');
        let bare = if numbers.trim_start().starts_with(|c: char| c.is_ascii_digit()) { numbers } else { written };
        self.imprint.pages = Pages::parse(&bare.replace([';', '&', '+'], ","));
        if self.imprint.pages.is_none() {
            self.leave(field, written);
        }
    }

    /// The date of publication; what it says beyond a date is left.
    pub(super) fn set_date(&mut self, field: &str, written: &str) {
        self.date = self.read_date(field, written);
    }

    /// The date of the last visit.
    pub(super) fn set_accessed(&mut self, field: &str, written: &str) {
        self.accessed = self.read_date(field, written);
    }

    fn read_date(&mut self, field: &str, written: &str) -> Option<PartialDate> {
        let read = date::read(written);
        if let Some(lost) = read.lost {
            self.leave(field, &lost);
        }
        read.date
    }

    /// An address and a DOI. The address of a DOI is the DOI.
    pub(super) fn set_address(&mut self, url: Option<(&str, &str)>, doi: Option<(&str, &str)>) {
        if let Some((field, written)) = doi {
            self.imprint.doi = Doi::parse(written);
            if self.imprint.doi.is_none() {
                self.leave(field, written);
            }
        }
        let Some((field, written)) = url else { return };
        let url = written.trim();
        match (Doi::of_address(url), &self.imprint.doi) {
            (Some(doi), None) => self.imprint.doi = Some(doi),
            (Some(doi), Some(known)) if known.is_same_as(&doi) => {}
            _ if is_web_address(url) => self.url = Some(url.to_owned()),
            _ => self.leave(field, url),
        }
    }

    /// The file name of a stored copy, out of what a reference manager writes about its files.
    pub(super) fn set_copy(&mut self, written: &str) {
        const KINDS: [&str; 6] = [".pdf", ".html", ".htm", ".txt", ".md", ".epub"];
        let is_name = |part: &&str| KINDS.iter().any(|kind| part.to_ascii_lowercase().ends_with(kind));
        if self.copy.is_none() {
            // `Full Text:files/12/a.pdf:application/pdf;Snapshot:…`, `C\:\\Users\\a.pdf`, `internal-pdf://12/a.pdf`.
            let name = written.split([':', ';', '/', '\\']).map(str::trim).find(is_name);
            self.copy = name.map(str::to_owned);
        }
    }
}

/// On one line, without white space around it.
pub(super) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
