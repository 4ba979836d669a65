use std::sync::Arc;

use rayon::prelude::*;

use super::place::{holds_sources, is_events, unread_identifiers};
use super::{ContentKind, Inputs, place};
use crate::diagnostic::{Diagnostics, Severity, codes};
use crate::files::{FileId, Files, Spanned};
use crate::markdown::{self, Body, Document, KnownLines};
use crate::memo::Memo;
use crate::model::{
    ActorRecord, BriefRecord, Config, CriterionRecord, EventRecord, OptionRecord, SourceRecord, Unread, slug,
};
use crate::syntax::{Reader, Value, parse_yaml, split_front_matter};

/// A record and the Markdown that follows its front matter.
#[derive(Debug, Clone)]
pub struct WithText<R> {
    /// The record.
    pub record: R,
    /// The text, which later layers share.
    pub text: Arc<Document>,
}

/// All records of a site, each as it was written.
#[derive(Debug, Default)]
pub struct Records {
    /// `sourcebook.toml`.
    pub config: Config,
    /// `content/sources/`, by identifier.
    pub sources: Vec<Arc<SourceRecord>>,
    /// `content/actors/`, by identifier.
    pub actors: Vec<Arc<WithText<ActorRecord>>>,
    /// `content/options/`, by identifier.
    pub options: Vec<Arc<WithText<OptionRecord>>>,
    /// `content/criteria/`, by identifier.
    pub criteria: Vec<Arc<WithText<CriterionRecord>>>,
    /// `content/events.yaml`, in its order.
    pub events: Vec<EventRecord>,
    /// `content/briefs/`, by identifier.
    pub briefs: Vec<Arc<WithText<BriefRecord>>>,
    /// Identifiers of files that could not be read as records: what refers to them is not reported on top.
    pub unreadable: Vec<String>,
    /// The same of `content/events.yaml`, for its entries.
    pub unread_events: Unread,
    /// Sources that were not read whole: their files could not be, or something in them is wrong. What is not among
    /// their claims may be there nevertheless.
    pub unread_sources: Unread,
}

/// One file's record.
#[derive(Debug, Clone)]
enum Parsed {
    Source(Arc<SourceRecord>),
    Actor(Arc<WithText<ActorRecord>>),
    Option(Arc<WithText<OptionRecord>>),
    Criterion(Arc<WithText<CriterionRecord>>),
    Events(Arc<(Vec<EventRecord>, Unread)>),
    Brief(Arc<WithText<BriefRecord>>),
    Unreadable,
    Misplaced,
}

/// What a former run made of each file: a function of its path and its text.
#[derive(Debug, Default)]
pub struct Parsing {
    files: Memo<FileId, OfFile>,
    /// Of the code in all of them.
    lines: KnownLines,
}

/// What a text was read as, and what was wrong with it.
#[derive(Debug, Clone)]
struct OfFile {
    text: Arc<str>,
    parsed: Parsed,
    found: Arc<Diagnostics>,
}

/// Parses every file, in parallel; of those that a former run over the same identities has parsed, the ones whose texts
/// changed. Diagnostics come out in the order of the files.
pub fn parse(inputs: &Inputs, parsing: &mut Parsing, sink: &mut Diagnostics) -> Records {
    let files = &inputs.files;
    let config = match inputs.config {
        Some(file) => Config::read(file, files.text(file), sink),
        None if inputs.lost_configuration() => Config::unread(),
        None => Config::default(),
    };
    let parsed = parsed(inputs, parsing);
    let mut records = Records { config, ..Records::default() };
    // What is misplaced and may be so is left out by its author's wish: what refers to it is wrong.
    let excuses_misplaced = records.config.severities.of(&codes::MISPLACED_FILE) == Severity::Error;
    for (&file, of_file) in inputs.content.iter().zip(parsed) {
        parsing.files.keep(file, of_file.clone());
        sink.extend(of_file.found.iter().cloned());
        match of_file.parsed {
            Parsed::Source(record) => {
                if of_file.found.iter().any(|found| found.code.severity == Severity::Error) {
                    records.unread_sources.identifiers.push(record.id.value.clone());
                }
                records.sources.push(record);
            }
            Parsed::Actor(record) => records.actors.push(record),
            Parsed::Option(record) => records.options.push(record),
            Parsed::Criterion(record) => records.criteria.push(record),
            Parsed::Events(events) => {
                let (events, unread) = &*events;
                records.events.extend(events.iter().cloned());
                records.unread_events.identifiers.extend(unread.identifiers.iter().cloned());
                records.unread_events.others |= unread.others;
            }
            Parsed::Brief(record) => records.briefs.push(record),
            Parsed::Misplaced if !excuses_misplaced => {}
            Parsed::Misplaced | Parsed::Unreadable => records.miss(file, files),
        }
    }
    for &file in &inputs.unread {
        records.miss(file, files);
    }
    records
}

