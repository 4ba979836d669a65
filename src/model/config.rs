use std::path::{Component, Path};

use super::style::{CitationStyle, citation_style};
use super::{LikelihoodScale, base_address, record};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severities, Severity, closest, codes};
use crate::files::{FileId, Span, Spanned};
use crate::syntax::{
    Field, FieldShape, Fields, Form, Plain, Reader, Shape, Value, Vocabulary, parse_toml, table, table_by_key, text,
    word,
};

/// `sourcebook.toml`, validated, with the defaults of the built-in theme.
#[derive(Debug, Clone)]
pub struct Config {
    /// The site's title.
    pub title: String,
    /// A sentence about the site, for the home page, the feed and search engines.
    pub description: Option<String>,
    /// Where the site will stand, ending in `/`. Needed for canonical addresses, the feed and the sitemap only.
    pub base_url: Option<String>,
    /// The language of the site, a BCP 47 tag.
    pub language: String,
    /// Folders with archives, in order, relative to the site and never outside of it.
    pub archives: Vec<String>,
    /// The longest excerpt, in words.
    pub excerpt_words: usize,
    /// How many entries of a list stand on one page. What is over stands on pages of its own.
    pub page_size: usize,
    /// The CSL style of "cite this".
    pub citation_style: CitationStyle,
    /// The scale that words of likelihood are read on.
    pub likelihood_scale: LikelihoodScale,
    /// Whether readers can search the site.
    pub search: bool,
    /// Names of topics. Where any are given, no other topic exists.
    pub topics: Vec<TopicName>,
    /// Severities of codes.
    pub severities: Severities,
    /// Whether something that it says could not be read. That has been reported.
    is_unread: bool,
}

/// A topic's name for readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicName {
    /// The topic's identifier, as claims write it.
    pub id: Spanned<String>,
    /// Its name.
    pub name: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: "Untitled".to_owned(),
            description: None,
            base_url: None,
            language: "en".to_owned(),
            archives: Vec::new(),
            excerpt_words: 15,
            page_size: 200,
            citation_style: CitationStyle::APA,
            likelihood_scale: LikelihoodScale::Icd203,
            search: true,
            topics: Vec::new(),
            severities: Severities::default(),
            is_unread: false,
        }
    }
}

impl Config {
    /// Reads the configuration. What is wrong is reported, and the default stands in its place.
    pub fn read(file: FileId, toml: &str, sink: &mut Diagnostics) -> Self {
        let root = parse_toml(file, toml, sink);
        root.and_then(|root| Self::decode(&mut Reader::new(&root, sink))).unwrap_or_else(Self::unread)
    }

    /// Reads the tree of a configuration.
    pub(super) fn decode(reader: &mut Reader<'_, '_>) -> Option<Self> {
        let default = Self::default();
        let mut fields = Fields::open(reader, "the configuration")?;
        let mut config = Self {
            title: fields.require(TITLE, text).map_or(default.title, |title| title.value),
            description: fields.get(DESCRIPTION, record::sentence).map(|text| text.value),
            base_url: fields.get(BASE_URL, base_url),
            language: fields.get(LANGUAGE, record::language).map_or(default.language, |tag| tag.value),
            archives: fields.list(ARCHIVES, archive_folder),
            excerpt_words: fields.get(EXCERPT_WORDS, number_of_words).unwrap_or(default.excerpt_words),
            page_size: fields.get(PAGE_SIZE, number_of_entries).unwrap_or(default.page_size),
            citation_style: fields.get(CITATION_STYLE, citation_style).unwrap_or(default.citation_style),
            likelihood_scale: fields
                .get(LIKELIHOOD_SCALE, word::<LikelihoodScale>)
                .map_or(default.likelihood_scale, |scale| scale.value),
            search: fields.get(SEARCH, yes_or_no).unwrap_or(default.search),
            topics: fields.get(TOPICS, topics).unwrap_or_default(),
            severities: fields.get(SEVERITY, severities).unwrap_or_default(),
            is_unread: false,
        };
        config.is_unread |= fields.node("archives").is_some_and(|node| match &node.value {
            Value::List(written) => written.len() > config.archives.len(),
            _ => true,
        });
        config.is_unread |= fields.close()?.meant.contains("archives");
        Some(config)
    }

    /// The configuration of a site whose own could not be read.
    #[must_use]
    pub fn unread() -> Self {
        Self { is_unread: true, ..Self::default() }
    }

    /// Whether a report says something of the content, rather than of a default that stands for what the configuration
    /// says and could not be read.
    #[must_use]
    pub fn can_judge(&self, code: &Code) -> bool {
        let by_configuration = [
            &codes::UNCHECKED_SOURCE,
            &codes::UNCHECKED_QUOTATION,
            &codes::EXCERPT_TOO_LONG,
            &codes::UNKNOWN_LIKELIHOOD,
        ];
        !self.is_unread || by_configuration.iter().all(|known| *known != code)
    }
}

