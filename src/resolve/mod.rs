//! The stage `resolve`: written names become handles.
//!
//! In: [`Records`](crate::parse::Records). Out: a [`Site`] that cannot dangle: every reference in it is a [`Handle`]
//! that the site itself handed out, and everything that points at a record can be asked for from that record
//! ([`Graph`]). What names nothing is reported with what was probably meant, and left out. Never here: a judgement
//! about what the content says.

mod address;
mod claims;
mod conditions;
mod documents;
mod entries;
mod export;
mod graph;
mod handle;
mod inherited;
mod known;
mod lookup;
mod names;
mod naming;
mod order;
mod records;
mod resolving;
mod site;
mod values;
mod wanted;

pub use address::{Address, FIXED_PAGES};
pub use conditions::{Conditions, same_words};
pub use export::{Citable, Export};
pub use graph::{Cell, Disagreement, Graph, Mention, Related, StanceRef};
pub use handle::{Handle, Table};
pub use resolving::{Resolving, resolve, resolve_again};
pub use site::{
    Actor, ActorId, ActorLink, BearingOn, Brief, BriefId, Claim, ClaimId, Criterion, CriterionId, DealOption, Event,
    EventId, Excerpt, OptionId, RecordId, Relation, Site, Source, SourceId, Stance, Status, Target, Term, Text, Topic,
    TopicId,
};

#[cfg(test)]
mod tests;
