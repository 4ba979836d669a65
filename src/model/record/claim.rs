mod names;
mod read;
mod rules;

use std::collections::BTreeSet;

use super::{QuoteRecord, Written};
use crate::files::{Span, Spanned};
use crate::model::{Bearing, ClaimKind, ClaimStatus, Confidence, PartialDate, Position, RelationKind};

/// One claim of a source, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRecord {
    /// Unique within the source.
    pub id: Written,
    /// The whole record.
    pub span: Span,
    /// What the source asserts, in our words.
    pub statement: Written,
    /// How the source puts it.
    pub kind: Spanned<ClaimKind>,
    /// The excerpts that it rests on.
    pub quotes: Vec<QuoteRecord>,
    /// What it is about: actors, options, criteria, events.
    pub about: Vec<Written>,
    /// Whose words the source reports.
    pub speaker: Option<Written>,
    /// The source that this source relies on.
    pub origin: Option<Written>,
    /// The source's own word of likelihood.
    pub likelihood: Option<Written>,
    /// The level of confidence that the source's words amount to.
    pub confidence: Option<Spanned<Confidence>>,
    /// The condition of a conditional claim.
    pub condition: Option<Written>,
    /// What follows from it.
    pub consequence: Option<Written>,
    /// Positions of actors that it reports.
    pub stances: Vec<StanceRecord>,
    /// How it bears on options.
    pub bears_on: Vec<BearingRecord>,
    /// How it stands to other claims.
    pub relations: Vec<RelationRecord>,
    /// When what it says happens.
    pub when: Option<Spanned<PartialDate>>,
    /// The event that it speaks of.
    pub event: Option<Written>,
    /// What it is filed under.
    pub topics: Vec<Written>,
    /// What a reader needs so as not to misread it: Markdown.
    pub note: Option<Written>,
    /// Where it stands now, if not active.
    pub status: Option<StatusRecord>,
    /// Former identifiers.
    pub aliases: Vec<Written>,
    /// Fields that are probably there, misspelled or in part unreadable. That has been reported: what follows from
    /// their absence is not.
    pub unread: BTreeSet<&'static str>,
}

/// An actor's position on an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StanceRecord {
    /// Whose position.
    pub actor: Written,
    /// On what.
    pub option: Written,
    /// Which.
    pub position: Spanned<Position>,
}

/// How a claim bears on an option under a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BearingRecord {
    /// The option.
    pub option: Written,
    /// The criterion.
    pub criterion: Written,
    /// Which way.
    pub bearing: Spanned<Bearing>,
}

/// How a claim stands to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationRecord {
    /// Which way.
    pub kind: RelationKind,
    /// The other claim, as `SOURCE/CLAIM`.
    pub to: Written,
}

/// A status other than active, with its mandatory reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusRecord {
    /// The status.
    pub status: Spanned<ClaimStatus>,
    /// Why.
    pub reason: Option<Written>,
}
