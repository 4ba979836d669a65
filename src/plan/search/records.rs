use super::text::sections;
use super::{Facets, SearchEntry};
use crate::evidence::Proofs;
use crate::model::{Doi, Name, PartialDate};
use crate::plan::card::LikelihoodView;
use crate::plan::said::title;
use crate::plan::views::outcome_label;
use crate::resolve::{Address, ClaimId, EventId, RecordId, Site, SourceId, Text, TopicId};
use crate::syntax::Word as _;

/// Between the parts of an entry's detail.
const BETWEEN: &str = " · ";

/// Everything that a search of the site may find, in a fixed order.
#[must_use]
pub fn search_entries(site: &Site, proofs: &Proofs) -> Vec<SearchEntry> {
    let mut entries: Vec<SearchEntry> = site.texts().flat_map(|(record, text)| of_text(site, record, text)).collect();
    entries.extend(site.claims.handles().map(|id| of_claim(site, proofs, id)));
    entries.extend(site.sources.handles().map(|id| of_source(site, id)));
    entries.extend(site.topics.handles().map(|id| of_topic(site, id)));
    entries.extend(site.events.handles().map(|id| of_event(site, id)));
    entries
}

/// A record that is a text: one entry for its page, one for each section, which results then lead to.
fn of_text(site: &Site, record: RecordId, text: &Text) -> Vec<SearchEntry> {
    let about = about(site, record);
    let page = Address::of(site, record).path().to_owned();
    let entry = |section: &super::text::Section<'_>| {
        let mut facets = Facets::of(about.page);
        facets.add(site, record);
        section.targets.iter().for_each(|target| facets.add_target(site, target));
        match section.heading {
            Some(heading) => SearchEntry {
                address: format!("{page}#{}", heading.id),
                title: title(site, text, heading),
                also: Vec::new(),
                detail: site.name(record).to_owned(),
                text: section.words.clone(),
                facets,
            },
            None => SearchEntry {
                address: page.clone(),
                title: site.name(record).to_owned(),
                also: about.also.to_vec(),
                detail: about.detail.clone(),
                text: joined([about.summary, section.words.as_str()], " "),
                facets,
            },
        }
    };
    sections(site, text).iter().map(entry).collect()
}

/// What is said of a record that is a text, beside the text.
struct About<'a> {
    page: &'static str,
    also: &'a [String],
    summary: &'a str,
    detail: String,
}

fn about(site: &Site, record: RecordId) -> About<'_> {
    let of = |page, also, detail: &str| About { page, also, summary: "", detail: detail.to_owned() };
    match record {
        RecordId::Actor(id) => of("actor", &site.actors[id].also_known_as, site.actors[id].kind.name()),
        RecordId::Option(id) => of("option", &site.options[id].also_known_as, ""),
        RecordId::Brief(id) => {
            let brief = &site.briefs[id];
            let date = brief.date.as_ref().map(PartialDate::to_string).unwrap_or_default();
            let detail = joined([date.as_str(), &listed(&brief.authors)], BETWEEN);
            About { page: "brief", also: &[], summary: &brief.summary, detail }
        }
        RecordId::Criterion(id) => of("criterion", &site.criteria[id].also_known_as, ""),
        // No other record is a text.
        RecordId::Source(_) | RecordId::Claim(_) | RecordId::Event(_) | RecordId::Topic(_) => of("page", &[], ""),
    }
}

fn of_claim(site: &Site, proofs: &Proofs, id: ClaimId) -> SearchEntry {
    let claim = &site.claims[id];
    let mut facets = Facets { kind: Some(claim.kind.name()), ..Facets::of("claim") };
    facets.add(site, RecordId::Claim(id));
    let likelihood = claim.likelihood.as_ref().map(|word| match LikelihoodView::of(site, word.as_str()).range {
        Some(range) => format!("{} ({range})", word.as_str()),
        None => word.value.clone(),
    });
    let proof = proofs.of(id).first().map_or("", |proof| outcome_label(proof.outcome()));
    let status = claim.status.as_ref().map_or("", |status| status.status.name());
    let speaker = claim.speaker.map_or("", |speaker| site.actors[speaker].name.as_str());
    let source = &site.sources[claim.source].label;
    let detail = [claim.kind.name(), status, source, likelihood.as_deref().unwrap_or_default(), proof];
    let excerpts: Vec<String> = claim.excerpts.iter().map(|excerpt| format!("“{}”", excerpt.exact)).collect();
    let note = claim.note.as_ref().map(|note| of_note(site, note)).unwrap_or_default();
    let text = [speaker, &excerpts.join(" "), &note];
    SearchEntry {
        address: Address::of(site, RecordId::Claim(id)).path().to_owned(),
        title: claim.statement.clone(),
        also: Vec::new(),
        detail: joined(detail, BETWEEN),
        text: joined(text, " "),
        facets,
    }
}

/// Names one after another.
fn listed(names: &[Name]) -> String {
    names.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn of_source(site: &Site, id: SourceId) -> SearchEntry {
    let source = &site.sources[id];
    let title = source.label.clone();
    let mut facets = Facets::of("source");
    facets.add(site, RecordId::Source(id));
    let mut also = vec![site.source_name(id).to_owned()];
    also.extend(source.authors.iter().map(ToString::to_string));
    let publisher = source.publisher.as_deref().unwrap_or_default();
    let container = source.imprint.container.as_deref().unwrap_or_default();
    let doi = source.imprint.doi.as_ref().map(Doi::as_str).unwrap_or_default();
    let note = source.note.as_ref().map(|note| of_note(site, note)).unwrap_or_default();
    let title_of_all = source.title.as_deref().unwrap_or_default();
    let text = [title_of_all, &listed(&source.authors), container, publisher, doi, &note];
    let detail = [source.source_type.label(), title_of_all, if container.is_empty() { publisher } else { container }];
    SearchEntry {
        address: Address::of(site, RecordId::Source(id)).path().to_owned(),
        detail: joined(detail, BETWEEN),
        text: joined(text, ". "),
        title,
        also,
        facets,
    }
}

fn of_topic(site: &Site, id: TopicId) -> SearchEntry {
    of_name(site, RecordId::Topic(id), "topic", Vec::new(), String::new())
}

fn of_event(site: &Site, id: EventId) -> SearchEntry {
    let event = &site.events[id];
    let date = event.date.as_ref().map(PartialDate::to_string).unwrap_or_default();
    of_name(site, RecordId::Event(id), "event", event.also_known_as.clone(), date)
}

/// A record that is little more than its name.
fn of_name(site: &Site, record: RecordId, page: &'static str, also: Vec<String>, detail: String) -> SearchEntry {
    SearchEntry {
        address: Address::of(site, record).path().to_owned(),
        title: site.name(record).to_owned(),
        also,
        detail,
        text: String::new(),
        facets: Facets::of(page),
    }
}

/// All words of a note.
fn of_note(site: &Site, note: &Text) -> String {
    sections(site, note).into_iter().map(|section| section.words).collect::<Vec<_>>().join(" ")
}

/// The parts that say anything.
fn joined<const N: usize>(parts: [&str; N], between: &str) -> String {
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(between)
}
