use serde::Serialize;

use crate::plan::link::Link;
use crate::plan::word::WordView;
use crate::resolve::Site;

/// A claim, wherever it is shown.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimView {
    /// `SOURCE/CLAIM`.
    pub key: String,
    /// Its page.
    pub href: String,
    /// What is asserted.
    pub statement: String,
    /// How the source puts it.
    pub kind: WordView,
    /// Whether all its excerpts are proved.
    pub is_proved: bool,
    /// How many of its excerpts stand on its page alone, and in none of its cards.
    pub more_excerpts: usize,
    /// Whose document it is.
    pub source: Link,
    /// Whose words the document reports.
    pub speaker: Option<Link>,
    /// The document's own word of likelihood.
    pub likelihood: Option<LikelihoodView>,
    /// Condition and consequence.
    pub conditional: Option<ConditionalView>,
    /// Where it stands, if not active.
    pub status: Option<StatusView>,
}

/// The two halves of a conditional claim.
#[derive(Debug, Clone, Serialize)]
pub struct ConditionalView {
    /// If …
    pub condition: String,
    /// … then …
    pub consequence: String,
}

/// A status other than active.
#[derive(Debug, Clone, Serialize)]
pub struct StatusView {
    /// Which.
    pub status: WordView,
    /// Why.
    pub reason: String,
}

/// A source's word of likelihood, with the range that the site's scale gives it, if it is a word of that scale.
#[derive(Debug, Clone, Serialize)]
pub struct LikelihoodView {
    /// The source's word.
    pub word: String,
    /// The range.
    pub range: Option<&'static str>,
    /// Whose scale the range is.
    pub scale: &'static str,
}

impl LikelihoodView {
    pub(in crate::plan) fn of(site: &Site, word: &str) -> Self {
        let scale = site.config.likelihood_scale;
        let range = scale.find(word).map(|range| range.percent);
        Self { word: word.to_owned(), range, scale: scale.title() }
    }
}
