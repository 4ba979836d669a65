use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::Read as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fs::OFlags;
use walkdir::{DirEntry, WalkDir};

use super::alike::{Clash, clashes};
use super::{FileError, Kind, Limits, Operation, Problem, ProblemKind, Readings, look};

/// What a walk over a folder found, sorted by path so that the order of files on disk never shows.
#[derive(Debug, Default)]
pub struct Tree {
    /// Readable texts: path relative to the site, text.
    pub texts: Vec<(String, Arc<str>)>,
    /// Files that could not be taken.
    pub problems: Vec<Problem>,
}

/// Reads all files with one of the given extensions, in any letter case, below `root/folder`, in parallel.
///
/// No link is followed. Hidden files and folders (`.obsidian`, `.DS_Store`) are passed over. What was read before and has not changed since
/// comes from `readings`.
///
/// # Errors
/// A folder or file that the system refuses to list or read.
pub fn read_tree(
    root: &Path,
    folder: &str,
    extensions: &[&str],
    limits: Limits,
    readings: &mut Readings,
) -> Result<Tree, FileError> {
    let walked = root.join(folder);
    if look(&walked)?.is_some_and(|standing| standing.kind == Kind::Link) {
        let kind = ProblemKind::Link { target: link_text(&walked) };
        return Ok(Tree { texts: Vec::new(), problems: vec![Problem { path: folder.to_owned(), kind }] });
    }
    let mut tree = Tree::default();
    let mut wanted = Vec::new();
    let mut walk = WalkDir::new(walked)
        .max_depth(limits.depth + 1)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    while let Some(entry) = walk.next() {
        let entry = entry.map_err(|error| walk_error(root, error))?;
        let Some(path) = relative_name(root, entry.path()) else {
            let path = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
            let kind = ProblemKind::UnusableName { reason: "the name is not Unicode".to_owned() };
            tree.problems.push(Problem { path, kind });
            continue;
        };
        match wanted_at(&entry, extensions, limits) {
            Ok(true) => wanted.push((path, entry.into_path())),
            Ok(false) => {}
            Err(kind) => {
                if kind == ProblemKind::FolderNamedAsFile {
                    walk.skip_current_dir();
                }
                tree.problems.push(Problem { path, kind });
            }
        }
    }
    tree.problems.extend(take_doubles(&mut wanted));
    let (names, paths): (Vec<String>, Vec<PathBuf>) = wanted.into_iter().unzip();
    let read = names.into_iter().zip(readings.texts(&paths, limits)?);
    for (path, outcome) in read {
        match outcome {
            Ok(text) => tree.texts.push((path, text)),
            Err(kind) => tree.problems.push(Problem { path, kind }),
        }
    }
    Ok(tree)
}

/// Whether what a walk came upon is a text to be read.
fn wanted_at(entry: &DirEntry, extensions: &[&str], limits: Limits) -> Result<bool, ProblemKind> {
    let (path, kind) = (entry.path(), entry.file_type());
    let is_wanted = has_extension(path, extensions);
    if kind.is_dir() {
        return match entry.depth() {
            depth if depth > limits.depth => Err(ProblemKind::TooDeep),
            1.. if is_wanted => Err(ProblemKind::FolderNamedAsFile),
            _ => Ok(false),
        };
    }
    if kind.is_symlink() {
        return Err(ProblemKind::Link { target: link_text(path) });
    }
    Ok(is_wanted)
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let found = path.extension().and_then(|found| found.to_str());
    found.is_some_and(|found| extensions.iter().any(|wanted| found.eq_ignore_ascii_case(wanted)))
}

/// Takes out what some file system could not hold beside another: what bears the name of a file before it, but for letter
/// case or Unicode form, and a file where others need a folder. There the two are one, and which is left is chance.
pub(super) fn take_doubles(wanted: &mut Vec<(String, PathBuf)>) -> Vec<Problem> {
    let mut problems: BTreeMap<usize, Problem> = BTreeMap::new();
    for (place, other, clash) in clashes(wanted.iter().map(|(path, _)| path.as_str())) {
        let (path, other) = (wanted[place].0.clone(), &wanted[other].0);
        let reason = match clash {
            Clash::Alike => format!("its name differs from that of `{other}` only by letter case or Unicode form"),
            Clash::Inside => format!("letter case and Unicode form apart, `{other}` needs a folder of this name"),
        };
        problems.entry(place).or_insert(Problem { path, kind: ProblemKind::UnusableName { reason } });
    }
    let mut place = 0..;
    wanted.retain(|_| place.next().is_none_or(|place| !problems.contains_key(&place)));
    problems.into_values().collect()
}

/// Reads one file of the site under the same rules as [`read_tree`]; `None` if it does not exist.
///
/// # Errors
/// The system's refusal, other than that the file is missing.
pub fn read_optional_text(
    root: &Path,
    relative: &str,
    limits: Limits,
    readings: &mut Readings,
) -> Result<Option<Result<Arc<str>, ProblemKind>>, FileError> {
    let path = root.join(relative);
    match look(&path)?.map(|standing| standing.kind) {
        None => return Ok(None),
        Some(Kind::Link) => return Ok(Some(Err(ProblemKind::Link { target: link_text(&path) }))),
        Some(_) => {}
    }
    Ok(readings.texts(&[path], limits)?.pop())
}

