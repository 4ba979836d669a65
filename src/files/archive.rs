use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use super::read::{link_text, read_bytes};
use super::{FileError, Operation, ProblemKind, Stamp};

/// The largest archive that is read, in bytes. A book is below 2 MiB of text.
const ARCHIVE_BYTES: u64 = 128 * 1024 * 1024;

/// The folders in which archives are looked for, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArchiveFolders {
    folders: Vec<PathBuf>,
}

/// What stands under the name of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArchiveFile {
    /// Its bytes.
    Found(Vec<u8>),
    /// Nothing, in none of the folders. No error: archives stay outside the repository.
    Absent,
    /// Something that is not taken as an archive.
    Refused(ProblemKind),
}

/// What the system says of the files that an archive may be.
#[derive(Debug, Clone)]
pub struct ArchiveStamps(Vec<Option<Stamp>>);

impl ArchiveStamps {
    /// Whether what was read under these stamps is what a reader under the others would find.
    #[must_use]
    pub fn vouch_for(&self, now: &Self) -> bool {
        let same = |(before, now): (&Option<Stamp>, &Option<Stamp>)| match (before, now) {
            (Some(before), Some(now)) => before.vouches_for(now),
            (None, None) => true,
            _ => false,
        };
        self.0.len() == now.0.len() && self.0.iter().zip(&now.0).all(same)
    }
}

impl ArchiveFolders {
    /// Folders in the order in which they are searched. A folder need not exist.
    #[must_use]
    pub fn new(folders: impl IntoIterator<Item = PathBuf>) -> Self {
        Self { folders: folders.into_iter().collect() }
    }

    /// Whether no folder is named at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.folders.is_empty()
    }

    /// What stands under a name without reading it: the stamps of the file in each folder up to the first that has it.
    #[must_use]
    pub fn stamps(&self, name: &str) -> ArchiveStamps {
        let mut stamps = Vec::new();
        for folder in &self.folders {
            let path = folder.join(name);
            // Of a link that leads nowhere, the link's own.
            let found = fs::metadata(&path).or_else(|_| fs::symlink_metadata(&path)).ok();
            let stamp = found.map(|found| Stamp::of(&found));
            stamps.push(stamp);
            if stamp.is_some() {
                break;
            }
        }
        ArchiveStamps(stamps)
    }

    /// Reads the archive of that name from the first folder that has it.
    ///
    /// The name comes from content: it may lead into a folder below, and never, by `..`, by a root or by a link, out
    /// of the folder that it is looked for in.
    ///
    /// # Errors
    /// The system's refusal to look or to read.
    pub fn read(&self, name: &str) -> Result<ArchiveFile, FileError> {
        if let Some(reason) = unusable(name) {
            return Ok(ArchiveFile::Refused(ProblemKind::UnusableName { reason: reason.to_owned() }));
        }
        for folder in &self.folders {
            match read_from(folder, name)? {
                ArchiveFile::Absent => {}
                found => return Ok(found),
            }
        }
        Ok(ArchiveFile::Absent)
    }
}

fn unusable(name: &str) -> Option<&'static str> {
    let path = Path::new(name);
    if path.components().any(|part| !matches!(part, Component::Normal(_) | Component::CurDir)) {
        return Some("the name of an archive may not lead out of its folder");
    }
    if !path.components().any(|part| matches!(part, Component::Normal(_))) || name.contains('\0') {
        return Some("this is not the name of a file");
    }
    None
}

