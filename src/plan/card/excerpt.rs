use serde::Serialize;

use super::html::Card;
use crate::plan::shared::Shared;

/// An excerpt with its proof, the same wherever its claim is shown. Pages share it.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct ExcerptView(Shared<Shown>);

/// What is shown of an excerpt.
#[derive(Debug, Serialize)]
pub(in crate::plan) struct Shown {
    /// The words, drawn from [`ExcerptPart`]s.
    pub(in crate::plan) words: Card,
    /// Where it stands, for readers: "“Nobel dreams”, paragraph 25".
    pub(in crate::plan) locator: Option<String>,
    /// Whether it was proved.
    pub(in crate::plan) proof: ProofView,
    /// A link into the original, where it has an address.
    pub(in crate::plan) original: Option<String>,
}

impl ExcerptView {
    pub(in crate::plan) fn new(shown: Shown) -> Self {
        Self(Shared::new(shown))
    }

    /// Where it stands, for readers.
    #[must_use]
    pub fn locator(&self) -> Option<&str> {
        self.0.part().locator.as_deref()
    }

    /// Whether it was proved.
    #[must_use]
    pub fn is_proved(&self) -> bool {
        self.0.part().proof.is_proved
    }
}

/// A stretch of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExcerptPart {
    /// `words` of the source, `gap` or `editor`.
    pub kind: &'static str,
    /// The text; quotation marks in it are those that stand inside others.
    pub text: String,
}

/// Whether an excerpt was proved.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ProofView {
    /// The outcome beside a claim in a list, in a word or two.
    pub label: &'static str,
    /// Whether the words were found.
    pub is_proved: bool,
}
