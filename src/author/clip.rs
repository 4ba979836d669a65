use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::append::{Stub, append_claim};
use super::identifier::propose;
use crate::check::check_excerpt;
use crate::diagnostic::{Diagnostic, Diagnostics, Report, closest, codes, did_you_mean};
use crate::evidence::{Consulted, Context, Passage, Quotation, SourceToVerify, consult, normalise};
use crate::files::{ArchiveFolders, FileError, FileId, Files, Limits, Span};
use crate::model::{ClaimRecord, SourceRecord, check_identifier};
use crate::parse::{Loaded, Parsing, Records, load, parse};
use crate::resolve::Excerpt;
use crate::stages::{archive_folders, refused_folders};

/// What an author wants to take from a source.
#[derive(Debug, Clone, Default)]
pub struct ClipRequest<'a> {
    /// The source's identifier.
    pub source: &'a str,
    /// The words, in any spelling that counts as the same.
    pub words: &'a str,
    /// The identifier of the new claim; without one it is made of the words.
    pub id: Option<&'a str>,
    /// Which of several places is meant, from 1.
    pub occurrence: Option<usize>,
    /// Folders with archives, before those of the configuration.
    pub archives: &'a [PathBuf],
}

/// What became of a request.
#[derive(Debug)]
pub struct Clipped {
    /// The texts that the report points into; the words themselves are one of them.
    pub files: Files,
    /// What is to be said about the words.
    pub report: Report,
    /// The excerpt and the new text of its file, unless the report holds an error.
    pub taken: Option<Taken>,
}

/// An excerpt that can be appended.
#[derive(Debug)]
pub struct Taken {
    /// The file that holds the claim, relative to the site.
    pub path: String,
    /// Its new text.
    pub text: String,
    /// `SOURCE/CLAIM`.
    pub claim: String,
    /// Where the words stand, in the archive's own spelling.
    pub passage: Passage,
    /// The fields that the author has to finish, with their lines from 1.
    pub unfinished: Vec<(usize, &'static str)>,
    /// Claims of the source that have an excerpt of the same words already.
    pub same_words: Vec<String>,
}

/// Why nothing could be looked up at all.
#[derive(Debug, thiserror::Error)]
pub enum ClipError {
    /// The system refuses to read.
    #[error(transparent)]
    File(#[from] FileError),
    /// No source bears the name.
    #[error("there is no source `{id}`{}", did_you_mean(.meant.as_deref()))]
    NoSource {
        /// What was asked for.
        id: String,
        /// What was probably meant.
        meant: Option<String>,
    },
    /// The source names no archive.
    #[error("`{0}` names no archive: save the source's text, and name the file with `archive:`")]
    NoArchive(String),
    /// The archive lies in none of the folders.
    #[error("the archive `{0}` is not at hand: name its folder with `--archive DIR`")]
    NotAtHand(String),
    /// The identifier that was asked for is none.
    #[error("`{id}` is not an identifier: {reason}")]
    Identifier {
        /// What was asked for.
        id: String,
        /// Why it is none.
        reason: &'static str,
    },
    /// The identifier that was asked for is taken.
    #[error("`{0}` already has a claim of that name")]
    TakenIdentifier(String),
    /// There is no such place.
    #[error("there is no place number {asked}; the words stand at this many places: {count}")]
    Occurrence {
        /// The number that was asked for.
        asked: usize,
        /// How many places there are.
        count: usize,
    },
    /// The file is written in a way in which nothing can be put in with certainty.
    #[error(
        "no claim can be added to `{0}` safely; write its `claims:` as a list, each claim beginning on its own line"
    )]
    Layout(String),
}

