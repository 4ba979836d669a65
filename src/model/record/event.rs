use super::{Unread, Written, date, other_names};
use crate::diagnostic::Diagnostic;
use crate::files::Spanned;
use crate::model::{PartialDate, identifier};
use crate::syntax::{Fields, Node, list, text};

/// One entry of `content/events.yaml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRecord {
    /// Unique over the site.
    pub id: Written,
    /// Its name.
    pub name: Written,
    /// When it happened, as precisely as the sources say. Absent if they do not.
    pub date: Option<Spanned<PartialDate>>,
    /// Other names.
    pub also_known_as: Vec<Written>,
}

impl EventRecord {
    /// Reads the list of events, and says which of them could not be read.
    pub fn read_all(node: &Node, sink: &mut Vec<Diagnostic>) -> (Vec<Self>, Unread) {
        let mut unread = Unread::default();
        let events = list(node, sink, |node, sink| {
            let event = Self::read(node, sink);
            if event.is_none() {
                unread.add(node);
            }
            event
        });
        unread.others |= events.is_none();
        (events.unwrap_or_default(), unread)
    }

    fn read(node: &Node, sink: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut fields = Fields::open(node, "an event", sink)?;
        let id = fields.require("id", |node, sink| identifier(text(node, sink)?, sink));
        let name = fields.require("name", text);
        let date = fields.get("date", date);
        let also_known_as = other_names(&mut fields);
        fields.close();
        Some(Self { id: id?, name: name?, date, also_known_as })
    }
}
