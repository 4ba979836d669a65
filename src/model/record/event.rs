use super::forms::{date, new_identifier};
use super::{Unread, Written, other_names};
use crate::files::Spanned;
use crate::model::PartialDate;
use crate::syntax::{Field, Fields, Reader, list, text};

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
    pub fn read_all(reader: &mut Reader<'_, '_>) -> (Vec<Self>, Unread) {
        let mut unread = Unread::default();
        let events = list(reader, |reader| {
            let event = Self::read(reader);
            if event.is_none() {
                unread.add(reader.node());
            }
            event
        });
        unread.others |= events.is_none();
        (events.unwrap_or_default(), unread)
    }

    fn read(reader: &mut Reader<'_, '_>) -> Option<Self> {
        let mut fields = Fields::open(reader, "an event")?;
        let id = fields.require(ID, new_identifier);
        let name = fields.require(NAME, text);
        let date = fields.get(DATE, date);
        let also_known_as = other_names(&mut fields);
        fields.close()?;
        Some(Self { id: id?, name: name?, date, also_known_as })
    }
}

const ID: Field = Field::new(
    "id",
    "The name by which claims and texts refer to the event. Unique across actors, options, criteria, events and \
     sources; it stays the same when `name` changes.",
)
.such_as(&["great-flood"]);
const NAME: Field = Field::new("name", "The event’s name, as readers know it.").such_as(&["Great flood"]);
const DATE: Field =
    Field::new("date", "When it happened, as precisely as the sources say. Left out where they give no date.");