/// Finds words in a source's archive and makes a claim of them, for its author to finish. Writes nothing.
///
/// # Errors
/// See [`ClipError`]; what is wrong with the words themselves is in the report.
pub fn clip(root: &Path, request: &ClipRequest<'_>) -> Result<Clipped, ClipError> {
    let mut inputs = load(root, Limits::default(), &mut Loaded::default())?;
    let mut sink = Diagnostics::new();
    let records = parse(&inputs, &mut Parsing::default(), &mut sink);
    let mut files = std::mem::take(&mut inputs.files);
    let words = files.add("the words", request.words);
    let Some(record) = records.sources.iter().find(|record| record.id.value == request.source) else {
        return unreadable(&records, request.source, files, sink);
    };
    let folders = archive_folders(root, request.archives, &records.config);
    let mut sink = Diagnostics::new();
    sink.extend(refused_folders(&folders, &mut files));
    let outcome = Clip { request, record, words, limit: records.config.excerpt_words }.run(&files, &folders, &mut sink);
    let report = Report::new(sink, &records.config.severities, &files);
    let taken = outcome?.filter(|_| report.is_publishable());
    Ok(Clipped { files, report, taken })
}

/// A source whose file cannot be read is reported as `check` does; one that is not there is no error of content.
fn unreadable(records: &Records, id: &str, files: Files, sink: Diagnostics) -> Result<Clipped, ClipError> {
    let path = format!("content/sources/{id}.yaml");
    let is_about = |found: &Diagnostic| found.primary().is_some_and(|label| files.path(label.span.file) == path);
    let sink: Diagnostics = sink.into_iter().filter(is_about).collect();
    if sink.is_empty() {
        let meant = closest(id, records.sources.iter().map(|record| record.id.as_str())).map(str::to_owned);
        return Err(ClipError::NoSource { id: id.to_owned(), meant });
    }
    let report = Report::new(sink, &records.config.severities, &files);
    Ok(Clipped { files, report, taken: None })
}

/// One request about one source.
struct Clip<'a> {
    request: &'a ClipRequest<'a>,
    record: &'a SourceRecord,
    words: FileId,
    limit: usize,
}

