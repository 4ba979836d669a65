//! The typed content model: what an author can write down, before anything is looked up.
//!
//! In: trees of nodes. Out: records of plain values with spans, and all errors collected. Names of other records stay
//! written words here; only `resolve` turns them into handles. Without a tree, the same decoders give the shapes of the
//! files that hold the records. Never here: looking anything up, or Markdown.

mod config;
mod date;
mod doi;
mod nearest_date;
mod identifier;
mod imprint;
mod language;
mod name;
mod pages;
mod record;
mod scale;
mod shapes;
mod sort_key;
mod style;
mod web;
mod words;

pub use config::{Config, TopicName};
pub use date::{DateParseError, PartialDate, Precision, long_date, month_named};
pub use doi::Doi;
pub use identifier::{IdentifierError, check_identifier, identifier, in_plain_letters, in_words, slug};
pub use imprint::Imprint;
pub use language::language_name;
pub use name::{Name, PersonalName};
pub use pages::Pages;
pub use record::{
    ActorLinkRecord, ActorRecord, BearingRecord, BriefRecord, ClaimRecord, CriterionRecord, EventRecord, OptionRecord,
    QuoteRecord, RelationRecord, SourceRecord, StanceRecord, StatusRecord, TermRecord, Unread,
};
pub use scale::{LikelihoodScale, Range};
pub use shapes::{FileShape, file_shapes};
pub use sort_key::SortKey;
pub use style::CitationStyle;
pub use web::{UNSAFE_IN_ADDRESSES, base_address, is_web_address};
pub use words::{
    ActorKind, Bearing, ClaimKind, ClaimStatus, Confidence, Position, RelationKind, Reliability, SourceType, UrlStatus,
};
