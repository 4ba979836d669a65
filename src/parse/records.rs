use rayon::prelude::*;

use super::{ContentKind, Inputs, place};
use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Files, Spanned};
use crate::markdown::{self, Body, Document};
use crate::model::{ActorRecord, BriefRecord, Config, CriterionRecord, EventRecord, OptionRecord, SourceRecord};
use crate::syntax::{Node, Value, parse_yaml, split_front_matter};

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
}

/// One file's record.
#[allow(clippy::large_enum_variant, reason = "moved once, out of a list as long as the site has files")]
enum Parsed {
    Source(SourceRecord),
    Actor(WithText<ActorRecord>),
    Option(WithText<OptionRecord>),
    Criterion(WithText<CriterionRecord>),
    Events(Vec<EventRecord>),
    Brief(WithText<BriefRecord>),
    Unreadable(String),
}

/// Parses every file, in parallel. Diagnostics come out in the order of the files.
pub fn parse(inputs: &Inputs, sink: &mut Vec<Diagnostic>) -> Records {
    let files = &inputs.files;
    let config = inputs.config.map(|file| Config::read(file, files.text(file), sink)).unwrap_or_default();
    let parsed: Vec<(Option<Parsed>, Vec<Diagnostic>)> = inputs
        .content
        .par_iter()
        .map(|&file| {
            let mut sink = Vec::new();
            (parse_file(file, files, &mut sink), sink)
        })
        .collect();
    let mut records = Records { config, ..Records::default() };
    for (parsed, found) in parsed {
        sink.extend(found);
        match parsed {
            Some(Parsed::Source(record)) => records.sources.push(record),
            Some(Parsed::Actor(record)) => records.actors.push(record),
            Some(Parsed::Option(record)) => records.options.push(record),
            Some(Parsed::Criterion(record)) => records.criteria.push(record),
            Some(Parsed::Events(events)) => records.events.extend(events),
            Some(Parsed::Brief(record)) => records.briefs.push(record),
            Some(Parsed::Unreadable(id)) => records.unreadable.push(id),
            None => {}
        }
    }
    records
}

fn parse_file(file: FileId, files: &Files, sink: &mut Vec<Diagnostic>) -> Option<Parsed> {
    let (kind, id) = place(file, files, sink)?;
    let name = id.value.clone();
    let text = files.text(file);
    let parsed = match kind {
        ContentKind::Source => {
            parse_yaml(file, text, 0, sink).and_then(|node| SourceRecord::read(id, &node, sink)).map(Parsed::Source)
        }
        ContentKind::Events => parse_yaml(file, text, 0, sink).map(|node| {
            let is_empty = node.value == Value::Map(Vec::new());
            Parsed::Events(if is_empty { Vec::new() } else { EventRecord::read_all(&node, sink) })
        }),
        ContentKind::Actor => with_text(file, text, id, sink, ActorRecord::read).map(Parsed::Actor),
        ContentKind::Option => with_text(file, text, id, sink, OptionRecord::read).map(Parsed::Option),
        ContentKind::Criterion => with_text(file, text, id, sink, CriterionRecord::read).map(Parsed::Criterion),
        ContentKind::Brief => with_text(file, text, id, sink, BriefRecord::read).map(Parsed::Brief),
    };
    parsed.or(Some(Parsed::Unreadable(name)))
}

fn with_text<R>(
    file: FileId,
    text: &str,
    id: Spanned<String>,
    sink: &mut Vec<Diagnostic>,
    read: impl FnOnce(Spanned<String>, &Node, &mut Vec<Diagnostic>) -> Option<R>,
) -> Option<WithText<R>> {
    let parts = split_front_matter(file, text, sink)?;
    let record =
        parse_yaml(file, &text[parts.yaml.clone()], parts.yaml.start, sink).and_then(|node| read(id, &node, sink));
    let body = Body { file, text: &text[parts.body.clone()], offset: parts.body.start, heading_base: 2 };
    let document = markdown::parse(body, sink);
    Some(WithText { record: record?, text: document })
}
