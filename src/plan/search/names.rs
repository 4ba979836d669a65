use serde::Serialize;

use crate::plan::scope::Scope;
use crate::resolve::{Address, RecordId};

/// The names of everything on the site that has one, for those who type the beginning of a name. Claims, which are
/// known by what they say, are not among them, so the list stays small where a site is large.
#[derive(Debug, Clone, Serialize)]
pub struct NamesView {
    /// Actors before options before the rest: of two names that fit as well, the first is shown first.
    pub names: Vec<NameView>,
}

/// A name and what it leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NameView {
    /// The name.
    pub name: String,
    /// The sort of page.
    pub page: &'static str,
    /// From the site's root.
    pub address: String,
    /// Other names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
}

pub(in crate::plan) fn names_view(scope: &Scope<'_>) -> NamesView {
    let site = scope.site;
    let name = |record, page, also: &[String]| NameView {
        name: site.name(record).to_owned(),
        page,
        address: Address::of(site, record).path().to_owned(),
        also: also.to_vec(),
    };
    let actors = site.actors.iter().map(|(id, actor)| name(RecordId::Actor(id), "actor", &actor.also_known_as));
    let options = site.options.iter().map(|(id, option)| name(RecordId::Option(id), "option", &option.also_known_as));
    let criteria = site.criteria.iter();
    let criteria = criteria.map(|(id, criterion)| name(RecordId::Criterion(id), "criterion", &criterion.also_known_as));
    let sources = site.sources.iter().map(|(id, source)| {
        let authors = source.authors.iter().map(ToString::to_string);
        NameView {
            name: scope.source_link(id).text().to_owned(),
            also: source.title.iter().cloned().chain(authors).chain([source.id.clone()]).collect(),
            ..name(RecordId::Source(id), "source", &[])
        }
    });
    let briefs = site.briefs.handles().map(|id| name(RecordId::Brief(id), "brief", &[]));
    let topics = site.topics.handles().map(|id| name(RecordId::Topic(id), "topic", &[]));
    let events = site.events.iter().map(|(id, event)| name(RecordId::Event(id), "event", &event.also_known_as));
    NamesView {
        names: actors.chain(options).chain(criteria).chain(sources).chain(briefs).chain(topics).chain(events).collect(),
    }
}
