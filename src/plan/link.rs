use std::sync::OnceLock;

use serde::Serialize;

use super::shared::Shared;
use crate::resolve::{FIXED_PAGES, RecordId, Site, SourceId};

/// How deep pages lie, and one more: `actors/ID/claims/2/`. The way to the root is the same from all pages of a depth.
pub(super) const DEPTHS: usize = 5;

/// A link with its text; the address is relative to the page that shows it.
///
/// Templates are given a map of the two, which pages share; so no page that is data holds a link.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Link(Shared<Words>);

#[derive(Debug, Serialize)]
struct Words {
    href: String,
    text: String,
}

impl Link {
    pub(super) fn new(href: String, text: impl Into<String>) -> Self {
        Self(Shared::new(Words { href, text: text.into() }))
    }

    /// Where it leads.
    #[must_use]
    pub fn href(&self) -> &str {
        &self.0.part().href
    }

    /// What it says.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.part().text
    }
}

/// The links of an edition to what many pages name, each made when the first page of a depth asks for it: a brief is
/// named by as many pages as it cites claims, an option by every actor without a stance on it.
///
/// Claims are not among them: they stand in cards, and by name only beside their neighbours.
#[derive(Debug)]
pub(super) struct Links {
    /// How many there are of each kind: of records, of sources once more under their short names, of sections.
    counts: [usize; Links::KINDS],
    of_depths: [[OfKind; Links::KINDS]; DEPTHS],
}

/// Of all records of a kind.
type OfKind = OnceLock<Box<[OnceLock<Link>]>>;

/// What links lead to.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Source,
    SourceInShort,
    Actor,
    Option,
    Criterion,
    Event,
    Topic,
    Brief,
    Section,
}

impl Links {
    pub(super) const KINDS: usize = Kind::Section as usize + 1;

    pub(super) fn new(site: &Site) -> Self {
        Self::of([
            site.sources.len(),
            site.sources.len(),
            site.actors.len(),
            site.options.len(),
            site.criteria.len(),
            site.events.len(),
            site.topics.len(),
            site.briefs.len(),
            FIXED_PAGES.len(),
        ])
    }

    pub(super) fn of(counts: [usize; Self::KINDS]) -> Self {
        Self { counts, of_depths: Default::default() }
    }

    /// The link to a record under its name, for pages of a depth. Pages of none keep theirs to themselves.
    pub(super) fn named(&self, depth: Option<usize>, record: RecordId, make: impl FnOnce() -> Link) -> Link {
        let (kind, index) = match record {
            RecordId::Source(id) => (Kind::Source, id.index()),
            RecordId::Actor(id) => (Kind::Actor, id.index()),
            RecordId::Option(id) => (Kind::Option, id.index()),
            RecordId::Criterion(id) => (Kind::Criterion, id.index()),
            RecordId::Event(id) => (Kind::Event, id.index()),
            RecordId::Topic(id) => (Kind::Topic, id.index()),
            RecordId::Brief(id) => (Kind::Brief, id.index()),
            RecordId::Claim(_) => return make(),
        };
        self.kept_or_made(depth, kind, index, make)
    }

    /// The link to a source under its short name, in the same way.
    pub(super) fn short(&self, depth: Option<usize>, source: SourceId, make: impl FnOnce() -> Link) -> Link {
        self.kept_or_made(depth, Kind::SourceInShort, source.index(), make)
    }

    /// The link to a page that every site has, under the name of its section, in the same way.
    pub(super) fn section(&self, depth: Option<usize>, path: &str, make: impl FnOnce() -> Link) -> Link {
        match FIXED_PAGES.iter().position(|page| *page == path) {
            Some(place) => self.kept_or_made(depth, Kind::Section, place, make),
            None => make(),
        }
    }

    fn kept_or_made(&self, depth: Option<usize>, kind: Kind, index: usize, make: impl FnOnce() -> Link) -> Link {
        let links = depth.and_then(|depth| self.of_depths.get(depth)).map(|kinds| &kinds[kind as usize]);
        let none_made = || std::iter::repeat_with(OnceLock::new).take(self.counts[kind as usize]).collect();
        match links.map(|links| links.get_or_init(none_made)).and_then(|links| links.get(index)) {
            Some(kept) => kept.get_or_init(make).clone(),
            None => make(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_link_is_made_once_for_all_pages_of_a_depth() {
        let links = Links::of([2; Links::KINDS]);
        let made = Cell::new(0);
        let make = || {
            made.set(made.get() + 1);
            Link::new(made.get().to_string(), "")
        };
        let link = |depth, index| links.kept_or_made(depth, Kind::Actor, index, make).href().to_owned();
        assert_eq!([link(Some(2), 0), link(Some(2), 0), link(Some(3), 0), link(Some(2), 1)], ["1", "1", "2", "3"]);
        assert_eq!([link(None, 0), link(Some(DEPTHS), 0), link(Some(2), 0)], ["4", "5", "1"]);
    }

    #[test]
    fn records_of_two_kinds_share_none() {
        let links = Links::of([1; Links::KINDS]);
        let make = |name: &'static str| move || Link::new(String::new(), name);
        let link = |kind, name| links.kept_or_made(Some(1), kind, 0, make(name)).text().to_owned();
        assert_eq!([link(Kind::Source, "a"), link(Kind::SourceInShort, "b"), link(Kind::Source, "c")], ["a", "b", "a"]);
    }

    #[test]
    fn templates_and_fingerprints_are_given_the_same_words() {
        let link = Link::new("../a/".to_owned(), "A & B");
        assert_eq!(serde_json::to_value(&link).unwrap(), serde_json::json!({ "href": "../a/", "text": "A & B" }));
        let bytes = |link: &Link| {
            let mut bytes = Vec::new();
            crate::files::write_canonical(link, &mut bytes).unwrap();
            bytes
        };
        assert_ne!(bytes(&link), bytes(&Link::new("../a/".to_owned(), "A")));
        assert_ne!(bytes(&link), bytes(&Link::new("../b/".to_owned(), "A & B")));
    }
}
