//! What a search of the site finds: one entry for each record that has a page, and one for each section of a text.
//!
//! An entry holds only words that the site publishes, spelled as the site publishes them.

mod names;
mod records;
mod text;

use std::collections::BTreeSet;

use serde::Serialize;

pub(in crate::plan) use names::names_view;
pub use names::{NameView, NamesView};
pub use records::search_entries;

use crate::resolve::{ClaimId, RecordId, Site, Target};

/// Something that a search may find.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SearchEntry {
    /// Where it leads: from the site's root, without a leading slash; with a fragment for a section.
    pub address: String,
    /// What readers know it by.
    pub title: String,
    /// Other names that it is found by.
    pub also: Vec<String>,
    /// What else a list of results says of it, in one line.
    pub detail: String,
    /// Its words.
    pub text: String,
    /// By what results are narrowed down.
    pub facets: Facets,
}

/// By what results are narrowed down. Records are given by their identifiers, which stay when names change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// The sort of page: "claim", "brief".
    pub page: &'static str,
    /// The kind of a claim.
    pub kind: Option<&'static str>,
    /// Actors that it is about, speaks for or names.
    pub actor: BTreeSet<String>,
    /// Options that it is about or names.
    pub option: BTreeSet<String>,
    /// Sources that it is from, cites or names.
    pub source: BTreeSet<String>,
}

impl Facets {
    /// Those of a sort of page, of which nothing else is known yet.
    fn of(page: &'static str) -> Self {
        Self { page, ..Self::default() }
    }

    /// Adds what a mark of a text leads to.
    fn add_target(&mut self, site: &Site, target: &Target) {
        match target {
            Target::Claims(claims) => claims.iter().for_each(|&claim| self.add_claim(site, claim)),
            Target::Record(record) => self.add(site, *record),
            Target::Likelihood(_) | Target::Nothing => {}
        }
    }

    /// Adds a record and, if it is a claim, what that is about.
    fn add(&mut self, site: &Site, record: RecordId) {
        let (facet, id) = match record {
            RecordId::Actor(id) => (&mut self.actor, &site.actors[id].id),
            RecordId::Option(id) => (&mut self.option, &site.options[id].id),
            RecordId::Source(id) => (&mut self.source, &site.sources[id].id),
            RecordId::Claim(id) => return self.add_claim(site, id),
            RecordId::Criterion(_) | RecordId::Event(_) | RecordId::Topic(_) | RecordId::Brief(_) => return,
        };
        facet.insert(id.clone());
    }

    fn add_claim(&mut self, site: &Site, id: ClaimId) {
        let claim = &site.claims[id];
        let actors = claim.actors.iter().copied().chain(claim.speaker);
        let actors = actors.chain(claim.stances.iter().map(|stance| stance.actor)).map(RecordId::Actor);
        let options = claim.options.iter().copied().chain(claim.stances.iter().map(|stance| stance.option));
        let options = options.chain(claim.bears_on.iter().map(|bearing| bearing.option)).map(RecordId::Option);
        for record in actors.chain(options).chain([RecordId::Source(claim.source)]) {
            self.add(site, record);
        }
    }
}
