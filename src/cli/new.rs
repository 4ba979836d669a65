use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::Zoned;

use super::editor::Editor;
use super::fault::Fault;
use super::session::{self, Lines, Session, answer};
use crate::author::{Created, NewKind, Reference, Subject, copy_template, create, import, template_names};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sourcebook new brief \"What a small deal needs\" --edit
  sourcebook new actor \"Kim Jong Un\"
  sourcebook new source \"The crossing at Arnsby\" --id arnsby-report
  sourcebook new source --from refs.bib chun2025
  sourcebook new template brief.html

An export may be BibTeX or BibLaTeX (.bib), CSL-JSON (.json) or RIS (.ris), as Zotero and others write them.")]
pub(super) struct NewCommand {
    /// What to create
    #[arg(value_enum)]
    pub(super) kind: Kind,
    /// Its name or title; with --from, the key of the entry; for a template, its file
    pub(super) name: Option<String>,
    /// Its identifier [default: made from its name]
    #[arg(long, value_name = "ID")]
    pub(super) id: Option<String>,
    /// Take the source's record from a reference manager's export
    #[arg(long, value_name = "FILE")]
    pub(super) from: Option<PathBuf>,
    /// Open the file in the editor named by VISUAL or EDITOR
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
    Template,
}

impl Kind {
    /// None of what is no record.
    const fn of_record(self) -> Option<NewKind> {
        Some(match self {
            Self::Brief => NewKind::Brief,
            Self::Source => NewKind::Source,
            Self::Actor => NewKind::Actor,
            Self::Option => NewKind::Option,
            Self::Criterion => NewKind::Criterion,
            Self::Template => return None,
        })
    }
}

/// Makes the file of a new record, or of a template of the site's own.
pub(super) fn run(session: &Session, command: &NewCommand) -> Result<bool, Fault> {
    // First, so that nothing is made where nothing could open it.
    let editor = if command.edit { Some(Editor::named()?) } else { None };
    let path = match command.kind.of_record() {
        Some(kind) => record(session, command, kind)?,
        None => template(session, command)?,
    };
    editor.map_or(Ok(true), |editor| editor.open(&session.root().join(path)).map(|()| true))
}

/// Makes the file of a template; gives its path.
fn template(session: &Session, command: &NewCommand) -> Result<String, Fault> {
    if command.id.is_some() || command.from.is_some() {
        return Err(Fault::Usage("a template takes neither `--id` nor `--from`".to_owned()));
    }
    let Some(name) = &command.name else {
        let listed = template_names().join(", ");
        return Err(Fault::Usage(format!(
            "name the template: `sourcebook new template brief.html`\nthe templates are: {listed}"
        )));
    };
    let path = copy_template(session.root(), name)?;
    let mut out = Lines::default();
    out.line(&path);
    out.line("next: edit it; it replaces the built-in template until you delete it");
    answer(&out)?;
    Ok(path)
}

/// Makes the file of a record; gives its path.
fn record(session: &Session, command: &NewCommand, kind: NewKind) -> Result<String, Fault> {
    let reference = match &command.from {
        Some(_) if kind != NewKind::Source => {
            return Err(Fault::Usage(
                "`--from` is for sources only: `sourcebook new source --from FILE KEY`".to_owned(),
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
            return Err(Fault::Usage(format!("the new {kind} needs a name: `sourcebook new {kind} \"A NAME\"`")));
        }
    };
    let created = create(session.root(), kind, subject, command.id.as_deref(), Zoned::now().date())?;
    answer(&summary(kind, &created, reference.as_ref()))?;
    Ok(created.path)
}

fn summary(kind: NewKind, created: &Created, reference: Option<&Reference>) -> Lines {
    let Created { id, path, unfinished } = created;
    let mut out = Lines::default();
    out.line(path);
    let left = reference.map_or(&[][..], |reference| &reference.left);
    if !left.is_empty() {
        out.line("not carried over:");
    }
    for left in left {
        out.line(&format!("  {}: {}", left.field, shortened(&left.value)));
    }
    session::unfinished(&mut out, path, unfinished, |field| match field {
        "summary" => "one or two sentences",
        "kind" => "state, person or organisation",
        _ => "article, report, book, web, newspaper …",
    });
    match kind {
        NewKind::Source => {
            out.line(
                "next: save the text of the document in a folder listed in `archives`, name the file with `archive:`, \
                 then",
            );
            out.line(&format!("  sourcebook clip {id} \"words of the document\""));
        }
        NewKind::Brief => out.line("next: write below the second `---`, and cite claims: [@source/claim]"),
        _ => out.line(&format!("next: write its profile below the second `---`; texts link to it with [[{id}]]")),
    }
    out
}

/// As much of a value as tells what it is.
fn shortened(value: &str) -> String {
    const LONGEST: usize = 60;
    let mut letters = value.chars();
    let begins: String = letters.by_ref().take(LONGEST).collect();
    if letters.next().is_some() { format!("{begins}…") } else { begins }
}
