use super::{Written, aliases, date};
use crate::diagnostic::Diagnostic;
use crate::files::Spanned;
use crate::model::PartialDate;
use crate::syntax::{Fields, Node, text};

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
    pub authors: Vec<Written>,
    /// One or two sentences.
    pub summary: Option<Written>,
    /// Former identifiers.
    pub aliases: Vec<Written>,
}

impl BriefRecord {
    /// Reads the front matter of a brief.
    pub fn read(id: Written, node: &Node, sink: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut fields = Fields::open(node, "a brief", sink)?;
        let title = fields.require("title", text);
        let date_published = fields.require("date", date);
        let updated = fields.get("updated", date);
        let authors = fields.list("authors", text);
        let summary = fields.require("summary", text);
        let aliases = aliases(&mut fields);
        fields.close();
        Some(Self { id, title: title?, date: date_published, updated, authors, summary, aliases })
    }
}
