use std::sync::Arc;

use serde::Serialize;

use super::actor::{TieView, tie_of};
use super::parts::{Link, MentionView, WordView};
use crate::plan::card::{Card, ExcerptView};
use crate::plan::item::{Item, Under, What, groups};
use crate::plan::list::List;
use crate::plan::scope::Scope;
use crate::resolve::{ClaimId, RecordId};
use crate::syntax::Word as _;

/// A further page of a list that begins on another page.
#[derive(Debug, Clone, Serialize)]
pub struct RestView {
    /// Where the list begins, under the name of what its page is about.
    pub home: Link,
    /// The list's heading there.
    pub heading: &'static str,
    /// The number of the first entry here.
    pub first: usize,
    /// The number of the last.
    pub last: usize,
    /// How many entries the whole list has.
    pub total: usize,
    /// The entries, by what they are listed under.
    pub groups: Vec<RestGroup>,
}

/// Entries that stand under the same.
#[derive(Debug, Clone, Serialize)]
pub struct RestGroup {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Its page, if it has one.
    pub href: Option<String>,
    /// The entries.
    pub entries: Vec<RestEntry>,
}

/// An entry, as the list's first page shows it.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "shape", rename_all = "kebab-case")]
pub enum RestEntry {
    /// A claim.
    Claim(ListedClaim),
    /// A sentence.
    Mention {
        /// The sentence.
        mention: MentionView,
    },
    /// A tie.
    Tie {
        /// The tie.
        tie: Box<TieView>,
    },
    /// A record.
    Record {
        /// The record.
        link: Link,
    },
}

/// A claim, and what the list says of it.
#[derive(Debug, Clone, Serialize)]
pub struct ListedClaim {
    /// The claim.
    pub claim: Card,
    /// The part of an actor that it is about.
    pub via: Option<Link>,
    /// What it comes to.
    pub word: Option<WordView>,
    /// Its place on the page, where its words stand beside it.
    pub anchor: Option<String>,
    /// Those words.
    pub excerpts: Arc<[ExcerptView]>,
    /// What else there is to say.
    pub note: &'static str,
}

pub(in crate::plan) fn rest_view(scope: &Scope<'_>, list: List) -> RestView {
    let site = scope.site;
    let window = scope.window(scope.part.entries);
    let here: Vec<Item<'_>> = list.items(site, scope.proofs).skip(window.start).take(window.len()).collect();
    let (_, heading, anchor) = list.names();
    let name = list.record().map_or_else(|| "Gaps".to_owned(), |record| scope.named(record).text().to_owned());
    let address = scope.relative(list.address(site, 1).path());
    // An event's own address leads to its place already.
    let href = if address.contains('#') { address } else { format!("{address}#{anchor}") };
    RestView {
        home: Link::new(href, name),
        heading,
        first: window.start + 1,
        last: window.end,
        total: scope.part.entries,
        groups: groups(&here).map(|(under, items)| group(scope, under, items)).collect(),
    }
}

fn group(scope: &Scope<'_>, under: Under<'_>, items: &[Item<'_>]) -> RestGroup {
    let (name, href) = match under {
        Under::Nothing => (None, None),
        Under::Kind(kind) => (Some(kind.name().to_owned()), None),
        Under::Label(label) => (Some(label.to_owned()), None),
        Under::Section(heading) => (Some(heading.to_owned()), None),
        Under::Record(record) => {
            let link = scope.named(record);
            (Some(link.text().to_owned()), Some(link.href().to_owned()))
        }
    };
    RestGroup { name, href, entries: items.iter().filter_map(|item| entry(scope, item.what)).collect() }
}

fn entry(scope: &Scope<'_>, what: What<'_>) -> Option<RestEntry> {
    let claim = |id: ClaimId| {
        let (via, word, anchor, excerpts) = Default::default();
        ListedClaim { claim: scope.claim(id), via, word, anchor, excerpts, note: "" }
    };
    Some(match what {
        What::Claim(id) => RestEntry::Claim(claim(id)),
        What::Of(id, part) => {
            let via = part.map(|part| scope.link(RecordId::Actor(part)));
            RestEntry::Claim(ListedClaim { via, ..claim(id) })
        }
        What::Worded(word, id) => RestEntry::Claim(ListedClaim { word: Some(word), ..claim(id) }),
        What::Quoted(id) => {
            let anchor = Some(scope.site.claims[id].anchor());
            RestEntry::Claim(ListedClaim { anchor, excerpts: scope.excerpts(id), ..claim(id) })
        }
        What::Related(from, related) => {
            let is_across = scope.site.claims[from].source != scope.site.claims[related.other].source;
            let note = if is_across { "" } else { "same source" };
            RestEntry::Claim(ListedClaim { note, ..claim(related.other) })
        }
        What::Mention(mention) => RestEntry::Mention { mention: scope.mention(&mention) },
        What::Tie(_) => RestEntry::Tie { tie: Box::new(tie_of(scope, what)?) },
        What::Record(record) => RestEntry::Record { link: scope.named(record) },
    })
}
