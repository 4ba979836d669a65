//! BibTeX and BibLaTeX, as Zotero, Better BibTeX, `JabRef` and publishers write them.

use std::collections::BTreeSet;

use biblatex::{Bibliography, Chunk, ChunksExt as _, EntryType, ParseError, Person, RawBibliography};

use super::reference::{Reference, tidy};
use super::{Broken, Entry, bounds, date, language, latex, name};
use crate::model::{Name, PartialDate, PersonalName, SourceType};

/// Fields that say nothing of the document itself.
const OF_THE_MANAGER: [&str; 9] =
    ["crossref", "xdata", "xref", "ids", "options", "langidopts", "urlday", "urlmonth", "urlyear"];

/// Reads every entry. One that is not well-formed breaks the file, as it does for LaTeX.
pub(super) fn read(text: &str) -> Result<Vec<Entry>, Broken> {
    let broken = |error: ParseError| Broken::at(text, error.span.start, error.kind.to_string());
    bounds::nesting(text)?;
    bounds::signs(text)?;
    let raw = RawBibliography::parse(text).map_err(broken)?;
    bounds::references(text, &raw)?;
    let bibliography = Bibliography::from_raw(raw).map_err(broken)?;
    Ok(bibliography.iter().map(|entry| Entry { keys: vec![entry.key.clone()], reference: reference(entry) }).collect())
}

fn reference(entry: &biblatex::Entry) -> Reference {
    let mut fields = Fields { entry, read: BTreeSet::new() };
    let mut reference = Reference::new(source_type(entry, &mut fields));
    reference.title = title(&mut fields);
    reference.authors = people("author", &mut fields, &mut reference);
    imprint(&mut fields, &mut reference);
    dates(&mut fields, &mut reference);
    if let Some((field, written)) = fields.first(&["langid", "language"]) {
        reference.language = language::tag(&written);
        if reference.language.is_none() {
            reference.leave(field, &written);
        }
        // Both say the same, one for LaTeX and one for people.
        fields.first(&["language"]);
    }
    let (url, doi) = (fields.first(&["url"]), fields.first(&["doi"]));
    reference.set_address(borrowed(url.as_ref()), borrowed(doi.as_ref()));
    if let Some((_, written)) = fields.first(&["file"]) {
        reference.set_copy(&written);
    }
    fields.leave_rest(&mut reference);
    reference
}

fn borrowed<'a>(field: Option<&'a (&'a str, String)>) -> Option<(&'a str, &'a str)> {
    field.map(|(name, value)| (*name, value.as_str()))
}

/// The fields of an entry, and which of them have been read.
struct Fields<'a> {
    entry: &'a biblatex::Entry,
    read: BTreeSet<&'a str>,
}

