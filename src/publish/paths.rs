use std::borrow::Cow;

use super::manifest::MANIFEST;
use crate::files::{folded, name_fault, shortened};

/// Why a set of paths cannot be one edition. Nothing has been written when this is found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// It leaves the output folder, or no file system takes it.
    #[error("`{}` cannot be the path of a file of the site: {reason}", shortened(&path.escape_debug().to_string()))]
    Unusable {
        /// As it was asked for.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Two files ask for one path.
    #[error("two files of the site would both be `{}`; give one of them another name", shortened(path))]
    Duplicate {
        /// The path.
        path: String,
    },
    /// On a file system that ignores case or Unicode form, one would replace the other.
    #[error(
        "`{}` and `{}` differ only by case or Unicode form; give one of them another name",
        shortened(one),
        shortened(other)
    )]
    Alike {
        /// The first in order.
        one: String,
        /// The second.
        other: String,
    },
    /// One path is a file, the other needs it to be a folder.
    #[error(
        "`{}` cannot be both a file and, for `{}`, a folder; give one of them another name",
        shortened(file),
        shortened(inside)
    )]
    Inside {
        /// The file.
        file: String,
        /// The one that would lie in it.
        inside: String,
    },
}

impl PathError {
    /// The same of files as their author knows them. Of two that would be one, the path that they share stays.
    #[must_use]
    pub fn called(self, name: impl Fn(String) -> String) -> Self {
        match self {
            Self::Unusable { path, reason } => Self::Unusable { path: name(path), reason },
            Self::Alike { one, other } => Self::Alike { one: name(one), other: name(other) },
            Self::Inside { file, inside } => Self::Inside { file: name(file), inside: name(inside) },
            Self::Duplicate { .. } => self,
        }
    }
}

/// A path of the edition, and which of the caller's jobs makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named<'a> {
    pub(super) path: &'a str,
    pub(super) job: usize,
    /// Whether the path before it, in order, lies in another folder.
    pub(super) begins_folder: bool,
}

/// Checks all paths of an edition, and sorts them by their bytes.
pub(super) fn in_order<'a>(paths: impl Iterator<Item = &'a str>) -> Result<Vec<Named<'a>>, PathError> {
    let mut names: Vec<_> = paths.enumerate().map(|(job, path)| Named { path, job, begins_folder: true }).collect();
    names.sort_unstable_by_key(|name| (name.path, name.job));
    let mut before = None;
    for name in &mut names {
        let folder = name.path.rsplit_once('/').map(|(folder, _)| folder);
        name.begins_folder = before.replace(folder) != Some(folder);
    }
    for name in &names {
        if let Some(reason) = fault(name.path) {
            return Err(PathError::Unusable { path: name.path.to_owned(), reason });
        }
    }
    collision(&names).map_or(Ok(names), Err)
}

/// What keeps a path from being a file of the output folder on some system; `None` if nothing does.
///
/// The manifest is read with the same rule: it too may come from a stranger.
pub(super) fn fault(path: &str) -> Option<&'static str> {
    if path.eq_ignore_ascii_case(MANIFEST) {
        return Some("that is the manifest's place");
    }
    path.split('/').find_map(|name| match name {
        "" => Some("it is absolute, empty, or has an empty part"),
        "." | ".." => Some("it has a part that is `.` or `..`"),
        _ => name_fault(name),
    })
}

fn collision(names: &[Named<'_>]) -> Option<PathError> {
    let mut keys: Vec<(Cow<'_, str>, &str)> = names.iter().map(|name| (folded(name.path), name.path)).collect();
    keys.sort_unstable();
    let twice = keys.windows(2).find_map(|pair| match pair {
        [(one, first), (other, second)] if one == other => Some((first, second)),
        _ => None,
    });
    if let Some((one, other)) = twice {
        return Some(if one == other {
            PathError::Duplicate { path: (*one).to_owned() }
        } else {
            PathError::Alike { one: (*one).to_owned(), other: (*other).to_owned() }
        });
    }
    keys.iter().find_map(|(file, written)| {
        let folder = format!("{file}/");
        let first = keys.partition_point(|(other, _)| **other < *folder);
        let (_, inside) = keys.get(first).filter(|(other, _)| other.starts_with(&folder))?;
        Some(PathError::Inside { file: (*written).to_owned(), inside: (*inside).to_owned() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paths: &[&str]) -> Result<Vec<String>, PathError> {
        in_order(paths.iter().copied()).map(|names| names.iter().map(|name| name.path.to_owned()).collect())
    }

    #[test]
    fn sorts_by_bytes_and_keeps_whose_each_is() {
        let names = in_order(["b/index.html", "a", "b.html"].into_iter()).unwrap();
        assert_eq!(
            names.iter().map(|name| (name.path, name.job)).collect::<Vec<_>>(),
            [("a", 1), ("b.html", 2), ("b/index.html", 0)]
        );
    }

    #[test]
    fn nothing_leaves_the_output_folder() {
        let long = "x".repeat(256);
        for path in [
            "",
            "/etc/passwd",
            "a//b",
            "a/",
            "../a",
            "a/../../b",
            "a/./b",
            "..",
            "a\\b",
            "a\0b",
            "a\nb",
            "a\u{85}b",
            "...",
            "con.txt",
            "a:b",
            "NUL/index.html",
            ".sourcebook-manifest",
            ".Sourcebook-Manifest",
            &long,
        ] {
            let error = check(&["fine.html", path]).unwrap_err();
            assert!(matches!(&error, PathError::Unusable { path: found, .. } if found == path), "{path:?}: {error}");
        }
        assert!(check(&["a/..b", "a b/ü.html", ".well-known/x", "a/.sourcebook-manifest"]).is_ok());
    }

    #[test]
    fn one_file_cannot_stand_on_another() {
        let owned = str::to_owned;
        for (paths, expected) in [
            (vec!["a", "b", "a"], PathError::Duplicate { path: owned("a") }),
            (vec!["a/B", "c", "a/b"], PathError::Alike { one: owned("a/B"), other: owned("a/b") }),
            (vec!["e\u{301}", "\u{e9}"], PathError::Alike { one: owned("e\u{301}"), other: owned("\u{e9}") }),
            (vec!["a/b", "a", "a-c"], PathError::Inside { file: owned("a"), inside: owned("a/b") }),
            (vec!["A", "a.x", "a/b/c"], PathError::Inside { file: owned("A"), inside: owned("a/b/c") }),
        ] {
            assert_eq!(check(&paths), Err(expected));
        }
        assert!(check(&["a.html", "a/b", "a-b/c", "A/d"]).is_ok());
    }
}
