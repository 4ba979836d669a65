use super::ids::{ActorId, CriterionId, EventId, OptionId, RecordId, SourceId};

/// The kinds of record that a field accepts, as a message calls them.
pub(super) trait Wanted: Copy {
    /// "an actor"
    const WHAT: &'static str;
    /// Whether an event will do.
    const TAKES_EVENTS: bool;
    /// The handle, if the record is of the wanted kind.
    fn take(record: RecordId) -> Option<Self>;
}

macro_rules! wanted {
    ($id:ident, $variant:ident, $what:literal) => {
        wanted!($id, $variant, $what, false);
    };
    ($id:ident, $variant:ident, $what:literal, $takes_events:literal) => {
        impl Wanted for $id {
            const WHAT: &'static str = $what;
            const TAKES_EVENTS: bool = $takes_events;
            fn take(record: RecordId) -> Option<Self> {
                match record {
                    RecordId::$variant(id) => Some(id),
                    _ => None,
                }
            }
        }
    };
}
wanted!(ActorId, Actor, "an actor");
wanted!(OptionId, Option, "an option");
wanted!(CriterionId, Criterion, "a criterion");
wanted!(EventId, Event, "an event", true);
wanted!(SourceId, Source, "a source");

impl Wanted for RecordId {
    const WHAT: &'static str = "an actor, option, criterion or event";
    const TAKES_EVENTS: bool = true;
    fn take(record: RecordId) -> Option<Self> {
        matches!(record, Self::Actor(_) | Self::Option(_) | Self::Criterion(_) | Self::Event(_)).then_some(record)
    }
}
