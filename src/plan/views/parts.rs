use serde::Serialize;

use crate::plan::card::Card;
use crate::plan::item::{Item, Under, What, groups};
pub(super) use crate::plan::link::Link;
use crate::plan::said::Said;
use crate::plan::scope::Scope;
pub(super) use crate::plan::word::WordView;
pub(super) use crate::plan::word::word_view;
use crate::resolve::{ClaimId, Mention, RecordId, Related, SourceId};
use crate::syntax::Word;

/// A claim and what it comes to: how it bears on an option, or the position that it reports.
#[derive(Debug, Clone, Serialize)]
pub struct WordedClaim {
    /// What it comes to.
    pub word: WordView,
    /// The claim.
    pub claim: Card,
}

/// What claims say of one thing: of an option under a criterion, or of an actor's stance on an option.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The thing.
    pub of: Link,
    /// The claims.
    pub claims: Vec<WordedClaim>,
}

/// The first of many links.
#[derive(Debug, Clone, Serialize)]
pub struct Few {
    /// As many as are shown.
    pub links: Vec<Link>,
    /// How many there are.
    pub total: usize,
}

/// How many links to what lacks something a page shows. What nothing is said of is no list to read, and every page of
/// its kind has one.
const FEW: usize = 50;

/// A sentence of a text that cites or names something.
#[derive(Debug, Clone, Serialize)]
pub struct MentionView {
    /// The page, and the place on it where that has an anchor.
    pub page: Link,
    /// What sort of page: "brief", "actor", "option" or "criterion".
    pub kind: &'static str,
    /// The sentence.
    pub sentence: String,
}

/// A related claim with the label that reads right from here.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedView {
    /// The label: "supports", "supported by".
    pub label: &'static str,
    /// The relation's name, for class names.
    pub relation: &'static str,
    /// Whether it is of another source than this claim.
    pub across: bool,
    /// The other claim.
    pub claim: Card,
}

impl Scope<'_> {
    /// A link to a record, under its name.
    pub(in crate::plan) fn link(&self, record: RecordId) -> Link {
        let make = || Link::new(self.href(record), self.site.name(record));
        self.cards.links.named(self.depth, record, make)
    }

    /// A link to a source, under the short name that readers know it by.
    pub(in crate::plan) fn source_link(&self, source: SourceId) -> Link {
        let make = || Link::new(self.href(RecordId::Source(source)), self.site.sources[source].label.as_str());
        self.cards.links.short(self.depth, source, make)
    }

    /// A link to a record, under the name that readers know it by.
    pub(in crate::plan) fn named(&self, record: RecordId) -> Link {
        match record {
            RecordId::Source(id) => self.source_link(id),
            other => self.link(other),
        }
    }

    /// The first of so many records.
    pub(in crate::plan) fn few(&self, records: impl Iterator<Item = RecordId>, total: usize) -> Few {
        Few { links: records.take(FEW).map(|record| self.named(record)).collect(), total }
    }

    /// Entries of a list, by what they are listed under.
    pub(in crate::plan) fn rows(&self, items: &[Item<'_>]) -> Vec<Row> {
        let worded = |item: &Item<'_>| match item.what {
            What::Worded(word, claim) => Some(WordedClaim { word, claim: self.claim(claim) }),
            _ => None,
        };
        let row = |(under, items): (Under<'_>, &[Item<'_>])| match under {
            Under::Record(record) => {
                Some(Row { of: self.named(record), claims: items.iter().filter_map(worded).collect() })
            }
            _ => None,
        };
        groups(items).filter_map(row).collect()
    }

    /// Sentences that cite or name something.
    pub(in crate::plan) fn mentions<'m>(&self, mentions: impl Iterator<Item = &'m Mention>) -> Vec<MentionView> {
        // Found before they are read: each lies somewhere else in memory, and the processor can wait for several at
        // once.
        let found: Vec<_> = mentions.map(|mention| (mention, Said::find(self.site, mention))).collect();
        found.into_iter().map(|(mention, said)| self.said(mention, said)).collect()
    }

    /// A sentence that cites or names something.
    pub(in crate::plan) fn mention(&self, mention: &Mention) -> MentionView {
        self.said(mention, Said::find(self.site, mention))
    }

    fn said(&self, mention: &Mention, said: Option<Said<'_>>) -> MentionView {
        let kind = match mention.page {
            RecordId::Brief(_) => "brief",
            RecordId::Actor(_) => "actor",
            RecordId::Option(_) => "option",
            _ => "criterion",
        };
        MentionView {
            page: self.link(mention.page),
            kind,
            sentence: said.map(|said| said.words(self.site)).unwrap_or_default(),
        }
    }

    /// A relation as it is shown on one of its claims' pages.
    pub(in crate::plan) fn related(&self, from: ClaimId, related: Related) -> RelatedView {
        RelatedView {
            label: related.label(),
            relation: related.kind.name(),
            across: self.site.claims[from].source != self.site.claims[related.other].source,
            claim: self.claim(related.other),
        }
    }
}
