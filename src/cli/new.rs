use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::Zoned;

use super::editor;
use super::fault::Fault;
use super::session::{Session, answer};
use crate::author::{Created, NewKind, Reference, Subject, create, import};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sourcebook new brief \"What a small deal needs\" --edit
  sourcebook new actor \"Kim Jong Un\"
  sourcebook new source \"The crossing at Arnsby\" --id arnsby-report
  sourcebook new source --from refs.bib chun2025

An export may be BibTeX or BibLaTeX (.bib), CSL-JSON (.json) or RIS (.ris), as Zotero and others write them.")]
pub(super) struct NewCommand {
    /// What to make
    #[arg(value_enum)]
    pub(super) kind: Kind,
    /// Its name or title; with --from, the key of the entry
    pub(super) name: Option<String>,
    /// Its identifier [default: made of its name]
    #[arg(long, value_name = "ID")]
    pub(super) id: Option<String>,
    /// Take a source's record from an export of a reference manager
    #[arg(long, value_name = "FILE")]
    pub(super) from: Option<PathBuf>,
    /// Open the file in the editor that VISUAL or EDITOR names
    #[arg(long)]
    pub(super) edit: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Kind {
    Brief,
    Source,
    Actor,
    Option,
    Criterion,
}

impl Kind {
    const fn of_record(self) -> NewKind {
        match self {
            Self::Brief => NewKind::Brief,
            Self::Source => NewKind::Source,
            Self::Actor => NewKind::Actor,
            Self::Option => NewKind::Option,
            Self::Criterion => NewKind::Criterion,
        }
    }
}

/// Makes the file of a new record.
pub(super) fn run(session: &Session, command: &NewCommand) -> Result<bool, Fault> {
    let kind = command.kind.of_record();
    let reference = match &command.from {
        Some(_) if kind != NewKind::Source => {
            return Err(Fault::Usage(
                "`--from` takes the record of a source: `sourcebook new source --from FILE KEY`".to_owned(),
            ));
        }
        Some(path) => Some(import(path, command.name.as_deref())?),
        None => None,
    };
    let subject = match (&reference, &command.name) {
        (Some(reference), _) => Subject::Reference(reference),
        (None, Some(name)) => Subject::Name(name),
        (None, None) => {
            let kind = kind.name();
            return Err(Fault::Usage(format!("the new {kind} has no name: `sourcebook new {kind} \"A NAME\"`")));
        }
    };
    let created = create(session.root(), kind, subject, command.id.as_deref(), Zoned::now().date())?;
    answer(&summary(kind, &created, reference.as_ref()))?;
    if command.edit {
        editor::open(&session.root().join(&created.path))?;
    }
    Ok(true)
}

fn summary(kind: NewKind, created: &Created, reference: Option<&Reference>) -> String {
    let Created { id, path, unfinished } = created;
    let mut out = format!("{path}\n");
    let left = reference.map_or(&[][..], |reference| &reference.left);
    if !left.is_empty() {
        out.push_str("not carried over:\n");
    }
    for left in left {
        let _ = writeln!(out, "  {}: {}", left.field, shortened(&left.value));
    }
    if !unfinished.is_empty() {
        out.push_str("to be finished:\n");
    }
    for (line, field) in unfinished {
        let what = match *field {
            "summary" => "one or two sentences",
            "kind" => "state, person or organisation",
            _ => "article, report, book, web, newspaper …",
        };
        let _ = writeln!(out, "  {path}:{line}: {field}: {what}");
    }
    let _ = match kind {
        NewKind::Source => writeln!(
            out,
            "next: save the text of the document in a folder of `archives`, name the file with `archive:`, then\n  sourcebook clip {id} \"words of the document\""
        ),
        NewKind::Brief => writeln!(out, "next: write below the second `---`, and cite claims: [@source/claim]"),
        _ => writeln!(out, "next: write its profile below the second `---`; texts link to it by [[{id}]]"),
    };
    out
}

/// As much of a value as tells what it is.
fn shortened(value: &str) -> String {
    const LONGEST: usize = 60;
    let mut letters = value.chars();
    let begins: String = letters.by_ref().take(LONGEST).collect();
    if letters.next().is_some() { format!("{begins}…") } else { begins }
}
