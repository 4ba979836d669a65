use super::forms::{self, date, language, url};
use super::imprint::imprint;
use super::name::name;
use super::{ClaimRecord, Unread, Written, aliases_of_source};
use crate::files::{Span, Spanned};
use crate::model::{Imprint, Name, PartialDate, Reliability, SourceType, UrlStatus, in_words};
use crate::syntax::{Field, Fields, Form, Reader, Value, text, word};

/// A file of `content/sources/`: the bibliographic record and the claims.
///
/// What is unknown is absent. Nothing here has a default that a reader could take for knowledge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRecord {
    /// From the file name.
    pub id: Written,
    /// The whole record.
    pub span: Span,
    /// What sort of document it is.
    pub source_type: Option<Spanned<SourceType>>,
    /// Its title.
    pub title: Option<Written>,
    /// Its authors, in order.
    pub authors: Vec<Spanned<Name>>,
    /// What it appeared in, and where in that.
    pub imprint: Imprint,
    /// Who published it.
    pub publisher: Option<Written>,
    /// When, as precisely as is known.
    pub date: Option<Spanned<PartialDate>>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<Written>,
    /// Where it is published.
    pub url: Option<Written>,
    /// When the address was last visited.
    pub accessed: Option<Spanned<PartialDate>>,
    /// A public archive's copy.
    pub archived_url: Option<Written>,
    /// Whether the address still leads to it.
    pub url_status: Option<Spanned<UrlStatus>>,
    /// The Admiralty grade, if somebody gave one.
    pub reliability: Option<Spanned<Reliability>>,
    /// The file name of the stored copy in an archive folder.
    pub archive: Option<Written>,
    /// Where the field stands that should name it, if it is written.
    pub archive_field: Option<Span>,
    /// Former identifiers.
    pub aliases: Vec<Written>,
    /// What a reader must know about the document: Markdown.
    pub note: Option<Written>,
    /// What it asserts, in the order of the document.
    pub claims: Vec<ClaimRecord>,
    /// Claims that could not be read, so that a reference to one is not reported on top.
    pub unread_claims: Unread,
}

impl SourceRecord {
    /// Reads the tree of a source's file.
    pub fn read(id: Written, reader: &mut Reader<'_, '_>) -> Option<Self> {
        let mut unread_claims = Unread::default();
        let mut fields = Fields::open(reader, "a source")?;
        let source_type = fields.require(TYPE, word);
        let title = fields.get(TITLE, text);
        let authors = fields.list(AUTHOR, name);
        let imprint = imprint(&mut fields);
        let publisher = fields.get(PUBLISHER, text);
        let date_published = fields.get(DATE, date);
        let language = fields.get(LANGUAGE, language);
        let address = fields.get(URL, url);
        let accessed = fields.get(ACCESSED, date);
        let archived_url = fields.get(ARCHIVED_URL, url);
        let url_status = fields.get(URL_STATUS, word);
        let reliability = fields.get(RELIABILITY, word);
        let archive = fields.get(ARCHIVE, |reader| reader.text(&FILE_NAME));
        let archive_field = fields.key_span("archive");
        let aliases = aliases_of_source(&mut fields);
        let note = fields.get(NOTE, forms::markdown);
        let claims = fields.list(CLAIMS, |reader| {
            let claim = ClaimRecord::read(reader);
            if claim.is_none() {
                unread_claims.add(reader.node());
            }
            claim
        });
        // Claims that are no list at all.
        unread_claims.others |= fields.node("claims").is_some_and(|node| !matches!(node.value, Value::List(_)));
        let closed = fields.close()?;
        unread_claims.others |= closed.meant.contains("claims");
        // A file without its first field and its last is one that its author has emptied, or not begun.
        unread_claims.others |= source_type.is_none() && claims.is_empty();
        Some(Self {
            id,
            span: closed.span,
            source_type,
            title,
            authors,
            imprint,
            publisher,
            date: date_published,
            language,
            url: address,
            accessed,
            archived_url,
            url_status,
            reliability,
            archive,
            archive_field,
            aliases,
            note,
            claims,
            unread_claims,
        })
    }

    /// The short name that readers know the source by: what its authors are called by, and the year or years; without
    /// authors its title, else its identifier in words. What is unknown is said to be unknown; a title that names the
    /// year has said it.
    #[must_use]
    pub fn label(&self) -> String {
        let years = self.date.as_ref().map(|date| (date.value.first_day().year(), date.value.last_day().year()));
        let year = years.map(|(from, to)| if from == to { from.to_string() } else { format!("{from}–{to}") });
        let short = |name: &Spanned<Name>| name.value.short().to_owned();
        let who = match self.authors.as_slice() {
            [] => self.title.as_ref().map_or_else(|| in_words(&self.id.value), |title| title.value.clone()),
            [one] => short(one),
            [one, other] => format!("{} and {}", short(one), short(other)),
            [one, ..] => format!("{} et al.", short(one)),
        };
        match year {
            Some(year) if who.split(|c: char| !c.is_alphanumeric()).any(|word| word == year) => who,
            Some(year) => format!("{who} {year}"),
            None => format!("{who} (undated)"),
        }
    }
}

const FILE_NAME: Form = Form::text("the name of a file").such_as(&["letter.txt"]);

/// How many authors a source has at most: there are styles that name all of them, on the page of each claim.
const AUTHORS: usize = 1_000;

const TYPE: Field = Field::new("type", "What sort of document it is, which decides how it is cited.");
const TITLE: Field =
    Field::new("title", "The document’s title. `null` where it has none or none is known: the page then says so.");
const AUTHOR: Field = Field::new(
    "author",
    "Its authors, in order. Left out, or `null`, where they are unknown. A plain name appears in references as \
     written, and the source is called by its last word; `family` and `given`, or `literal`, say which part is which.",
)
.such_as(&["Ada Wren", "{ family: Wren, given: Ada }", "{ literal: Court of Auditors }"])
.of_at_most(AUTHORS);
const PUBLISHER: Field =
    Field::new("publisher", "Who published it. For an article or page without a `container`, what it appeared in.");
const DATE: Field = Field::new("date", "When it was published, as precisely as is known, and no more.");
const LANGUAGE: Field = Field::new("language", "The language that it is written in.");
const URL: Field = Field::new("url", "Where it is published on the web.");
const ACCESSED: Field = Field::new("accessed", "When the address was last visited.");
const ARCHIVED_URL: Field = Field::new(
    "archived-url",
    "A copy in a public archive of the web. Readers are led there if `url-status` says that the address fails.",
);
const URL_STATUS: Field = Field::new("url-status", "Whether the address still leads to the document.");
const RELIABILITY: Field = Field::new(
    "reliability",
    "The source’s reliability by the Admiralty system, where somebody has judged it. There is no default.",
);
const ARCHIVE: Field = Field::new(
    "archive",
    "The file of the stored copy in an archive folder: text, Markdown, HTML or PDF. Excerpts are proved against it; it \
     is never published.",
);
const NOTE: Field = Field::new("note", "What a reader must know about the document.");
const CLAIMS: Field = Field::new("claims", "What the document asserts, claim by claim, in its own order.");
