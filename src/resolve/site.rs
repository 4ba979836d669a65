use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Graph, Handle, Table};
use crate::files::{Span, Spanned};
use crate::markdown::{Document, MarkKind};
use crate::model::{
    ActorKind, Bearing, ClaimKind, ClaimStatus, Confidence, Config, Name, PartialDate, Position, Range, RelationKind,
    Reliability, SourceType, Unread, UrlStatus,
};

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

/// A site whose references all lead somewhere.
#[derive(Debug, Default)]
pub struct Site {
    /// The configuration.
    pub config: Config,
    /// By identifier.
    pub sources: Table<Source>,
    /// By source, then in the order of the document.
    pub claims: Table<Claim>,
    /// By identifier.
    pub actors: Table<Actor>,
    /// By identifier, each variant directly after what it is a variant of.
    pub options: Table<DealOption>,
    /// By identifier.
    pub criteria: Table<Criterion>,
    /// In the order of `events.yaml`.
    pub events: Table<Event>,
    /// By identifier.
    pub topics: Table<Topic>,
    /// Newest first.
    pub briefs: Table<Brief>,
    /// Sources that were not read whole: no claim of theirs is gone for not being here.
    pub unread_sources: Unread,
    /// Who points at whom, read backwards.
    pub graph: Graph,
    /// Identifiers of what could not be read, and has no page: a link to one is somebody else's error.
    pub unreadable: BTreeSet<String>,
}

/// A document that somebody else published.
#[derive(Debug)]
pub struct Source {
    /// Its identifier.
    pub id: String,
    /// The whole record.
    pub span: Span,
    /// What sort of document it is.
    pub source_type: SourceType,
    /// Its title, if known.
    pub title: Option<String>,
    /// Its authors; empty if unknown.
    pub authors: Vec<Name>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub date: Option<PartialDate>,
    /// Its language, a BCP 47 tag.
    pub language: Option<String>,
    /// Where it is published.
    pub url: Option<String>,
    /// When the address was last visited.
    pub accessed: Option<PartialDate>,
    /// A public archive's copy.
    pub archived_url: Option<String>,
    /// Whether the address still leads to it.
    pub url_status: Option<UrlStatus>,
    /// The Admiralty grade, if somebody gave one.
    pub reliability: Option<Reliability>,
    /// The stored copy.
    pub archive: Option<Spanned<String>>,
    /// Where the field stands that should name it, if it is written.
    pub archive_field: Option<Span>,
    /// What a reader must know about it.
    pub note: Option<Text>,
    /// Its claims, in the order of the document.
    pub claims: Vec<ClaimId>,
    /// Former identifiers.
    pub aliases: Vec<String>,
}

/// One thing that one source asserts.
#[derive(Debug)]
pub struct Claim {
    /// The source.
    pub source: SourceId,
    /// Its identifier within the source.
    pub slug: String,
    /// `SOURCE/CLAIM`.
    pub key: String,
    /// Where its identifier stands.
    pub span: Span,
    /// What is asserted, in our words.
    pub statement: String,
    /// How the source puts it.
    pub kind: ClaimKind,
    /// What it rests on.
    pub excerpts: Vec<Excerpt>,
    /// Actors that it is about.
    pub actors: Vec<ActorId>,
    /// Options that it is about.
    pub options: Vec<OptionId>,
    /// Criteria that it is about.
    pub criteria: Vec<CriterionId>,
    /// Events that it is about; `event` first.
    pub events: Vec<EventId>,
    /// Whose words are reported.
    pub speaker: Option<ActorId>,
    /// The source that the source relies on.
    pub origin: Option<SourceId>,
    /// The source's own word of likelihood.
    pub likelihood: Option<Spanned<String>>,
    /// The level of confidence that the source's words amount to.
    pub confidence: Option<Confidence>,
    /// Condition and consequence.
    pub conditional: Option<(String, String)>,
    /// Positions that it reports.
    pub stances: Vec<Stance>,
    /// How it bears on options.
    pub bears_on: Vec<BearingOn>,
    /// How it stands to other claims, as written on this side.
    pub relations: Vec<Relation>,
    /// When what it says happens.
    pub when: Option<PartialDate>,
    /// What it is filed under.
    pub topics: Vec<TopicId>,
    /// What a reader needs so as not to misread it.
    pub note: Option<Text>,
    /// Where it stands now, if not active.
    pub status: Option<Status>,
    /// Former identifiers.
    pub aliases: Vec<String>,
}