impl Clip<'_> {
    /// `None` if what was reported stands in the way.
    fn run(&self, files: &Files, folders: &ArchiveFolders, sink: &mut Diagnostics) -> Result<Option<Taken>, ClipError> {
        let Some(archive) = &self.record.archive else {
            return Err(ClipError::NoArchive(self.request.source.to_owned()));
        };
        let source = self.source();
        let Some(consulted) = consult(&source, folders, sink)? else {
            return if sink.is_empty() { Err(ClipError::NotAtHand(archive.value.clone())) } else { Ok(None) };
        };
        let passages = match consulted.passages(&source, &self.quotation()) {
            Ok(passages) => passages,
            Err(missing) => {
                sink.push(missing);
                return Ok(None);
            }
        };
        let Some((passage, context)) = self.choose(&consulted, passages, sink)? else { return Ok(None) };
        let excerpt =
            Excerpt { exact: passage.exact.clone(), prefix: None, suffix: None, section: None, span: self.span() };
        check_excerpt(&excerpt, self.limit, sink);
        let stub = Stub { id: self.identifier(&passage.exact)?, exact: passage.exact.clone(), context };
        let path = files.path(self.record.id.span.file).to_owned();
        let former = files.text(self.record.id.span.file);
        let Some(text) = append_claim(former, &stub) else { return Err(ClipError::Layout(path)) };
        let unfinished = unfinished(&text, &stub.id);
        let claim = format!("{}/{}", self.request.source, stub.id);
        let same_words = self.same_words(&passage.exact);
        Ok(Some(Taken { path, text, claim, passage, unfinished, same_words }))
    }

    fn span(&self) -> Span {
        let words = self.request.words;
        let start = words.len() - words.trim_start().len();
        Span::new(self.words, start, start + words.trim().len())
    }

    fn source(&self) -> SourceToVerify<'_> {
        SourceToVerify {
            id: self.request.source,
            archive: self.record.archive.as_ref().map(|archive| archive.value.as_str()),
            archive_span: self.record.archive.as_ref().map(|archive| archive.span),
            span: self.record.span,
            has_address: false,
            quotations: vec![self.quotation()],
        }
    }

    fn quotation(&self) -> Quotation<'_> {
        Quotation {
            claim: self.request.source,
            ordinal: 0,
            exact: self.request.words.trim(),
            prefix: None,
            suffix: None,
            section: None,
            span: self.span(),
        }
    }

    /// The place that is meant, with what tells it from the others.
    fn choose(
        &self,
        consulted: &Consulted,
        mut passages: Vec<Passage>,
        sink: &mut Diagnostics,
    ) -> Result<Option<(Passage, Option<Context>)>, ClipError> {
        let count = passages.len();
        let chosen = match self.request.occurrence {
            Some(asked) if asked == 0 || asked > count => return Err(ClipError::Occurrence { asked, count }),
            Some(asked) => asked - 1,
            None if count > 1 => {
                sink.push(self.ambiguous(&passages));
                return Ok(None);
            }
            None => 0,
        };
        let passage = passages.swap_remove(chosen);
        if count == 1 {
            return Ok(Some((passage, None)));
        }
        let context = consulted.telling_apart(&passage.exact, &passage);
        if context.is_none() {
            sink.push(
                Diagnostic::new(&codes::AMBIGUOUS_EXCERPT, self.span(), "nothing tells this place from the others")
                    .help("quote more words"),
            );
        }
        Ok(context.map(|context| (passage, Some(context))))
    }

    fn ambiguous(&self, passages: &[Passage]) -> Diagnostic {
        /// As many places as fit a screen.
        const LISTED: usize = 20;
        let source = self.request.source;
        let message = format!("these words stand at {} places in `{source}`", passages.len());
        let mut report = Diagnostic::new(&codes::AMBIGUOUS_EXCERPT, self.span(), message);
        for (number, passage) in (1..).zip(passages.iter().take(LISTED)) {
            let Passage { locator, before, after, .. } = passage;
            report = report.note(format!("{number}: {locator}: “{before} [these words] {after}”"));
        }
        report
            .help("choose a place with `--occurrence NUMBER`; the words beside it will tell it from the others")
            .help("or quote more words")
    }

    fn identifier(&self, exact: &str) -> Result<String, ClipError> {
        let claims = &self.record.claims;
        let aliases = claims.iter().flat_map(|claim| &claim.aliases);
        let written = claims.iter().map(|claim| &claim.id).chain(aliases).map(|id| id.value.as_str());
        let taken: BTreeSet<&str> =
            written.chain(self.record.unread_claims.identifiers.iter().map(String::as_str)).collect();
        let Some(id) = self.request.id else { return Ok(propose(exact, &taken)) };
        if let Err(error) = check_identifier(id) {
            return Err(ClipError::Identifier { id: id.to_owned(), reason: error.reason() });
        }
        if taken.contains(id) {
            return Err(ClipError::TakenIdentifier(self.request.source.to_owned()));
        }
        Ok(id.to_owned())
    }

    fn same_words(&self, exact: &str) -> Vec<String> {
        let words = normalise(exact);
        let has = |claim: &&ClaimRecord| claim.quotes.iter().any(|quote| normalise(&quote.exact.value) == words);
        self.record
            .claims
            .iter()
            .filter(has)
            .map(|claim| format!("{}/{}", self.request.source, claim.id.value))
            .collect()
    }
}

/// The lines of the fields that a stub leaves open, from its own line on.
fn unfinished(text: &str, id: &str) -> Vec<(usize, &'static str)> {
    let lines = || (1..).zip(text.lines());
    let is_own = |line: &str| {
        let words = line.trim_start_matches([' ', '-']).trim_end();
        words.strip_prefix("id: ") == Some(id) || line.contains(&format!("{{ id: {id}, statement: null"))
    };
    let Some((first, _)) = lines().filter(|(_, line)| is_own(line)).last() else { return Vec::new() };
    let place = |field: &'static str| {
        let is_field = |line: &str| line.contains(&format!("{field}:"));
        lines().skip(first - 1).find(|(_, line)| is_field(line)).map(|(number, _)| (number, field))
    };
    ["statement", "kind", "about"].into_iter().filter_map(place).collect()
}
