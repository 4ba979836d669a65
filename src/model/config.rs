use super::{LikelihoodScale, identifier, record};
use crate::diagnostic::{Code, Diagnostic, Severities, Severity, closest, codes};
use crate::files::{FileId, Span, Spanned};
use crate::syntax::{Fields, Node, Value, parse_toml, text, word};

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
    /// Folders with archives, in order, relative to the site.
    pub archives: Vec<String>,
    /// The longest excerpt, in words.
    pub excerpt_words: usize,
    /// The CSL style of "cite this".
    pub citation_style: String,
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
            citation_style: "apa".to_owned(),
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
    pub fn read(file: FileId, toml: &str, sink: &mut Vec<Diagnostic>) -> Self {
        let default = Self::default();
        let Some(root) = parse_toml(file, toml, sink) else { return Self::unread() };
        let Some(mut fields) = Fields::open(&root, "the configuration", sink) else { return Self::unread() };
        let mut config = Self {
            title: fields.require("title", text).map_or(default.title, |title| title.value),
            description: fields.get("description", text).map(|text| text.value),
            base_url: fields.get("base-url", record::url).map(|url| with_slash(url.value)),
            language: fields.get("language", record::language).map_or(default.language, |tag| tag.value),
            archives: fields.list("archives", text).into_iter().map(|folder| folder.value).collect(),
            excerpt_words: fields.get("excerpt-words", whole_number).unwrap_or(default.excerpt_words),
            citation_style: fields.get("citation-style", style).unwrap_or(default.citation_style),
            likelihood_scale: fields
                .get("likelihood-scale", word::<LikelihoodScale>)
                .map_or(default.likelihood_scale, |scale| scale.value),
            search: fields.get("search", yes_or_no).unwrap_or(default.search),
            topics: fields.get("topics", topics).unwrap_or_default(),
            severities: fields.get("severity", severities).unwrap_or_default(),
            is_unread: fields.node("archives").is_some_and(|node| !matches!(node.value, Value::List(_))),
        };
        config.is_unread |= fields.close_and_guess().contains("archives");
        config
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

/// The rules of relative references (RFC 3986, 5.2) drop what follows the last slash of a base.
fn with_slash(mut url: String) -> String {
    if !url.ends_with('/') {
        url.push('/');
    }
    url
}

/// The name of a style, as the styles of CSL are named: `apa`, `chicago-author-date`.
fn style(node: &Node, sink: &mut Vec<Diagnostic>) -> Option<String> {
    let written = text(node, sink)?;
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !written.value.chars().all(is_name) {
        sink.push(
            Diagnostic::new(
                &codes::UNKNOWN_WORD,
                written.span,
                format!("`{}` is not the name of a citation style", written.value),
            )
            .help("write the name of a CSL style in small letters: `apa`, `chicago-author-date`"),
        );
        return None;
    }
    Some(written.value)
}

fn whole_number(node: &Node, sink: &mut Vec<Diagnostic>) -> Option<usize> {
    let written = text(node, sink)?;
    if let Ok(number @ 1..=1_000_000) = written.value.replace('_', "").parse() {
        return Some(number);
    }
    let message = format!("`{}` is not a number of words", written.value);
    sink.push(Diagnostic::new(&codes::INVALID_NUMBER, written.span, message).help("write a whole number from 1 on"));
    None
}

fn yes_or_no(node: &Node, sink: &mut Vec<Diagnostic>) -> Option<bool> {
    let written = text(node, sink)?;
    let read = written.value.parse().ok();
    if read.is_none() {
        let message = format!("`{}` is neither yes nor no", written.value);
        sink.push(unknown(written.span, &message).help("write `true` or `false`"));
    }
    read
}

fn topics(node: &Node, sink: &mut Vec<Diagnostic>) -> Option<Vec<TopicName>> {
    let entries = Fields::open(node, "the table of topics", sink)?.entries();
    let read = |entry: &crate::syntax::Entry, sink: &mut Vec<Diagnostic>| {
        let id = identifier(entry.key.clone(), sink)?;
        Some(TopicName { id, name: text(&entry.value, sink)?.value })
    };
    Some(entries.iter().filter_map(|entry| read(entry, sink)).collect())
}

fn severities(node: &Node, sink: &mut Vec<Diagnostic>) -> Option<Severities> {
    let entries = Fields::open(node, "the table of severities", sink)?.entries();
    let mut severities = Severities::default();
    for (index, entry) in entries.iter().enumerate() {
        let Some(code) = codes::find(entry.key.as_str()) else {
            let names = codes::ALL.iter().map(|code| code.name);
            let meant = if index < SUGGESTIONS { closest(entry.key.as_str(), names) } else { None };
            let help = meant
                .map_or_else(|| "`sourcebook explain` lists them".to_owned(), |name| format!("did you mean `{name}`?"));
            sink.push(unknown(entry.key.span, &format!("there is no code `{}`", entry.key.value)).help(help));
            continue;
        };
        let Value::Text(written) = &entry.value.value else {
            text(&entry.value, sink);
            continue;
        };
        match Severity::from_name(written) {
            Some(severity) if code.is_fixed && severity < code.severity => sink.push(
                unknown(entry.value.span, &format!("`{}` cannot matter less than an error", code.name))
                    .help("drop the line: what it reports is left out of the site, and never in silence"),
            ),
            Some(severity) => severities.set(code, severity),
            None => sink.push(
                unknown(entry.value.span, &format!("`{written}` is not a severity"))
                    .help("one of: error, warning, off"),
            ),
        }
    }
    Some(severities)
}

fn unknown(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(&codes::UNKNOWN_WORD, span, message)
}

/// How many unknown codes get a suggestion.
const SUGGESTIONS: usize = 100;
