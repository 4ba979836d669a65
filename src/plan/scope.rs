use std::ops::Range;

use super::part::Part;
use crate::evidence::Proofs;
use crate::resolve::{Address, RecordId, Site};

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

/// What a view is built from, and the page that it is built for: addresses are relative to it.
#[derive(Debug, Clone)]
pub struct Scope<'a> {
    /// The site.
    pub site: &'a Site,
    /// What was proved.
    pub proofs: &'a Proofs,
    /// The page.
    pub address: &'a Address,
    /// What leads from the page to the site's root: `../../`.
    pub root: String,
    /// For whom.
    pub audience: Audience,
    /// Which of a list's pages it is.
    pub part: Part,
}

impl<'a> Scope<'a> {
    /// The scope of one page.
    ///
    /// A server shows the error page under any address, where relative links would lead anywhere: its links begin
    /// with the path of the base address, if the site has one.
    #[must_use]
    pub fn new(site: &'a Site, proofs: &'a Proofs, address: &'a Address, audience: Audience, part: Part) -> Self {
        let absolute = site.config.base_url.as_deref().filter(|_| address.path() == NOT_FOUND).map(path_of);
        Self { site, proofs, address, root: absolute.unwrap_or_else(|| address.to_root()), audience, part }
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
        Some(format!("{base}{}", Address::of(self.site, record).path()))
    }

    /// A record's address, relative to this page.
    #[must_use]
    pub fn href(&self, record: RecordId) -> String {
        self.relative(Address::of(self.site, record).path())
    }
}

/// The path of an absolute address that ends in `/`.
fn path_of(url: &str) -> String {
    let after_host = url.split_once("://").map_or(url, |(_, rest)| rest);
    after_host.find('/').map_or_else(|| "/".to_owned(), |at| after_host[at..].to_owned())
}
