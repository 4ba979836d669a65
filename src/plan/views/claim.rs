use serde::Serialize;

use super::cite::CiteView;
use super::excerpt::FullExcerptView;
use super::parts::{Link, MentionView, RelatedView, WordView, word_view};
use super::prose::{ProseView, prose};
use crate::model::RelationKind;
use crate::plan::card::ClaimView;
use crate::plan::figure::{Caption, Direction, Figure, Neighbour, Node, Stroke, surroundings};
use crate::plan::item::{Item, Under, What, groups};
use crate::plan::list::List;
use crate::plan::scope::Scope;
use crate::resolve::{BearingOn, Citable, ClaimId, RecordId, Related, Stance};

/// A claim's page.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimPageView {
    /// The claim.
    pub claim: ClaimView,
    /// The words that it rests on.
    pub excerpts: Vec<FullExcerptView>,
    /// What a reader needs so as not to misread it.
    pub note: Option<ProseView>,
    /// The source that the source relies on.
    pub origin: Option<Link>,
    /// The level of confidence that the source's words amount to: our reading, and no quotation.
    pub confidence: Option<WordView>,
    /// When what it says happens.
    pub when: Option<String>,
    /// Actors that it is about.
    pub actors: Vec<Link>,
    /// Options that it is about.
    pub options: Vec<Link>,
    /// Criteria that it is about.
    pub criteria: Vec<Link>,
    /// Events that it is about.
    pub events: Vec<Link>,
    /// Topics that it is filed under.
    pub topics: Vec<Link>,
    /// Positions that it reports.
    pub stances: Vec<ClaimStance>,
    /// How it bears on options.
    pub bears_on: Vec<ClaimBearing>,
    /// Its relations, both ways, grouped by label.
    pub related: Vec<RelatedGroup>,
    /// The same relations as a figure, if there are any.
    pub figure: Option<Figure>,
    /// Sentences that cite it.
    pub citations: Vec<MentionView>,
    /// How its source is cited.
    pub cite: CiteView,
    /// Where in the source its words stand, each place once.
    pub locators: Vec<String>,
    /// The claim before it in the document.
    pub previous: Option<Link>,
    /// The claim after it in the document.
    pub next: Option<Link>,
    /// The way to what is not on this page.
    pub rest: ClaimRest,
}

/// Where the lists of a claim's page go on, if they do.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimRest {
    /// Of its relations.
    pub relations: Option<Link>,
    /// Of the sentences that cite it.
    pub citations: Option<Link>,
}

/// A position that the claim reports.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimStance {
    /// Whose.
    pub actor: Link,
    /// Which.
    pub position: WordView,
    /// On what.
    pub option: Link,
}

/// How the claim bears on an option.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimBearing {
    /// The option.
    pub option: Link,
    /// The criterion.
    pub criterion: Link,
    /// Which way.
    pub bearing: WordView,
}

/// Relations under one label.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedGroup {
    /// The label.
    pub label: &'static str,
    /// The relations.
    pub claims: Vec<RelatedView>,
}

pub(in crate::plan) fn claim_view(scope: &Scope<'_>, id: ClaimId) -> ClaimPageView {
    let site = scope.site;
    let claim = &site.claims[id];
    let (previous, next) = neighbours(scope, id);
    let (relations, citations) = (scope.head(List::Relations(id)), scope.head(List::Citations(id)));
    let excerpts = scope.full_excerpts(id);
    ClaimPageView {
        note: claim.note.as_ref().map(|note| prose(scope, note)),
        origin: claim.origin.map(|origin| scope.link(RecordId::Source(origin))),
        confidence: claim.confidence.map(|confidence| word_view!(confidence)),
        when: claim.when.as_ref().map(ToString::to_string),
        actors: claim.actors.iter().map(|&actor| scope.link(RecordId::Actor(actor))).collect(),
        options: claim.options.iter().map(|&option| scope.link(RecordId::Option(option))).collect(),
        criteria: claim.criteria.iter().map(|&criterion| scope.link(RecordId::Criterion(criterion))).collect(),
        events: claim.events.iter().map(|&event| scope.link(RecordId::Event(event))).collect(),
        topics: claim.topics.iter().map(|&topic| scope.link(RecordId::Topic(topic))).collect(),
        stances: claim.stances.iter().map(|stance| stance_view(scope, stance)).collect(),
        bears_on: claim.bears_on.iter().map(|bearing| bearing_view(scope, bearing)).collect(),
        figure: figure(scope, id),
        related: groups(&relations.items).filter_map(|(under, items)| related(scope, under, items)).collect(),
        citations: scope.sentences(&citations),
        cite: scope.cite(Citable::Source(claim.source)),
        locators: locators(&excerpts),
        excerpts,
        previous,
        next,
        rest: ClaimRest {
            relations: scope.rest(List::Relations(id), relations.total),
            citations: scope.rest(List::Citations(id), citations.total),
        },
        claim: scope.claim_view(id),
    }
}

