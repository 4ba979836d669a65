use std::ops::Range;

use super::inputs::{CONFIG, LOCK};
use crate::diagnostic::{Code, Diagnostic, codes, mebibytes};
use crate::files::{Files, Problem, ProblemKind, Span};

/// Says what is wrong with a file of the site that could not be taken.
pub fn problem_diagnostic(Problem { path, kind }: Problem, files: &mut Files) -> Diagnostic {
    let (code, message) = what(&path, &kind);
    let (help, also) = (way_out(&path, &kind), other_way_out(&path, &kind));
    let (text, place) = shown(kind);
    let file = files.add(path, text);
    Diagnostic::new(code, Span::new(file, place.start, place.end), message).help(help).maybe_help(also)
}

/// The text of the file, as far as it can be shown, and the place in it.
fn shown(kind: ProblemKind) -> (String, Range<usize>) {
    match kind {
        ProblemKind::InvalidUtf8 { offset, lossy } => (lossy, offset..offset + '\u{fffd}'.len_utf8()),
        ProblemKind::NulByte { offset, text } => (text, offset..offset + 1),
        _ => (String::new(), 0..0),
    }
}

fn what(path: &str, kind: &ProblemKind) -> (&'static Code, String) {
    let (code, message) = match kind {
        ProblemKind::InvalidUtf8 { .. } => (&codes::INVALID_UTF8, "from here on the file is not UTF-8"),
        ProblemKind::Utf16 => (&codes::INVALID_UTF8, "the file is in UTF-16, not UTF-8"),
        ProblemKind::NulByte { .. } => (&codes::NUL_BYTE, "the file holds a NUL byte"),
        ProblemKind::FolderNamedAsFile => (&codes::NOT_A_FILE, "this is a folder with the name of a file"),
        ProblemKind::NotAFile => (&codes::NOT_A_FILE, "this is neither a file nor a folder"),
        ProblemKind::TooDeep => (&codes::NESTED_TOO_DEEP, "this folder is nested too deep"),
        ProblemKind::TooLarge { bytes, limit } => {
            let (size, most) = (mebibytes(*bytes), mebibytes(*limit));
            return (&codes::FILE_TOO_LARGE, format!("the file has {size}; {} may have at most {most}", role(path)));
        }
        ProblemKind::Link { target } => {
            let message = format!("this is a symbolic link to `{target}`, and links are not followed");
            return (&codes::SYMBOLIC_LINK, message);
        }
        ProblemKind::UnusableName { reason } => {
            return (&codes::UNUSABLE_NAME, format!("this file cannot be used: {reason}"));
        }
    };
    (code, message.to_owned())
}

/// What a file is to the site.
fn role(path: &str) -> &'static str {
    match (path, folder(path)) {
        (LOCK, _) => "a lock",
        (CONFIG, _) => "a configuration",
        (_, Some("static")) => "a file that is published as it is",
        _ => "a file of the site",
    }
}

fn folder(path: &str) -> Option<&str> {
    path.split_once('/').map(|(folder, _)| folder)
}

fn way_out(path: &str, kind: &ProblemKind) -> String {
    let way_out = match (kind, folder(path)) {
        // Nobody writes the lock by hand: there is nothing in it to be saved otherwise.
        (ProblemKind::InvalidUtf8 { .. } | ProblemKind::NulByte { .. }, _) if path == LOCK => {
            "restore it from the last commit, or delete it and run `sourcebook verify` where the archives are at hand"
        }
        (ProblemKind::InvalidUtf8 { .. }, _) => "save the file as UTF-8",
        (ProblemKind::Utf16, _) => "save it as UTF-8: editors have a menu for the encoding",
        (ProblemKind::NulByte { .. }, _) => "text has none: is this another kind of file, or UTF-16? Save it as UTF-8",
        (ProblemKind::FolderNamedAsFile, _) => {
            "give the folder another name, and move the files in it to where content lies"
        }
        (ProblemKind::TooLarge { .. }, Some("content")) => "split it, or move it out of `content/`",
        (ProblemKind::TooLarge { .. }, Some("static")) => "make it smaller, or put it elsewhere and link to it",
        (ProblemKind::TooLarge { .. }, _) => "is it the right file?",
        (ProblemKind::Link { .. }, _) => "replace it with a copy of its target",
        (ProblemKind::NotAFile, Some(folder)) => return format!("move it out of `{folder}/`"),
        (ProblemKind::NotAFile, None) => "remove it",
        (ProblemKind::TooDeep, Some("static" | "templates")) => "move what is in it further up",
        (ProblemKind::TooDeep, _) => "content lies one folder deep: `content/briefs/NAME.md`",
        (ProblemKind::UnusableName { .. }, _) => "give it a name of lower-case letters, digits and hyphens",
    };
    way_out.to_owned()
}

/// For those who know a shell.
fn other_way_out(path: &str, kind: &ProblemKind) -> Option<String> {
    let convert = || format!("or convert it: `iconv -f UTF-16 -t UTF-8 {path} > NEW`, and put NEW in its place");
    (*kind == ProblemKind::Utf16).then(convert)
}
