use super::forms::{self, date};
use super::{Written, aliases, other_names};
use crate::files::{Span, Spanned};
use crate::model::{ActorKind, PartialDate};
use crate::syntax::{Field, Fields, Reader, text, word};

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
    pub fn read(id: Written, reader: &mut Reader<'_, '_>) -> Option<Self> {
        let mut fields = Fields::open(reader, "an actor")?;
        let name = fields.require(NAME, text);
        let kind = fields.require(KIND, word);
        let also_known_as = other_names(&mut fields);
        let part_of = fields.list(PART_OF, forms::actor);
        let relations = fields.list(RELATIONS, link);
        let aliases = aliases(&mut fields);
        fields.close()?;
        Some(Self { id, name: name?, kind, also_known_as, part_of, relations, aliases })
    }
}

fn link(reader: &mut Reader<'_, '_>) -> Option<ActorLinkRecord> {
    let mut fields = Fields::open(reader, "a relation of an actor")?;
    let (to, kind) = (fields.require(TO, forms::actor), fields.require(TIE, text));
    let (since, until) = (fields.get(SINCE, date), fields.get(UNTIL, date));
    let claim = fields.require(CLAIM, forms::claim);
    let span = fields.close()?.span;
    Some(ActorLinkRecord { span, to: to?, kind: kind?, since, until, claim: claim? })
}

const NAME: Field = Field::new("name", "The actor’s name, as readers know it.").such_as(&["Town council"]);
const KIND: Field = Field::new("kind", "What sort of actor it is.");
const PART_OF: Field = Field::new(
    "part-of",
    "Actors that this one is a part of. Claims about a part are also shown with the whole, and marked.",
);
const RELATIONS: Field = Field::new("relations", "Ties to other actors, each resting on a claim.");
const TO: Field = Field::new("to", "The other actor.");
const TIE: Field =
    Field::new("kind", "What the tie is, in a word or two, read from this actor to the other.").such_as(&["partner"]);
const SINCE: Field = Field::new("since", "Since when, as precisely as the sources say.");
const UNTIL: Field = Field::new("until", "Until when, as precisely as the sources say.");
const CLAIM: Field = Field::new("claim", "The claim that says so.");
