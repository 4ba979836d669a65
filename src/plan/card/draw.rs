use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use super::citing::CitingView;
use super::claim::ClaimView;
use super::excerpt::{ExcerptPart, ExcerptView};

/// The component of the theme that draws what stands below a reference.
pub(in crate::plan) const CITING: &str = "cite.hint";

/// The component of the theme that draws the words of an excerpt.
pub(in crate::plan) const WORDS: &str = "excerpt.words";

/// What a card is drawn from: the arguments of its component.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum CardView {
    /// Of `claim.row`.
    Row {
        /// The claim.
        claim: ClaimView,
        /// Whether its source is named.
        source: bool,
    },
    /// Of `claim.body` and `claim.side`.
    Quoted {
        /// The claim.
        claim: ClaimView,
        /// The words that it rests on; of many or long ones, the beginning.
        excerpts: Arc<[ExcerptView]>,
    },
    /// Of `excerpt.words`.
    Words {
        /// The words, cut where something was left out or put in by an editor.
        parts: Vec<ExcerptPart>,
    },
    /// Of `cite.hint`.
    Citing {
        /// How a source or a brief is cited.
        cite: CitingView,
    },
}

/// Whoever draws cards: the theme.
pub trait DrawCard: fmt::Debug + Sync {
    /// Draws a card by one of the theme's components.
    ///
    /// # Errors
    /// If the component asks for something that a card's view does not have.
    fn draw_card(&self, component: &'static str, view: &CardView) -> Result<String, CardError>;

    /// Whether all that its components do with an address is to print it, as the value of an attribute between double
    /// quotation marks. Then a card of another depth is the same text with another way to the root, and is not drawn
    /// again.
    fn prints_addresses(&self) -> bool {
        false
    }
}

/// A component of the theme that could not draw a card.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the component `{component}` cannot draw its card:\n{report}")]
pub struct CardError {
    /// The component.
    pub component: &'static str,
    /// What is wrong with it, with the template's line.
    pub report: String,
}
