//! Cards: what many pages show alike, as finished HTML that is drawn once.
//!
//! A claim stands on some ten pages, its words on several, and the page of each of a source's claims says how the
//! source is cited. What that looks like is the theme's affair, and depends on the record, the form and the way to the
//! site's root alone; so it is drawn when the first page asks for it, and the same text is handed to all others. A view
//! holds the text, and so is still all that its page shows. What differs from page to page (numbers, anchors, the ways
//! back) stands around a card, in the page's own template.

use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::{Serialize, Serializer};
use tera::Value;

use super::link::Links;
use super::views::{CitingView, ClaimView, ExcerptPart, ExcerptView};
use crate::files::Fingerprint;
use crate::resolve::{Address, Site};

/// Finished HTML.
///
/// Templates are given the HTML. For comparing, its fingerprint stands for it: it is made once, however many views hold
/// the card.
#[derive(Debug, Clone)]
pub struct Card(Arc<Drawn>);

#[derive(Debug)]
struct Drawn {
    /// As the engine holds a text that needs no escaping: every page that shows it has this one, not a copy.
    html: Value,
    fingerprint: Fingerprint,
}

impl Card {
    pub(super) fn new(html: &str) -> Self {
        Self(Arc::new(Drawn { fingerprint: Fingerprint::of(html.as_bytes()), html: Value::safe_string(html) }))
    }
}

/// Nothing, in place of what could not be drawn.
impl Default for Card {
    fn default() -> Self {
        Self::new("")
    }
}

impl Serialize for Card {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            self.0.html.serialize(serializer)
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
}

/// The component of the theme that draws what stands below a reference.
pub(super) const CITING: &str = "cite.hint";

/// The component of the theme that draws the words of an excerpt.
pub(super) const WORDS: &str = "excerpt.words";

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

/// The cards of an edition, each drawn when a page first asks for it.
///
/// A card is a pure function of the site, the proofs and the theme, whichever page asks first; for another site or
/// theme there are other `Cards`.
#[derive(Debug)]
pub struct Cards {
    claims: usize,
    sources: usize,
    of_claims: [[Kept<Card>; FORMS]; DEPTHS],
    of_sources: [Kept<Card>; DEPTHS],
    /// Of each claim. Nothing in them leads to the site itself, so they are the same for all depths.
    excerpts: Kept<Arc<[ExcerptView]>>,
    /// What stands in cards and beside them.
    pub(super) links: Links,
}

/// What was made for each record of a kind.
type Kept<T> = OnceLock<Box<[OnceLock<Made<T>>]>>;

type Made<T> = Result<T, Box<CardError>>;

/// How deep pages lie, and one more: `actors/ID/claims/2/`. The way to the root is the same from all pages of a depth.
pub(super) const DEPTHS: usize = 5;

impl Cards {
    /// Every component that draws a card.
    pub const COMPONENTS: [&'static str; 5] = ["claim.row", "claim.body", "claim.side", CITING, WORDS];

    /// The cards of a site, none of them drawn yet.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        Self { links: Links::new(site), ..Self::of(site.claims.len(), site.sources.len()) }
    }

    fn of(claims: usize, sources: usize) -> Self {
        let links = Links::of([0; Links::KINDS]);
        let (of_claims, of_sources, excerpts) = Default::default();
        Self { claims, sources, of_claims, of_sources, excerpts, links }
    }

    /// The card of a claim, by its index, for pages of a depth. Pages of none keep theirs to themselves.
    ///
    /// Where cards are `movable`, one of another depth is taken, if there is one.
    pub(super) fn card(
        &self,
        form: Form,
        depth: Option<usize>,
        index: usize,
        movable: bool,
        draw: impl FnOnce() -> Result<String, CardError>,
    ) -> Result<Card, CardError> {
        let kept = depth.and_then(|depth| self.of_claims.get(depth)).map(|forms| &forms[form as usize]);
        let moved = || depth.filter(|_| movable).and_then(|depth| self.moved(form, depth, index));
        kept_or_made(kept, self.claims, index, || moved().map_or_else(draw, Ok).map(|html| Card::new(&html)))
    }

    /// The card of another depth, with the way to the root from this one.
    fn moved(&self, form: Form, depth: usize, index: usize) -> Option<String> {
        let drawn = |from: usize| self.of_claims[from][form as usize].get()?.get(index)?.get()?.as_ref().ok();
        let (from, card) = (0..DEPTHS).find_map(|from| Some((from, drawn(from)?)))?;
        let opened = |depth: usize| ["=\"", &Address::to_root_from(depth)].concat();
        Some(card.0.html.as_str()?.replace(&opened(from), &opened(depth)))
    }

