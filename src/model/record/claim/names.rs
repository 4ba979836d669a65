//! What the fields of a claim are called and what they are for.

use crate::syntax::{Field, Form};

/// How many excerpts a claim has at most: they stand on the page of its source with those of all others.
const EXCERPTS: usize = 50;

pub(super) const ID: Field = Field::new(
    "id",
    "The claim’s short name, which tells its point and is unique within the source. It stays the same when the \
     statement changes.",
)
.such_as(&["not-against-a-bridge"]);
pub(super) const STATEMENT: Field = Field::new(
    "statement",
    "What the source asserts, in your own words: one sentence with a full stop, without “the source says”.",
)
.such_as(&["The ferryman does not oppose a bridge as such."]);
pub(super) const KIND: Field = Field::new("kind", "How the source puts it.");
pub(super) const QUOTE: Field = Field::new(
    "quote",
    "The source’s own words that the claim rests on, letter for letter: a fragment of at most 15 words, never a whole \
     sentence. `…` or `[…]` between parts stands for what is left out.",
)
.such_as(&["not against a bridge"]);
pub(super) const QUOTES: Field =
    Field::new("quotes", "Several excerpts, where the claim rests on more than one. Instead of `quote`.")
        .of_at_most(EXCERPTS);
pub(super) const ABOUT: Field = Field::new(
    "about",
    "The actors, options, criteria and events that the claim is about. It is listed on the page of each.",
);
pub(super) const SPEAKER: Field =
    Field::new("speaker", "The actor whose words the source reports. Mostly for claims of the kind `report`.");
pub(super) const ORIGIN: Field = Field::new(
    "origin",
    "The source that this source itself relies on for the claim, so that two reports of one origin do not count twice.",
);
pub(super) const LIKELIHOOD: Field = Field::new(
    "likelihood",
    "The source’s own word of likelihood, only where it has one, as it stands in an excerpt of the claim. A word of \
     the site’s scale is shown with its range; “may” and “could” do not count.",
);
pub(super) const CONFIDENCE: Field = Field::new(
    "confidence",
    "How well founded the source calls its judgement, only where it says so: a level that you \
     read from its words.",
);
pub(super) const IF: Field = Field::new(
    "if",
    "The condition of a claim of the kind `conditional`, in your own words, without a capital or a full stop. Use \
     exactly the same words wherever claims name the same condition, so that the chain links them.",
)
.such_as(&["no family loses its living"]);
pub(super) const THEN: Field = Field::new("then", "What follows if the condition holds, written like `if`.")
    .such_as(&["the ferrymen accept a bridge"]);
pub(super) const STANCES: Field =
    Field::new("stances", "Positions of actors on options, where the source reports or expects one.");
pub(super) const STANCE_ACTOR: Field = Field::new("actor", "Whose position it is.");
pub(super) const STANCE_OPTION: Field = Field::new("option", "The option that the position is on.");
pub(super) const POSITION: Field = Field::new("position", "Which position the source gives the actor.");
pub(super) const BEARS_ON: Field = Field::new(
    "bears-on",
    "How options fare under criteria according to this claim, where the source says so. It fills the comparison of \
     options.",
);
pub(super) const BEARING_OPTION: Field = Field::new("option", "The option that is judged.");
pub(super) const CRITERION: Field = Field::new("criterion", "What it is judged by.");
pub(super) const BEARING: Field = Field::new("bearing", "Which way the claim speaks.");
pub(super) const RELATIONS: Field = Field::new(
    "relations",
    "How the claim stands to other claims: a list of claims under each relation. Write it on one side; it is shown on \
     both.",
);
pub(super) const WHEN: Field =
    Field::new("when", "The date that the claim speaks of, as precise as the source’s text, and no more.");
pub(super) const EVENT: Field = Field::new("event", "The event that the claim speaks of.");
pub(super) const TOPICS: Field =
    Field::new("topics", "What the claim is filed under. Where `sourcebook.toml` names topics, no others are allowed.")
        .such_as(&["livelihoods"]);
pub(super) const NOTE: Field = Field::new("note", "What a reader needs to know in order not to misread the claim.");
pub(super) const STATUS: Field = Field::new(
    "status",
    "Where the claim stands now; `active` if the field is left out. A claim that comes into doubt is marked, not \
     deleted.",
);
pub(super) const REASON: Field = Field::new(
    "reason",
    "Why the claim has its status: readers see it beside the claim. Required unless the claim is active.",
);

/// The source's own word. Those of the scales are offered, and others are as good.
pub(super) const LIKELIHOOD_WORDS: Form = Form {
    suggested: &[
        "almost no chance",
        "remote",
        "very unlikely",
        "highly improbable",
        "unlikely",
        "improbable",
        "roughly even chance",
        "roughly even odds",
        "likely",
        "probable",
        "very likely",
        "highly probable",
        "almost certain",
        "nearly certain",
        "almost certainly",
        "improbably",
        "probably",
    ],
    ..Form::text("a word of likelihood")
};
