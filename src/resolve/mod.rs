//! The stage `resolve`: written names become handles.
//!
//! In: [`Records`](crate::parse::Records). Out: a [`Site`] that cannot dangle: every reference in it is a [`Handle`]
//! that the site itself handed out, and everything that points at a record can be asked for from that record
//! ([`Graph`]). What names nothing is reported with what was probably meant, and left out. Never here: a judgement
//! about what the content says.

mod address;
mod claim;
mod claims;
mod conditions;
mod documents;
mod entries;
mod export;
mod graph;
mod handle;
mod ids;
mod inherited;
mod known;
mod lookup;
mod names;
mod naming;
mod order;
mod records;
mod resolving;
mod site;
mod topics;
mod values;
mod wanted;

pub use address::{ANNOTATIONS, Address, FIXED_PAGES, SEARCH_INDEX, SITEMAPS};
pub use claim::{BearingOn, Claim, Excerpt, Relation, Stance, Status};
pub use conditions::{Conditions, same_words};
pub use export::{Citable, Export};
pub use graph::{Cell, Disagreement, Graph, Mention, Related, StanceRef, shared_topics};
pub use handle::{Handle, Table};
pub use ids::{ActorId, BriefId, ClaimId, CriterionId, EventId, OptionId, RecordId, SourceId, TopicId};
pub use resolving::{Resolving, resolve};
pub use site::{Actor, ActorLink, Brief, Criterion, DealOption, Event, Site, Source, Target, Term, Text, Topic};

#[cfg(test)]
mod tests;
