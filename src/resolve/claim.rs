use super::ids::{ActorId, ClaimId, CriterionId, EventId, OptionId, SourceId, TopicId};
use super::site::Text;
use crate::files::{Span, Spanned};
use crate::model::{Bearing, ClaimKind, ClaimStatus, Confidence, PartialDate, Position, RelationKind};

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

impl Claim {
    /// The fragment of pages that list the claim. Identifiers never hold two hyphens in a row, so no two claims share one.
    #[must_use]
    pub fn anchor(&self) -> String {
        self.key.split_once('/').map_or_else(|| self.key.clone(), |(source, claim)| [source, "--", claim].concat())
    }
}
