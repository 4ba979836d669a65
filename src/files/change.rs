use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use twox_hash::XxHash3_128;
use walkdir::WalkDir;

use super::read::open_regular;
use super::{Checksum, FileError, Fingerprint, Kind, Operation, list, look};

/// Whether a written file must outlast a loss of power before the call returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// The system writes it out when it likes. A killed program loses nothing by that; a loss of power may.
    Lazy,
    /// On the disk when the call returns.
    Synced,
}

/// Writes a file where nothing stands. Never through a link, and never into a file that has another name elsewhere.
///
/// # Errors
/// The system's refusal; [`ErrorKind::AlreadyExists`] if something stands there.
pub fn write_new(path: &Path, bytes: &[u8], durability: Durability) -> Result<(), FileError> {
    let write = || -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        if durability == Durability::Synced { file.sync_all() } else { Ok(()) }
    };
    write().map_err(FileError::during(Operation::Write, path))
}

/// What was copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// Of its bytes.
    pub fingerprint: Fingerprint,
    /// Of the same bytes.
    pub content: Checksum,
    /// In bytes.
    pub length: u64,
}

/// Copies a file to where nothing stands, of which a piece is held at a time, and says what was in it. As
/// [`write_new`], never through a link.
///
/// # Errors
/// The system's refusal; [`ErrorKind::AlreadyExists`] if something stands there.
pub fn copy_new(from: &Path, to: &Path) -> Result<Copied, FileError> {
    const PIECE: usize = 64 * 1024;
    let (reading, writing) = (|| FileError::during(Operation::Read, from), || FileError::during(Operation::Write, to));
    let mut source = open_regular(from).map_err(reading())?;
    let mut target = OpenOptions::new().write(true).create_new(true).open(to).map_err(writing())?;
    let (mut known, mut counted, mut length) = (blake3::Hasher::new(), XxHash3_128::new(), 0);
    let mut piece = vec![0; PIECE];
    loop {
        let read = match source.read(&mut piece) {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            read => read.map_err(reading())?,
        };
        let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        target.write_all(bytes).map_err(writing())?;
        known.update(bytes);
        counted.write(bytes);
        length += read as u64;
    }
    Ok(Copied { fingerprint: Fingerprint::half(known.finalize()), content: Checksum::made(&counted), length })
}

/// Makes a folder and those above it; content with one that exists.
///
/// # Errors
/// The system's refusal, or something else that stands there.
pub fn create_folders(path: &Path) -> Result<(), FileError> {
    fs::create_dir_all(path).map_err(FileError::during(Operation::Write, path))
}

/// Gives a folder the rights of another.
///
/// # Errors
/// The system's refusal.
pub fn copy_rights(from: &Path, to: &Path) -> Result<(), FileError> {
    fs::metadata(from)
        .and_then(|metadata| fs::set_permissions(to, metadata.permissions()))
        .map_err(FileError::during(Operation::Write, to))
}

/// Gives its owner all rights to a folder and to those in it, as far as the system lets us. Follows no link.
pub fn open_folders(folder: &Path) {
    const ALL: u32 = 0o700;
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        if let Ok(rights) = fs::metadata(&folder).map(|metadata| metadata.permissions().mode())
            && rights & ALL != ALL
        {
            // Whatever cannot be opened is found out by whoever needs it.
            let _ = fs::set_permissions(&folder, fs::Permissions::from_mode(rights | ALL));
        }
        let inside = list(&folder).unwrap_or_default().into_iter().filter(|(_, kind)| *kind == Kind::Folder);
        folders.extend(inside.map(|(name, _)| folder.join(name)));
    }
}

/// Gives a file or link a second name; where the file system or the file's owner forbids that, copies it.
///
/// # Errors
/// The system's refusal of both; [`ErrorKind::AlreadyExists`] if something stands at the new name.
pub fn link_or_copy(from: &Path, to: &Path) -> Result<(), FileError> {
    let linked = fs::hard_link(from, to);
    let plain = [ErrorKind::AlreadyExists, ErrorKind::NotFound, ErrorKind::NotADirectory, ErrorKind::StorageFull];
    match linked {
        Err(error) if !plain.contains(&error.kind()) => copy(from, to),
        done => done.map_err(FileError::during(Operation::Move, to)),
    }
}

