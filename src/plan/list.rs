//! Lists on the pages of records, and on that of gaps, which may outgrow them.
//!
//! What a list holds is said once, here, as handles; its page shows the first of them, and further pages the rest. How
//! many pages there are is a count of the same.

use super::gap::Gap;
use super::item::{ASKS, Item, Items, Tie, Under, What, by_source, claims};
use super::word::word_view;
use crate::evidence::Proofs;
use crate::resolve::{
    ActorId, Address, Cell, ClaimId, CriterionId, EventId, Mention, OptionId, RecordId, Site, SourceId, TopicId,
};

/// A list that may outgrow its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// Sentences that cite a claim.
    Citations(ClaimId),
    /// Relations of a claim.
    Relations(ClaimId),
    /// Claims about an actor.
    Actor(ActorId),
    /// Claims that report an actor's words.
    Words(ActorId),
    /// Ties of an actor.
    Ties(ActorId),
    /// Stances of an actor, by option.
    Stances(ActorId),
    /// What claims say of an option, by criterion.
    Criteria(OptionId),
    /// Stances on an option, by actor.
    StancesOn(OptionId),
    /// Conditional claims about an option.
    Conditions(OptionId),
    /// Other claims about an option.
    Others(OptionId),
    /// What claims say under a criterion, by option.
    Options(CriterionId),
    /// Claims under a criterion that name no option.
    General(CriterionId),
    /// Claims under a topic, by source.
    Topic(TopicId),
    /// Claims of a source in the order of the document.
    Source(SourceId),
    /// Claims of a source that rest on others, by the other.
    Origins(SourceId),
    /// Claims of other sources that rest on a source.
    References(SourceId),
    /// Claims about an event.
    Event(EventId),
    /// Sentences that name a record.
    Mentions(RecordId),
    /// Something that is missing.
    Gap(Gap),
}

impl List {
    /// The lists of a record, or of an event.
    pub(super) fn of(record: RecordId) -> Vec<Self> {
        match record {
            RecordId::Claim(id) => vec![Self::Citations(id), Self::Relations(id)],
            RecordId::Actor(id) => {
                vec![Self::Actor(id), Self::Words(id), Self::Ties(id), Self::Stances(id), Self::Mentions(record)]
            }
            RecordId::Option(id) => vec![
                Self::Criteria(id),
                Self::StancesOn(id),
                Self::Conditions(id),
                Self::Others(id),
                Self::Mentions(record),
            ],
            RecordId::Criterion(id) => vec![Self::Options(id), Self::General(id), Self::Mentions(record)],
            RecordId::Topic(id) => vec![Self::Topic(id)],
            RecordId::Source(id) => vec![Self::Source(id), Self::Origins(id), Self::References(id)],
            RecordId::Event(id) => vec![Self::Event(id)],
            RecordId::Brief(_) => vec![Self::Mentions(record)],
        }
    }

