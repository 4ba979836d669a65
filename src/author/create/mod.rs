//! New files of content, for their authors to finish.
//!
//! In: a kind and a name, or an entry of an export. Out: one new file that says what may be written in it. Never here:
//! an overwritten file, an identifier that another record has, a word about a source that nobody gave.

mod identity;
mod record;

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::import::Reference;
use crate::files::{self, FileError, shown};
use crate::syntax::scalar;

use identity::{Taken, identifier};
use record::{empty_source, imported_source};

/// What sort of record is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewKind {
    /// A brief.
    Brief,
    /// A source.
    Source,
    /// An actor.
    Actor,
    /// An option.
    Option,
    /// A criterion.
    Criterion,
}

impl NewKind {
    /// The word for messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Brief => "brief",
            Self::Source => "source",
            Self::Actor => "actor",
            Self::Option => "option",
            Self::Criterion => "criterion",
        }
    }

    fn path(self, id: &str) -> String {
        match self {
            Self::Brief => format!("content/briefs/{id}.md"),
            Self::Source => format!("content/sources/{id}.yaml"),
            Self::Actor => format!("content/actors/{id}.md"),
            Self::Option => format!("content/options/{id}.md"),
            Self::Criterion => format!("content/criteria/{id}.md"),
        }
    }
}

/// What a new record is made of.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// Its name or title.
    Name(&'a str),
    /// A source's entry in an export.
    Reference(&'a Reference),
}

impl Subject<'_> {
    fn title(&self) -> &str {
        match self {
            Self::Name(name) => name,
            Self::Reference(reference) => reference.title.as_deref().unwrap_or(""),
        }
    }
}

/// A record that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    /// Its identifier.
    pub id: String,
    /// Its file, relative to the site.
    pub path: String,
    /// The fields that its author has to finish, with their lines from 1.
    pub unfinished: Vec<(usize, &'static str)>,
}

/// Why no record was made.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// The system refuses to read the site or to write the file.
    #[error(transparent)]
    File(#[from] FileError),
    /// There is no site.
    #[error("there is no site in `{}`: it has neither `sourcebook.toml` nor `content/`; create one with `sourcebook init DIR`, or name one with `--root DIR`", shown(.0))]
    NoSite(PathBuf),
    /// No good identifier can be made of the name.
    #[error("no identifier can be made from `{name}`: {reason}; name one with `--id`{}", proposal.as_ref().map(|id| format!(", such as `--id {id}`")).unwrap_or_default())]
    Nameless {
        /// The name or title.
        name: String,
        /// What is in the way.
        reason: &'static str,
        /// One that might do.
        proposal: Option<String>,
    },
    /// The identifier that was asked for is none.
    #[error("`{id}` is not an identifier: {reason}")]
    Identifier {
        /// What was asked for.
        id: String,
        /// Why it is none.
        reason: &'static str,
    },
    /// Another record has the identifier.
    #[error("the identifier `{id}` is taken by {by}; name another with `--id`{}", free.as_ref().map(|id| format!(", such as `--id {id}`")).unwrap_or_default())]
    Taken {
        /// The identifier.
        id: String,
        /// By which record.
        by: String,
        /// One that is free.
        free: Option<String>,
    },
}

/// Makes the file of a new record. Its identifier is `id`, else made of its name.
///
/// # Errors
/// See [`CreateError`]. Then nothing was written.
pub fn create(
    root: &Path,
    kind: NewKind,
    subject: Subject<'_>,
    id: Option<&str>,
    today: Date,
) -> Result<Created, CreateError> {
    let taken = Taken::read(root)?;
    let id = identifier(kind, subject.title(), id)?;
    if let Some(by) = taken.by(kind, &id) {
        let free = taken.free(kind, &id);
        return Err(CreateError::Taken { id, by, free });
    }
    let path = kind.path(&id);
    let text = text(kind, subject, today);
    let file = files::place_below(root, &path)?;
    files::create_folders(file.parent().unwrap_or(root))?;
    files::create_atomically(&file, text.as_bytes())?;
    Ok(Created { unfinished: unfinished(&text), id, path })
}

fn text(kind: NewKind, subject: Subject<'_>, today: Date) -> String {
    let template = match (kind, subject) {
        (NewKind::Source, Subject::Name(name)) => return empty_source(name),
        (_, Subject::Reference(reference)) => return imported_source(reference),
        (NewKind::Brief, _) => include_str!("brief.md"),
        (NewKind::Actor, _) => include_str!("actor.md"),
        (NewKind::Option, _) => include_str!("option.md"),
        (NewKind::Criterion, _) => include_str!("criterion.md"),
    };
    // The name last: it may hold what looks like another mark.
    template.replace("@TODAY@", &today.to_string()).replacen("@NAME@", &scalar(subject.title().trim()), 1)
}

/// The fields that stand without a value before a comment.
fn unfinished(text: &str) -> Vec<(usize, &'static str)> {
    const FIELDS: [&str; 3] = ["summary", "kind", "type"];
    let open = |line: &str, field: &str| {
        line.strip_prefix(field).and_then(|rest| rest.strip_prefix(':')).is_some_and(|rest| {
            let value = rest.split(" #").next().unwrap_or("");
            value.trim().is_empty()
        })
    };
    let of_line =
        |(number, line): (usize, &str)| FIELDS.iter().find(|field| open(line, field)).map(|field| (number, *field));
    (1..).zip(text.lines()).filter_map(of_line).collect()
}

#[cfg(test)]
mod tests;
