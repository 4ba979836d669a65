use crate::diagnostic::{Diagnostic, closest, codes};
use crate::files::{FileId, Files, Span, Spanned};
use crate::model::identifier;

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

/// What a file is and the identifier that its name gives; reports a file that has no place.
pub fn place(file: FileId, files: &Files, sink: &mut Vec<Diagnostic>) -> Option<(ContentKind, Spanned<String>)> {
    let path = files.path(file);
    let top = Span::new(file, 0, 0);
    let inside = path.strip_prefix("content/").unwrap_or(path);
    if inside == "events.yaml" {
        return Some((ContentKind::Events, Spanned::new("events".to_owned(), top)));
    }
    let parts: Vec<&str> = inside.split('/').collect();
    let &[folder, name] = parts.as_slice() else {
        sink.push(misplaced(top, path).help(where_content_lies()));
        return None;
    };
    let Some(&(_, ending, kind)) = FOLDERS.iter().find(|(known, _, _)| *known == folder) else {
        let meant = closest(folder, FOLDERS.iter().map(|(known, _, _)| *known));
        sink.push(
            misplaced(top, path)
                .maybe_help(meant.map(|known| format!("did you mean `content/{known}/{name}`?")))
                .help(where_content_lies()),
        );
        return None;
    };
    let (stem, found_ending) = name.rsplit_once('.').unwrap_or((name, ""));
    if found_ending != ending {
        sink.push(misplaced(top, path).help(format!("files of `content/{folder}/` end in `.{ending}`")));
        return None;
    }
    let id = identifier(Spanned::new(stem.to_owned(), top), sink)?;
    Some((kind, id))
}

fn misplaced(top: Span, path: &str) -> Diagnostic {
    Diagnostic::new(&codes::MISPLACED_FILE, top, format!("`{path}` is not read: no content lies there"))
}

fn where_content_lies() -> String {
    let folders: Vec<String> =
        FOLDERS.iter().map(|(folder, ending, _)| format!("content/{folder}/ID.{ending}")).collect();
    format!("content lies in {} and content/events.yaml", folders.join(", "))
}
