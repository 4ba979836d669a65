use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

use super::read::{is_hidden, link_text, read_bytes, relative_name};
use super::standing::first_link;
use super::{FileError, Operation, Problem, ProblemKind, Stamp};

/// The largest archive that is read, in bytes. A book is below 2 MiB of text; reading takes up to seven times the
/// archive's length in memory.
const ARCHIVE_BYTES: u64 = 128 * 1024 * 1024;

/// The folders in which archives are looked for, in order.
///
/// Those that whoever runs the program has named may lie anywhere. Those that a site names are a stranger's choice: no
/// link in the site is followed to one, nor inside one, for it could lead to any file of the machine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArchiveFolders {
    folders: Vec<Folder>,
    refused: Vec<Problem>,
    /// Whether stamps are trusted however young: for tests, which do not wait.
    trusts_young: bool,
}

/// A folder, and where it really is, once that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Folder {
    path: PathBuf,
    /// Whether the site has named it.
    is_of_site: bool,
    real: OnceLock<PathBuf>,
}

/// What stands under the name of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArchiveFile {
    /// A file, not yet opened.
    Found(Archived),
    /// Nothing, in none of the folders. No error: archives stay outside the repository.
    Absent,
    /// Something that is not taken as an archive.
    Refused(ProblemKind),
}

impl ArchiveFile {
    /// Whether whoever finds the other one now finds in it what stood in this one.
    #[must_use]
    pub fn vouches_for(&self, now: &Self) -> bool {
        match (self, now) {
            (Self::Found(before), Self::Found(now)) => before.vouches_for(now),
            (before, now) => before == now,
        }
    }
}

/// An archive that is at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archived {
    path: PathBuf,
    stamp: Stamp,
    is_settled: bool,
}

impl Archived {
    /// Where it is, every link on the way resolved.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What its file was known by when it was found. None if it had been changed so shortly before that another change
    /// might leave no trace: then it must be read every time.
    #[must_use]
    pub fn stamp(&self) -> Option<Stamp> {
        self.is_settled.then_some(self.stamp)
    }

    /// Whether what was read where this was found is what a reader of the other one would find now.
    #[must_use]
    pub fn vouches_for(&self, now: &Self) -> bool {
        self == now && self.is_settled
    }

    /// Its bytes.
    ///
    /// # Errors
    /// The system's refusal to read.
    pub fn read(&self) -> Result<Vec<u8>, FileError> {
        read_bytes(&self.path, ARCHIVE_BYTES)
    }
}

impl ArchiveFolders {
    /// Folders in the order in which they are searched. A folder need not exist.
    #[must_use]
    pub fn new(folders: impl IntoIterator<Item = PathBuf>) -> Self {
        let folder = |path| Folder { path, is_of_site: false, real: OnceLock::new() };
        Self { folders: folders.into_iter().map(folder).collect(), ..Self::default() }
    }

    /// With those that a site names, after all others: paths from its folder that do not lead out of it.
    #[must_use]
    pub fn and_of_site(mut self, root: &Path, names: &[String]) -> Self {
        for name in names {
            // Of a folder that cannot be looked at, whoever looks for an archive in it hears.
            let Some(link) = first_link(root, Path::new(name)).ok().flatten() else {
                self.folders.push(Folder { path: root.join(name), is_of_site: true, real: OnceLock::new() });
                continue;
            };
            let path = relative_name(root, &link).unwrap_or_else(|| name.clone());
            if self.refused.iter().all(|problem| problem.path != path) {
                self.refused.push(Problem { path, kind: ProblemKind::Link { target: link_text(&link) } });
            }
        }
        self
    }

    /// The links in the way of folders that the site names. No archive is looked for behind them.
    #[must_use]
    pub fn refused(&self) -> &[Problem] {
        &self.refused
    }