/// The most bytes of one name in a path, in the file systems of today.
const NAME: usize = 255;

/// The most bytes of a path that Linux takes.
const PATH: usize = 4095;

/// A folder that there can be, in the site: this file may be a stranger's, who could name any folder of the machine.
/// Nothing else looks at its name before an archive is looked for in it, and then the source would be blamed.
fn archive_folder(reader: &mut Reader<'_, '_>) -> Option<String> {
    let written = text(reader)?;
    if let Some((message, help)) = fault_of_folder(&written.value) {
        reader.report(Diagnostic::new(&codes::UNUSABLE_NAME, written.span, message).help(help));
        return None;
    }
    Some(written.value)
}

/// Why no archive is looked for in a folder, and the way out.
fn fault_of_folder(folder: &str) -> Option<(&'static str, &'static str)> {
    const FROM_THE_SITE: &str = "name the folder by its path from the site: `archives = [\"archives\"]`";
    if folder.len() > PATH || folder.split('/').any(|name| name.len() > NAME) {
        return Some(("no folder can bear this name: it is too long", FROM_THE_SITE));
    }
    if Path::new(folder).components().any(|part| !matches!(part, Component::Normal(_) | Component::CurDir)) {
        return Some((
            "this folder does not lie in the site",
            "give a folder of this machine by `--archive` or `SOURCEBOOK_ARCHIVES`, and leave it out here",
        ));
    }
    if folder.split('/').any(|name| name.starts_with('.') && name != ".") {
        return Some(("no archive is looked for in a hidden folder", FROM_THE_SITE));
    }
    None
}

fn base_url(reader: &mut Reader<'_, '_>) -> Option<String> {
    let written = record::url(reader)?;
    let base = base_address(&written.value);
    if base.is_none() {
        let message = format!("`{}` is not the address of a site", written.value);
        reader.report(
            Diagnostic::new(&codes::INVALID_URL, written.span, message)
                .help("leave out the part that begins with `?` or `#`"),
        );
    }
    base
}

/// The most words that a site may allow an excerpt: every page that cites a claim repeats it.
const MOST_WORDS: u32 = 500;
const MOST_ENTRIES: u32 = 1_000_000;

const WORDS: Form = whole("write a whole number from 1 to 500", MOST_WORDS);
const ENTRIES: Form = whole("write a whole number, 1 or more", MOST_ENTRIES);

const fn whole(expected: &'static str, most: u32) -> Form {
    Form::new("a whole number", r"^\s*\+?[0-9_]+\s*$", expected, Plain::Number(1, most)).such_as(&["15"])
}

fn number_of_words(reader: &mut Reader<'_, '_>) -> Option<usize> {
    whole_number(reader, &WORDS, MOST_WORDS, "words")
}

fn number_of_entries(reader: &mut Reader<'_, '_>) -> Option<usize> {
    whole_number(reader, &ENTRIES, MOST_ENTRIES, "entries")
}

fn whole_number(reader: &mut Reader<'_, '_>, form: &Form, most: u32, things: &str) -> Option<usize> {
    let written = reader.text(form)?;
    // What stands between quotation marks is longer than its value: in TOML that is text.
    let is_text = written.span.range().len() > written.value.len();
    if is_text {
        let message = format!("`\"{}\"` is text, not a number", written.value);
        reader.report(
            Diagnostic::new(&codes::INVALID_NUMBER, written.span, message)
                .help("write the number without quotation marks"),
        );
        return None;
    }
    let read = written.value.replace('_', "").parse().ok().filter(|number| (1..=most).contains(number));
    if let Some(number) = read.and_then(|number| usize::try_from(number).ok()) {
        return Some(number);
    }
    let message = format!("`{}` is not a number of {things}", written.value);
    reader.report(Diagnostic::new(&codes::INVALID_NUMBER, written.span, message).help(form.expected));
    None
}

const TRUTH: Form =
    Form::new("yes or no", r"^\s*(true|false)\s*$", "write `true` or `false`", Plain::Truth).such_as(&["false"]);

fn yes_or_no(reader: &mut Reader<'_, '_>) -> Option<bool> {
    let written = reader.text(&TRUTH)?;
    let read = written.value.trim().parse().ok();
    if read.is_none() {
        let message = format!("`{}` is neither true nor false", written.value);
        reader.report(unknown(written.span, &message).help(TRUTH.expected));
    }
    read
}

fn topics(reader: &mut Reader<'_, '_>) -> Option<Vec<TopicName>> {
    let topics = table(reader, "the table of topics", record::new_identifier, text)?;
    Some(topics.into_iter().map(|(id, name)| TopicName { id, name: name.value }).collect())
}