impl<'a> Fields<'a> {
    /// The first of several fields that says something.
    fn first(&mut self, names: &[&'a str]) -> Option<(&'a str, String)> {
        names.iter().find_map(|&name| {
            let value = tidy(&self.entry.get(name)?.format_verbatim());
            self.read.insert(name);
            (!value.is_empty()).then_some((name, value))
        })
    }

    /// What each of several fields says.
    fn each(&mut self, names: &[&'a str]) -> Vec<(String, String)> {
        let said = names.iter().filter_map(|name| self.first(&[name]));
        said.map(|(name, value)| (name.to_owned(), latex::words(&value))).collect()
    }

    /// What a field says, in words.
    fn words(&mut self, name: &'a str) -> Option<String> {
        self.first(&[name]).map(|(_, value)| tidy(&latex::words(&value))).filter(|value| !value.is_empty())
    }

    fn leave_rest(self, reference: &mut Reference) {
        let is_left = |name: &&String| !self.read.contains(name.as_str()) && !OF_THE_MANAGER.contains(&name.as_str());
        for (name, value) in self.entry.fields.iter().filter(|(name, _)| is_left(name)) {
            reference.leave(name, &value.format_verbatim());
        }
    }
}

fn title(fields: &mut Fields<'_>) -> Option<String> {
    let (_, title) = fields.first(&["title"])?;
    let whole = match fields.first(&["subtitle"]) {
        Some((_, subtitle)) => format!("{title}: {subtitle}"),
        None => title,
    };
    let whole = tidy(&latex::words(&whole));
    // TeX's quotation marks.
    Some(whole.replace("``", "“").replace("''", "”"))
}

/// The people of a field, whatever their part: that of editors who are none stands in a field of its own, which is left.
fn people<'a>(role: &'a str, fields: &mut Fields<'a>, reference: &mut Reference) -> Vec<Name> {
    let entry = fields.entry;
    let Ok(persons) = entry.get_as::<Vec<Person>>(role) else { return Vec::new() };
    fields.read.insert(role);
    let mut names = Vec::new();
    let is_braced = |name: &str| {
        let mut chunks = entry.get(role).into_iter().flatten();
        chunks.any(|chunk| matches!(&chunk.v, Chunk::Verbatim(text) if tidy(text) == name))
    };
    for person in persons {
        let Person { name: family, given_name, prefix, suffix, .. } = &person;
        let name = name::of_parts(given_name, &format!("{prefix} {family}"), suffix);
        match name {
            Some(Name::Personal(name)) if name.given.is_none() && name.family == "others" => {
                reference.leave(role, "and others");
            }
            Some(Name::Personal(PersonalName { family, given: None, suffix: None })) if is_braced(&family) => {
                names.push(Name::Literal(family));
            }
            Some(name) => names.push(name),
            // The parser takes a name with `=` in it for one of named parts, and finds none.
            None => reference.leave(role, &entry.get(role).map(<[_]>::format_verbatim).unwrap_or_default()),
        }
    }
    names
}

/// What it appeared in, where in that, and who brought it out.
fn imprint(fields: &mut Fields<'_>, reference: &mut Reference) {
    let mut containers = fields.each(&["journaltitle", "journal", "booktitle"]);
    let mut houses = fields.each(&["publisher", "institution", "school"]);
    // Of a page on the web, the organisation is the site.
    let is_page = fields.entry.entry_type == EntryType::Online;
    if is_page { &mut containers } else { &mut houses }.extend(fields.each(&["organization"]));
    reference.set_published(containers, houses);
    // A translator or compiler is told by the name of this field.
    if fields.entry.get("editortype").is_none() {
        reference.imprint.editors = people("editor", fields, reference);
    }
    reference.imprint.edition = fields.words("edition");
    reference.imprint.volume = fields.words("volume");
    numbers(fields, reference);
    if let Some((field, written)) = fields.first(&["pages"]) {
        reference.set_pages(field, &written);
    }
}

/// The issue of an article is its `number`, unless that is of a series; `eid` is the article's own.
fn numbers(fields: &mut Fields<'_>, reference: &mut Reference) {
    let has_issues = matches!(fields.entry.entry_type, EntryType::Article | EntryType::Periodical);
    let is_of_series =
        fields.entry.get("series").is_some() && !has_issues && reference.source_type != SourceType::Report;
    let number = if is_of_series { None } else { fields.words("number") };
    let imprint = &mut reference.imprint;
    if has_issues {
        imprint.issue = number.or_else(|| fields.words("issue"));
        imprint.number = fields.words("eid");
    } else {
        imprint.issue = fields.words("issue");
        imprint.number = number;
    }
}

fn dates(fields: &mut Fields<'_>, reference: &mut Reference) {
    if let Some((field, written)) = fields.first(&["date"]) {
        reference.set_date(field, &written);
        for name in ["year", "month", "day"] {
            fields.first(&[name]);
        }
    } else if let Some((_, year)) = fields.first(&["year"]) {
        let month = fields.first(&["month"]).map(|(_, month)| month);
        let day = fields.first(&["day"]).map(|(_, day)| day);
        old_date(&year, month.as_deref(), day.as_deref(), reference);
    }
    if let Some((field, written)) = fields.first(&["urldate"]) {
        reference.set_accessed(field, &written);
    }
}

/// `year`, `month` and `day`; a month that is no month ("Spring") is left, and the year stands.
fn old_date(year: &str, month: Option<&str>, day: Option<&str>, reference: &mut Reference) {
    reference.date = of_fields(year, month, day);
    if reference.date.is_none() {
        reference.set_date("year", year);
        reference.leave("month", month.unwrap_or(""));
        reference.leave("day", day.unwrap_or(""));
    }
}

fn of_fields(year: &str, month: Option<&str>, day: Option<&str>) -> Option<PartialDate> {
    let (year, month) = (year.parse().ok()?, date::month(month?)?);
    match day {
        None => date::of_numbers(&[year, month]),
        Some(day) => date::of_numbers(&[year, month, day.parse().ok()?]),
    }
}

/// The type as hayagriva converts it; of newspapers and of what BibLaTeX has no type for, by the exporter's word.
fn source_type(entry: &biblatex::Entry, fields: &mut Fields<'_>) -> SourceType {
    let subtype = fields.first(&["entrysubtype"]).map(|(_, subtype)| subtype.to_ascii_lowercase());
    match &entry.entry_type {
        EntryType::Article if subtype.as_deref() == Some("newspaper") => SourceType::Newspaper,
        EntryType::Article | EntryType::InProceedings => SourceType::Article,
        EntryType::Book | EntryType::MvBook | EntryType::BookInBook => SourceType::Book,
        EntryType::InBook => SourceType::Chapter,
        EntryType::InCollection => SourceType::Anthos,
        EntryType::Collection | EntryType::MvCollection => SourceType::Anthology,
        EntryType::Proceedings | EntryType::MvProceedings => SourceType::Proceedings,
        EntryType::Manual | EntryType::Reference | EntryType::MvReference => SourceType::Reference,
        EntryType::InReference => SourceType::Entry,
        EntryType::MastersThesis | EntryType::PhdThesis | EntryType::Thesis => SourceType::Thesis,
        EntryType::Report | EntryType::TechReport => SourceType::Report,
        EntryType::Unpublished => SourceType::Manuscript,
        EntryType::Periodical => SourceType::Periodical,
        EntryType::Patent => SourceType::Patent,
        EntryType::Online => SourceType::Web,
        EntryType::Dataset | EntryType::Software => SourceType::Repository,
        EntryType::Unknown(name) => unknown_type(name),
        _ => SourceType::Misc,
    }
}

fn unknown_type(name: &str) -> SourceType {
    match name {
        "legislation" | "legal" => SourceType::Legislation,
        "jurisdiction" => SourceType::Case,
        "video" | "movie" => SourceType::Video,
        "audio" | "music" => SourceType::Audio,
        "artwork" | "image" => SourceType::Artwork,
        "performance" => SourceType::Performance,
        "newspaper" => SourceType::Newspaper,
        _ => SourceType::Misc,
    }
}
