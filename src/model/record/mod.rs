//! One record type a kind of file, each read from a tree of nodes with every error collected.

mod actor;
mod brief;
mod claim;
mod criterion;
mod event;
mod option;
mod quote;
mod source;

pub use actor::{ActorLinkRecord, ActorRecord};
pub use brief::BriefRecord;
pub use claim::{BearingRecord, ClaimRecord, RelationRecord, StanceRecord, StatusRecord};
pub use criterion::CriterionRecord;
pub use event::EventRecord;
pub use option::{OptionRecord, TermRecord};
pub use quote::QuoteRecord;
pub use source::SourceRecord;

use super::{PartialDate, identifier, slug};
use crate::diagnostic::{Diagnostic, codes};
use crate::files::Spanned;
use crate::syntax::{Fields, Node, Value, text};

/// A name of another record, as it was written. Whether anything bears it is for `resolve` to say.
pub(crate) type Written = Spanned<String>;

fn date(node: &Node, sink: &mut Vec<Diagnostic>) -> Option<Spanned<PartialDate>> {
    super::date::date(node, sink)
}

/// What a list lost of its records, so that references to those are not reported on top.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unread {
    /// Identifiers of entries that could not be read, as written and as they should have been.
    pub identifiers: Vec<String>,
    /// Whether there may be more, of which not even the identifier is known.
    pub others: bool,
}

impl Unread {
    fn add(&mut self, node: &Node) {
        let Value::Map(entries) = &node.value else {
            self.others = true;
            return;
        };
        match entries.iter().find(|entry| entry.key.value == "id").map(|entry| &entry.value.value) {
            Some(Value::Text(id)) => self.identifiers.extend([id.trim().to_owned(), slug(id)]),
            _ => self.others = true,
        }
    }
}

/// An absolute address on the web.
pub(super) fn url(node: &Node, sink: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
    let written = text(node, sink)?;
    let rest = written.value.strip_prefix("https://").or_else(|| written.value.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or("");
    let forbidden = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\' | '`');
    if host.is_empty() || written.value.contains(forbidden) {
        sink.push(
            Diagnostic::new(&codes::INVALID_URL, written.span, format!("`{}` is not an address", written.value))
                .help("write the whole address, beginning with https:// or http://, without spaces"),
        );
        return None;
    }
    Some(written)
}

/// The language of a document or of the site.
pub(super) fn language(node: &Node, sink: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
    let written = text(node, sink)?;
    let well_formed = written.value.split('-').enumerate().all(|(index, part)| {
        let length = if index == 0 { 2..=8 } else { 1..=8 };
        length.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    if !well_formed {
        sink.push(
            Diagnostic::new(&codes::UNKNOWN_WORD, written.span, format!("`{}` is not a language tag", written.value))
                .help("write a BCP 47 tag: en, en-GB, ko, zh-Hant"),
        );
        return None;
    }
    Some(written)
}

/// Former identifiers that redirect here. Their form is the identifiers' own.
fn aliases(fields: &mut Fields<'_, '_>) -> Vec<Written> {
    fields.list("aliases", |node, sink| identifier(text(node, sink)?, sink))
}

/// Other names under which briefs may call the record.
fn other_names(fields: &mut Fields<'_, '_>) -> Vec<Written> {
    fields.list("also-known-as", text)
}
