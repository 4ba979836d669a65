//! The typed content model: what an author can write down, before anything is looked up.
//!
//! In: trees of nodes. Out: records of plain values with spans, all errors collected; names of other records stay
//! written words here, and only `resolve` turns them into handles. Without a tree, the shapes of the files that hold
//! them, as the same decoders tell them. Never here: looking anything up, or Markdown.

mod config;
mod date;
mod nearest_date;
mod identifier;
mod name;
mod record;
mod scale;
mod shapes;
mod style;
mod web;
mod words;

pub use config::{Config, TopicName};
pub use date::{DateParseError, PartialDate, Precision, long_date, month_named};
pub use identifier::{IdentifierError, check_identifier, identifier, in_plain_letters, in_words, slug};
pub use name::{Name, PersonalName};
pub use record::{
    ActorLinkRecord, ActorRecord, BearingRecord, BriefRecord, ClaimRecord, CriterionRecord, EventRecord, OptionRecord,
    QuoteRecord, RelationRecord, SourceRecord, StanceRecord, StatusRecord, TermRecord, Unread,
};
pub use scale::{LikelihoodScale, Range};
pub use shapes::{FileShape, file_shapes};
pub use style::CitationStyle;
pub use web::{base_address, is_web_address};
pub use words::{
    ActorKind, Bearing, ClaimKind, ClaimStatus, Confidence, Position, RelationKind, Reliability, SourceType, UrlStatus,
};
