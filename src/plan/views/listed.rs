//! The beginning of a list that may outgrow its page, and the way to the rest.

use super::parts::{Link, MentionView};
use crate::plan::item::{Item, What};
use crate::plan::list::List;
use crate::plan::scope::Scope;
use crate::resolve::ClaimId;

/// The beginning of a list, as its first page shows it.
pub(in crate::plan) struct Head<'a> {
    pub(in crate::plan) items: Vec<Item<'a>>,
    /// How many entries the whole list has.
    pub(in crate::plan) total: usize,
}

impl<'a> Scope<'a> {
    /// The beginning of a list, as its first page shows it.
    pub(super) fn head(&self, list: List) -> Head<'a> {
        let mut items = list.items(self.site, self.proofs);
        let shown: Vec<Item<'a>> = items.by_ref().take(self.site.config.page_size).collect();
        let total = shown.len() + items.count();
        Head { items: shown, total }
    }

    /// The sentences among the entries of a list.
    pub(super) fn sentences(&self, head: &Head<'_>) -> Vec<MentionView> {
        self.mentions(head.items.iter().filter_map(|item| match &item.what {
            What::Mention(mention) => Some(mention),
            _ => None,
        }))
    }

    /// The way to what a list's first page does not show; none where it shows all.
    pub(super) fn rest(&self, list: List, total: usize) -> Option<Link> {
        let more = total.checked_sub(self.site.config.page_size).filter(|more| *more > 0)?;
        Some(Link::new(self.relative(list.address(self.site, 2).path()), more.to_string()))
    }

    /// The way to what the beginning of a list does not show, where another page shows more of it: to the list on the
    /// page of its record.
    pub(super) fn rest_on_page(&self, list: List, head: &Head<'_>) -> Option<Link> {
        let more = head.total.checked_sub(head.items.len()).filter(|more| *more > 0)?;
        let page = self.relative(list.address(self.site, 1).path());
        Some(Link::new([&page, "#", list.names().2].concat(), more.to_string()))
    }
}

impl Head<'_> {
    /// The claims among the entries.
    pub(super) fn claims(&self) -> impl Iterator<Item = ClaimId> {
        self.items.iter().filter_map(|item| item.what.claim())
    }
}
