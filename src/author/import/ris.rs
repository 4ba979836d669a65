//! RIS: lines of a tag of two characters, two spaces, a hyphen, a space and a value; `TY` begins an entry, `ER` ends it.

use super::reference::{Reference, tidy};
use super::{Broken, Entry, bounds, date, language, name};
use crate::model::{Pages, PartialDate, SourceType};

/// Tags in which the title of a document's container stands, best first.
const CONTAINERS: [&str; 7] = ["T2", "JF", "JO", "BT", "JA", "J1", "J2"];

/// Reads every entry.
pub(super) fn read(text: &str) -> Result<Vec<Entry>, Broken> {
    bounds::lines(text)?;
    let mut entries = Vec::new();
    let mut open: Option<(usize, Vec<Field>)> = None;
    for (line, written) in (1..).zip(text.lines()) {
        let broken = |reason: String| Err(Broken { line, column: None, reason });
        match (tag(written), &mut open) {
            (Some(("TY", value)), None) => open = Some((line, vec![Field::new("TY", value)])),
            (Some(("TY", _)), Some((begun, _))) => {
                return broken(format!("an entry begins here, but the one from line {begun} has no `ER  -`"));
            }
            (Some(("ER", _)), Some((_, fields))) => {
                entries.push(entry(std::mem::take(fields), entries.len() + 1));
                open = None;
            }
            (Some((tag, value)), Some((_, fields))) => fields.push(Field::new(tag, value)),
            (Some((tag, _)), None) => {
                return broken(format!("`{tag}` stands outside an entry, which begins with `TY  -`"));
            }
            (None, Some((_, fields))) => {
                // A long value goes on in the next line.
                if let Some(last) = fields.last_mut() {
                    last.value.push(' ');
                    last.value.push_str(written.trim());
                }
            }
            (None, None) if written.trim().is_empty() => {}
            (None, None) => return broken("this is not a line of RIS, such as `TY  - JOUR`".to_owned()),
        }
    }
    match open {
        Some((line, _)) => {
            Err(Broken { line, column: None, reason: "this entry has no `ER  -` at its end".to_owned() })
        }
        None => Ok(entries),
    }
}

/// The tag and the value of a line, if it has a tag.
fn tag(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = line.split_at_checked(2)?;
    let is_tag = tag.starts_with(|c: char| c.is_ascii_uppercase())
        && tag.ends_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
    let value = rest.strip_prefix("  -")?;
    (is_tag && (value.is_empty() || value.starts_with(' '))).then(|| (tag, value.trim()))
}

#[derive(Debug)]
struct Field {
    tag: String,
    value: String,
    is_read: bool,
}

impl Field {
    fn new(tag: &str, value: &str) -> Self {
        Self { tag: tag.to_owned(), value: value.to_owned(), is_read: false }
    }
}

/// Takes the values of a tag, in order.
fn take(fields: &mut [Field], tag: &str) -> Vec<String> {
    let of_tag = fields.iter_mut().filter(|field| field.tag == tag && !field.is_read);
    let values = of_tag.map(|field| {
        field.is_read = true;
        tidy(&field.value)
    });
    values.filter(|value| !value.is_empty()).collect()
}

/// Takes the first value of the first tag that has one.
fn take_first(fields: &mut [Field], tags: &[&str]) -> Option<(String, String)> {
    for tag in tags {
        let field =
            fields.iter_mut().find(|field| field.tag == *tag && !field.is_read && !field.value.trim().is_empty());
        if let Some(field) = field {
            field.is_read = true;
            return Some((field.tag.clone(), tidy(&field.value)));
        }
    }
    None
}

fn entry(mut fields: Vec<Field>, number: usize) -> Entry {
    let fields = &mut fields;
    let written_type = take_first(fields, &["TY"]).map(|(_, name)| name).unwrap_or_default();
    let mut reference = Reference::new(source_type(&written_type));
    reference.title = take_first(fields, &["TI", "T1", "CT"]).map(|(_, title)| title);
    for tag in ["AU", "A1"] {
        reference.authors.extend(take(fields, tag).iter().filter_map(|written| name::turned(written)));
    }
    imprint(fields, &written_type, &mut reference);
    set_date(fields, &mut reference);
    if let Some((tag, written)) = take_first(fields, &["Y2"]) {
        reference.set_accessed(&tag, &written);
    }
    if let Some((tag, written)) = take_first(fields, &["LA"]) {
        reference.language = language::tag(&written);
        if reference.language.is_none() {
            reference.leave(&tag, &written);
        }
    }
    let mut value = |tag| take_first(fields, &[tag]).map(|(_, value)| value);
    let (url, doi) = (value("UR"), value("DO"));
    reference.set_address(url.as_deref().map(|url| ("UR", url)), doi.as_deref().map(|doi| ("DO", doi)));
    for tag in ["L1", "L2", "L4"] {
        for written in take(fields, tag) {
            reference.set_copy(&written);
        }
    }
    let mut keys = take(fields, "ID");
    keys.push(number.to_string());
    for field in fields.iter().filter(|field| !field.is_read) {
        reference.leave(&field.tag, &field.value);
    }
    Entry { keys, reference }
}

