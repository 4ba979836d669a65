use serde::Serialize;

use super::parts::{Few, Link};
use crate::plan::card::{Card, ExcerptView};
use crate::plan::gap::{Gap, bare_paragraphs, stands_alone};
use crate::plan::item::{Item, Under, What, groups};
use crate::plan::list::List;
use crate::plan::runs::{count, written};
use crate::plan::scope::Scope;
use crate::resolve::{ClaimId, RecordId};

/// The page of what is missing: as much a part of a briefing as what is there.
#[derive(Debug, Clone, Serialize)]
pub struct GapsView {
    /// Options with the criteria under which no claim says anything of them; emptiest first.
    pub options: Vec<OptionGap>,
    /// Actors that no claim gives a stance on anything.
    pub actors: Vec<Link>,
    /// Options that no claim gives any actor's stance on.
    pub unheard: Vec<Link>,
    /// Claims that no brief cites.
    pub uncited: Vec<Card>,
    /// Briefs that rest on one origin alone.
    pub briefs: Vec<Link>,
    /// Claims that no other source supports, restates, qualifies or contradicts, by source.
    pub alone: Vec<SingleOrigin>,
    /// Paragraphs that no claim rests on.
    pub paragraphs: Vec<ParagraphGap>,
    /// How many they are in all sources together.
    pub bare_paragraphs: usize,
    /// Sources whose archive's shape is not known.
    pub archives: Vec<Link>,
    /// Claims with an excerpt that is not proved.
    pub unproved: Vec<UnprovedView>,
    /// Events that no source dates.
    pub events: Vec<Link>,
    /// How many entries each list has, with those on further pages.
    pub totals: Each<usize>,
    /// Where each list goes on, if it does.
    pub rest: Each<Option<Link>>,
}

/// Something of each list of gaps.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the fields are named after the lists")]
pub struct Each<T> {
    pub options: T,
    pub actors: T,
    pub unheard: T,
    pub uncited: T,
    pub briefs: T,
    pub alone: T,
    pub paragraphs: T,
    pub archives: T,
    pub unproved: T,
    pub events: T,
}

impl<T> Each<T> {
    fn of(make: impl Fn(Gap) -> T) -> Self {
        Self {
            options: make(Gap::Options),
            actors: make(Gap::Actors),
            unheard: make(Gap::Unheard),
            uncited: make(Gap::Uncited),
            briefs: make(Gap::Briefs),
            alone: make(Gap::Alone),
            paragraphs: make(Gap::Paragraphs),
            archives: make(Gap::Archives),
            unproved: make(Gap::Unproved),
            events: make(Gap::Events),
        }
    }
}

/// What no claim says of an option.
#[derive(Debug, Clone, Serialize)]
pub struct OptionGap {
    /// The option.
    pub option: Link,
    /// How many criteria are covered.
    pub covered: usize,
    /// The criteria that are not.
    pub criteria: Few,
}

/// Claims of a source that stand alone.
#[derive(Debug, Clone, Serialize)]
pub struct SingleOrigin {
    /// The source.
    pub source: Link,
    /// The claims.
    pub claims: Vec<Card>,
    /// How many of the source's claims stand alone, with those on further pages.
    pub alone: usize,
    /// How many claims the source has.
    pub total: usize,
}

/// Paragraphs of a source that no claim rests on.
#[derive(Debug, Clone, Serialize)]
pub struct ParagraphGap {
    /// The source.
    pub source: Link,
    /// How many paragraphs it has.
    pub total: usize,
    /// How many no claim rests on.
    pub bare: usize,
    /// Which: "8, 34–37".
    pub ranges: String,
}

/// A claim with excerpts that are not proved.
#[derive(Debug, Clone, Serialize)]
pub struct UnprovedView {
    /// The claim.
    pub claim: Card,
    /// Those excerpts.
    pub excerpts: Vec<ExcerptView>,
}