/// The exact words taken from one place in one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The words.
    pub exact: String,
    /// Words that stand directly before.
    pub prefix: Option<String>,
    /// Words that stand directly after.
    pub suffix: Option<String>,
    /// The heading of its section.
    pub section: Option<String>,
    /// Where the words stand in the record.
    pub span: Span,
}

/// An actor's position on an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stance {
    /// Whose.
    pub actor: ActorId,
    /// On what.
    pub option: OptionId,
    /// Which.
    pub position: Position,
    /// Where the position is written.
    pub span: Span,
}

/// How a claim bears on an option under a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BearingOn {
    /// The option.
    pub option: OptionId,
    /// The criterion.
    pub criterion: CriterionId,
    /// Which way.
    pub bearing: Bearing,
}

/// How a claim stands to another claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation {
    /// Which way.
    pub kind: RelationKind,
    /// The other claim.
    pub to: ClaimId,
}

/// A status other than active.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The status.
    pub status: ClaimStatus,
    /// Why.
    pub reason: String,
}

/// A state, person or organisation.
#[derive(Debug)]
pub struct Actor {
    /// Its identifier.
    pub id: String,
    /// Where its file begins.
    pub span: Span,
    /// Its name.
    pub name: String,
    /// What sort of actor it is.
    pub kind: ActorKind,
    /// Other names.
    pub also_known_as: Vec<String>,
    /// Actors that it is a part of.
    pub part_of: Vec<ActorId>,
    /// Ties to others.
    pub links: Vec<ActorLink>,
    /// The profile.
    pub text: Text,
    /// Former identifiers.
    pub aliases: Vec<String>,
}

/// A tie of one actor to another.
#[derive(Debug, Clone)]
pub struct ActorLink {
    /// The other.
    pub to: ActorId,
    /// What the tie is.
    pub kind: String,
    /// Since when.
    pub since: Option<PartialDate>,
    /// Until when.
    pub until: Option<PartialDate>,
    /// The claim that says so.
    pub claim: ClaimId,
}

/// A deal, or course of action, that actors may take.
#[derive(Debug)]
pub struct DealOption {
    /// Its identifier.
    pub id: String,
    /// Where its file begins.
    pub span: Span,
    /// Its name.
    pub name: String,
    /// Other names.
    pub also_known_as: Vec<String>,
    /// What it is a variant of.
    pub variant_of: Option<OptionId>,
    /// Who gives and gets what.
    pub terms: Vec<Term>,
    /// What it is, in prose.
    pub text: Text,
    /// Former identifiers.
    pub aliases: Vec<String>,
}

/// One term of an option.
#[derive(Debug, Clone)]
pub struct Term {
    /// Who.
    pub actor: ActorId,
    /// What it gives.
    pub gives: Option<String>,
    /// What it gets.
    pub gets: Option<String>,
    /// The claim that says so.
    pub claim: ClaimId,
}

/// What an option is judged by.
#[derive(Debug)]
pub struct Criterion {
    /// Its identifier.
    pub id: String,
    /// Where its file begins.
    pub span: Span,
    /// Its name.
    pub name: String,
    /// Other names.
    pub also_known_as: Vec<String>,
    /// What it asks, in prose.
    pub text: Text,
    /// Former identifiers.
    pub aliases: Vec<String>,
}

/// Something dated that claims refer to.
#[derive(Debug)]
pub struct Event {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When, if the sources say.
    pub date: Option<PartialDate>,
    /// Other names.
    pub also_known_as: Vec<String>,
}

/// What claims are filed under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// An author's text that cites claims.
#[derive(Debug)]
pub struct Brief {
    /// Its identifier.
    pub id: String,
    /// Where its title stands.
    pub span: Span,
    /// Its title.
    pub title: String,
    /// When it was published.
    pub date: Option<PartialDate>,
    /// When it was last changed in substance.
    pub updated: Option<PartialDate>,
    /// Who wrote it.
    pub authors: Vec<Name>,
    /// One or two sentences.
    pub summary: String,
    /// The text.
    pub text: Text,
    /// Former identifiers.
    pub aliases: Vec<String>,
}

/// Markdown whose marks have been resolved.
#[derive(Debug, Default)]
pub struct Text {
    /// The parsed text.
    pub document: Arc<Document>,
    /// What each of its marks leads to, in the same order.
    pub targets: Vec<Target>,
}

