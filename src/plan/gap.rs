use super::cited::has_one_origin;
use super::item::{Item, Items, Under, What, by_source, claims, records};
use super::paragraphs::Covered;
use super::runs::Run;
use crate::evidence::Proofs;
use crate::resolve::{ClaimId, OptionId, RecordId, Site, SourceId};

/// Something that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Options of which no claim says anything under some criterion; emptiest first.
    Options,
    /// Actors that no claim gives a stance on anything.
    Actors,
    /// Options that no claim gives any actor's stance on.
    Unheard,
    /// Claims that no other source supports, restates, qualifies or contradicts, by source.
    Alone,
    /// Briefs that rest on one origin alone.
    Briefs,
    /// Claims that no brief cites.
    Uncited,
    /// Sources with paragraphs that no claim rests on.
    Paragraphs,
    /// Sources whose archive's shape is not known.
    Archives,
    /// Claims with an excerpt that is not proved.
    Unproved,
    /// Events that no source dates.
    Events,
}

impl Gap {
    /// All of them, in the order of the page.
    pub(super) const ALL: [Self; 10] = [
        Self::Options,
        Self::Actors,
        Self::Unheard,
        Self::Alone,
        Self::Briefs,
        Self::Uncited,
        Self::Paragraphs,
        Self::Archives,
        Self::Unproved,
        Self::Events,
    ];

    /// As [`List::names`](super::List::names).
    pub(super) const fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Options => ("options", "Options without a claim under a criterion", "options"),
            Self::Actors => ("actors", "Actors without a stated position on anything", "stances"),
            Self::Unheard => ("unheard", "Options on which nobody has a stated position", "stances"),
            Self::Alone => ("alone", "Claims that stand alone", "origins"),
            Self::Briefs => ("briefs", "Briefs that rest on one origin alone", "origins"),
            Self::Uncited => ("uncited", "Claims that no brief cites", "briefs"),
            Self::Paragraphs => ("paragraphs", "Sources with paragraphs without a claim", "sources"),
            Self::Archives => ("archives", "Sources whose stored copy has not been read", "sources"),
            Self::Unproved => ("unproved", "Quotations not proved", "proof"),
            Self::Events => ("events", "Undated events", "events"),
        }
    }

    /// As [`List::items`](super::List::items).
    pub(super) fn items<'a>(self, site: &'a Site, proofs: &'a Proofs) -> Items<'a> {
        let graph = &site.graph;
        match self {
            Self::Options => records(emptiest_first(site).into_iter().map(RecordId::Option)),
            Self::Actors => {
                let silent = site.actors.handles().filter(|actor| graph.stances_of_actor[actor.index()].is_empty());
                records(silent.map(RecordId::Actor))
            }
            Self::Unheard => {
                let bare = site.options.handles().filter(|option| graph.stances_on_option[option.index()].is_empty());
                records(bare.map(RecordId::Option))
            }
            Self::Alone => by_source(site, site.claims.handles().filter(|&claim| stands_alone(site, claim))),
            Self::Briefs => {
                let single = site.briefs.handles().filter(|&brief| has_one_origin(site, brief));
                records(single.map(RecordId::Brief))
            }
            Self::Uncited => claims(site.claims.handles().filter(|&claim| !is_cited_in_brief(site, claim))),
            Self::Paragraphs => {
                let gaps = site.sources.handles().filter(|&source| !bare_paragraphs(site, proofs, source).is_empty());
                records(gaps.map(RecordId::Source))
            }
            Self::Archives => {
                let unknown =
                    |source: &SourceId| !site.sources[*source].claims.is_empty() && proofs.archive(*source).is_none();
                records(site.sources.handles().filter(unknown).map(RecordId::Source))
            }
            Self::Unproved => {
                let unproved = site.claims.handles().filter(|&claim| !proofs.is_proved(claim));
                Box::new(unproved.map(|claim| Item { under: Under::Nothing, what: What::Quoted(claim) }))
            }
            Self::Events => {
                let undated = graph.timeline.iter().filter(|&&event| site.events[event].date.is_none());
                records(undated.map(|&event| RecordId::Event(event)))
            }
        }
    }
}

fn emptiest_first(site: &Site) -> Vec<OptionId> {
    let covered = |option: &OptionId| site.graph.criteria_of_option[option.index()].len();
    let mut gaps: Vec<OptionId> =
        site.options.handles().filter(|option| covered(option) < site.criteria.len()).collect();
    gaps.sort_by_key(covered);
    gaps
}

fn is_cited_in_brief(site: &Site, claim: ClaimId) -> bool {
    // Sentences of briefs come first.
    site.graph.citations[claim.index()].first().is_some_and(|mention| matches!(mention.page, RecordId::Brief(_)))
}

/// Whether a claim has no relation to another source's: nobody else has been heard on it.
pub(super) fn stands_alone(site: &Site, claim: ClaimId) -> bool {
    let own = site.claims[claim].source;
    site.graph.related[claim.index()].iter().all(|related| site.claims[related.other].source == own)
}

/// The paragraphs of a source that no claim rests on, as far as its archive's shape is known.
pub(super) fn bare_paragraphs(site: &Site, proofs: &Proofs, source: SourceId) -> Vec<Run> {
    let total = proofs.archive(source).map_or(0, |archive| archive.paragraphs);
    Covered::of(site, proofs, source).bare(total)
}
