use rayon::prelude::*;

use super::place::{is_events, unread_identifiers};
use super::{ContentKind, Inputs, place};
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::files::{FileId, Files, Spanned};
use crate::markdown::{self, Body, Document};
use crate::model::{
    ActorRecord, BriefRecord, Config, CriterionRecord, EventRecord, OptionRecord, SourceRecord, Unread, slug,
};
use crate::syntax::{Reader, Value, parse_yaml, split_front_matter};

/// A record and the Markdown that follows its front matter.
#[derive(Debug)]
pub struct WithText<R> {
    /// The record.
    pub record: R,
    /// The text.
    pub text: Document,
}

/// All records of a site, each as it was written.
#[derive(Debug, Default)]
pub struct Records {
    /// `sourcebook.toml`.
    pub config: Config,
    /// `content/sources/`, by identifier.
    pub sources: Vec<SourceRecord>,
    /// `content/actors/`, by identifier.
    pub actors: Vec<WithText<ActorRecord>>,
    /// `content/options/`, by identifier.
    pub options: Vec<WithText<OptionRecord>>,
    /// `content/criteria/`, by identifier.
    pub criteria: Vec<WithText<CriterionRecord>>,
    /// `content/events.yaml`, in its order.
    pub events: Vec<EventRecord>,
    /// `content/briefs/`, by identifier.
    pub briefs: Vec<WithText<BriefRecord>>,
    /// Identifiers of files that could not be read as records: what refers to them is not reported on top.
    pub unreadable: Vec<String>,
    /// The same of `content/events.yaml`, for its entries.
    pub unread_events: Unread,
}

/// One file's record.
#[allow(clippy::large_enum_variant, reason = "moved once, out of a list as long as the site has files")]
enum Parsed {
    Source(SourceRecord),
    Actor(WithText<ActorRecord>),
    Option(WithText<OptionRecord>),
    Criterion(WithText<CriterionRecord>),
    Events(Vec<EventRecord>, Unread),
    Brief(WithText<BriefRecord>),
    Unreadable,
    Misplaced,
}

/// Parses every file, in parallel. Diagnostics come out in the order of the files.
pub fn parse(inputs: &Inputs, sink: &mut Vec<Diagnostic>) -> Records {
    let files = &inputs.files;
    let config = match inputs.config {
        Some(file) => Config::read(file, files.text(file), sink),
        None if inputs.lost_configuration() => Config::unread(),
        None => Config::default(),
    };
    let parsed: Vec<(Parsed, Vec<Diagnostic>)> = inputs
        .content
        .par_iter()
        .map(|&file| {
            let mut sink = Vec::new();
            (parse_file(file, files, &mut sink), sink)
        })
        .collect();
    let mut records = Records { config, ..Records::default() };
    // What is misplaced and may be so is left out by its author's wish: what refers to it is wrong.
    let excuses_misplaced = records.config.severities.of(&codes::MISPLACED_FILE) == Severity::Error;
    for (&file, (parsed, found)) in inputs.content.iter().zip(parsed) {
        sink.extend(found);
        match parsed {
            Parsed::Source(record) => records.sources.push(record),
            Parsed::Actor(record) => records.actors.push(record),
            Parsed::Option(record) => records.options.push(record),
            Parsed::Criterion(record) => records.criteria.push(record),
            Parsed::Events(events, unread) => {
                records.events.extend(events);
                records.unread_events.identifiers.extend(unread.identifiers);
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

impl Records {
    /// Notes a file that could not be read.
    fn miss(&mut self, file: FileId, files: &Files) {
        let path = files.path(file);
        if is_events(path) {
            self.unread_events.others = true;
        } else {
            self.unreadable.extend(unread_identifiers(path));
            self.unreadable.extend(unread_names(files.text(file)));
        }
    }
}

/// The names that a file most probably gives to its record, as identifiers. It cannot be read, so its lines are guessed.
fn unread_names(text: &str) -> impl Iterator<Item = String> {
    const LINES: usize = 50;
    let names = text.lines().take(LINES).filter_map(|line| {
        let (field, names) = line.split_once(':')?;
        matches!(field, "name" | "title" | "also-known-as").then_some(names)
    });
    // A list in brackets, or one name with a comma in it.
    names.flat_map(|names| names.split(['[', ']', ',']).chain([names])).map(slug).filter(|name| !name.is_empty())
}

fn parse_file(file: FileId, files: &Files, sink: &mut Vec<Diagnostic>) -> Parsed {
    let before = sink.len();
    let Some((kind, id)) = place(file, files, sink) else {
        let is_misplaced = sink[before..].iter().any(|found| *found.code == codes::MISPLACED_FILE);
        return if is_misplaced { Parsed::Misplaced } else { Parsed::Unreadable };
    };
    let text = files.text(file);
    let parsed = match kind {
        ContentKind::Source => parse_yaml(file, text, 0, sink)
            .and_then(|node| SourceRecord::read(id, &mut Reader::new(&node, sink)))
            .map(Parsed::Source),
        ContentKind::Events => parse_yaml(file, text, 0, sink).map(|node| {
            let is_empty = node.value == Value::Map(Vec::new());
            let (events, unread) =
                if is_empty { Default::default() } else { EventRecord::read_all(&mut Reader::new(&node, sink)) };
            Parsed::Events(events, unread)
        }),
        ContentKind::Actor => with_text(file, text, id, sink, ActorRecord::read).map(Parsed::Actor),
        ContentKind::Option => with_text(file, text, id, sink, OptionRecord::read).map(Parsed::Option),
        ContentKind::Criterion => with_text(file, text, id, sink, CriterionRecord::read).map(Parsed::Criterion),
        ContentKind::Brief => with_text(file, text, id, sink, BriefRecord::read).map(Parsed::Brief),
    };
    parsed.unwrap_or(Parsed::Unreadable)
}

fn with_text<R>(
    file: FileId,
    text: &str,
    id: Spanned<String>,
    sink: &mut Vec<Diagnostic>,
    read: impl FnOnce(Spanned<String>, &mut Reader<'_, '_>) -> Option<R>,
) -> Option<WithText<R>> {
    let parts = split_front_matter(file, text, sink)?;
    let record = parse_yaml(file, &text[parts.yaml.clone()], parts.yaml.start, sink)
        .and_then(|node| read(id, &mut Reader::new(&node, sink)));
    let body = Body { file, text: &text[parts.body.clone()], offset: parts.body.start, heading_base: 2 };
    let document = markdown::parse(body, sink);
    Some(WithText { record: record?, text: document })
}
