use super::{Written, aliases, date, other_names};
use crate::diagnostic::Diagnostic;
use crate::files::{Span, Spanned};
use crate::model::{ActorKind, PartialDate};
use crate::syntax::{Fields, Node, text, word};

/// The front matter of a file of `content/actors/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorRecord {
    /// From the file name.
    pub id: Written,
    /// Its name.
    pub name: Written,
    /// State, person or organisation.
    pub kind: Option<Spanned<ActorKind>>,
    /// Other names.
    pub also_known_as: Vec<Written>,
    /// Actors that it is a part of.
    pub part_of: Vec<Written>,
    /// Ties to other actors, each resting on a claim.
    pub relations: Vec<ActorLinkRecord>,
    /// Former identifiers.
    pub aliases: Vec<Written>,
}

/// A tie to another actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorLinkRecord {
    /// The whole record.
    pub span: Span,
    /// The other actor.
    pub to: Written,
    /// What the tie is: a word or two.
    pub kind: Written,
    /// Since when.
    pub since: Option<Spanned<PartialDate>>,
    /// Until when.
    pub until: Option<Spanned<PartialDate>>,
    /// The claim that says so.
    pub claim: Written,
}

impl ActorRecord {
    /// Reads the front matter of an actor's file.
    pub fn read(id: Written, node: &Node, sink: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut fields = Fields::open(node, "an actor", sink)?;
        let name = fields.require("name", text);
        let kind = fields.require("kind", word);
        let also_known_as = other_names(&mut fields);
        let part_of = fields.list("part-of", text);
        let relations = fields.list("relations", link);
        let aliases = aliases(&mut fields);
        fields.close();
        Some(Self { id, name: name?, kind, also_known_as, part_of, relations, aliases })
    }
}

fn link(node: &Node, sink: &mut Vec<Diagnostic>) -> Option<ActorLinkRecord> {
    let mut fields = Fields::open(node, "a relation of an actor", sink)?;
    let (to, kind) = (fields.require("to", text), fields.require("kind", text));
    let (since, until) = (fields.get("since", date), fields.get("until", date));
    let claim = fields.require("claim", text);
    let span = fields.span();
    fields.close();
    Some(ActorLinkRecord { span, to: to?, kind: kind?, since, until, claim: claim? })
}