    /// Where archives are looked for.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.folders.iter().map(|folder| folder.path.as_path())
    }

    #[cfg(test)]
    pub(crate) fn without_tick(self) -> Self {
        Self { trusts_young: true, ..self }
    }

    /// The folders that are not there.
    #[must_use]
    pub fn missing(&self) -> Vec<&Path> {
        self.paths().filter(|path| !path.exists()).collect()
    }

    /// The names of files that stand in the folders themselves, in order, and at most so many. What cannot be listed
    /// has none.
    #[must_use]
    pub fn names(&self, most: usize) -> Vec<String> {
        let entries = self.folders.iter().filter_map(|folder| fs::read_dir(&folder.path).ok()).flatten().flatten();
        let names = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
        let names = names.filter(|entry| !is_hidden(&entry.file_name()));
        let mut names: Vec<String> = names.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort_unstable();
        names.dedup();
        names.truncate(most);
        names
    }

    /// Whether something stands under the name of an archive in one of the folders, be it taken as one or not.
    ///
    /// # Errors
    /// The system's refusal to look.
    pub fn has(&self, name: &str) -> Result<bool, FileError> {
        Ok(self.find(name)? != ArchiveFile::Absent)
    }

    /// Looks for the archive of that name in the folders; the first that has it wins. Nothing is opened.
    ///
    /// The name comes from content: it may lead into a folder below, and never, by `..`, by a root or by a link, out
    /// of the folder that it is looked for in. In a folder that the site names it may lead through no link at all, and
    /// nowhere to what is hidden, such as `.git`.
    ///
    /// # Errors
    /// The system's refusal to look.
    pub fn find(&self, name: &str) -> Result<ArchiveFile, FileError> {
        if let Some(reason) = unusable(name) {
            return Ok(ArchiveFile::Refused(ProblemKind::UnusableName { reason: reason.to_owned() }));
        }
        for folder in &self.folders {
            match folder.find(name)? {
                ArchiveFile::Absent => {}
                ArchiveFile::Found(archive) => {
                    let is_settled = archive.is_settled || self.trusts_young;
                    return Ok(ArchiveFile::Found(Archived { is_settled, ..archive }));
                }
                refused @ ArchiveFile::Refused(_) => return Ok(refused),
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
    if path.components().any(|part| matches!(part, Component::Normal(name) if is_hidden(name))) {
        return Some("hidden files and what lies in hidden folders are not read");
    }
    None
}

impl Folder {
    fn find(&self, name: &str) -> Result<ArchiveFile, FileError> {
        let path = self.path.join(name);
        let found = match fs::symlink_metadata(&path) {
            Ok(found) => found,
            Err(error) if is_absent(&error) => return Ok(ArchiveFile::Absent),
            Err(error) if matches!(error.kind(), ErrorKind::InvalidFilename | ErrorKind::InvalidInput) => {
                return Ok(ArchiveFile::Refused(ProblemKind::UnusableName { reason: error.to_string() }));
            }
            Err(error) => return Err(FileError::during(Operation::Read, &path)(error)),
        };
        let real_folder = self.real()?;
        // A file right in the folder is reached by no link, as most are; to resolve one costs ten calls of the system.
        if found.is_file() && Path::new(name).file_name() == Some(OsStr::new(name)) {
            return Ok(archived(real_folder.join(name), &found));
        }
        if self.is_of_site
            && let Some(link) = first_link(&self.path, Path::new(name))?
        {
            return Ok(ArchiveFile::Refused(ProblemKind::Link { target: link_text(&link) }));
        }
        let Some(target) = fs::canonicalize(&path).ok().filter(|target| target.starts_with(real_folder)) else {
            return Ok(ArchiveFile::Refused(ProblemKind::Link { target: link_text(&path) }));
        };
        let metadata = fs::metadata(&target).map_err(FileError::during(Operation::Read, &path))?;
        Ok(archived(target, &metadata))
    }

    fn real(&self) -> Result<&PathBuf, FileError> {
        if let Some(real) = self.real.get() {
            return Ok(real);
        }
        let real = fs::canonicalize(&self.path).map_err(FileError::during(Operation::Read, &self.path))?;
        Ok(self.real.get_or_init(|| real))
    }
}

/// What a file is taken as, of which the system said this.
fn archived(target: PathBuf, metadata: &fs::Metadata) -> ArchiveFile {
    if !metadata.is_file() {
        return ArchiveFile::Refused(ProblemKind::NotAFile);
    }
    if metadata.len() > ARCHIVE_BYTES {
        let kind = ProblemKind::TooLarge { bytes: metadata.len(), limit: ARCHIVE_BYTES };
        return ArchiveFile::Refused(kind);
    }
    let stamp = Stamp::of(metadata);
    ArchiveFile::Found(Archived { path: target, stamp, is_settled: stamp.is_settled() })
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes of an archive, or why there are none.
    fn read(folders: &ArchiveFolders, name: &str) -> Result<Vec<u8>, ArchiveFile> {
        match folders.find(name).unwrap() {
            ArchiveFile::Found(archive) => Ok(archive.read().unwrap()),
            other => Err(other),
        }
    }

    #[test]
    fn the_first_folder_that_has_the_name_wins_and_a_missing_folder_is_no_error() {
        let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(two.path().join("a.txt"), "two").unwrap();
        let missing = one.path().join("missing");
        let folders = ArchiveFolders::new([missing, one.path().into(), two.path().into()]);
        assert_eq!(read(&folders, "a.txt"), Ok(b"two".to_vec()));
        assert_eq!(read(&folders, "b.txt"), Err(ArchiveFile::Absent));
        fs::write(one.path().join("a.txt"), "one").unwrap();
        assert_eq!(read(&folders, "a.txt"), Ok(b"one".to_vec()));
    }

    #[test]
    fn a_name_never_leads_out_of_the_folder() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.txt"), "secret").unwrap();
        fs::create_dir_all(outside.path().join("archives/sub")).unwrap();
        fs::write(outside.path().join("archives/sub/a.txt"), "in").unwrap();
        let folders = ArchiveFolders::new([outside.path().join("archives")]);
        let absolute = outside.path().join("secret.txt");
        for name in [
            ".hidden",
            "sub/.git/config",
            "../secret.txt",
            "sub/../../secret.txt",
            absolute.to_str().unwrap(),
            "",
            ".",
            "a\0b",
        ] {
            let read = folders.find(name).unwrap();
            assert!(matches!(read, ArchiveFile::Refused(ProblemKind::UnusableName { .. })), "{name}: {read:?}");
        }
        assert!(matches!(
            folders.find(&"x".repeat(5000)).unwrap(),
            ArchiveFile::Refused(ProblemKind::UnusableName { .. })
        ));
        assert_eq!(read(&folders, "sub/a.txt"), Ok(b"in".to_vec()));
        assert_eq!(read(&folders, "sub"), Err(ArchiveFile::Refused(ProblemKind::NotAFile)));
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
            let read = folders.find(name).unwrap();
            assert!(matches!(read, ArchiveFile::Refused(ProblemKind::Link { .. })), "{name}: {read:?}");
        }
        assert_eq!(read(&folders, "in.txt"), Ok(b"in".to_vec()));
        let of_site = ArchiveFolders::default().and_of_site(root.path(), &["archives".to_owned()]);
        assert_eq!(read(&of_site, "real/a.txt"), Ok(b"in".to_vec()));
        for name in ["in.txt", "out.txt", "up/secret.txt", "up/archives/real/a.txt", "broken.txt"] {
            let read = of_site.find(name).unwrap();
            assert!(matches!(read, ArchiveFile::Refused(ProblemKind::Link { .. })), "{name}: {read:?}");
        }
    }

    #[test]
    fn a_folder_behind_a_link_of_the_site_is_refused_and_one_that_is_missing_is_not() {
        use std::os::unix::fs::symlink;
        let (site, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::create_dir(outside.path().join("sub")).unwrap();
        fs::write(outside.path().join("sub/a.txt"), "secret").unwrap();
        symlink(outside.path(), site.path().join("linked")).unwrap();
        let names = ["linked/sub", "./linked", "missing/sub"].map(str::to_owned);
        let folders = ArchiveFolders::default().and_of_site(site.path(), &names);
        assert_eq!(folders.find("a.txt").unwrap(), ArchiveFile::Absent);
        assert_eq!(folders.find("sub/a.txt").unwrap(), ArchiveFile::Absent);
        assert_eq!(folders.paths().collect::<Vec<_>>(), [site.path().join("missing/sub")]);
        assert_eq!(folders.refused().iter().map(|problem| problem.path.as_str()).collect::<Vec<_>>(), ["linked"]);
        let own = ArchiveFolders::new([site.path().join("linked/sub")]);
        assert_eq!(read(&own, "a.txt"), Ok(b"secret".to_vec()));
    }
}
