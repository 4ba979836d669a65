use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::version::Version;
use crate::files::Fingerprint;
use crate::plan::{Audience, Cards, Page, PageKind, Part, SearchEntry, View, pages, search_entries, view};
use crate::render::{RenderError, StaticFile, Theme};
use crate::resolve::{Address, SEARCH_INDEX};
use crate::stages::Compiled;

/// A compiled site without errors, of which any page can be drawn.
#[derive(Debug)]
pub(super) struct Edition {
    compiled: Compiled,
    theme: Arc<Theme>,
    /// Of this edition alone: another one may say something else of the same claim.
    cards: Cards,
    /// In the order of their addresses.
    pages: Vec<Page>,
    /// The theme's files, by path.
    statics: HashMap<String, StaticFile>,
    styles: Fingerprint,
    files: Fingerprint,
}

/// What stands at an address.
#[derive(Debug)]
pub(super) enum Found<'a> {
    /// A page of the site, or the page that says that there is none.
    Page(Page),
    /// A file of the theme.
    Static(&'a StaticFile),
    /// A file of the search index, if it has one of this path.
    Index(&'a str),
    /// Something stands there with a `/` at the end.
    Folder,
}

/// A page as it was drawn.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) bytes: Vec<u8>,
    pub(super) version: Version,
}

/// A page that its template fails to draw, said as a build says it.
#[derive(Debug, thiserror::Error)]
#[error("cannot make `{page}`: {error}")]
pub(super) struct NotDrawn {
    page: String,
    error: RenderError,
}

impl Edition {
    pub(super) fn new(mut compiled: Compiled, theme: Arc<Theme>) -> Self {
        let Compiled { site, proofs, timings, .. } = &mut compiled;
        let pages = timings.time("plan", || pages(site, proofs));
        let config = &compiled.site.config;
        let statics: HashMap<String, StaticFile> =
            theme.statics_for(config).map(|file| (file.path.clone(), file.clone())).collect();
        let of = |wanted: bool| {
            let files = theme.statics_for(config).filter(|file| is_style(&file.path) == wanted);
            Fingerprint::of_value(&files.map(|file| (&file.path, file.fingerprint)).collect::<Vec<_>>())
        };
        let (styles, files) = (of(true), of(false));
        Self { cards: Cards::new(&compiled.site), compiled, theme, pages, statics, styles, files }
    }

    /// What it was made from.
    pub(super) const fn compiled(&self) -> &Compiled {
        &self.compiled
    }

    /// What stands at an address. Where nothing does, the page that says so, with links that work from there.
    pub(super) fn find<'a>(&'a self, address: &'a str) -> Found<'a> {
        if let Some(page) = self.page(address) {
            return Found::Page(page);
        }
        let file = address.strip_suffix("index.html").and_then(|folder| self.page(folder));
        if let Some(page) = file.filter(|page| page.address.file() == address) {
            return Found::Page(page);
        }
        if let Some(file) = self.statics.get(address) {
            return Found::Static(file);
        }
        if let Some(path) = self.in_index(address) {
            return Found::Index(path);
        }
        if self.page(&format!("{address}/")).is_some() {
            return Found::Folder;
        }
        Found::Page(Page { address: Address::new(address), kind: PageKind::NotFound, part: Part::ONLY })
    }

    fn in_index<'a>(&self, address: &'a str) -> Option<&'a str> {
        let path = address.strip_prefix(SEARCH_INDEX)?.strip_prefix('/')?;
        self.has_search().then_some(path)
    }

    /// Whether readers can search the site.
    pub(super) const fn has_search(&self) -> bool {
        self.compiled.site.config.search
    }

    /// What a search may find, and the language of the site.
    pub(super) fn search_entries(&self) -> (&str, Vec<SearchEntry>) {
        (&self.compiled.site.config.language, search_entries(&self.compiled.site, &self.compiled.proofs))
    }

    fn page(&self, address: &str) -> Option<Page> {
        let at = self.pages.binary_search_by(|page| page.address.path().cmp(address)).ok()?;
        self.pages.get(at).cloned()
    }

    /// What a page is made of now.
    ///
    /// A page that shows what cannot be drawn is made of the reason for it.
    pub(super) fn version(&self, page: &Page) -> Version {
        let failure = |error: RenderError| Fingerprint::of(error.to_string().as_bytes());
        self.version_of(self.view(page).map_or_else(failure, |view| self.theme.fingerprint(&view)))
    }

    fn version_of(&self, page: Fingerprint) -> Version {
        Version { page, styles: self.styles, files: self.files }
    }

    /// Draws a page for its authors.
    pub(super) fn draw(&self, page: &Page) -> Result<Drawn, NotDrawn> {
        let not_drawn = |error| NotDrawn { page: page.address.file(), error };
        let view = self.view(page).map_err(not_drawn)?;
        let version = self.version_of(self.theme.fingerprint(&view));
        let bytes = self.theme.render(&view).map_err(not_drawn)?;
        Ok(Drawn { bytes, version })
    }

    fn view(&self, page: &Page) -> Result<View, RenderError> {
        Ok(view(&self.compiled.basis(&self.cards, &*self.theme, Audience::Authors), page)?)
    }
}

fn is_style(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("css"))
}
