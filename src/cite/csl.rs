//! CSL-JSON (citation-style-language/schema, `csl-data.json`), and the same for the formatter.

use hayagriva::citationberg::json;
use serde::Serialize;

use super::Work;
use super::date::{Numbers, covering, ends};
use super::work::on_one_line;
use crate::model::SourceType;

/// A list of one item.
pub(super) fn list(work: &Work) -> String {
    // Strings and numbers always serialise.
    let mut text = serde_json::to_string_pretty(&[Item::of(work)]).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// A name that nobody has divided into its parts.
#[derive(Serialize)]
struct Name {
    literal: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Date {
    date_parts: Vec<Numbers>,
}

impl<'a> Item<'a> {
    fn of(work: &'a Work) -> Self {
        let publisher = work.publisher.as_deref().map(on_one_line);
        let (container_title, publisher) = if work.appeared_in() { (publisher, None) } else { (None, publisher) };
        let date = |date| Date { date_parts: ends(date) };
        Self {
            id: &work.key,
            kind: kind(work.source_type),
            title: work.title.as_deref().map(on_one_line),
            author: work.authors.iter().map(|name| Name { literal: on_one_line(name) }).collect(),
            container_title,
            publisher,
            issued: work.date.as_ref().map(date),
            accessed: work.accessed.as_ref().map(date),
            language: work.language.as_deref(),
            url: work.url.as_deref(),
        }
    }
}

/// The work as the formatter takes it. It knows no intervals: of these it gets what is true of the whole, if anything.
pub(super) fn item(work: &Work) -> json::Item {
    let Item { id, kind, title, author, container_title, publisher, language, url, .. } = Item::of(work);
    let text = |name: &str, value: Option<String>| Some((name.to_owned(), json::Value::String(value?)));
    let date = |name: &str, date: Option<Numbers>| {
        let date_parts = json::VecDateRange(vec![json::VecDate(date?)]);
        let date = json::DateValue::DateParts { date_parts, literal: None, season: None, circa: false };
        Some((name.to_owned(), json::Value::Date(date)))
    };
    let names = author.into_iter().map(|Name { literal }| json::NameValue::Literal(json::LiteralName { literal }));
    let names: Vec<json::NameValue> = names.collect();
    let names = (!names.is_empty()).then(|| ("author".to_owned(), json::Value::Names(names)));
    let fields = [
        text("id", Some(id.to_owned())),
        text("type", Some(kind.to_owned())),
        text("title", title),
        names,
        text("container-title", container_title),
        text("publisher", publisher),
        date("issued", work.date.as_ref().and_then(covering)),
        date("accessed", work.accessed.as_ref().and_then(covering)),
        text("language", language.map(str::to_owned)),
        text("URL", url.map(str::to_owned)),
    ];
    json::Item(fields.into_iter().flatten().collect())
}

/// The type of CSL that a style knows how to cite. An article has no volume here, so it is cited like one of a magazine:
/// by its date.
const fn kind(source_type: SourceType) -> &'static str {
    match source_type {
        SourceType::Article => "article-magazine",
        SourceType::Newspaper => "article-newspaper",
        SourceType::Web => "webpage",
        SourceType::Blog => "post-weblog",
        SourceType::Post | SourceType::Tweet | SourceType::Thread => "post",
        SourceType::Report => "report",
        SourceType::Book | SourceType::Anthology | SourceType::Proceedings | SourceType::Reference => "book",
        SourceType::Chapter | SourceType::Anthos => "chapter",
        SourceType::Entry => "entry",
        SourceType::Thesis => "thesis",
        SourceType::Legislation => "legislation",
        SourceType::Case => "legal_case",
        SourceType::Manuscript => "manuscript",
        SourceType::Performance => "speech",
        SourceType::Video | SourceType::Scene => "motion_picture",
        SourceType::Audio => "song",
        SourceType::Repository => "software",
        SourceType::Patent => "patent",
        SourceType::Artwork => "graphic",
        SourceType::Periodical => "periodical",
        SourceType::Conference => "event",
        SourceType::Misc | SourceType::Exhibition | SourceType::Original => "document",
    }
}