fn read_from(folder: &Path, name: &str) -> Result<ArchiveFile, FileError> {
    let path = folder.join(name);
    let link = match fs::symlink_metadata(&path) {
        Ok(_) => &path,
        Err(error) if is_absent(&error) => return Ok(ArchiveFile::Absent),
        Err(error) if matches!(error.kind(), ErrorKind::InvalidFilename | ErrorKind::InvalidInput) => {
            return Ok(ArchiveFile::Refused(ProblemKind::UnusableName { reason: error.to_string() }));
        }
        Err(error) => return Err(FileError::during(Operation::Read, &path)(error)),
    };
    let real_folder = fs::canonicalize(folder).map_err(FileError::during(Operation::Read, folder))?;
    let Some(target) = fs::canonicalize(link).ok().filter(|target| target.starts_with(&real_folder)) else {
        return Ok(ArchiveFile::Refused(ProblemKind::LinkOutside { target: link_text(link) }));
    };
    let metadata = fs::metadata(&target).map_err(FileError::during(Operation::Read, &path))?;
    if !metadata.is_file() {
        return Ok(ArchiveFile::Refused(ProblemKind::NotAFile));
    }
    if metadata.len() > ARCHIVE_BYTES {
        let kind = ProblemKind::TooLarge { bytes: metadata.len(), limit: ARCHIVE_BYTES };
        return Ok(ArchiveFile::Refused(kind));
    }
    read_bytes(&target, ARCHIVE_BYTES).map(ArchiveFile::Found)
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_folder_that_has_the_name_wins_and_a_missing_folder_is_no_error() {
        let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(two.path().join("a.txt"), "two").unwrap();
        let missing = one.path().join("missing");
        let folders = ArchiveFolders::new([missing, one.path().into(), two.path().into()]);
        assert_eq!(folders.read("a.txt").unwrap(), ArchiveFile::Found(b"two".to_vec()));
        assert_eq!(folders.read("b.txt").unwrap(), ArchiveFile::Absent);
        fs::write(one.path().join("a.txt"), "one").unwrap();
        assert_eq!(folders.read("a.txt").unwrap(), ArchiveFile::Found(b"one".to_vec()));
    }

    #[test]
    fn a_name_never_leads_out_of_the_folder() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.txt"), "secret").unwrap();
        fs::create_dir_all(outside.path().join("archives/sub")).unwrap();
        fs::write(outside.path().join("archives/sub/a.txt"), "in").unwrap();
        let folders = ArchiveFolders::new([outside.path().join("archives")]);
        let absolute = outside.path().join("secret.txt");
        for name in ["../secret.txt", "sub/../../secret.txt", absolute.to_str().unwrap(), "", ".", "a\0b"] {
            let read = folders.read(name).unwrap();
            assert!(matches!(read, ArchiveFile::Refused(ProblemKind::UnusableName { .. })), "{name}: {read:?}");
        }
        assert!(matches!(
            folders.read(&"x".repeat(5000)).unwrap(),
            ArchiveFile::Refused(ProblemKind::UnusableName { .. })
        ));
        assert_eq!(folders.read("sub/a.txt").unwrap(), ArchiveFile::Found(b"in".to_vec()));
        assert_eq!(folders.read("sub").unwrap(), ArchiveFile::Refused(ProblemKind::NotAFile));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_inside_its_folder_only() {
        use std::os::unix::fs::symlink;
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("secret.txt"), "secret").unwrap();
        fs::create_dir_all(root.path().join("archives/real")).unwrap();
        fs::write(root.path().join("archives/real/a.txt"), "in").unwrap();
        symlink(root.path().join("secret.txt"), root.path().join("archives/out.txt")).unwrap();
        symlink(root.path(), root.path().join("archives/up")).unwrap();
        symlink("real/a.txt", root.path().join("archives/in.txt")).unwrap();
        symlink("nowhere", root.path().join("archives/broken.txt")).unwrap();
        let folders = ArchiveFolders::new([root.path().join("archives")]);
        for name in ["out.txt", "up/secret.txt", "broken.txt"] {
            let read = folders.read(name).unwrap();
            assert!(matches!(read, ArchiveFile::Refused(ProblemKind::LinkOutside { .. })), "{name}: {read:?}");
        }
        assert_eq!(folders.read("in.txt").unwrap(), ArchiveFile::Found(b"in".to_vec()));
    }
}