/// What each file of content is, in their order.
fn parsed(inputs: &Inputs, parsing: &mut Parsing) -> Vec<OfFile> {
    let files = &inputs.files;
    parsing.files.turn();
    parsing.lines.turn();
    let lines = &parsing.lines;
    let known: Vec<Option<OfFile>> =
        inputs.content.iter().map(|&file| parsing.files.take(file, |it| files.has_text(file, &it.text))).collect();
    inputs
        .content
        .par_iter()
        .zip(known)
        .map(|(&file, known)| {
            known.unwrap_or_else(|| {
                let mut found = Diagnostics::new();
                let parsed = parse_file(file, files, lines, &mut found);
                OfFile { text: files.shared_text(file), parsed, found: found.into() }
            })
        })
        .collect()
}

impl Records {
    /// Notes a file that could not be read.
    fn miss(&mut self, file: FileId, files: &Files) {
        let path = files.path(file);
        if is_events(path) {
            self.unread_events.others = true;
        } else {
            self.unread_sources.identifiers.extend(unread_identifiers(path));
            self.unread_sources.others |= holds_sources(path);
            self.unreadable.extend(unread_identifiers(path));
            self.unreadable.extend(unread_names(files.text(file)));
        }
    }
}

/// The names that a file most probably gives to its record, as identifiers. It cannot be read, so its lines are
/// guessed.
fn unread_names(text: &str) -> impl Iterator<Item = String> {
    const LINES: usize = 50;
    let names = text.lines().take(LINES).filter_map(|line| {
        let (field, names) = line.split_once(':')?;
        matches!(field, "name" | "title" | "also-known-as").then_some(names)
    });
    // A list in brackets, or one name with a comma in it.
    names.flat_map(|names| names.split(['[', ']', ',']).chain([names])).map(slug).filter(|name| !name.is_empty())
}

fn parse_file(file: FileId, files: &Files, lines: &KnownLines, sink: &mut Diagnostics) -> Parsed {
    let before = sink.len();
    let Some((kind, id)) = place(file, files, sink) else {
        let is_misplaced = sink[before..].iter().any(|found| *found.code == codes::MISPLACED_FILE);
        return if is_misplaced { Parsed::Misplaced } else { Parsed::Unreadable };
    };
    let text = files.text(file);
    let parsed = match kind {
        ContentKind::Source => parse_yaml(file, text, 0, sink)
            .and_then(|node| SourceRecord::read(id, &mut Reader::new(&node, sink)))
            .map(|it| Parsed::Source(it.into())),
        ContentKind::Events => parse_yaml(file, text, 0, sink).map(|node| {
            let is_empty = node.value == Value::Map(Vec::new());
            let events =
                if is_empty { Default::default() } else { EventRecord::read_all(&mut Reader::new(&node, sink)) };
            Parsed::Events(Arc::new(events))
        }),
        ContentKind::Actor => with_text(file, text, lines, id, sink, ActorRecord::read).map(Parsed::Actor),
        ContentKind::Option => with_text(file, text, lines, id, sink, OptionRecord::read).map(Parsed::Option),
        ContentKind::Criterion => with_text(file, text, lines, id, sink, CriterionRecord::read).map(Parsed::Criterion),
        ContentKind::Brief => with_text(file, text, lines, id, sink, BriefRecord::read).map(Parsed::Brief),
    };
    parsed.unwrap_or(Parsed::Unreadable)
}

fn with_text<R>(
    file: FileId,
    text: &str,
    lines: &KnownLines,
    id: Spanned<String>,
    sink: &mut Diagnostics,
    read: impl FnOnce(Spanned<String>, &mut Reader<'_, '_>) -> Option<R>,
) -> Option<Arc<WithText<R>>> {
    let parts = split_front_matter(file, text, sink)?;
    let record = parse_yaml(file, &text[parts.yaml.clone()], parts.yaml.start, sink)
        .and_then(|node| read(id, &mut Reader::new(&node, sink)));
    let body = Body { file, text: &text[parts.body.clone()], offset: parts.body.start, heading_base: 2 };
    let document = markdown::parse(body, lines, sink);
    Some(Arc::new(WithText { record: record?, text: Arc::new(document?) }))
}