/// Reads a file whole, up to a limit in bytes. A link at the end of its path is not followed.
///
/// # Errors
/// The system's refusal, a file beyond the limit (of the kind [`FileTooLarge`](std::io::ErrorKind::FileTooLarge)), or
/// something that is not a file.
pub fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
    let failed = || FileError::during(Operation::Read, path);
    let too_large = || {
        let told = format!("larger than {} MiB", limit / (1024 * 1024));
        std::io::Error::new(std::io::ErrorKind::FileTooLarge, told)
    };
    let file = open_regular(path).map_err(failed())?;
    let length = file.metadata().map_err(failed())?.len();
    if length > limit {
        return Err(failed()(too_large()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    file.take(limit + 1).read_to_end(&mut bytes).map_err(failed())?;
    if bytes.len() as u64 > limit {
        return Err(failed()(too_large()));
    }
    Ok(bytes)
}

/// Opens a file as it stands, whatever has taken its place since it was looked at: no link is followed, no pipe waited
/// for.
pub(super) fn open_as_it_stands(options: &mut OpenOptions, path: &Path) -> std::io::Result<File> {
    options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed()).open(path)
}

/// The same, to read a regular file.
pub(super) fn open_regular(path: &Path) -> std::io::Result<File> {
    let file = open_as_it_stands(OpenOptions::new().read(true), path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(std::io::Error::other("not a regular file")) }
}

pub(super) fn decode(bytes: Vec<u8>) -> Result<Arc<str>, ProblemKind> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(ProblemKind::Utf16);
    }
    let text = String::from_utf8(bytes).map_err(|error| ProblemKind::InvalidUtf8 {
        offset: error.utf8_error().valid_up_to(),
        lossy: String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })?;
    match text.find('\0') {
        Some(offset) => Err(ProblemKind::NulByte { offset, text }),
        None => Ok(text.into()),
    }
}

/// Why some bytes are no text.
pub(super) fn text_fault(bytes: &[u8]) -> Option<ProblemKind> {
    let is_text = str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0'));
    if is_text { None } else { decode(bytes.to_vec()).err() }
}

pub(super) fn link_text(link: &Path) -> String {
    fs::read_link(link).map(|target| target.to_string_lossy().into_owned()).unwrap_or_default()
}

pub(super) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().first() == Some(&b'.')
}

pub(super) fn relative_name(root: &Path, path: &Path) -> Option<String> {
    let relative = path.strip_prefix(root).ok()?;
    let parts: Option<Vec<&str>> = relative.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

pub(super) fn walk_error(root: &Path, error: walkdir::Error) -> FileError {
    let path = error.path().unwrap_or(root).to_path_buf();
    let source = error.into_io_error().unwrap_or_else(|| std::io::Error::other("a loop of symbolic links"));
    FileError { operation: Operation::List, path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invalid_utf8_is_a_problem_with_a_place() {
        let Err(ProblemKind::InvalidUtf8 { offset, lossy }) = decode(b"ab\xffcd".to_vec()) else {
            panic!("must be refused");
        };
        assert_eq!((offset, lossy.as_str()), (2, "ab\u{fffd}cd"));
    }

    #[test]
    fn utf_16_is_told_by_its_mark() {
        assert_eq!(decode(b"\xff\xfea\0".to_vec()), Err(ProblemKind::Utf16));
        assert_eq!(decode(b"\xfe\xff\0a".to_vec()), Err(ProblemKind::Utf16));
    }

    #[test]
    fn names_that_some_systems_take_for_one_are_not_both_read() {
        let names = ["content/Miller.md", "content/caf\u{e9}.md", "content/cafe\u{301}.md", "content/miller.md"];
        let mut wanted: Vec<_> = names.iter().map(|name| ((*name).to_owned(), PathBuf::from(name))).collect();
        let problems = take_doubles(&mut wanted);
        let left: Vec<_> = wanted.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(left, [names[0], names[1]]);
        assert_eq!(problems.iter().map(|problem| problem.path.as_str()).collect::<Vec<_>>(), [names[2], names[3]]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_file_of_the_site_that_is_no_content_is_not_followed() {
        let site = tempfile::tempdir().unwrap();
        fs::create_dir(site.path().join("content")).unwrap();
        fs::write(site.path().join(".env"), "SECRET=1").unwrap();
        std::os::unix::fs::symlink("../.env", site.path().join("content/a.md")).unwrap();
        let tree = read_tree(site.path(), "content", &["md"], Limits::default(), &mut Readings::default()).unwrap();
        assert!(tree.texts.is_empty());
        assert!(matches!(tree.problems[0].kind, ProblemKind::Link { .. }), "{:?}", tree.problems);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_site_is_not_followed() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.md"), "secret").unwrap();
        let site = tempfile::tempdir().unwrap();
        fs::create_dir(site.path().join("content")).unwrap();
        std::os::unix::fs::symlink(outside.path().join("secret.md"), site.path().join("content/a.md")).unwrap();
        std::os::unix::fs::symlink(outside.path(), site.path().join("content/b")).unwrap();
        let tree = read_tree(site.path(), "content", &["md"], Limits::default(), &mut Readings::default()).unwrap();
        assert!(tree.texts.is_empty());
        assert_eq!(
            tree.problems.iter().map(|problem| problem.path.as_str()).collect::<Vec<_>>(),
            ["content/a.md", "content/b"]
        );
    }
}
