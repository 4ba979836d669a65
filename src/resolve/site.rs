use std::collections::BTreeSet;
use std::sync::Arc;

use super::claim::Claim;
use super::ids::{ActorId, ClaimId, OptionId, RecordId, SourceId};
use super::{Graph, Table};
use crate::files::{Span, Spanned};
use crate::markdown::{Document, MarkKind};
use crate::model::{ActorKind, Config, Imprint, Name, PartialDate, Range, Reliability, SourceType, Unread, UrlStatus};

/// A site whose references all lead somewhere.
#[derive(Debug, Default)]
pub struct Site {
    /// The configuration.
    pub config: Config,
    /// By the names that readers know them by, then by title.
    pub sources: Table<Source>,
    /// By source, then in the order of the document.
    pub claims: Table<Claim>,
    /// By name.
    pub actors: Table<Actor>,
    /// By name, each variant directly after what it is a variant of.
    pub options: Table<DealOption>,
    /// By name.
    pub criteria: Table<Criterion>,
    /// In the order of `events.yaml`; what readers see has that of time (`Graph::timeline`).
    pub events: Table<Event>,
    /// By name.
    pub topics: Table<Topic>,
    /// Newest first; of one day by title.
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
    /// The short name that readers know it by.
    pub label: String,
    /// Its title, if known.
    pub title: Option<String>,
    /// Its authors; empty if unknown.
    pub authors: Vec<Name>,
    /// What it appeared in, and where in that.
    pub imprint: Imprint,
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

    /// The sources by identifier: what authors and programs are told names them by that.
    pub fn sources_by_identifier(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        let mut sources: Vec<_> = self.sources.iter().collect();
        sources.sort_by_key(|&(_, source)| source.id.as_str());
        sources.into_iter()
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
