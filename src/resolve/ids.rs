use super::Handle;
use super::claim::Claim;
use super::site::{Actor, Brief, Criterion, DealOption, Event, Source, Topic};

/// A handle to a source.
pub type SourceId = Handle<Source>;
/// A handle to a claim.
pub type ClaimId = Handle<Claim>;
/// A handle to an actor.
pub type ActorId = Handle<Actor>;
/// A handle to an option.
pub type OptionId = Handle<DealOption>;
/// A handle to a criterion.
pub type CriterionId = Handle<Criterion>;
/// A handle to an event.
pub type EventId = Handle<Event>;
/// A handle to a topic.
pub type TopicId = Handle<Topic>;
/// A handle to a brief.
pub type BriefId = Handle<Brief>;

/// Anything that has an identifier and a page (events have a place on the timeline).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordId {
    /// A source.
    Source(SourceId),
    /// A claim.
    Claim(ClaimId),
    /// An actor.
    Actor(ActorId),
    /// An option.
    Option(OptionId),
    /// A criterion.
    Criterion(CriterionId),
    /// An event.
    Event(EventId),
    /// A topic.
    Topic(TopicId),
    /// A brief.
    Brief(BriefId),
}
