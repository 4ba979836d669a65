//! CSL-JSON, as Zotero, Better BibTeX and Crossref write it.

use serde_json::{Map, Value};

use super::reference::{Reference, tidy};
use super::{Broken, Entry, bounds, date, language, name};
use crate::model::{Name, PartialDate, SourceType};

/// Keys that are read, and those that say nothing of the document.
const READ: [&str; 22] = [
    "id",
    "citation-key",
    "type",
    "title",
    "author",
    "editor",
    "container-title",
    "edition",
    "volume",
    "issue",
    "number",
    "page",
    "publisher",
    "issued",
    "accessed",
    "language",
    "URL",
    "DOI",
    "citation-label",
    "source",
    "title-short",
    "system_id",
];

/// Reads a list of items, one item, or an object that holds a list under `items`.
pub(super) fn read(text: &str) -> Result<Vec<Entry>, Broken> {
    bounds::values(text)?;
    let root: Value = serde_json::from_str(text).map_err(|error| Broken {
        line: error.line().max(1),
        column: Some(error.column().max(1)),
        reason: without_place(&error.to_string()).to_owned(),
    })?;
    let items = match &root {
        Value::Array(items) => items.iter().collect(),
        Value::Object(map) => match map.get("items") {
            Some(Value::Array(items)) => items.iter().collect(),
            _ => vec![&root],
        },
        _ => Vec::new(),
    };
    let read: Option<Vec<Entry>> = items.iter().map(|item| Some(entry(item.as_object()?))).collect();
    let entries = read.filter(|entries| !entries.iter().any(|entry| entry.keys.is_empty()));
    entries.ok_or_else(|| Broken::at(text, 0, "this is not CSL-JSON, which is a list of items, each with an `id`"))
}

/// The parser ends its messages with the place, which stands before them here.
fn without_place(message: &str) -> &str {
    message.rfind(" at line ").map_or(message, |at| &message[..at])
}

type Item = Map<String, Value>;

fn entry(item: &Item) -> Entry {
    let keys = ["citation-key", "id"].iter().filter_map(|key| text(item.get(*key)?));
    Entry { keys: keys.collect(), reference: reference(item) }
}

fn reference(item: &Item) -> Reference {
    let of = |key: &str| item.get(key).and_then(text);
    let written_type = of("type").unwrap_or_default();
    let mut reference = Reference::new(source_type(&written_type));
    reference.title = of("title").map(|title| without_markup(&title));
    let names = |role: &str| item.get(role).and_then(Value::as_array).map_or_else(Vec::new, |names| people(names));
    (reference.authors, reference.imprint.editors) = (names("author"), names("editor"));
    let candidate = |key: &str| of(key).map(|value| (key.to_owned(), value)).into_iter().collect();
    reference.set_published(candidate("container-title"), candidate("publisher"));
    let imprint = &mut reference.imprint;
    (imprint.edition, imprint.volume) = (of("edition"), of("volume"));
    (imprint.issue, imprint.number) = (of("issue"), of("number"));
    if let Some(pages) = of("page") {
        reference.set_pages("page", &pages);
    }
    reference.date = item.get("issued").and_then(|date| read_date("issued", date, &mut reference));
    reference.accessed = item.get("accessed").and_then(|date| read_date("accessed", date, &mut reference));
    if let Some(written) = of("language") {
        reference.language = language::tag(&written);
        if reference.language.is_none() {
            reference.leave("language", &written);
        }
    }
    let (url, doi) = (of("URL"), of("DOI"));
    reference.set_address(url.as_deref().map(|url| ("URL", url)), doi.as_deref().map(|doi| ("DOI", doi)));
    for (key, value) in item.iter().filter(|(key, _)| !READ.contains(&key.as_str())) {
        let value = text(value).or_else(|| {
            let people = people(value.as_array()?);
            Some(people.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
        });
        reference.leave(key, &value.unwrap_or_else(|| "…".to_owned()));
    }
    reference
}

/// A text or number; of a list of them, the first, as Crossref writes titles.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(tidy(text)).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => text(items.first()?),
        Value::Null | Value::Bool(_) | Value::Object(_) => None,
    }
}

/// A particle that is dropped where the family name stands alone stands behind the given name, as Zotero keeps it.
fn people(names: &[Value]) -> Vec<Name> {
    let of = |person: &Value, key: &str| person.get(key).and_then(text).unwrap_or_default();
    let person = |person: &Value| {
        name::whole(&of(person, "literal")).or_else(|| {
            let given = format!("{} {}", of(person, "given"), of(person, "dropping-particle"));
            let family = name::behind(&of(person, "non-dropping-particle"), &of(person, "family"));
            name::of_parts(&given, &family, &of(person, "suffix"))
        })
    };
    names.iter().filter_map(person).collect()
}