/// What it appeared in, where in that, and who brought it out.
fn imprint(fields: &mut [Field], written_type: &str, reference: &mut Reference) {
    let is_book = matches!(written_type, "BOOK" | "EBOOK" | "EDBOOK");
    // The second title of a whole book is that of its series.
    let containers = if is_book { Vec::new() } else { take_each(fields, &CONTAINERS) };
    let houses = take_each(fields, &["PB"]);
    reference.set_published(containers, houses);
    // Secondary authors are editors where a document stands in another; those of a whole book are its series'.
    let is_part = matches!(written_type, "CHAP" | "ECHAP" | "ENCYC" | "DICT" | "JOUR" | "EJOUR" | "CONF" | "CPAPER");
    let editors: &[&str] = match (is_book, is_part) {
        (true, _) => &["ED", "A3"],
        (_, true) => &["ED", "A2"],
        _ => &["ED"],
    };
    for tag in editors {
        reference.imprint.editors.extend(take(fields, tag).iter().filter_map(|written| name::turned(written)));
    }
    let mut value = |tags: &[&str]| take_first(fields, tags).map(|(_, value)| value);
    // Elsewhere the serial number is that of a journal or book, and no document's own.
    let is_numbered = matches!(written_type, "RPRT" | "GOVDOC" | "STAND" | "PAT");
    let imprint = &mut reference.imprint;
    (imprint.edition, imprint.volume, imprint.issue) = (value(&["ET"]), value(&["VL"]), value(&["IS"]));
    imprint.number = value(if is_numbered { &["SN", "M1"] } else { &["M1"] });
    // Of a whole work, this is how many pages it has.
    if is_book || matches!(written_type, "THES" | "MANSCPT" | "UNPB" | "MPCT") {
        return;
    }
    // Some programs write the whole range as its first page.
    let is_end = |of: &str, last: &str| {
        Pages::parse(of).is_some_and(|pages| pages.as_str().rsplit(['–', ' ']).next() == Some(last))
    };
    let pages = match (value(&["SP"]), value(&["EP"])) {
        (Some(first), Some(last)) if first != last && !is_end(&first, &last) => Some(format!("{first}-{last}")),
        (first, last) => first.or(last),
    };
    if let Some(pages) = pages {
        reference.set_pages("SP", &pages);
    }
}

fn take_each(fields: &mut [Field], tags: &[&str]) -> Vec<(String, String)> {
    tags.iter().filter_map(|tag| take_first(fields, &[*tag])).collect()
}

/// The most precise of the tags that tell when; one that tells another time is left.
fn set_date(fields: &mut [Field], reference: &mut Reference) {
    let written: Vec<(String, String)> =
        ["DA", "Y1", "PY"].iter().filter_map(|tag| take_first(fields, &[tag])).collect();
    let read: Vec<date::ReadDate> = written.iter().map(|(_, value)| date::read(value)).collect();
    let precision = |date: &&PartialDate| date.precision();
    reference.date = read.iter().filter_map(|read| read.date.as_ref()).min_by_key(precision).cloned();
    for ((tag, value), read) in written.iter().zip(read) {
        let is_within = |chosen: &PartialDate, date: &PartialDate| {
            date.first_day() <= chosen.first_day() && chosen.last_day() <= date.last_day()
        };
        match (&reference.date, &read.date) {
            (Some(chosen), Some(date)) if !is_within(chosen, date) => reference.leave(tag, value),
            _ => reference.leave(tag, &read.lost.unwrap_or_default()),
        }
    }
}

fn source_type(written: &str) -> SourceType {
    match written {
        "JOUR" | "EJOUR" | "MGZN" | "ABST" | "INPR" | "CPAPER" => SourceType::Article,
        "JFULL" | "SER" => SourceType::Periodical,
        "NEWS" => SourceType::Newspaper,
        "BOOK" | "EBOOK" => SourceType::Book,
        "EDBOOK" => SourceType::Anthology,
        "CHAP" | "ECHAP" => SourceType::Chapter,
        "ENCYC" | "DICT" => SourceType::Entry,
        "CONF" => SourceType::Proceedings,
        "RPRT" | "GOVDOC" | "STAND" => SourceType::Report,
        "THES" => SourceType::Thesis,
        "ELEC" | "WEB" => SourceType::Web,
        "BLOG" => SourceType::Blog,
        "BILL" | "STAT" | "LEGAL" => SourceType::Legislation,
        "CASE" | "HEAR" => SourceType::Case,
        "UNPB" | "MANSCPT" => SourceType::Manuscript,
        "PAT" => SourceType::Patent,
        "VIDEO" | "MPCT" | "MULTI" => SourceType::Video,
        "SOUND" | "MUSIC" => SourceType::Audio,
        "ART" | "FIGURE" | "MAP" => SourceType::Artwork,
        "COMP" | "DATA" | "DBASE" | "AGGR" => SourceType::Repository,
        _ => SourceType::Misc,
    }
}
