use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use sourcebook::files::Fingerprint;
use sourcebook::publish::{MANIFEST, OutputError, PublishError, Published, publish};
use tempfile::TempDir;

/// Path and words of every page.
pub(crate) type Pages = BTreeMap<String, String>;

pub(crate) fn pages(pages: &[(&str, &str)]) -> Pages {
    pages.iter().map(|&(path, words)| (path.to_owned(), words.to_owned())).collect()
}

/// Builds with pages that are made from their words and from a theme.
pub(crate) fn build_with(output: &Path, pages: &Pages, theme: &str) -> Result<Published, PublishError<String>> {
    let jobs: Vec<_> = pages.iter().collect();
    publish(
        output,
        &[],
        &jobs,
        |(path, _)| path,
        |(_, words), slot| slot.fill(Fingerprint::of(format!("{theme}\n{words}").as_bytes()), || Ok(words.as_bytes())),
    )
}

pub(crate) fn build(output: &Path, pages: &Pages) -> Result<Published, PublishError<String>> {
    build_with(output, pages, "plain")
}

pub(crate) fn refusal(output: &Path, pages: &Pages) -> OutputError {
    match build(output, pages) {
        Err(PublishError::Output(error)) => error,
        other => panic!("must be refused, but: {other:?}"),
    }
}

pub(crate) fn counts(published: &Published) -> (usize, usize, usize) {
    assert!(published.set_aside.is_empty(), "{:?}", published.set_aside);
    (published.written, published.unchanged, published.removed)
}

/// Everything below a folder with what a write to it would change, the folder itself included.
pub(crate) fn stamps(folder: &Path) -> BTreeMap<PathBuf, (u64, i64, i64, i64, i64, u64)> {
    let stamp = |path: &Path| {
        let it = fs::symlink_metadata(path).unwrap();
        (it.ino(), it.mtime(), it.mtime_nsec(), it.ctime(), it.ctime_nsec(), it.nlink())
    };
    walk(folder).into_iter().map(|path| (path.clone(), stamp(&folder.join(path)))).collect()
}

/// Paths below a folder, the folder itself as an empty one.
pub(crate) fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![PathBuf::new()];
    let mut at = 0;
    while let Some(relative) = found.get(at).cloned() {
        at += 1;
        let path = folder.join(&relative);
        if fs::symlink_metadata(&path).unwrap().is_dir() {
            found.extend(fs::read_dir(path).unwrap().map(|entry| relative.join(entry.unwrap().file_name())));
        }
    }
    found
}

/// The words of every file below a folder but the manifest; of links, where they lead.
pub(crate) fn tree(folder: &Path) -> Pages {
    let mut tree = Pages::new();
    for relative in walk(folder) {
        let path = folder.join(&relative);
        let metadata = fs::symlink_metadata(&path).unwrap();
        let words = if metadata.is_symlink() {
            format!("-> {}", fs::read_link(&path).unwrap().display())
        } else if metadata.is_file() && relative != Path::new(MANIFEST) {
            String::from_utf8(fs::read(&path).unwrap()).unwrap()
        } else {
            continue;
        };
        tree.insert(relative.to_str().unwrap().to_owned(), words);
    }
    tree
}

pub(crate) fn write(path: impl AsRef<Path>, words: &str) {
    fs::create_dir_all(path.as_ref().parent().unwrap()).unwrap();
    fs::write(path, words).unwrap();
}

pub(crate) fn inode(path: impl AsRef<Path>) -> u64 {
    fs::symlink_metadata(path).unwrap().ino()
}

/// A folder for a test, and the output folder in it.
pub(crate) fn site() -> (TempDir, PathBuf) {
    site_in(&std::env::temp_dir())
}

/// The same in memory where the system has such a place, for tests that build hundreds of times.
pub(crate) fn site_in_memory() -> (TempDir, PathBuf) {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { site_in(memory) } else { site() }
}

fn site_in(parent: &Path) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir_in(parent).unwrap();
    let output = folder.path().join("public");
    (folder, output)
}

/// The folder beside the output folder.
pub(crate) fn work_folder(output: &Path) -> PathBuf {
    output.with_file_name(format!(".sourcebook-{}", output.file_name().unwrap().to_str().unwrap()))
}

/// The names in the folder beside the output folder.
pub(crate) fn work_names(output: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(work_folder(output)) else { return Vec::new() };
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A small disk, gone with the value.
pub(crate) struct Disk(pub(crate) TempDir);

impl Disk {
    pub(crate) fn mount(options: &str) -> Result<Self, String> {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("mount");
        let ended = command.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(folder.path()).output();
        match ended {
            Ok(ended) if ended.status.success() => Ok(Self(folder)),
            Ok(ended) => Err(format!("no small disk: {}", String::from_utf8_lossy(&ended.stderr).trim())),
            Err(error) => Err(format!("no small disk: {error}")),
        }
    }
}

/// Lazily: a process that another test is just starting may have a file of it open for a moment.
pub(crate) fn unmount(folder: &Path) {
    let _ = Command::new("umount").arg("-l").arg(folder).status();
}

impl Drop for Disk {
    fn drop(&mut self) {
        unmount(self.0.path());
    }
}