fn copy(from: &Path, to: &Path) -> Result<(), FileError> {
    let failed = || FileError::during(Operation::Write, to);
    if look(to)?.is_some() {
        return Err(failed()(ErrorKind::AlreadyExists.into()));
    }
    match look(from)?.map(|standing| standing.kind) {
        Some(Kind::File) => fs::copy(from, to).map(drop),
        Some(Kind::Link) => fs::read_link(from).and_then(|target| std::os::unix::fs::symlink(target, to)),
        _ => Err(io::Error::other("neither a file nor a link, and the system gives it no second name")),
    }
    .map_err(failed())
}

/// Renames within one file system. A file replaces a file, a folder an empty folder, each in one step.
///
/// # Errors
/// The system's refusal.
pub fn rename(from: &Path, to: &Path) -> Result<(), FileError> {
    fs::rename(from, to).map_err(FileError::during(Operation::Move, to))
}

/// Lets two paths of one file system change places in one step. `false` if this system cannot.
///
/// # Errors
/// The system's refusal.
pub fn exchange(one: &Path, other: &Path) -> Result<bool, FileError> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(true),
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
            Err(error) => Err(FileError::during(Operation::Move, other)(error.into())),
        }
    }
    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    {
        let _ = (one, other);
        Ok(false)
    }
}

/// Deletes one name of a file, or a link itself; content if it is gone already.
///
/// # Errors
/// The system's refusal.
pub fn remove_file(path: &Path) -> Result<(), FileError> {
    gone(fs::remove_file(path)).map_err(FileError::during(Operation::Delete, path))
}

/// Deletes a folder and all that is in it, following no link; content if it is gone already.
///
/// # Errors
/// The system's refusal.
pub fn remove_tree(path: &Path) -> Result<(), FileError> {
    gone(fs::remove_dir_all(path)).map_err(FileError::during(Operation::Delete, path))
}

fn gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Deletes everything below a folder that `keep` does not want. Follows no link.
///
/// `keep` sees paths relative to the folder. Of a folder that it keeps, each entry is asked for again; one that it does
/// not keep goes with all that is in it, so it must keep the folders of what it keeps.
///
/// # Errors
/// The system's refusal to list or delete.
pub fn prune(folder: &Path, keep: impl Fn(&str, Kind) -> bool) -> Result<(), FileError> {
    // Sorted, which lists a folder whole before anything in it is deleted: some systems skip entries otherwise.
    for entry in WalkDir::new(folder).follow_root_links(false).min_depth(1).contents_first(true).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let source = error.into_io_error().unwrap_or_else(|| ErrorKind::Other.into());
            FileError::during(Operation::List, folder)(source)
        })?;
        let kind = Kind::from(entry.file_type());
        let relative = entry.path().strip_prefix(folder).ok().map(Path::as_os_str).and_then(OsStr::to_str);
        if relative.is_some_and(|relative| keep(relative, kind)) {
            continue;
        }
        let removed = match kind {
            Kind::Folder => fs::remove_dir(entry.path()),
            _ => fs::remove_file(entry.path()),
        };
        removed.map_err(FileError::during(Operation::Delete, entry.path()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_never_goes_through_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::os::unix::fs::symlink(at("outside"), at("link")).unwrap();
        let error = write_new(&at("link"), b"words", Durability::Lazy).unwrap_err();
        assert_eq!(error.source.kind(), ErrorKind::AlreadyExists);
        assert!(look(&at("outside")).unwrap().is_none());
    }

    #[test]
    fn a_copy_keeps_links_as_links_and_replaces_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("file"), "words").unwrap();
        std::os::unix::fs::symlink("nowhere", at("link")).unwrap();
        copy(&at("file"), &at("file-2")).unwrap();
        copy(&at("link"), &at("link-2")).unwrap();
        assert_eq!(fs::read_to_string(at("file-2")).unwrap(), "words");
        assert_eq!(fs::read_link(at("link-2")).unwrap(), Path::new("nowhere"));
        assert_eq!(copy(&at("file"), &at("link-2")).unwrap_err().source.kind(), ErrorKind::AlreadyExists);
    }

    #[test]
    fn pruning_leaves_what_links_lead_to() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("precious"), "").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("a/b")).unwrap();
        fs::create_dir_all(at("c/d")).unwrap();
        fs::write(at("a/b/kept"), "").unwrap();
        fs::write(at("c/d/gone"), "").unwrap();
        std::os::unix::fs::symlink(outside.path(), at("a/link")).unwrap();
        prune(folder.path(), |path, _| ["a", "a/b", "a/b/kept"].contains(&path)).unwrap();
        assert!(at("a/b/kept").exists());
        assert!(look(&at("a/link")).unwrap().is_none() && look(&at("c")).unwrap().is_none());
        assert!(outside.path().join("precious").exists());
    }
}