    /// What stands below the reference to a source, by its index, in the same way.
    pub(super) fn citing(
        &self,
        depth: Option<usize>,
        index: usize,
        draw: impl FnOnce() -> Result<String, CardError>,
    ) -> Result<Card, CardError> {
        let kept = depth.and_then(|depth| self.of_sources.get(depth));
        kept_or_made(kept, self.sources, index, || draw().map(|html| Card::new(&html)))
    }

    /// The excerpts of a claim, by its index, for all pages.
    pub(super) fn excerpts(
        &self,
        index: usize,
        make: impl FnOnce() -> Result<Arc<[ExcerptView]>, CardError>,
    ) -> Result<Arc<[ExcerptView]>, CardError> {
        kept_or_made(Some(&self.excerpts), self.claims, index, make)
    }
}

/// One of so many.
fn kept_or_made<T: Clone>(
    kept: Option<&Kept<T>>,
    count: usize,
    index: usize,
    make: impl FnOnce() -> Result<T, CardError>,
) -> Result<T, CardError> {
    let none_made = || std::iter::repeat_with(OnceLock::new).take(count).collect();
    match kept.map(|kept| kept.get_or_init(none_made)).and_then(|kept| kept.get(index)) {
        Some(kept) => kept.get_or_init(|| make().map_err(Box::new)).clone().map_err(|error| *error),
        None => make(),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_card_is_drawn_once_for_all_pages_of_a_depth() {
        let cards = Cards::of(1, 0);
        let drawn = Cell::new(0);
        let draw = || {
            drawn.set(drawn.get() + 1);
            Ok(drawn.get().to_string())
        };
        let html = |form, depth| cards.card(form, depth, 0, false, draw).unwrap().0.html.to_string();
        assert_eq!([html(Form::Row, Some(2)), html(Form::Row, Some(2))], ["1", "1"]);
        assert_eq!([html(Form::Row, Some(3)), html(Form::Body, Some(2)), html(Form::Row, Some(2))], ["2", "3", "1"]);
        assert_eq!([html(Form::Row, None), html(Form::Row, None), html(Form::Row, Some(DEPTHS))], ["4", "5", "6"]);
    }

    #[test]
    fn a_card_that_can_be_moved_is_drawn_once_for_all_depths() {
        let cards = Cards::of(2, 0);
        let drawn = Cell::new(0);
        let draw = |root: &str| {
            drawn.set(drawn.get() + 1);
            Ok(format!("<a href=\"{root}claims/\">../</a> <a href=\"https://example.org/../\">{}</a>", drawn.get()))
        };
        let html = |form, depth: usize, index| {
            let root = Address::to_root_from(depth);
            cards.card(form, Some(depth), index, true, || draw(&root)).unwrap().0.html.to_string()
        };
        let expected = |root: &str, n: usize| {
            format!("<a href=\"{root}claims/\">../</a> <a href=\"https://example.org/../\">{n}</a>")
        };
        assert_eq!(html(Form::Row, 2, 0), expected("../../", 1));
        assert_eq!(html(Form::Row, 3, 0), expected("../../../", 1));
        assert_eq!(html(Form::Row, 0, 0), expected("./", 1));
        assert_eq!(html(Form::Row, 1, 0), expected("../", 1));
        assert_eq!([html(Form::Body, 1, 0), html(Form::Row, 2, 1)], [expected("../", 2), expected("../../", 3)]);
    }

    #[test]
    fn how_a_source_is_cited_is_drawn_once_for_all_pages_of_a_depth() {
        let cards = Cards::of(0, 2);
        let drawn = Cell::new(0);
        let draw = || {
            drawn.set(drawn.get() + 1);
            Ok(drawn.get().to_string())
        };
        let html = |depth, index| cards.citing(depth, index, draw).unwrap().0.html.to_string();
        let found = [(Some(2), 0), (Some(2), 0), (Some(2), 1), (Some(3), 0), (None, 0)];
        assert_eq!(found.map(|(depth, index)| html(depth, index)), ["1", "1", "2", "3", "4"]);
    }

    #[test]
    fn what_cannot_be_drawn_is_told_to_every_page() {
        let cards = Cards::of(1, 0);
        let fail = || Err(CardError { component: "claim.row", report: "no".to_owned() });
        for _ in 0..2 {
            assert!(cards.card(Form::Row, Some(0), 0, true, fail).is_err());
        }
    }

    #[test]
    fn cards_compare_by_what_they_say() {
        let bytes = |html: &str| {
            let mut bytes = Vec::new();
            crate::files::write_canonical(&Card::new(html), &mut bytes).unwrap();
            bytes
        };
        assert_eq!(bytes("a"), bytes("a"));
        assert_ne!(bytes("a"), bytes("b"));
        assert_eq!(serde_json::to_value(Card::new("<p>")).unwrap(), "<p>");
    }
}