    /// Its name in addresses, its heading, and the place on its page where it begins.
    pub(super) const fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Citations(_) => ("citations", "Cited in", "briefs"),
            Self::Relations(_) => ("relations", "Relations to other claims", "relations"),
            Self::Actor(_) => ("claims", "Claims about it", "claims"),
            Self::Words(_) => ("words", "Its reported words", "sb-words"),
            Self::Ties(_) => ("ties", "Ties", "relations"),
            Self::Stances(_) | Self::StancesOn(_) => ("stances", "Stances", "stances"),
            Self::Criteria(_) => ("criteria", "Criteria", "criteria"),
            Self::Conditions(_) => ("conditions", "Conditions", "conditions"),
            Self::Others(_) => ("claims", "Other claims about it", "claims"),
            Self::Options(_) => ("options", "Options under it", "options"),
            Self::General(_) => ("claims", "Claims that name no option", "claims"),
            Self::Topic(_) | Self::Event(_) => ("claims", "Claims", "main"),
            Self::Source(_) => ("claims", "Claims", "claims"),
            Self::Origins(_) => ("origins", "What it relies on", "origins"),
            Self::References(_) => ("references", "Who relies on it", "references"),
            Self::Mentions(_) => ("mentions", "Named in", "briefs"),
            Self::Gap(gap) => gap.names(),
        }
    }

    /// The record whose list it is; none of gaps.
    pub(super) const fn record(self) -> Option<RecordId> {
        Some(match self {
            Self::Citations(id) | Self::Relations(id) => RecordId::Claim(id),
            Self::Actor(id) | Self::Words(id) | Self::Ties(id) | Self::Stances(id) => RecordId::Actor(id),
            Self::Criteria(id) | Self::StancesOn(id) | Self::Conditions(id) | Self::Others(id) => RecordId::Option(id),
            Self::Options(id) | Self::General(id) => RecordId::Criterion(id),
            Self::Topic(id) => RecordId::Topic(id),
            Self::Source(id) | Self::Origins(id) | Self::References(id) => RecordId::Source(id),
            Self::Event(id) => RecordId::Event(id),
            Self::Mentions(record) => record,
            Self::Gap(_) => return None,
        })
    }

    /// Where one of its pages stands.
    pub(super) fn address(self, site: &Site, number: usize) -> Address {
        let home = match self.record() {
            // An event has a place on a page and no page, so its lists get a folder of their own.
            Some(RecordId::Event(id)) if number > 1 => Address::new(format!("timeline/{}/", site.events[id].id)),
            Some(record) => Address::of(site, record),
            None => Address::new("gaps/"),
        };
        home.further(self.names().0, number)
    }

    /// All its entries, in order.
    pub(super) fn items<'a>(self, site: &'a Site, proofs: &'a Proofs) -> Items<'a> {
        let graph = &site.graph;
        match self {
            Self::Citations(id) => mentions(&graph.citations[id.index()]),
            Self::Mentions(record) => mentions(graph.mentions_of(record)),
            Self::Relations(id) => {
                Box::new(graph.related[id.index()].iter().map(move |&related| Item {
                    under: Under::Label(related.label()),
                    what: What::Related(id, related),
                }))
            }
            Self::Actor(id) => Box::new(graph.claims_of_actor[id.index()].iter().map(|&(claim, part)| Item {
                under: Under::Kind(site.claims[claim].kind),
                what: What::Of(claim, part),
            })),
            Self::Words(id) => claims(graph.claims_spoken[id.index()].iter().copied()),
            Self::Ties(id) => Box::new(ties(site, id).map(|tie| Item { under: Under::Nothing, what: What::Tie(tie) })),
            Self::Stances(id) => Box::new(graph.stances_of_actor[id.index()].iter().map(|stance| Item {
                under: Under::Record(RecordId::Option(stance.option)),
                what: What::Worded(word_view!(stance.position), stance.claim),
            })),
            Self::StancesOn(id) => Box::new(graph.stances_on_option[id.index()].iter().map(|stance| Item {
                under: Under::Record(RecordId::Actor(stance.actor)),
                what: What::Worded(word_view!(stance.position), stance.claim),
            })),
            Self::Criteria(id) => {
                Box::new(graph.criteria_of_option[id.index()].iter().flat_map(move |&criterion| {
                    worded(graph.cells.get(&(id, criterion)), RecordId::Criterion(criterion))
                }))
            }
            Self::Options(id) => Box::new(
                graph.options_of_criterion[id.index()]
                    .iter()
                    .flat_map(move |&option| worded(graph.cells.get(&(option, id)), RecordId::Option(option))),
            ),
            Self::Conditions(id) => claims(about_option(site, id).filter(|&claim| is_conditional(site, claim))),
            Self::Others(id) => claims(about_option(site, id).filter(move |&claim| is_other(site, claim, id))),
            Self::General(id) => claims(
                graph.claims_under_criterion[id.index()].iter().copied().filter(move |&it| is_general(site, it, id)),
            ),
            Self::Topic(id) => by_source(site, graph.under_topic(id).iter().copied()),
            Self::Source(id) => in_document(site, proofs, id),
            Self::Origins(id) => origins(site, id),
            Self::References(id) => claims(graph.from_origin(id).iter().copied()),
            Self::Event(id) => claims(graph.about_event(id).iter().copied()),
            Self::Gap(gap) => gap.items(site, proofs),
        }
    }
}

