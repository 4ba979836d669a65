use super::{ClaimRecord, Unread, Written, aliases, date, language, url};
use crate::diagnostic::Diagnostic;
use crate::files::{Span, Spanned};
use crate::model::{PartialDate, Reliability, SourceType, UrlStatus};
use crate::syntax::{Fields, Node, Value, text, word};

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
    pub authors: Vec<Written>,
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
    pub fn read(id: Written, node: &Node, sink: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut unread_claims = Unread::default();
        let mut fields = Fields::open(node, "a source", sink)?;
        let claims = fields.list("claims", |node, sink| {
            let claim = ClaimRecord::read(node, sink);
            if claim.is_none() {
                unread_claims.add(node);
            }
            claim
        });
        // Claims that are no list at all.
        unread_claims.others |= fields.node("claims").is_some_and(|node| !matches!(node.value, Value::List(_)));
        let mut record = Self {
            id,
            span: fields.span(),
            source_type: fields.require("type", word),
            title: fields.get("title", text),
            authors: fields.list("author", text),
            publisher: fields.get("publisher", text),
            date: fields.get("date", date),
            language: fields.get("language", language),
            url: fields.get("url", url),
            accessed: fields.get("accessed", date),
            archived_url: fields.get("archived-url", url),
            url_status: fields.get("url-status", word),
            reliability: fields.get("reliability", word),
            archive: fields.get("archive", text),
            aliases: aliases(&mut fields),
            note: fields.get("note", text),
            claims,
            unread_claims,
        };
        record.unread_claims.others |= fields.close_and_guess().contains("claims");
        Some(record)
    }
}
