//! Cards: claims as finished HTML, drawn once and shown on many pages.
//!
//! A claim stands on some ten pages. What it looks like there is the theme's affair, and depends on the claim, the form
//! and the way to the site's root alone; so it is drawn when the first page asks for it, and the same text is handed to
//! all others. A view holds the text, and so is still all that its page shows. What differs from page to page (numbers,
//! anchors, the ways back) stands around a card, in the page's own template.

use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::{Serialize, Serializer};

use super::views::{ClaimView, ExcerptView};
use crate::files::Fingerprint;
use crate::resolve::Site;

/// A claim's finished HTML.
///
/// Templates are given the HTML. For comparing, its fingerprint stands for it: it is made once, however many views hold
/// the card.
#[derive(Debug, Clone)]
pub struct Card(Arc<Drawn>);

#[derive(Debug)]
struct Drawn {
    html: Box<str>,
    fingerprint: Fingerprint,
}

impl Card {
    pub(super) fn new(html: String) -> Self {
        Self(Arc::new(Drawn { fingerprint: Fingerprint::of(html.as_bytes()), html: html.into() }))
    }
}

/// Nothing, in place of what could not be drawn.
impl Default for Card {
    fn default() -> Self {
        Self::new(String::new())
    }
}

impl Serialize for Card {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(&self.0.html)
        } else {
            serializer.serialize_bytes(self.0.fingerprint.as_bytes())
        }
    }
}

/// In which form a claim is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// In a list, with its source.
    Row,
    /// In a list of one source.
    RowOfSource,
    /// With all that a reader needs in order to judge it.
    Body,
    /// As one of two that disagree.
    Side,
}

/// How many forms there are.
const FORMS: usize = 4;

impl Form {
    /// The component of the theme that draws it.
    #[must_use]
    pub const fn component(self) -> &'static str {
        match self {
            Self::Row | Self::RowOfSource => "claim.row",
            Self::Body => "claim.body",
            Self::Side => "claim.side",
        }
    }

    /// Every component that draws a card.
    pub const COMPONENTS: [&'static str; 3] = ["claim.row", "claim.body", "claim.side"];
}

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
        /// The words that it rests on.
        excerpts: Vec<ExcerptView>,
    },
}

/// Whoever draws cards: the theme.
pub trait DrawCard: fmt::Debug + Sync {
    /// Draws a card by one of the theme's components.
    ///
    /// # Errors
    /// If the component asks for something that a card's view does not have.
    fn draw_card(&self, component: &'static str, view: &CardView) -> Result<String, CardError>;
}

/// A component of the theme that could not draw a card.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the component `{component}` cannot draw a claim:\n{report}")]
pub struct CardError {
    /// The component.
    pub component: &'static str,
    /// What is wrong with it, with the template's line.
    pub report: String,
}

/// The cards of an edition, each drawn when a page first asks for it.
///
/// A card is a pure function of the site, the proofs and the theme, whichever page asks first; for another site or theme
/// there are other `Cards`.
#[derive(Debug)]
pub struct Cards {
    claims: usize,
    kept: [[OnceLock<Box<[Kept]>>; FORMS]; DEPTHS],
}

type Kept = OnceLock<Result<Card, Box<CardError>>>;

/// How deep pages lie, and one more: `actors/ID/claims/2/`. The way to the root is the same from all pages of a depth.
const DEPTHS: usize = 5;

impl Cards {
    /// The cards of a site, none of them drawn yet.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        Self::of(site.claims.len())
    }

    fn of(claims: usize) -> Self {
        Self { claims, kept: Default::default() }
    }

    /// The card of a claim, by its index, for pages of a depth. Pages of none keep theirs to themselves.
    pub(super) fn card(
        &self,
        form: Form,
        depth: Option<usize>,
        index: usize,
        draw: impl FnOnce() -> Result<String, CardError>,
    ) -> Result<Card, CardError> {
        let draw = || draw().map(Card::new);
        let forms = depth.and_then(|depth| self.kept.get(depth));
        let kept = forms.map(|forms| forms[form as usize].get_or_init(|| self.none_drawn()));
        match kept.and_then(|kept| kept.get(index)) {
            Some(kept) => kept.get_or_init(|| draw().map_err(Box::new)).clone().map_err(|error| *error),
            None => draw(),
        }
    }

    fn none_drawn(&self) -> Box<[Kept]> {
        std::iter::repeat_with(OnceLock::new).take(self.claims).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_card_is_drawn_once_for_all_pages_of_a_depth() {
        let cards = Cards::of(1);
        let drawn = Cell::new(0);
        let draw = || {
            drawn.set(drawn.get() + 1);
            Ok(drawn.get().to_string())
        };
        let html = |form, depth| cards.card(form, depth, 0, draw).unwrap().0.html.to_string();
        assert_eq!([html(Form::Row, Some(2)), html(Form::Row, Some(2))], ["1", "1"]);
        assert_eq!([html(Form::Row, Some(3)), html(Form::Body, Some(2)), html(Form::Row, Some(2))], ["2", "3", "1"]);
        assert_eq!([html(Form::Row, None), html(Form::Row, None), html(Form::Row, Some(DEPTHS))], ["4", "5", "6"]);
    }

    #[test]
    fn what_cannot_be_drawn_is_told_to_every_page() {
        let cards = Cards::of(1);
        let fail = || Err(CardError { component: "claim.row", report: "no".to_owned() });
        for _ in 0..2 {
            assert!(cards.card(Form::Row, Some(0), 0, fail).is_err());
        }
    }

    #[test]
    fn cards_compare_by_what_they_say() {
        let bytes = |html: &str| {
            let mut bytes = Vec::new();
            crate::files::write_canonical(&Card::new(html.to_owned()), &mut bytes).unwrap();
            bytes
        };
        assert_eq!(bytes("a"), bytes("a"));
        assert_ne!(bytes("a"), bytes("b"));
        assert_eq!(serde_json::to_value(Card::new("<p>".to_owned())).unwrap(), "<p>");
    }
}