fn severities(reader: &mut Reader<'_, '_>) -> Option<Severities> {
    let mut severities = Severities::default();
    for (code, severity) in table_by_key(reader, "the table of severities", severities_of_codes, code, severity)? {
        if code.value.is_fixed && severity.value < code.value.severity {
            reader.report(
                unknown(severity.span, &format!("`{}` cannot be less than an error", code.value.name))
                    .help("drop the line: what it reports is left out of the site, which must not happen silently"),
            );
        } else {
            severities.set(code.value, severity.value);
        }
    }
    Some(severities)
}

/// What each code may be set to: one that is fixed, to an error.
fn severities_of_codes() -> Vec<FieldShape> {
    let of_code = |code: &&'static Code| {
        let allowed = Severity::ALL.iter().rev().filter(|severity| !code.is_fixed || **severity >= code.severity);
        let words = allowed.map(|severity| (severity.name(), severity.meaning())).collect();
        let what = if code.is_fixed { "`error` alone" } else { "a severity" };
        let shape = Shape::Words(Vocabulary { what, words });
        FieldShape { field: Field::new(code.name, code.summary()), is_required: false, shape }
    };
    codes::ALL.iter().map(of_code).collect()
}

/// The name of a code.
fn code(reader: &mut Reader<'_, '_>) -> Option<Spanned<&'static Code>> {
    let words = || codes::ALL.iter().map(|code| (code.name, code.summary())).collect();
    let written = reader.word(|| Vocabulary { what: "a code", words: words() })?;
    if let Some(code) = codes::find(written.value) {
        return Some(Spanned::new(code, written.span));
    }
    let meant = closest(written.value, codes::ALL.iter().map(|code| code.name));
    let help =
        meant.map_or_else(|| "`sourcebook explain` lists them".to_owned(), |name| format!("did you mean `{name}`?"));
    reader.report(unknown(written.span, &format!("there is no code `{}`", written.value)).help(help));
    None
}

fn severity(reader: &mut Reader<'_, '_>) -> Option<Spanned<Severity>> {
    let words = || Severity::ALL.iter().rev().map(|severity| (severity.name(), severity.meaning())).collect();
    let written = reader.word(|| Vocabulary { what: "a severity", words: words() })?;
    let severity = Severity::from_name(written.value);
    if severity.is_none() {
        reader.report(
            unknown(written.span, &format!("`{}` is not a severity", written.value))
                .help("one of: error, warning, off"),
        );
    }
    Some(Spanned::new(severity?, written.span))
}

fn unknown(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(&codes::UNKNOWN_WORD, span, message)
}

const TITLE: Field = Field::new("title", "The site’s title, at the head of every page.");
const DESCRIPTION: Field =
    Field::new("description", "A sentence about the site, for the home page, the feed and search engines.");
const BASE_URL: Field = Field::new(
    "base-url",
    "The address at which the site will be published. Needed only for the feed, the sitemap and canonical addresses: \
     all other links are relative. `build --base-url` overrides it.",
);
const LANGUAGE: Field = Field::new("language", "The language of the site’s own words. By default `en`.");
const ARCHIVES: Field = Field::new(
    "archives",
    "Folders of the site with the stored copies of sources, searched in order after those of `--archive` and \
     `SOURCEBOOK_ARCHIVES`, which may lie anywhere. They are never published, and a missing folder is not an error.",
)
.such_as(&["archives"]);
const EXCERPT_WORDS: Field = Field::new(
    "excerpt-words",
    "The most words that an excerpt may have; a longer one is an error. By default 15, and at most 500.",
);
const PAGE_SIZE: Field = Field::new(
    "page-size",
    "How many entries of a list stand on one page; the rest stand on further pages. By default 200.",
)
.such_as(&["200"]);
const CITATION_STYLE: Field = Field::new(
    "citation-style",
    "The style in which sources and briefs are cited under “cite this”, from the Citation Style Language. By default \
     `apa`.",
)
.such_as(&["apa", "chicago-author-date"]);
const LIKELIHOOD_SCALE: Field = Field::new(
    "likelihood-scale",
    "The scale that gives words of likelihood their range in percent. By default `icd-203`.",
);
const SEARCH: Field = Field::new(
    "search",
    "Whether readers can search the site. The index is made with the site and read in the reader’s browser. By default \
     `true`.",
);
const TOPICS: Field = Field::new(
    "topics",
    "The names of topics for readers, by identifier. If there are any, claims may be filed under no others.",
);
const SEVERITY: Field = Field::new(
    "severity",
    "How grave a finding is, by its code. `sourcebook explain CODE` says what a code means. A code whose findings are \
     left out of the site is always an error.",
);
