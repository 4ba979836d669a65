//! CSL-JSON (citation-style-language/schema, `csl-data.json`), and the same for the formatter.

use hayagriva::citationberg::json;
use serde::Serialize;

use super::Work;
use super::date::{Numbers, cited, covering, ends};
use super::work::on_one_line;
use crate::model::{Doi, Name, PersonalName, SourceType};

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
    author: Vec<ItemName>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    editor: Vec<ItemName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    volume: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(rename = "DOI", skip_serializing_if = "Option::is_none")]
    doi: Option<&'a str>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// A name, whole unless its record divides it.
#[derive(Serialize)]
#[serde(untagged)]
enum ItemName {
    Whole { literal: String },
    Parts(Parts),
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Parts {
    #[serde(skip_serializing_if = "Option::is_none")]
    non_dropping_particle: Option<String>,
    family: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    given: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suffix: Option<String>,
}

impl ItemName {
    fn of(name: &Name) -> Self {
        match name {
            Name::Plain(name) | Name::Literal(name) => Self::Whole { literal: on_one_line(name) },
            Name::Personal(name) => Self::Parts(Parts::of(name)),
        }
    }
}

impl Parts {
    fn of(name: &PersonalName) -> Self {
        let (particle, family) = name.particle();
        Self {
            non_dropping_particle: particle.map(on_one_line),
            family: on_one_line(family),
            given: name.given.as_deref().map(on_one_line),
            suffix: name.suffix.as_deref().map(on_one_line),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Date {
    date_parts: Vec<Numbers>,
}

impl<'a> Item<'a> {
    fn of(work: &'a Work) -> Self {
        let imprint = &work.imprint;
        let line = |text: &Option<String>| text.as_deref().map(on_one_line);
        let date = |date| Date { date_parts: ends(date) };
        Self {
            id: &work.key,
            kind: kind(work),
            title: line(&work.title),
            author: work.authors.iter().map(ItemName::of).collect(),
            editor: imprint.editors.iter().map(ItemName::of).collect(),
            container_title: work.container().map(on_one_line),
            edition: line(&imprint.edition),
            volume: line(&imprint.volume),
            issue: line(&imprint.issue),
            number: line(&imprint.number),
            page: imprint.pages.as_ref().map(|pages| pages.joined_by("-")),
            publisher: work.house().map(on_one_line),
            issued: work.date.as_ref().map(date),
            accessed: work.accessed.as_ref().map(date),
            language: work.language.as_deref(),
            doi: imprint.doi.as_ref().map(Doi::as_str),
            url: work.url.as_deref(),
        }
    }
}

/// The work as the formatter takes it. It knows no intervals: of a work that has one it gets two, of either end.
pub(super) fn items(work: &Work) -> (json::Item, Option<json::Item>) {
    match work.date.as_ref().map(cited) {
        Some((first, Some(last))) => (item(work, Some(first)), Some(item(work, Some(last)))),
        issued => (item(work, issued.map(|(whole, _)| whole)), None),
    }
}

fn item(work: &Work, issued: Option<Numbers>) -> json::Item {
    let whole = Item::of(work);
    let Item { id, kind, title, language, url, .. } = whole;
    let text = |name: &str, value: Option<String>| Some((name.to_owned(), json::Value::String(value?)));
    let date = |name: &str, date: Option<Numbers>| {
        let date_parts = json::VecDateRange(vec![json::VecDate(date?)]);
        let date = json::DateValue::DateParts { date_parts, literal: None, season: None, circa: false };
        Some((name.to_owned(), json::Value::Date(date)))
    };
    let names = |role: &str, names: &[Name]| {
        let names: Vec<json::NameValue> = names.iter().map(name).collect();
        (!names.is_empty()).then(|| (role.to_owned(), json::Value::Names(names)))
    };
    let fields = [
        text("id", Some(id.to_owned())),
        text("type", Some(kind.to_owned())),
        text("title", title),
        names("author", &work.authors),
        names("editor", &work.imprint.editors),
        text("container-title", whole.container_title),
        text("edition", whole.edition),
        text("volume", whole.volume),
        text("issue", whole.issue),
        text("number", whole.number),
        text("page", whole.page),
        text("publisher", whole.publisher),
        date("issued", issued.filter(|numbers| !numbers.is_empty())),
        date("accessed", work.accessed.as_ref().and_then(covering)),
        text("language", language.map(str::to_owned)),
        // Styles set it behind the address of the resolver, as it is.
        text("DOI", work.imprint.doi.as_ref().map(Doi::encoded)),
        text("URL", url.map(str::to_owned)),
    ];
    json::Item(fields.into_iter().flatten().collect())
}

/// A name as the formatter takes it. It divides a family name of several words once more, at any small word in it,
/// unless there is a particle before it, with which it makes one family name: so its first word goes there.
fn name(name: &Name) -> json::NameValue {
    let Parts { non_dropping_particle, family, given, suffix } = match name {
        // One that no style turns is in one part.
        Name::Personal(name) if !name.is_family_first() => Parts::of(name),
        _ => return json::NameValue::Literal(json::LiteralName { literal: on_one_line(&name.to_string()) }),
    };
    let (particle, family) = match (non_dropping_particle, family.split_once(' ')) {
        (None, Some((first, rest))) => (Some(first.to_owned()), rest.to_owned()),
        (particle, _) => (particle, family),
    };
    json::NameValue::Item(json::NameItem {
        family,
        given,
        non_dropping_particle: particle,
        dropping_particle: None,
        suffix,
        comma_suffix: None,
    })
}

/// The type of CSL that a style knows how to cite.
const fn kind(work: &Work) -> &'static str {
    match work.source_type {
        SourceType::Article if work.is_of_a_journal() => "article-journal",
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
