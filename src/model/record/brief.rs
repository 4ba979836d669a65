use super::forms::{self, date};
use super::name::name;
use super::{Written, aliases};
use crate::files::Spanned;
use crate::model::{Name, PartialDate};
use crate::syntax::{Field, Fields, Reader, text};

/// The front matter of a file of `content/briefs/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefRecord {
    /// From the file name.
    pub id: Written,
    /// Its title.
    pub title: Written,
    /// When it was published.
    pub date: Option<Spanned<PartialDate>>,
    /// When it was last changed in substance.
    pub updated: Option<Spanned<PartialDate>>,
    /// Who wrote it.
    pub authors: Vec<Spanned<Name>>,
    /// One or two sentences.
    pub summary: Option<Written>,
    /// Former identifiers.
    pub aliases: Vec<Written>,
}

impl BriefRecord {
    /// Reads the front matter of a brief.
    pub fn read(id: Written, reader: &mut Reader<'_, '_>) -> Option<Self> {
        let mut fields = Fields::open(reader, "a brief")?;
        let title = fields.require(TITLE, text);
        let date_published = fields.require(DATE, date);
        let updated = fields.get(UPDATED, date);
        let authors = fields.list(AUTHORS, name);
        let summary = fields.require(SUMMARY, forms::sentence);
        let aliases = aliases(&mut fields);
        fields.close()?;
        Some(Self { id, title: title?, date: date_published, updated, authors, summary, aliases })
    }
}

const TITLE: Field = Field::new("title", "The title that stands above the text and in lists.");
const DATE: Field = Field::new("date", "The day of publication. Briefs are listed by it, the newest first.");
const UPDATED: Field = Field::new("updated", "The day of the last change that readers should know of.");
const AUTHORS: Field =
    Field::new("authors", "Who wrote it, in order.").such_as(&["The editors", "{ family: Wren, given: Ada }"]);
const SUMMARY: Field = Field::new(
    "summary",
    "What the brief says, in one or two sentences: for lists, the feed, search engines and the head of the page.",
);