pub(in crate::plan) fn gaps_view(scope: &Scope<'_>) -> GapsView {
    let site = scope.site;
    let head = |gap: Gap| scope.head(List::Gap(gap));
    let heads = Each::of(head);
    let totals = Each::of(|gap| heads.of_gap(gap).total);
    let links = |gap: Gap| -> Vec<Link> {
        let record = |item: &Item<'_>| match item.what {
            What::Record(record) => Some(scope.named(record)),
            _ => None,
        };
        heads.of_gap(gap).items.iter().filter_map(record).collect()
    };
    let options = heads.options.items.iter().filter_map(|item| option_gap(scope, item.what));
    let bare = |source| count(&bare_paragraphs(site, scope.proofs, source));
    GapsView {
        options: options.collect(),
        actors: links(Gap::Actors),
        unheard: links(Gap::Unheard),
        uncited: scope.claims(heads.uncited.claims()),
        briefs: links(Gap::Briefs),
        alone: groups(&heads.alone.items).filter_map(|(under, items)| single_origin(scope, under, items)).collect(),
        paragraphs: heads.paragraphs.items.iter().filter_map(|item| paragraph_gap(scope, item.what)).collect(),
        bare_paragraphs: site.sources.handles().map(bare).sum(),
        archives: links(Gap::Archives),
        unproved: heads.unproved.claims().map(|claim| unproved(scope, claim)).collect(),
        events: links(Gap::Events),
        rest: Each::of(|gap| scope.rest(List::Gap(gap), *totals.of_gap(gap))),
        totals,
    }
}

impl<T> Each<T> {
    const fn of_gap(&self, gap: Gap) -> &T {
        match gap {
            Gap::Options => &self.options,
            Gap::Actors => &self.actors,
            Gap::Unheard => &self.unheard,
            Gap::Alone => &self.alone,
            Gap::Briefs => &self.briefs,
            Gap::Uncited => &self.uncited,
            Gap::Paragraphs => &self.paragraphs,
            Gap::Archives => &self.archives,
            Gap::Unproved => &self.unproved,
            Gap::Events => &self.events,
        }
    }
}

/// How many criteria are named that say nothing of an option. Its own page names more.
const CRITERIA: usize = 20;

fn option_gap(scope: &Scope<'_>, what: What<'_>) -> Option<OptionGap> {
    let What::Record(RecordId::Option(option)) = what else { return None };
    let site = scope.site;
    let covered = &site.graph.criteria_of_option[option.index()];
    let bare = site.criteria.handles().filter(|criterion| covered.binary_search(criterion).is_err());
    let bare = bare.take(CRITERIA).map(RecordId::Criterion);
    Some(OptionGap {
        option: scope.link(RecordId::Option(option)),
        covered: covered.len(),
        criteria: scope.few(bare, site.criteria.len() - covered.len()),
    })
}

fn single_origin(scope: &Scope<'_>, under: Under<'_>, items: &[Item<'_>]) -> Option<SingleOrigin> {
    let Under::Record(RecordId::Source(source)) = under else { return None };
    let claims = &scope.site.sources[source].claims;
    Some(SingleOrigin {
        source: scope.source_link(source),
        claims: scope.claims_of_source(items.iter().filter_map(|item| item.what.claim())),
        alone: claims.iter().filter(|&&claim| stands_alone(scope.site, claim)).count(),
        total: claims.len(),
    })
}

fn paragraph_gap(scope: &Scope<'_>, what: What<'_>) -> Option<ParagraphGap> {
    let What::Record(RecordId::Source(source)) = what else { return None };
    let bare = bare_paragraphs(scope.site, scope.proofs, source);
    Some(ParagraphGap {
        source: scope.source_link(source),
        total: scope.proofs.archive(source)?.paragraphs as usize,
        bare: count(&bare),
        ranges: written(&bare),
    })
}

fn unproved(scope: &Scope<'_>, id: ClaimId) -> UnprovedView {
    let excerpts = scope.excerpts(id).iter().filter(|excerpt| !excerpt.is_proved()).cloned().collect();
    UnprovedView { claim: scope.claim(id), excerpts }
}
