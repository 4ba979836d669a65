use std::ffi::OsString;
use std::fs::{self, FileType, Metadata};
use std::io::{self, ErrorKind, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::Access;

use super::{FileError, Operation};

/// What stands at a path. Links are named, never followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, wherever it leads.
    Link,
    /// A pipe, a socket, a device.
    Other,
}

impl From<FileType> for Kind {
    fn from(found: FileType) -> Self {
        if found.is_file() {
            Self::File
        } else if found.is_dir() {
            Self::Folder
        } else if found.is_symlink() {
            Self::Link
        } else {
            Self::Other
        }
    }
}

/// Which file it is, whatever its names: two names with one identity are one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// The file system. Differs between a folder and its parent where something is mounted.
    pub device: u64,
    inode: u64,
}

/// What the system knows of a path without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// File, folder or other.
    pub kind: Kind,
    /// In bytes.
    pub length: u64,
    /// Seconds and nanoseconds. To be compared only, and never written anywhere.
    pub modified: (i64, i64),
    /// Which file it is.
    pub identity: Identity,
}

impl From<Metadata> for Standing {
    fn from(found: Metadata) -> Self {
        Self {
            kind: found.file_type().into(),
            length: found.len(),
            modified: (found.mtime(), found.mtime_nsec()),
            identity: Identity { device: found.dev(), inode: found.ino() },
        }
    }
}

/// What stands at a path, `None` if nothing does. A link at its end is not followed.
///
/// # Errors
/// The system's refusal to look.
pub fn look(path: &Path) -> Result<Option<Standing>, FileError> {
    found(fs::symlink_metadata(path), path)
}

/// The first link on the way from a folder to what lies below it, the end of the way included. How the folder itself is
/// reached does not matter.
pub(super) fn first_link(folder: &Path, below: &Path) -> Result<Option<PathBuf>, FileError> {
    let mut place = folder.to_path_buf();
    for part in below {
        place.push(part);
        if look(&place)?.is_some_and(|standing| standing.kind == Kind::Link) {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

/// What a path leads to, links followed, `None` if nowhere.
///
/// # Errors
/// The system's refusal to look.
pub fn look_through(path: &Path) -> Result<Option<Standing>, FileError> {
    found(fs::metadata(path), path)
}

fn found(result: io::Result<Metadata>, path: &Path) -> Result<Option<Standing>, FileError> {
    match result {
        Ok(metadata) => Ok(Some(metadata.into())),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(FileError::during(Operation::Read, path)(error)),
    }
}

/// The path with every link on the way resolved.
///
/// # Errors
/// A path that leads nowhere, or that the system refuses to follow.
pub fn real_path(path: &Path) -> Result<PathBuf, FileError> {
    fs::canonicalize(path).map_err(FileError::during(Operation::Read, path))
}

/// The names in a folder with what stands there, in the order of the disk.
///
/// # Errors
/// The system's refusal to list it.
pub fn list(folder: &Path) -> Result<Vec<(OsString, Kind)>, FileError> {
    let entries = || -> io::Result<Vec<_>> {
        fs::read_dir(folder)?
            .map(|entry| entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?.into()))))
            .collect()
    };
    entries().map_err(FileError::during(Operation::List, folder))
}

/// Asks, before any work is done, whether entries of a folder may be made and moved by this user.
///
/// # Errors
/// The refusal: of rights, or of a file system that cannot be written to.
pub fn writable(folder: &Path) -> Result<(), FileError> {
    rustix::fs::access(folder, Access::WRITE_OK | Access::EXEC_OK)
        .map_err(|error| FileError::during(Operation::Write, folder)(error.into()))
}

/// Whether two paths hold the same: files the same bytes, links the same words. Reads piece by piece.
///
/// # Errors
/// The system's refusal to read either.
pub fn same_content(one: &Path, other: &Path) -> Result<bool, FileError> {
    let (Some(first), Some(second)) = (look(one)?, look(other)?) else { return Ok(false) };
    let compare = || match (first.kind, second.kind) {
        (Kind::Link, Kind::Link) => Ok(fs::read_link(one)? == fs::read_link(other)?),
        (Kind::File, Kind::File) if first.length == second.length => same_bytes(one, other, first.length),
        _ => Ok(first.identity == second.identity),
    };
    compare().map_err(FileError::during(Operation::Read, one))
}

fn same_bytes(one: &Path, other: &Path, length: u64) -> io::Result<bool> {
    const PIECE: u64 = 64 * 1024;
    let (mut one, mut other) = (fs::File::open(one)?, fs::File::open(other)?);
    let (mut first, mut second) = (Vec::new(), Vec::new());
    let mut rest = length;
    while rest > 0 {
        first.clear();
        second.clear();
        (&mut one).take(PIECE).read_to_end(&mut first)?;
        (&mut other).take(PIECE).read_to_end(&mut second)?;
        // An empty piece: both were cut short while they were being read.
        if first != second || first.is_empty() {
            return Ok(first == second);
        }
        rest = rest.saturating_sub(first.len() as u64);
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_not_what_it_leads_to() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("file"), "words").unwrap();
        std::os::unix::fs::symlink("file", at("link")).unwrap();
        fs::hard_link(at("file"), at("name")).unwrap();
        let kind = |name: &str| look(&at(name)).unwrap().map(|standing| standing.kind);
        assert_eq!((kind("file"), kind("link"), kind("none")), (Some(Kind::File), Some(Kind::Link), None));
        assert_eq!(kind("file/below"), None, "below a file stands nothing");
        assert_eq!(look_through(&at("link")).unwrap(), look(&at("file")).unwrap());
        assert_eq!(look(&at("name")).unwrap(), look(&at("file")).unwrap(), "two names of one file");
    }

    #[test]
    fn content_is_compared_to_the_last_byte() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let mut bytes = vec![7; 200_000];
        fs::write(at("one"), &bytes).unwrap();
        fs::write(at("same"), &bytes).unwrap();
        bytes[199_999] = 8;
        fs::write(at("other"), &bytes).unwrap();
        fs::write(at("longer"), vec![7; 200_001]).unwrap();
        assert!(same_content(&at("one"), &at("same")).unwrap());
        for different in ["other", "longer", "none"] {
            assert!(!same_content(&at("one"), &at(different)).unwrap(), "{different}");
        }
    }
}