fn mentions(mentions: &[Mention]) -> Items<'_> {
    Box::new(mentions.iter().map(|&mention| Item { under: Under::Nothing, what: What::Mention(mention) }))
}

/// Every tie of an actor: those it names, those that name it, its wholes and its parts.
pub(super) fn ties(site: &Site, id: ActorId) -> impl Iterator<Item = Tie<'_>> {
    let (actor, graph) = (&site.actors[id], &site.graph);
    let outward = actor.links.iter().map(|link| Tie { other: link.to, link: Some(link), is_incoming: false });
    let inward = graph.links_to_actor[id.index()].iter();
    let inward = inward.map(|(from, link)| Tie { other: *from, link: Some(link), is_incoming: true });
    let part = |is_incoming| move |&other: &ActorId| Tie { other, link: None, is_incoming };
    let (wholes, members) = (actor.part_of.iter(), graph.members[id.index()].iter());
    outward.chain(inward).chain(wholes.map(part(false))).chain(members.map(part(true)))
}

fn worded(cell: Option<&Cell>, under: RecordId) -> impl Iterator<Item = Item<'_>> {
    let bearings = cell.into_iter().flat_map(|cell| &cell.bearings);
    let bearings = bearings.map(|&(bearing, claim)| What::Worded(word_view!(bearing), claim));
    let asks = cell.into_iter().flat_map(|cell| &cell.asks).map(|&claim| What::Worded(ASKS, claim));
    bearings.chain(asks).map(move |what| Item { under: Under::Record(under), what })
}

fn about_option(site: &Site, id: OptionId) -> impl Iterator<Item = ClaimId> {
    site.graph.claims_about_option[id.index()].iter().copied()
}

fn is_conditional(site: &Site, claim: ClaimId) -> bool {
    site.claims[claim].conditional.is_some()
}

/// Whether a claim about an option stands in none of the page's other lists.
fn is_other(site: &Site, id: ClaimId, option: OptionId) -> bool {
    let claim = &site.claims[id];
    let is_asked = !claim.criteria.is_empty() && claim.options.contains(&option);
    let bears = claim.bears_on.iter().any(|bearing| bearing.option == option);
    let takes_stance = claim.stances.iter().any(|stance| stance.option == option);
    !(is_conditional(site, id) || is_asked || bears || takes_stance)
}

fn is_general(site: &Site, id: ClaimId, criterion: CriterionId) -> bool {
    let claim = &site.claims[id];
    claim.options.is_empty() && !claim.bears_on.iter().any(|bearing| bearing.criterion == criterion)
}

/// Claims sorted by where their first excerpt stands, in their sections.
fn in_document<'a>(site: &'a Site, proofs: &'a Proofs, id: SourceId) -> Items<'a> {
    let locator = |claim| proofs.proved(claim, 0).map(|proved| &proved.locator);
    let mut claims = site.sources[id].claims.clone();
    claims
        .sort_by_cached_key(|&claim| (locator(claim).and_then(|locator| locator.paragraph).unwrap_or(u32::MAX), claim));
    Box::new(claims.into_iter().map(move |claim| {
        let section = locator(claim).and_then(|locator| locator.section.as_deref());
        Item { under: section.map_or(Under::Nothing, Under::Section), what: What::Quoted(claim) }
    }))
}

fn origins(site: &Site, id: SourceId) -> Items<'_> {
    let of = |&claim: &ClaimId| Some((site.claims[claim].origin?, claim));
    let mut claims: Vec<(SourceId, ClaimId)> = site.sources[id].claims.iter().filter_map(of).collect();
    claims.sort_unstable();
    Box::new(
        claims
            .into_iter()
            .map(|(origin, claim)| Item { under: Under::Record(RecordId::Source(origin)), what: What::Claim(claim) }),
    )
}
