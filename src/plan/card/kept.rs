use std::sync::{Arc, OnceLock};

use super::draw::{CITING, CardError, WORDS};
use super::excerpt::ExcerptView;
use super::form::{FORMS, Form};
use super::html::Card;
use crate::plan::link::{DEPTHS, Links};
use crate::resolve::{Address, Site};

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
    pub(in crate::plan) links: Links,
}

/// What was made for each record of a kind.
type Kept<T> = OnceLock<Box<[OnceLock<Made<T>>]>>;

type Made<T> = Result<T, Box<CardError>>;

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
    pub(in crate::plan) fn card(
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
        Some(card.html()?.replace(&opened(from), &opened(depth)))
    }

    /// What stands below the reference to a source, by its index, in the same way.
    pub(in crate::plan) fn citing(
        &self,
        depth: Option<usize>,
        index: usize,
        draw: impl FnOnce() -> Result<String, CardError>,
    ) -> Result<Card, CardError> {
        let kept = depth.and_then(|depth| self.of_sources.get(depth));
        kept_or_made(kept, self.sources, index, || draw().map(|html| Card::new(&html)))
    }

    /// The excerpts of a claim, by its index, for all pages.
    pub(in crate::plan) fn excerpts(
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
        let html = |form, depth| cards.card(form, depth, 0, false, draw).unwrap().html().unwrap().to_owned();
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
            cards.card(form, Some(depth), index, true, || draw(&root)).unwrap().html().unwrap().to_owned()
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
        let html = |depth, index| cards.citing(depth, index, draw).unwrap().html().unwrap().to_owned();
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
}
