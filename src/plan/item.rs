//! What lists hold, as handles.

use super::word::WordView;
use crate::model::ClaimKind;
use crate::resolve::{ActorId, ActorLink, ClaimId, Mention, RecordId, Related, Site};

/// An entry of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'a> {
    /// What it is listed under.
    pub(super) under: Under<'a>,
    pub(super) what: What<'a>,
}

/// What entries that follow each other have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Under<'a> {
    Nothing,
    Kind(ClaimKind),
    Label(&'static str),
    Section(&'a str),
    Record(RecordId),
}

/// What an entry is.
#[derive(Debug, Clone, Copy)]
pub(super) enum What<'a> {
    Claim(ClaimId),
    /// A claim and the part of the actor that it is about.
    Of(ClaimId, Option<ActorId>),
    /// A claim and what it comes to.
    Worded(WordView, ClaimId),
    /// A claim with its words.
    Quoted(ClaimId),
    Related(ClaimId, Related),
    Mention(Mention),
    Tie(Tie<'a>),
    Record(RecordId),
}

/// A tie of an actor to another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tie<'a> {
    pub(super) other: ActorId,
    /// As the record has it; none of parts and wholes.
    pub(super) link: Option<&'a ActorLink>,
    /// Whether it was written down for the other actor.
    pub(super) is_incoming: bool,
}

/// The word for a claim that says what is asked of an option, and not how it fares.
pub(super) const ASKS: WordView =
    WordView { name: "asks", meaning: "The claim says what the option has to meet, not whether it does." };

pub(super) type Items<'a> = Box<dyn Iterator<Item = Item<'a>> + 'a>;

impl What<'_> {
    /// The claim that an entry is, if it is one.
    pub(super) const fn claim(&self) -> Option<ClaimId> {
        match self {
            Self::Claim(claim) | Self::Of(claim, _) | Self::Worded(_, claim) | Self::Quoted(claim) => Some(*claim),
            Self::Related(_, related) => Some(related.other),
            Self::Mention(_) | Self::Tie(_) | Self::Record(_) => None,
        }
    }
}

/// Items one after the other that stand under the same, together.
pub(super) fn groups<'i, 'a>(items: &'i [Item<'a>]) -> impl Iterator<Item = (Under<'a>, &'i [Item<'a>])> {
    items.chunk_by(|one, other| one.under == other.under).filter_map(|group| Some((group.first()?.under, group)))
}

pub(super) fn claims<'a>(claims: impl Iterator<Item = ClaimId> + 'a) -> Items<'a> {
    Box::new(claims.map(|claim| Item { under: Under::Nothing, what: What::Claim(claim) }))
}

/// Claims in the order of the site, which is by source.
pub(super) fn by_source<'a>(site: &'a Site, claims: impl Iterator<Item = ClaimId> + 'a) -> Items<'a> {
    Box::new(claims.map(|claim| Item {
        under: Under::Record(RecordId::Source(site.claims[claim].source)),
        what: What::Claim(claim),
    }))
}

pub(super) fn records<'a>(records: impl Iterator<Item = RecordId> + 'a) -> Items<'a> {
    Box::new(records.map(|record| Item { under: Under::Nothing, what: What::Record(record) }))
}
