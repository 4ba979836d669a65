use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use super::card::{CITING, Card, CardError, CardView, Cards, DrawCard, Form, WORDS};
use super::part::Part;
use super::views::{CitingView, ExcerptView};
use crate::cite::References;
use crate::evidence::Proofs;
use crate::resolve::{Address, Citable, ClaimId, RecordId, Site};

/// The page that a server gives for an address that leads nowhere.
pub(super) const NOT_FOUND: &str = "404.html";

/// For whom a page is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Readers of the published site.
    Readers,
    /// Authors, who also see which paragraphs rest on nothing.
    Authors,
}

/// What all views of an edition are built from.
#[derive(Debug, Clone, Copy)]
pub struct Basis<'a> {
    /// The site.
    pub site: &'a Site,
    /// What was proved.
    pub proofs: &'a Proofs,
    /// How its sources and briefs are cited.
    pub references: &'a References,
    /// Claims as they were drawn for other pages.
    pub cards: &'a Cards,
    /// Who draws those that were not.
    pub theme: &'a dyn DrawCard,
    /// For whom.
    pub audience: Audience,
}

/// What a view is built from, and the page that it is built for: addresses are relative to it.
#[derive(Debug)]
pub struct Scope<'a> {
    /// The site.
    pub site: &'a Site,
    /// What was proved.
    pub proofs: &'a Proofs,
    /// How its sources and briefs are cited.
    pub references: &'a References,
    /// What leads from the page to the site's root: `../../`.
    pub root: String,
    /// For whom.
    pub audience: Audience,
    /// Which of a list's pages it is.
    pub part: Part,
    pub(super) cards: &'a Cards,
    theme: &'a dyn DrawCard,
    /// How many folders the page lies below the root; none of a page whose links do not begin there.
    pub(super) depth: Option<usize>,
    /// The first card that could not be drawn.
    failure: OnceCell<CardError>,
}

impl<'a> Scope<'a> {
    /// The scope of one page.
    ///
    /// A server shows the error page under any address, where relative links would lead anywhere: its links begin
    /// with the path of the base address, if the site has one.
    pub(super) fn new(basis: &Basis<'a>, address: &Address, part: Part) -> Self {
        let Basis { site, proofs, references, cards, theme, audience } = *basis;
        let absolute = site.config.base_url.as_deref().filter(|_| address.path() == NOT_FOUND).map(path_of);
        let depth = absolute.is_none().then(|| address.depth());
        let root = absolute.unwrap_or_else(|| Address::to_root_from(depth.unwrap_or_default()));
        let failure = OnceCell::new();
        Self { site, proofs, references, root, audience, part, cards, theme, depth, failure }
    }

    /// A claim's card, as all pages of this depth show it.
    ///
    /// Of one that cannot be drawn there is an empty one, and no view: see [`Self::failure`].
    pub(super) fn card(&self, form: Form, claim: ClaimId) -> Card {
        let movable = self.theme.prints_addresses();
        self.or_none(self.cards.card(form, self.depth, claim.index(), movable, || self.draw(form, claim)))
    }

    /// What stands below the reference to a source, as all pages of this depth show it, or to a brief, which its own
    /// page alone shows.
    pub(super) fn citing_card(&self, citable: Citable, view: impl FnOnce() -> CitingView) -> Card {
        let draw = || self.theme.draw_card(CITING, &CardView::Citing { cite: view() });
        self.or_none(match citable {
            Citable::Source(id) => self.cards.citing(self.depth, id.index(), draw),
            Citable::Brief(_) => draw().map(|html| Card::new(&html)),
        })
    }

    /// The excerpts of a claim, as all pages show them.
    ///
    /// Where one cannot be drawn there are none, and no view: see [`Self::failure`].
    pub(super) fn excerpts(&self, claim: ClaimId) -> Arc<[ExcerptView]> {
        self.or_none(self.drawn_excerpts(claim))
    }

    /// The same, or why they cannot be drawn.
    pub(super) fn drawn_excerpts(&self, claim: ClaimId) -> Result<Arc<[ExcerptView]>, CardError> {
        let draw = |parts| self.theme.draw_card(WORDS, &CardView::Words { parts }).map(|html| Card::new(&html));
        self.cards.excerpts(claim.index(), || self.excerpt_views(claim, draw))
    }

    fn draw(&self, form: Form, claim: ClaimId) -> Result<String, CardError> {
        self.theme.draw_card(form.component(), &self.card_view(form, claim)?)
    }

    fn or_none<T: Default>(&self, drawn: Result<T, CardError>) -> T {
        drawn.unwrap_or_else(|error| {
            self.failure.get_or_init(|| error);
            T::default()
        })
    }

    /// Why this page can have no view, if it cannot.
    pub(super) fn failure(self) -> Option<CardError> {
        self.failure.into_inner()
    }

    /// Which of so many entries stand on this page.
    pub(super) fn window(&self, entries: usize) -> Range<usize> {
        self.part.window(self.site.config.page_size, entries)
    }

    /// An address of the site, relative to this page.
    #[must_use]
    pub fn relative(&self, path: &str) -> String {
        [self.root.as_str(), path].concat()
    }

    /// A record's absolute address, where the site has a base address.
    #[must_use]
    pub fn absolute(&self, record: RecordId) -> Option<String> {
        let base = self.site.config.base_url.as_deref()?;
        Some(Address::after(base, self.site, record))
    }

    /// A record's address, relative to this page.
    #[must_use]
    pub fn href(&self, record: RecordId) -> String {
        Address::after(&self.root, self.site, record)
    }
}

/// The path of an absolute address that ends in `/`.
fn path_of(url: &str) -> String {
    let after_host = url.split_once("://").map_or(url, |(_, rest)| rest);
    after_host.find('/').map_or_else(|| "/".to_owned(), |at| after_host[at..].to_owned())
}
