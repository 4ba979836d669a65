use super::inputs::{CONFIG, LOCK};
use crate::diagnostic::{Code, Diagnostic, codes, mebibytes};
use crate::files::{Files, Problem, ProblemKind, Span};

/// Nobody writes the lock by hand: there is nothing in it to be saved otherwise.
const LOCK_WAY_OUT: &str =
    "take it from the last commit, or delete it and run `sourcebook verify` where the archives are at hand";

/// Says what is wrong with a file of the site that could not be taken.
pub fn problem_diagnostic(problem: Problem, files: &mut Files) -> Diagnostic {
    let Problem { path, kind } = problem;
    let whole = |files: &mut Files, code: &'static Code, message: String| {
        let file = files.add(path.clone(), "");
        Diagnostic::new(code, Span::new(file, 0, 0), message)
    };
    let folder = path.split_once('/').map(|(folder, _)| folder.to_owned());
    let is_lock = path == LOCK;
    match kind {
        ProblemKind::InvalidUtf8 { offset, lossy } => {
            let file = files.add(path, lossy);
            let place = Span::new(file, offset, offset + '\u{fffd}'.len_utf8());
            Diagnostic::new(&codes::INVALID_UTF8, place, "from here on the file is not UTF-8").help(if is_lock {
                LOCK_WAY_OUT
            } else {
                "save the file as UTF-8"
            })
        }
        ProblemKind::Utf16 => {
            let convert = format!("or convert it: `iconv -f UTF-16 -t UTF-8 {path} > NEW`, and put NEW in its place");
            whole(files, &codes::INVALID_UTF8, "the file is in UTF-16, and not in UTF-8".to_owned())
                .help("save it as UTF-8: editors have a menu for the encoding")
                .help(convert)
        }
        ProblemKind::FolderNamedAsFile => {
            whole(files, &codes::NOT_A_FILE, "this is a folder, though it is named as a file is".to_owned())
                .help("give the folder another name, and move the files in it to where content lies")
        }
        ProblemKind::NulByte { offset, text } => {
            let file = files.add(path, text);
            Diagnostic::new(&codes::NUL_BYTE, Span::new(file, offset, offset + 1), "the file holds a NUL byte").help(
                if is_lock {
                    LOCK_WAY_OUT
                } else {
                    "a text has none: is this another kind of file, or UTF-16? Save it as UTF-8"
                },
            )
        }
        ProblemKind::TooLarge { bytes, limit } => {
            let kind = match (path.as_str(), folder.as_deref()) {
                (LOCK, _) => "a lock",
                (CONFIG, _) => "a configuration",
                (_, Some("static")) => "a file that is published as it is",
                _ => "a file of the site",
            };
            let message = format!("the file has {}; {kind} has at most {}", mebibytes(bytes), mebibytes(limit));
            whole(files, &codes::FILE_TOO_LARGE, message).help(match folder.as_deref() {
                Some("content") => "split it, or move it out of `content/`",
                Some("static") => "make it smaller, or put it elsewhere and link to it",
                _ => "is it the right file?",
            })
        }
        ProblemKind::Link { target } => {
            let message = format!("this is a symbolic link, to `{target}`, and no link is followed");
            whole(files, &codes::SYMBOLIC_LINK, message).help("put a copy of what it leads to in its place")
        }
        ProblemKind::NotAFile => whole(files, &codes::NOT_A_FILE, "this is neither a file nor a folder".to_owned())
            .help(match folder {
                Some(folder) => format!("move it out of `{folder}/`"),
                None => "remove it".to_owned(),
            }),
        ProblemKind::TooDeep => whole(files, &codes::NESTED_TOO_DEEP, "this folder is nested too deep".to_owned())
            .help("content lies one folder deep: `content/briefs/NAME.md`"),
        ProblemKind::UnusableName { reason } => {
            whole(files, &codes::UNUSABLE_NAME, format!("this file cannot be used: {reason}"))
                .help("give it a name of lower-case letters, digits and hyphens")
        }
    }
}
