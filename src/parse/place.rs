use crate::diagnostic::{Diagnostic, Diagnostics, closest, codes};
use crate::files::{FileId, Files, Span, Spanned};
use crate::model::{check_identifier, slug};

/// What a file of `content/` is, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentKind {
    /// `content/sources/ID.yaml`
    Source,
    /// `content/actors/ID.md`
    Actor,
    /// `content/options/ID.md`
    Option,
    /// `content/criteria/ID.md`
    Criterion,
    /// `content/briefs/ID.md`
    Brief,
    /// `content/events.yaml`
    Events,
}

/// The folders of `content/`, with the ending of their files and what they hold.
const FOLDERS: [(&str, &str, ContentKind); 5] = [
    ("actors", "md", ContentKind::Actor),
    ("briefs", "md", ContentKind::Brief),
    ("criteria", "md", ContentKind::Criterion),
    ("options", "md", ContentKind::Option),
    ("sources", "yaml", ContentKind::Source),
];

/// The names of the file of events, the right one first.
const EVENTS: [&str; 2] = ["events.yaml", "events.yml"];

/// What a file is and the identifier that its name gives; reports a file that has no place.
pub fn place(file: FileId, files: &Files, sink: &mut Diagnostics) -> Option<(ContentKind, Spanned<String>)> {
    let path = files.path(file);
    let top = Span::new(file, 0, 0);
    let inside = path.strip_prefix("content/").unwrap_or(path);
    if inside == EVENTS[0] {
        return Some((ContentKind::Events, Spanned::new("events".to_owned(), top)));
    }
    let parts: Vec<&str> = inside.split('/').collect();
    let name = parts.last().copied().unwrap_or("");
    let (stem, found_ending) = name.rsplit_once('.').unwrap_or((name, ""));
    if is_events(path) {
        sink.push(misplaced(top, path).help(format!("move it to `content/{}`", EVENTS[0])));
        return None;
    }
    let known = parts.first().and_then(|folder| FOLDERS.iter().find(|(known, _, _)| known == folder));
    match (parts.as_slice(), known) {
        (&[_, _], Some(&(folder, ending, kind))) if found_ending == ending => {
            let id = file_identifier(folder, stem, ending, top, sink)?;
            return Some((kind, id));
        }
        (&[_, _], Some(&(folder, ending, _))) => sink.push(
            misplaced(top, path)
                .help(format!("files of `content/{folder}/` end in `.{ending}`: rename it to `{stem}.{ending}`")),
        ),
        (&[_, .., _], Some(&(folder, ending, _))) => {
            sink.push(misplaced(top, path).help(format!("move it to `content/{folder}/{stem}.{ending}`")));
        }
        (&[folder, ..], None) => {
            let meant = closest(folder, FOLDERS.iter().map(|(known, _, _)| *known)).filter(|_| parts.len() > 1);
            sink.push(
                misplaced(top, path)
                    .maybe_help(meant.map(|known| format!("did you mean `content/{known}/{name}`?")))
                    .help(where_content_lies()),
            );
        }
        _ => sink.push(misplaced(top, path).help(where_content_lies())),
    }
    None
}

/// Whether a file is that of the events, or was meant to be.
pub(super) fn is_events(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| EVENTS.contains(&name))
}

/// Whether all sources lie in a folder.
pub(super) fn holds_sources(path: &str) -> bool {
    matches!(path, "content" | "content/sources")
}

/// The identifiers that references to a file's record may use although the file is not read.
pub(super) fn unread_identifiers(path: &str) -> [String; 2] {
    let name = path.rsplit('/').next().unwrap_or("");
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    [stem.to_owned(), slug(stem)]
}

/// The identifier that a file's name gives, or the name that the file should have.
fn file_identifier(
    folder: &str,
    stem: &str,
    ending: &str,
    top: Span,
    sink: &mut Diagnostics,
) -> Option<Spanned<String>> {
    let Err(error) = check_identifier(stem) else { return Some(Spanned::new(stem.to_owned(), top)) };
    let proposal = slug(stem);
    let help = if check_identifier(&proposal).is_ok() {
        format!("rename the file to `{proposal}.{ending}`")
    } else {
        format!(
            "rename the file to `content/{folder}/NAME.{ending}`, with lower-case letters, digits and hyphens as NAME"
        )
    };
    sink.push(
        Diagnostic::new(&codes::INVALID_IDENTIFIER, top, format!("`{stem}` is not an identifier: {}", error.reason()))
            .help(help),
    );
    None
}

fn misplaced(top: Span, path: &str) -> Diagnostic {
    Diagnostic::new(&codes::MISPLACED_FILE, top, format!("`{path}` is not read: no content lies there"))
}

fn where_content_lies() -> String {
    let folders: Vec<String> =
        FOLDERS.iter().map(|(folder, ending, _)| format!("content/{folder}/ID.{ending}")).collect();
    format!("content lies in {} and content/events.yaml", folders.join(", "))
}
