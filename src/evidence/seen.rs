//! What this machine has proved against files that have not changed since, so that they need not be opened again.
//!
//! For each archive: the stamp of its file, and fingerprints of what was proved against it. What is proved is a
//! source's section of the lock, whole and word for word, or words that a text quotes; with them goes the version of
//! the tool and of its way to read archives. So an archive is taken as read only if its file has the stamp that it had
//! when this very machine proved this very section of the lock in this very way. A lock that was merged, mended by hand
//! or written elsewhere is proved anew.
//!
//! Never here: words, positions or digests of a source; a proof (the lock alone holds those); an error. What cannot be
//! read, is damaged, or was written by another version is as good as nothing, and what cannot be written is not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::extract::READING;
use super::lock::{Lock, LockedSource};
use crate::files::{Archived, Fingerprint, Kind, Stamp, create_folders, look, read_bytes, write_atomically};

/// The folder of what belongs to this machine alone, beside `sourcebook.toml`. It ignores itself in git.
const FOLDER: &str = ".sourcebook";

/// The file in it.
const FILE: &str = "seen";

/// Its first line.
const HEADER: &str = "sourcebook seen 1";

/// The largest such file that is read, in bytes: a hundred for each source.
const BYTES: u64 = 64 * 1024 * 1024;

/// What was proved against one file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    stamp: Stamp,
    proved: BTreeSet<Fingerprint>,
}

/// What former runs have proved, and what this one does. An empty one trusts nothing.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    former: BTreeMap<PathBuf, Entry>,
    now: BTreeMap<PathBuf, Entry>,
}

impl Seen {
    /// Reads what was kept beside a site.
    #[must_use]
    pub fn load(root: &Path) -> Self {
        let read = || parse(&String::from_utf8(read_bytes(&root.join(FOLDER).join(FILE), BYTES).ok()?).ok()?);
        Self { former: read().unwrap_or_default(), now: BTreeMap::new() }
    }

    /// Begins another run of this process: what the last one proved counts as proved before.
    pub(super) fn turn(&mut self) {
        self.former.append(&mut self.now);
    }

    /// Keeps what this run has proved, and no more, for the next one.
    pub fn save(&self, root: &Path) {
        if self.now == self.former {
            return;
        }
        let folder = root.join(FOLDER);
        // Content may be a stranger's: nothing is written to where a link leads.
        let is_ours = |kind| matches!(kind, None | Some(Kind::Folder));
        if !look(&folder).is_ok_and(|found| is_ours(found.map(|found| found.kind))) {
            return;
        }
        // Without the folder nothing is remembered, and nothing else changes.
        let _ = create_folders(&folder)
            .and_then(|()| write_atomically(&folder.join(".gitignore"), b"*\n"))
            .and_then(|()| write_atomically(&folder.join(FILE), written(&self.now).as_bytes()));
    }

    /// Whether this was proved against the archive as it is.
    pub(super) fn vouches(&self, archive: &Archived, what: Fingerprint) -> bool {
        let Some(stamp) = archive.stamp() else { return false };
        self.former.get(archive.path()).is_some_and(|entry| entry.stamp == stamp && entry.proved.contains(&what))
    }

    /// Notes that this is proved against the archive as it is.
    pub(super) fn note(&mut self, archive: &Archived, what: Fingerprint) {
        let Some(stamp) = archive.stamp() else { return };
        let empty = || Entry { stamp, proved: BTreeSet::new() };
        let entry = self.now.entry(archive.path().to_path_buf()).or_insert_with(empty);
        if entry.stamp != stamp {
            *entry = empty();
        }
        entry.proved.insert(what);
    }

    /// This run's as a former one's.
    #[cfg(test)]
    pub(super) fn next(&self) -> Self {
        Self { former: self.now.clone(), now: BTreeMap::new() }
    }
}

/// A section of the lock, to be noted.
pub(super) fn section(source: &str, has_address: bool, locked: &Arc<LockedSource>) -> Fingerprint {
    let lock = Lock { sources: BTreeMap::from([(source.to_owned(), Arc::clone(locked))]) };
    fingerprint(&format!("lock {has_address}\n{lock}"))
}

/// Words that a text quotes, normalised, to be noted.
pub(super) fn quotation(words: &str) -> Fingerprint {
    fingerprint(&format!("quotation\n{words}"))
}

fn fingerprint(what: &str) -> Fingerprint {
    Fingerprint::of(format!("{} {READING} {what}", env!("CARGO_PKG_VERSION")).as_bytes())
}