/// `date-parts` of numbers or texts, `raw`, `literal`; what `season` and `circa` add is left.
fn read_date(field: &str, value: &Value, reference: &mut Reference) -> Option<PartialDate> {
    if let Some(text) = text(value) {
        return loose(field, &text, reference);
    }
    let is_circa = value.get("circa").is_some_and(|circa| !matches!(circa, Value::Bool(false) | Value::Null));
    if let Some(season) = value.get("season").and_then(text) {
        reference.leave(&format!("{field}.season"), &season);
    }
    let parts: Vec<Vec<u32>> = value.get("date-parts").and_then(Value::as_array).map_or_else(Vec::new, |dates| {
        dates.iter().map(|parts| numbers(parts).unwrap_or_default()).filter(|parts| !parts.is_empty()).collect()
    });
    let of_parts = match &parts[..] {
        [one] => date::of_numbers(one),
        [from, to] => between(from, to),
        _ => None,
    };
    let shown = parts.iter().map(|parts| parts.iter().map(u32::to_string).collect::<Vec<_>>().join("-"));
    let shown = shown.collect::<Vec<_>>().join("/");
    if is_circa {
        // About when is not when.
        reference.leave(field, &format!("circa {shown}"));
        return None;
    }
    if of_parts.is_some() {
        return of_parts;
    }
    reference.leave(field, &shown);
    let written = ["raw", "literal"].iter().find_map(|key| value.get(*key).and_then(text))?;
    loose(field, &written, reference)
}

fn loose(field: &str, written: &str, reference: &mut Reference) -> Option<PartialDate> {
    let read = date::read(written);
    reference.leave(field, &read.lost.unwrap_or_default());
    read.date
}

fn between(from: &[u32], to: &[u32]) -> Option<PartialDate> {
    let (from, to) = (date::of_numbers(from)?, date::of_numbers(to)?);
    PartialDate::parse(&format!("{}/{}", from.written(), to.written())).ok()
}

/// Numbers, also those that are written as texts; empty ones at the end are nothing.
fn numbers(parts: &Value) -> Option<Vec<u32>> {
    let parts = parts.as_array()?.iter().filter(|part| !part.is_null() && part.as_str() != Some(""));
    parts.map(|part| text(part)?.parse().ok()).collect()
}

/// CSL allows a few tags of HTML in titles.
fn without_markup(title: &str) -> String {
    const TAGS: [&str; 8] = ["<i>", "</i>", "<b>", "</b>", "<sub>", "</sub>", "<sup>", "</sup>"];
    let mut out = title.to_owned();
    for tag in TAGS {
        out = out.replace(tag, "");
    }
    let (mut without, mut rest) = (String::with_capacity(out.len()), out.as_str());
    while let Some((before, tag)) = rest.split_once("<span") {
        let Some((_, after)) = tag.split_once('>') else { break };
        without.push_str(before);
        rest = after;
    }
    without.push_str(rest);
    without.replace("</span>", "")
}

fn source_type(written: &str) -> SourceType {
    match written {
        "article" | "article-journal" | "article-magazine" | "paper-conference" | "review" | "review-book" => {
            SourceType::Article
        }
        "article-newspaper" => SourceType::Newspaper,
        "webpage" => SourceType::Web,
        "post-weblog" => SourceType::Blog,
        "post" => SourceType::Post,
        "report" | "standard" => SourceType::Report,
        "book" | "classic" => SourceType::Book,
        "chapter" => SourceType::Chapter,
        "entry" | "entry-dictionary" | "entry-encyclopedia" => SourceType::Entry,
        "thesis" => SourceType::Thesis,
        "bill" | "legislation" | "regulation" | "treaty" => SourceType::Legislation,
        "legal_case" | "hearing" => SourceType::Case,
        "manuscript" => SourceType::Manuscript,
        "speech" | "performance" => SourceType::Performance,
        "motion_picture" => SourceType::Video,
        "song" => SourceType::Audio,
        "dataset" | "software" => SourceType::Repository,
        "patent" => SourceType::Patent,
        "figure" | "graphic" | "map" => SourceType::Artwork,
        "periodical" => SourceType::Periodical,
        "event" => SourceType::Conference,
        _ => SourceType::Misc,
    }
}
