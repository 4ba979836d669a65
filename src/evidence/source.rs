//! What is to be verified, as plain borrowed values.

use super::find::Wanted;
use super::lock::context;
use crate::files::Span;

/// An excerpt as its author wrote it.
#[derive(Debug, Clone, Copy, Hash)]
pub struct Quotation<'a> {
    /// `SOURCE/CLAIM`.
    pub claim: &'a str,
    /// Its place among the excerpts of its claim.
    pub ordinal: usize,
    /// The words.
    pub exact: &'a str,
    /// Words that stand directly before.
    pub prefix: Option<&'a str>,
    /// Words that stand directly after.
    pub suffix: Option<&'a str>,
    /// The heading of the section, or of one around it.
    pub section: Option<&'a str>,
    /// Where the words are written.
    pub span: Span,
}

/// A source with its excerpts.
#[derive(Debug, Clone, Hash)]
pub struct SourceToVerify<'a> {
    /// Its identifier.
    pub id: &'a str,
    /// The name of its archive.
    pub archive: Option<&'a str>,
    /// Where that name is written, or the field that has none.
    pub archive_span: Option<Span>,
    /// Where reports about the source as a whole point.
    pub span: Span,
    /// Whether readers can be led into its original. Only then does a proof hold words of the source around an excerpt.
    pub has_address: bool,
    /// Its excerpts in any order.
    pub quotations: Vec<Quotation<'a>>,
}

impl<'a> Quotation<'a> {
    /// What is to be found.
    pub(super) fn wanted(&self) -> Wanted<'a> {
        Wanted { exact: self.exact, prefix: self.prefix, suffix: self.suffix, section: self.section }
    }

    /// What the lock keeps of the fields that settle its place.
    pub(super) fn context(&self) -> Option<String> {
        context(self.prefix, self.suffix, self.section)
    }
}

impl SourceToVerify<'_> {
    /// Where reports about its archive point.
    pub(super) fn archive_place(&self) -> Span {
        self.archive_span.unwrap_or(self.span)
    }
}
