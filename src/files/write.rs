use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::read::open_as_it_stands;
use super::standing::first_link;
use super::{FileError, Kind, Lock, Operation, look};

/// Whether anything (file, folder, link) stands at a path.
#[must_use]
pub fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// The place of a file of the site that is about to be written, if nothing on the way below the site's folder is a link:
/// content may be a stranger's, and a link would let it choose what is written to.
///
/// # Errors
/// A link on the way, with the way out; the system's refusal to look.
pub fn place_below(root: &Path, relative: impl AsRef<Path>) -> Result<PathBuf, FileError> {
    if let Some(link) = first_link(root, relative.as_ref())? {
        let told = "it is a symbolic link, and nothing is written through one; replace it with its target";
        return Err(FileError::during(Operation::Write, &link)(io::Error::other(told)));
    }
    Ok(root.join(relative))
}

/// Replaces a file in one step: its readers see the former bytes or the new ones, never a part. It keeps its rights.
///
/// What a killed write left beside the file is cleared away by the next.
///
/// # Errors
/// The system's refusal to write beside the file or to rename.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    write_staged(path, bytes, |staged| fs::rename(staged, path))
}

/// Writes a file where nothing stands, in one step: it is whole or not there.
///
/// # Errors
/// The system's refusal; [`ErrorKind::AlreadyExists`](std::io::ErrorKind::AlreadyExists) if something stands there.
pub fn create_atomically(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    write_staged(path, bytes, |staged| match rename_to_nothing(staged, path) {
        Some(done) => done,
        None => fs::hard_link(staged, path).and_then(|()| fs::remove_file(staged)),
    })
}

/// Writes a file beside another and lets `place` put it there.
fn write_staged(path: &Path, bytes: &[u8], place: impl FnOnce(&Path) -> io::Result<()>) -> Result<(), FileError> {
    let staged = path.with_file_name(format!("{}{}{STAGED}", before_number(path), std::process::id()));
    // Tells others that somebody is at work on it, for as long as this process lives.
    let at_work = Lock::try_take(&staged).ok().flatten();
    let write = || -> io::Result<()> {
        // A stranger's content may have put a link where the file is about to be made.
        if look(&staged).is_ok_and(|found| found.is_some_and(|standing| standing.kind != Kind::File)) {
            fs::remove_file(&staged)?;
        }
        let mut file = open_as_it_stands(fs::OpenOptions::new().write(true).create(true).truncate(true), &staged)?;
        if let Ok(former) = fs::metadata(path) {
            file.set_permissions(former.permissions())?;
        }
        file.write_all(bytes)?;
        file.sync_all()
    };
    let written = write().and_then(|()| place(&staged)).map_err(|error| {
        // The half-written file is ours alone; the former one is untouched either way.
        let _ = fs::remove_file(&staged);
        FileError { operation: Operation::Write, path: path.to_path_buf(), source: error }
    });
    drop(at_work);
    clear_abandoned(path);
    written
}

/// Renames to where nothing stands. `None` if this system, or its file system, cannot.
fn rename_to_nothing(from: &Path, to: &Path) -> Option<io::Result<()>> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => None,
            done => Some(done.map_err(io::Error::from)),
        }
    }
    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    {
        let _ = (from, to);
        None
    }
}

/// Ends the name of a file that is being written.
const STAGED: &str = ".new";

/// Begins the name of a file that is being written: a hidden one, which no walk over content sees.
fn before_number(path: &Path) -> String {
    format!(".{}.", path.file_name().unwrap_or_default().to_string_lossy())
}

/// Deletes what writers of a file left that were killed. That it cannot be deleted harms nobody.
fn clear_abandoned(path: &Path) {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let begin = before_number(path);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix(&begin)?.strip_suffix(STAGED));
        let is_staged = number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
        if is_staged && matches!(Lock::try_take(&entry.path()), Ok(Some(_))) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_is_not_replaced_and_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        create_atomically(&path, b"first").unwrap();
        let refused = create_atomically(&path, b"second").unwrap_err();
        assert_eq!(refused.source.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"first");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_write_clears_what_a_killed_one_left_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in [".a.lock.1.new", ".a.lock.2.new", ".b.lock.1.new", ".a.lock.x.new", "a.lock.1.new"] {
            fs::write(at(name), "half").unwrap();
        }
        let at_work = Lock::try_take(&at(".a.lock.2.new")).unwrap();
        write_atomically(&at("a.lock"), b"whole").unwrap();
        drop(at_work);
        let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, [".a.lock.2.new", ".a.lock.x.new", ".b.lock.1.new", "a.lock", "a.lock.1.new"]);
        assert_eq!(fs::read(at("a.lock")).unwrap(), b"whole");
    }

    #[test]
    fn a_link_where_the_file_is_made_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("precious"), "words").unwrap();
        let staged = at(&format!(".a.lock.{}.new", std::process::id()));
        std::os::unix::fs::symlink("precious", staged).unwrap();
        write_atomically(&at("a.lock"), b"whole").unwrap();
        assert_eq!(fs::read(at("a.lock")).unwrap(), b"whole");
        assert_eq!(fs::read(at("precious")).unwrap(), b"words");
    }
}
