use std::cell::OnceCell;
use std::ops::Range;

use super::card::{CardError, Cards, DrawCard};
use super::part::Part;
use super::section::NOT_FOUND;
use crate::cite::References;
use crate::evidence::Proofs;
use crate::resolve::{Address, RecordId, Site};

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
    pub(super) theme: &'a dyn DrawCard,
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
        let absolute = site.config.base_url.as_deref().filter(|_| address.path() == NOT_FOUND.path).map(path_of);
        let depth = absolute.is_none().then(|| address.depth());
        let root = absolute.unwrap_or_else(|| Address::to_root_from(depth.unwrap_or_default()));
        let failure = OnceCell::new();
        Self { site, proofs, references, root, audience, part, cards, theme, depth, failure }
    }

    /// What was drawn. Where it could not be there is an empty one, and no view: see [`Self::failure`].
    pub(super) fn or_none<T: Default>(&self, drawn: Result<T, CardError>) -> T {
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
