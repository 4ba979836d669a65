use std::borrow::Cow;
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::deceptive::one_line;

/// What was being done to a file when the machine refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// Reading a file.
    Read,
    /// Listing a folder.
    List,
    /// Creating or writing a file or folder.
    Write,
    /// Renaming, linking or exchanging.
    Move,
    /// Deleting.
    Delete,
    /// Taking the lock that keeps two builds apart.
    Lock,
}

impl fmt::Display for Operation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Read => "read",
            Self::List => "list",
            Self::Write => "write",
            Self::Move => "move",
            Self::Delete => "delete",
            Self::Lock => "lock",
        })
    }
}

/// A failure of the environment: no content could have prevented it. Ends the run with exit status 2.
#[derive(Debug, thiserror::Error)]
#[error("cannot {operation} `{}`: {source}{}", shown(path), way_out(source.kind()))]
pub struct FileError {
    /// What was being done.
    pub operation: Operation,
    /// The file or folder it was being done to.
    pub path: PathBuf,
    /// The system's own reason.
    pub source: io::Error,
}

impl FileError {
    /// Binds an operation and a path to the system's error, for `map_err`.
    pub fn during(operation: Operation, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self { operation, path, source }
    }
}

/// What helps against a refusal that says nothing about the site.
const fn way_out(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "; make room on the disk, and run the command again",
        ErrorKind::ReadOnlyFilesystem => "; name a place on another disk",
        ErrorKind::PermissionDenied => "; change its permissions, or ask its owner",
        _ => "",
    }
}

/// A path as people write it: what lies in the folder at hand has no `./` before it. A stranger may have named what lies
/// there: what a terminal would obey is left out, and a path as long as a page is cut.
#[must_use]
pub fn shown(path: &Path) -> String {
    let short = path.strip_prefix(".").unwrap_or(path);
    let short = if short.as_os_str().is_empty() { path } else { short };
    shortened(&one_line(&short.to_string_lossy())).into_owned()
}

/// A text as it is, or the beginning and the end of one that is too long to be part of a sentence.
#[must_use]
pub fn shortened(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 1_000;
    if text.len() <= LONGEST {
        return Cow::Borrowed(text);
    }
    let (begin, end) = text.split_at(text.floor_char_boundary(LONGEST * 3 / 4));
    let end = &end[end.ceil_char_boundary(end.len() - LONGEST / 4)..];
    Cow::Owned(format!("{begin} … {end}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_of_the_machine_names_the_way_out() {
        for (kind, words) in [
            (ErrorKind::StorageFull, "make room"),
            (ErrorKind::ReadOnlyFilesystem, "another disk"),
            (ErrorKind::PermissionDenied, "change its permissions"),
        ] {
            let said = FileError::during(Operation::Write, Path::new("public"))(kind.into()).to_string();
            assert!(said.starts_with("cannot write `public`: ") && said.contains(words), "{said}");
        }
    }

    #[test]
    fn a_path_is_shown_without_the_folder_at_hand() {
        for (path, expected) in [("./a/b", "a/b"), ("a/./b", "a/b"), (".", "."), ("../a", "../a"), ("/a", "/a")] {
            assert_eq!(shown(Path::new(path)).replace("/./", "/"), expected);
        }
    }
}