/// What a mark of a text leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Claims that are cited.
    Claims(Vec<ClaimId>),
    /// A record that is linked or embedded.
    Record(RecordId),
    /// A word of likelihood, and the step that it stands on.
    Likelihood(&'static Range),
    /// Something that needs no record, or that named none and has been reported.
    Nothing,
}

impl Claim {
    /// The fragment of pages that list the claim. Identifiers never hold two hyphens in a row, so no two claims share one.
    #[must_use]
    pub fn anchor(&self) -> String {
        self.key.split_once('/').map_or_else(|| self.key.clone(), |(source, claim)| [source, "--", claim].concat())
    }
}

impl Site {
    /// What readers call a record.
    #[must_use]
    pub fn name(&self, record: RecordId) -> &str {
        match record {
            RecordId::Source(id) => self.source_name(id),
            RecordId::Claim(id) => &self.claims[id].statement,
            RecordId::Actor(id) => &self.actors[id].name,
            RecordId::Option(id) => &self.options[id].name,
            RecordId::Criterion(id) => &self.criteria[id].name,
            RecordId::Event(id) => &self.events[id].name,
            RecordId::Topic(id) => &self.topics[id].name,
            RecordId::Brief(id) => &self.briefs[id].title,
        }
    }

    /// The identifier of a record; of a claim, its key.
    #[must_use]
    pub fn identifier(&self, record: RecordId) -> &str {
        match record {
            RecordId::Source(id) => &self.sources[id].id,
            RecordId::Claim(id) => &self.claims[id].key,
            RecordId::Actor(id) => &self.actors[id].id,
            RecordId::Option(id) => &self.options[id].id,
            RecordId::Criterion(id) => &self.criteria[id].id,
            RecordId::Event(id) => &self.events[id].id,
            RecordId::Topic(id) => &self.topics[id].id,
            RecordId::Brief(id) => &self.briefs[id].id,
        }
    }

    /// What a link in a text shows, by the index of its mark: its label, or the name of the record whose identifier is
    /// written, or else what is written: an author who writes another name means to be read so.
    #[must_use]
    pub fn link_words<'a>(&'a self, text: &'a Text, mark: usize) -> &'a str {
        let Some(MarkKind::Link { target, label }) = text.document.marks.get(mark).map(|mark| &mark.kind) else {
            return "";
        };
        match (label, text.targets.get(mark)) {
            (Some(label), _) => label,
            (None, Some(&Target::Record(record))) if self.identifier(record) == target.as_str() => self.name(record),
            (None, _) => target.as_str(),
        }
    }

    /// A source's title or, where that is unknown, its identifier: a made-up title would be a claim.
    #[must_use]
    pub fn source_name(&self, id: SourceId) -> &str {
        let source = &self.sources[id];
        source.title.as_deref().unwrap_or(&source.id)
    }

    /// Every text of the site with the record that it belongs to, in a fixed order.
    pub fn texts(&self) -> impl Iterator<Item = (RecordId, &Text)> {
        let briefs = self.briefs.iter().map(|(id, brief)| (RecordId::Brief(id), &brief.text));
        let actors = self.actors.iter().map(|(id, actor)| (RecordId::Actor(id), &actor.text));
        let options = self.options.iter().map(|(id, option)| (RecordId::Option(id), &option.text));
        let criteria = self.criteria.iter().map(|(id, criterion)| (RecordId::Criterion(id), &criterion.text));
        briefs.chain(actors).chain(options).chain(criteria)
    }

    /// Every note of a source or a claim, in a fixed order.
    pub fn notes(&self) -> impl Iterator<Item = &Text> {
        let sources = self.sources.values().filter_map(|source| source.note.as_ref());
        sources.chain(self.claims.values().filter_map(|claim| claim.note.as_ref()))
    }

    /// The text of a record that has one.
    #[must_use]
    pub fn text(&self, record: RecordId) -> Option<&Text> {
        match record {
            RecordId::Brief(id) => Some(&self.briefs[id].text),
            RecordId::Actor(id) => Some(&self.actors[id].text),
            RecordId::Option(id) => Some(&self.options[id].text),
            RecordId::Criterion(id) => Some(&self.criteria[id].text),
            RecordId::Source(_) | RecordId::Claim(_) | RecordId::Event(_) | RecordId::Topic(_) => None,
        }
    }
}