fn stance_view(scope: &Scope<'_>, stance: &Stance) -> ClaimStance {
    ClaimStance {
        actor: scope.link(RecordId::Actor(stance.actor)),
        position: word_view!(stance.position),
        option: scope.link(RecordId::Option(stance.option)),
    }
}

fn bearing_view(scope: &Scope<'_>, bearing: &BearingOn) -> ClaimBearing {
    ClaimBearing {
        option: scope.link(RecordId::Option(bearing.option)),
        criterion: scope.link(RecordId::Criterion(bearing.criterion)),
        bearing: word_view!(bearing.bearing),
    }
}

fn related(scope: &Scope<'_>, under: Under<'_>, items: &[Item<'_>]) -> Option<RelatedGroup> {
    let Under::Label(label) = under else { return None };
    let view = |item: &Item<'_>| match item.what {
        What::Related(from, related) => Some(scope.related(from, related)),
        _ => None,
    };
    Some(RelatedGroup { label, claims: items.iter().filter_map(view).collect() })
}

/// The relations as a figure; the list below it holds excerpts and proofs as well.
fn figure(scope: &Scope<'_>, id: ClaimId) -> Option<Figure> {
    let site = scope.site;
    let caption = Caption { id: "surroundings".to_owned(), title: "How this claim stands to others".to_owned() };
    let node = |id: ClaimId, href: String| Node {
        name: site.claims[id].statement.clone(),
        note: site.sources[site.claims[id].source].label.clone(),
        href,
    };
    let neighbour = |related: &Related| Neighbour {
        node: node(related.other, scope.href(RecordId::Claim(related.other))),
        relation: related.kind.label().to_owned(),
        direction: if related.outward { Direction::Outgoing } else { Direction::Incoming },
        stroke: stroke(related.kind),
    };
    let neighbours: Vec<Neighbour> = site.graph.related[id.index()].iter().map(neighbour).collect();
    (!neighbours.is_empty())
        .then(|| surroundings(&caption, &node(id, "#main".to_owned()), &neighbours, "#relations").into())
}

const fn stroke(kind: RelationKind) -> Stroke {
    match kind {
        RelationKind::Contradicts => Stroke::Dashed,
        RelationKind::Qualifies => Stroke::Dotted,
        RelationKind::Supports | RelationKind::Restates | RelationKind::DependsOn | RelationKind::Supersedes => {
            Stroke::Solid
        }
    }
}

/// Where the words of a claim stand, in the order of its excerpts.
fn locators(excerpts: &[FullExcerptView]) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for place in excerpts.iter().filter_map(|entry| entry.excerpt.locator()) {
        if !places.iter().any(|known| known == place) {
            places.push(place.to_owned());
        }
    }
    places
}

/// The claims before and after in the document.
fn neighbours(scope: &Scope<'_>, id: ClaimId) -> (Option<Link>, Option<Link>) {
    let claims = &scope.site.sources[scope.site.claims[id].source].claims;
    let Ok(at) = claims.binary_search(&id) else { return (None, None) };
    let link = |claim: Option<&ClaimId>| claim.map(|&claim| scope.link(RecordId::Claim(claim)));
    (link(at.checked_sub(1).and_then(|before| claims.get(before))), link(claims.get(at + 1)))
}
