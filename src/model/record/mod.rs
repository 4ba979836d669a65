//! One record type a kind of file, each read from a tree of nodes with every error collected.

mod actor;
mod brief;
mod claim;
mod criterion;
mod event;
mod forms;
mod imprint;
mod name;
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

pub(super) use forms::{language, new_identifier, sentence, url};

use super::slug;
use crate::files::Spanned;
use crate::syntax::{Field, Fields, Node, Value, text};

/// A name of another record, as it was written. Whether anything bears it is for `resolve` to say.
pub(crate) type Written = Spanned<String>;

/// What a list lost of its records, so that references to those are not reported on top.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unread {
    /// Identifiers of entries that could not be read, as written and as they should have been.
    pub identifiers: Vec<String>,
    /// Whether there may be more, of which not even the identifier is known.
    pub others: bool,
}

impl Unread {
    fn add(&mut self, node: Option<&Node>) {
        let Some(Value::Map(entries)) = node.map(|node| &node.value) else {
            self.others = true;
            return;
        };
        match entries.iter().find(|entry| entry.key.value == "id").map(|entry| &entry.value.value) {
            Some(Value::Text(id)) => self.identifiers.extend([id.trim().to_owned(), slug(id)]),
            _ => self.others = true,
        }
    }
}

/// Where a record used to stand. Each former identifier is a page that leads on, and a claim has one for each name of
/// its source with each of its own: without a bound the pages would be their product.
const ALIASES: Field = Field::new(
    "aliases",
    "Former identifiers. The address of each leads on to this record, so that links from elsewhere keep working.",
)
.of_at_most(20);

/// What else a record is called.
const ALSO_KNOWN_AS: Field =
    Field::new("also-known-as", "Other names by which texts may link here: `[[The council]]` finds the record.");

/// Former identifiers that redirect here. Their form is the identifiers' own.
fn aliases(fields: &mut Fields<'_, '_>) -> Vec<Written> {
    fields.list(ALIASES, new_identifier)
}

/// Former identifiers of a source, which move all of its claims as well: fewer of them.
fn aliases_of_source(fields: &mut Fields<'_, '_>) -> Vec<Written> {
    fields.list(ALIASES.of_at_most(10), new_identifier)
}

/// Other names under which briefs may call the record.
fn other_names(fields: &mut Fields<'_, '_>) -> Vec<Written> {
    fields.list(ALSO_KNOWN_AS, text)
}
