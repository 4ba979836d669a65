//! Cards as the views of pages take them, and what they are drawn from.

use std::sync::Arc;

use super::excerpt::OF_CARD;
use super::parts::word_view;
use crate::plan::card::{
    CITING, Card, CardError, CardView, CitingView, ClaimView, ConditionalView, ExcerptPart, ExcerptView, Form,
    LikelihoodView, StatusView, WORDS,
};
use crate::plan::scope::Scope;
use crate::resolve::{Citable, ClaimId, RecordId};

impl Scope<'_> {
    /// A claim's card, as all pages of this depth show it.
    pub(in crate::plan) fn card(&self, form: Form, claim: ClaimId) -> Card {
        let movable = self.theme.prints_addresses();
        self.or_none(self.cards.card(form, self.depth, claim.index(), movable, || self.draw(form, claim)))
    }

    /// What stands below the reference to a source, as all pages of this depth show it, or to a brief, which its own
    /// page alone shows.
    pub(in crate::plan) fn citing_card(&self, citable: Citable, view: impl FnOnce() -> CitingView) -> Card {
        let draw = || self.theme.draw_card(CITING, &CardView::Citing { cite: view() });
        self.or_none(match citable {
            Citable::Source(id) => self.cards.citing(self.depth, id.index(), draw),
            Citable::Brief(_) => draw().map(|html| Card::new(&html)),
        })
    }

    /// The excerpts of a claim, as all pages show them.
    pub(in crate::plan) fn excerpts(&self, claim: ClaimId) -> Arc<[ExcerptView]> {
        self.or_none(self.drawn_excerpts(claim))
    }

    /// The same, or why they cannot be drawn.
    pub(in crate::plan) fn drawn_excerpts(&self, claim: ClaimId) -> Result<Arc<[ExcerptView]>, CardError> {
        self.cards.excerpts(claim.index(), || self.excerpt_views(claim, |parts| self.drawn_words(parts)))
    }

    /// The excerpts of a claim as its cards show them: where there is much, the beginning.
    fn excerpts_of_card(&self, claim: ClaimId) -> Result<Arc<[ExcerptView]>, CardError> {
        match self.begun_excerpt_views(claim, |parts| self.drawn_words(parts)) {
            Some(begun) => begun,
            None => self.drawn_excerpts(claim),
        }
    }

    fn drawn_words(&self, parts: Vec<ExcerptPart>) -> Result<Card, CardError> {
        self.theme.draw_card(WORDS, &CardView::Words { parts }).map(|html| Card::new(&html))
    }

    fn draw(&self, form: Form, claim: ClaimId) -> Result<String, CardError> {
        self.theme.draw_card(form.component(), &self.card_view(form, claim)?)
    }

    /// What a card is drawn from.
    ///
    /// # Errors
    /// If the words that the claim rests on cannot be drawn.
    pub(in crate::plan) fn card_view(&self, form: Form, id: ClaimId) -> Result<CardView, CardError> {
        let claim = self.claim_view(id);
        Ok(match form {
            Form::Row => CardView::Row { claim, source: true },
            Form::RowOfSource => CardView::Row { claim, source: false },
            Form::Body | Form::Side => CardView::Quoted { claim, excerpts: self.excerpts_of_card(id)? },
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
            is_proved: self.proofs.is_proved(id),
            more_excerpts: claim.excerpts.len().saturating_sub(OF_CARD),
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
