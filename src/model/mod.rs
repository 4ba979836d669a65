//! The typed content model: what an author can write down, before anything is looked up.
//!
//! In: trees of nodes. Out: records of plain values with spans, all errors collected; names of other records stay
//! written words here, and only `resolve` turns them into handles. Never here: looking anything up, or Markdown.

mod config;
mod date;
mod identifier;
mod record;
mod scale;
mod words;

pub use config::{Config, TopicName};
pub use date::{DateParseError, PartialDate, Precision, long_date};
pub use identifier::{IdentifierError, check_identifier, identifier, in_words, slug};
pub use record::{
    ActorLinkRecord, ActorRecord, BearingRecord, BriefRecord, ClaimRecord, CriterionRecord, EventRecord, OptionRecord,
    QuoteRecord, RelationRecord, SourceRecord, StanceRecord, StatusRecord, TermRecord, Unread,
};
pub use scale::{LikelihoodScale, Range};
pub use words::{
    ActorKind, Bearing, ClaimKind, ClaimStatus, Confidence, Position, RelationKind, Reliability, SourceType, UrlStatus,
};
