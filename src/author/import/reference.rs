use super::date;
use crate::model::{Name, PartialDate, SourceType, is_web_address};

/// What an export says of a source, in the words of a source's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What sort of document it is; [`SourceType::Misc`] where the export's own word has no fellow here.
    pub source_type: SourceType,
    /// Its title, without the export's markup.
    pub title: Option<String>,
    /// Its authors in order, divided as the export divides them.
    pub authors: Vec<Name>,
    /// Who published it: of an article, what it appeared in.
    pub publisher: Option<String>,
    /// When, as precisely as the export says.
    pub date: Option<PartialDate>,
    /// A BCP 47 tag.
    pub language: Option<String>,
    /// Where it is published; made of its DOI where there is no other address.
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
    pub(super) const fn new(source_type: SourceType) -> Self {
        Self {
            source_type,
            title: None,
            authors: Vec::new(),
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

    /// The first of several candidates is the publisher; what else they say is left.
    pub(super) fn set_publisher(&mut self, candidates: impl IntoIterator<Item = (String, String)>) {
        for (field, value) in candidates {
            let value = tidy(&value);
            match &self.publisher {
                _ if value.is_empty() => {}
                None => self.publisher = Some(value),
                Some(publisher) if *publisher == value => {}
                Some(_) => self.leave(&field, &value),
            }
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

    /// An address, or the one that a DOI makes. Of both, the address; the DOI is left.
    pub(super) fn set_address(&mut self, url: Option<(&str, &str)>, doi: Option<(&str, &str)>) {
        if let Some((field, url)) = url {
            let url = url.trim();
            if is_web_address(url) {
                self.url = Some(url.to_owned());
            } else {
                self.leave(field, url);
            }
        }
        let Some((field, written)) = doi else { return };
        let doi = bare_doi(written);
        let address = format!("https://doi.org/{doi}");
        if self.url.is_none() && doi.starts_with("10.") && is_web_address(&address) {
            self.url = Some(address);
        } else if self.url.as_deref() != Some(&address) {
            self.leave(field, doi);
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

fn bare_doi(written: &str) -> &str {
    const BEFORE: [&str; 6] =
        ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:", "DOI:"];
    let written = written.trim();
    BEFORE.iter().find_map(|before| written.strip_prefix(before)).unwrap_or(written).trim_start()
}