/// A line for each file: stamp, fingerprints, path.
fn written(entries: &BTreeMap<PathBuf, Entry>) -> String {
    let mut text = format!("{HEADER}\n");
    for (path, entry) in entries {
        let Some(path) = path.to_str().filter(|path| !path.contains('\n')) else { continue };
        let proved: Vec<String> = entry.proved.iter().map(Fingerprint::to_string).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{} {} {path}", entry.stamp, proved.join(","));
    }
    text
}

fn parse(text: &str) -> Option<BTreeMap<PathBuf, Entry>> {
    let lines = text.strip_prefix(HEADER)?.strip_prefix('\n')?.lines();
    lines
        .map(|line| {
            let (stamp, rest) = line.split_once(' ')?;
            let (proved, path) = rest.split_once(' ')?;
            let proved = proved.split(',').map(Fingerprint::from_hex).collect::<Option<_>>()?;
            Some((PathBuf::from(path), Entry { stamp: Stamp::parse(stamp)?, proved }))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::{ArchiveFile, ArchiveFolders};

    fn archived(folder: &Path, text: &str) -> Archived {
        write_atomically(&folder.join("a b.txt"), text.as_bytes()).unwrap();
        let found = ArchiveFolders::new([folder.to_path_buf()]).without_tick().find("a b.txt").unwrap();
        let ArchiveFile::Found(archive) = found else { panic!("{found:?}") };
        archive
    }

    #[test]
    fn what_is_kept_holds_for_the_same_file_and_the_same_proof() {
        let folder = tempfile::tempdir().unwrap();
        let archive = archived(folder.path(), "words");
        let mut seen = Seen::load(folder.path());
        assert!(!seen.vouches(&archive, quotation("a")));
        seen.note(&archive, quotation("a"));
        seen.note(&archive, quotation("b"));
        seen.save(folder.path());
        let seen = Seen::load(folder.path());
        assert!(seen.vouches(&archive, quotation("a")) && seen.vouches(&archive, quotation("b")));
        assert!(!seen.vouches(&archive, quotation("c")));
        let changed = archived(folder.path(), "other");
        assert!(!seen.vouches(&changed, quotation("a")));
        assert_eq!(read_bytes(&folder.path().join(".sourcebook/.gitignore"), 9).unwrap(), b"*\n");
    }

    #[test]
    fn a_file_that_was_changed_just_now_is_neither_noted_nor_trusted() {
        let folder = tempfile::tempdir().unwrap();
        let settled = archived(folder.path(), "words");
        let found = ArchiveFolders::new([folder.path().to_path_buf()]).find("a b.txt").unwrap();
        let ArchiveFile::Found(fresh) = found else { panic!("{found:?}") };
        let mut seen = Seen::default();
        seen.note(&fresh, quotation("a"));
        assert!(seen.now.is_empty());
        seen.note(&settled, quotation("a"));
        let seen = seen.next();
        assert!(seen.vouches(&settled, quotation("a")) && !seen.vouches(&fresh, quotation("a")));
    }

    #[test]
    fn what_is_damaged_foreign_or_cannot_be_written_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let archive = archived(folder.path(), "words");
        let mut seen = Seen::default();
        seen.note(&archive, quotation("a"));
        seen.save(folder.path());
        let file = folder.path().join(".sourcebook/seen");
        let whole = String::from_utf8(read_bytes(&file, BYTES).unwrap()).unwrap();
        for damaged in [whole.replace("seen 1", "seen 2"), whole[..whole.len() / 2].to_owned(), "\0".to_owned()] {
            write_atomically(&file, damaged.as_bytes()).unwrap();
            assert!(!Seen::load(folder.path()).vouches(&archive, quotation("a")), "{damaged}");
        }
        write_atomically(&file, b"\xff").unwrap();
        assert!(Seen::load(folder.path()).former.is_empty());
        // A file stands where the folder is to be.
        let taken = tempfile::tempdir().unwrap();
        write_atomically(&taken.path().join(FOLDER), b"mine").unwrap();
        seen.save(taken.path());
        assert_eq!(read_bytes(&taken.path().join(FOLDER), 9).unwrap(), b"mine");
    }

    #[test]
    fn nothing_is_written_to_where_a_link_leads() {
        let (site, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut seen = Seen::default();
        seen.note(&archived(site.path(), "words"), quotation("a"));
        std::os::unix::fs::symlink(elsewhere.path(), site.path().join(FOLDER)).unwrap();
        seen.save(site.path());
        assert!(look(&elsewhere.path().join(FILE)).unwrap().is_none());
    }
}
