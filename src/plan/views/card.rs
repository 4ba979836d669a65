//! What claims' cards are drawn from, and the cards themselves as the views of pages take them.

use serde::Serialize;

use super::excerpt::is_proved;
use super::parts::{Link, WordView, word_view};
use crate::plan::card::{Card, CardError, CardView, Form};
use crate::plan::scope::Scope;
use crate::resolve::{ClaimId, RecordId, Site};

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

impl Scope<'_> {
    /// What a card is drawn from.
    ///
    /// # Errors
    /// If the words that the claim rests on cannot be drawn.
    pub(in crate::plan) fn card_view(&self, form: Form, id: ClaimId) -> Result<CardView, CardError> {
        let claim = self.claim_view(id);
        Ok(match form {
            Form::Row => CardView::Row { claim, source: true },
            Form::RowOfSource => CardView::Row { claim, source: false },
            Form::Body | Form::Side => CardView::Quoted { claim, excerpts: self.drawn_excerpts(id)? },
        })
    }

    /// A claim as all its cards and its own page show it.
    pub(super) fn claim_view(&self, id: ClaimId) -> ClaimView {
        let claim = &self.site.claims[id];
        ClaimView {
            key: claim.key.clone(),
            href: self.href(RecordId::Claim(id)),
            statement: claim.statement.clone(),
            kind: word_view!(claim.kind),
            is_proved: is_proved(self.site, self.proofs, id),
            source: self.source_link(claim.source),
            speaker: claim.speaker.map(|speaker| self.link(RecordId::Actor(speaker))),
            likelihood: claim.likelihood.as_ref().map(|word| LikelihoodView::of(self.site, word.as_str())),
            conditional: self.conditional(id),
            status: claim
                .status
                .as_ref()
                .map(|status| StatusView { status: word_view!(status.status), reason: status.reason.clone() }),
        }
    }

    /// The two halves of a claim, if it is a conditional one.
    pub(super) fn conditional(&self, id: ClaimId) -> Option<ConditionalView> {
        let halves = self.site.claims[id].conditional.clone();
        halves.map(|(condition, consequence)| ConditionalView { condition, consequence })
    }

    /// A claim in a list.
    pub(in crate::plan) fn claim(&self, id: ClaimId) -> Card {
        self.card(Form::Row, id)
    }

    /// Claims of a list.
    pub(in crate::plan) fn claims(&self, ids: impl IntoIterator<Item = ClaimId>) -> Vec<Card> {
        ids.into_iter().map(|id| self.claim(id)).collect()
    }

    /// Claims of a list under the name of their source.
    pub(in crate::plan) fn claims_of_source(&self, ids: impl IntoIterator<Item = ClaimId>) -> Vec<Card> {
        ids.into_iter().map(|id| self.card(Form::RowOfSource, id)).collect()
    }
}
