use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::alike::split_folders;
use super::read::{is_hidden, link_text, read_bytes, relative_name, take_doubles, text_fault, walk_error};
use super::{FileError, Fingerprint, Kind, Limits, Operation, Problem, ProblemKind, Readings, look, name_fault};

/// The largest file that is copied as it is, in bytes: fonts and pictures are far smaller.
const STORED_BYTES: u64 = 64 * 1024 * 1024;

/// What lies below a folder of the site's own theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder<T> {
    /// Its files, by path relative to it with `/`.
    pub files: BTreeMap<String, T>,
    /// What lies there and is not taken.
    pub problems: Vec<Problem>,
}

/// A file that is known by its bytes and does not hold them: whoever wants them reads it then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Where it lies.
    pub place: PathBuf,
    /// Of its bytes.
    pub fingerprint: Fingerprint,
}

impl Stored {
    /// Its bytes, as they are now.
    ///
    /// # Errors
    /// The system's refusal to read.
    pub fn read(&self) -> Result<Vec<u8>, FileError> {
        read_bytes(&self.place, STORED_BYTES)
    }
}

/// Every file below a folder of the site's own, read: all of them are texts. A missing folder has none, and hidden files are passed over.
///
/// No link is followed, wherever it leads: what it led to would be published. What was read before and has not changed
/// since comes from `readings`.
///
/// # Errors
/// The system's refusal to list or read, or something else that stands in the folder's place.
pub fn read_folder(root: &Path, name: &str, readings: &mut Readings) -> Result<Folder<Arc<[u8]>>, FileError> {
    let walked = walk(root, name, &[])?;
    let read = readings.bytes(&walked.places(), Limits::default().file_bytes)?;
    let texts = read.into_iter().map(|read| read.and_then(|bytes| text_fault(&bytes).map_or(Ok(bytes), Err)));
    Ok(walked.holding(name, texts.collect(), |_, bytes| bytes))
}

/// As [`read_folder`], of files that may be many and large: each is read through once to be known, and not held.
///
/// `shown` are hidden names that are taken all the same, where they stand in the folder itself.
///
/// # Errors
/// As [`read_folder`].
pub fn look_through_folder(
    root: &Path,
    name: &str,
    shown: &[&str],
    readings: &mut Readings,
) -> Result<Folder<Stored>, FileError> {
    let walked = walk(root, name, shown)?;
    let known = readings.fingerprints(&walked.places(), STORED_BYTES)?;
    Ok(walked.holding(name, known, |place, fingerprint| Stored { place, fingerprint }))
}

/// What a walk came upon: files with their paths relative to the site, and what is none.
#[derive(Debug, Default)]
struct Walked {
    files: Vec<(String, PathBuf)>,
    problems: Vec<Problem>,
}

impl Walked {
    fn places(&self) -> Vec<PathBuf> {
        self.files.iter().map(|(_, place)| place.clone()).collect()
    }

    /// With what was found in each file, in their order.
    fn holding<F, T>(
        self,
        name: &str,
        found: Vec<Result<F, ProblemKind>>,
        take: impl Fn(PathBuf, F) -> T,
    ) -> Folder<T> {
        let mut folder = Folder { files: BTreeMap::new(), problems: self.problems };
        for ((path, place), found) in self.files.into_iter().zip(found) {
            match found {
                Ok(found) => {
                    let inside = path.get(name.len() + 1..).unwrap_or_default().to_owned();
                    folder.files.insert(inside, take(place, found));
                }
                Err(kind) => folder.problems.push(Problem { path, kind }),
            }
        }
        folder
    }
}

fn walk(root: &Path, name: &str, shown: &[&str]) -> Result<Walked, FileError> {
    let (mut walked, folder) = (Walked::default(), &root.join(name));
    match look(folder)?.map(|standing| standing.kind) {
        None => return Ok(walked),
        Some(Kind::Folder) => {}
        Some(Kind::Link) => {
            let kind = ProblemKind::Link { target: link_text(folder) };
            walked.problems.push(Problem { path: name.to_owned(), kind });
            return Ok(walked);
        }
        Some(Kind::File | Kind::Other) => {
            return Err(FileError::during(Operation::List, folder)(std::io::ErrorKind::NotADirectory.into()));
        }
    }
    let is_shown = |entry: &DirEntry| {
        !is_hidden(entry.file_name()) || (entry.depth() == 1 && shown.iter().any(|name| entry.file_name() == *name))
    };
    let entries = WalkDir::new(folder)
        .max_depth(Limits::default().depth + 1)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || is_shown(entry));
    for entry in entries {
        let entry = entry.map_err(|error| walk_error(folder, error))?;
        let path = relative_name(root, entry.path());
        match is_file(&entry, path.is_some()) {
            Ok(true) => walked.files.extend(path.map(|path| (path, entry.into_path()))),
            Ok(false) => {}
            Err(kind) => {
                let path = path.unwrap_or_else(|| format!("{name}/{}", entry.file_name().to_string_lossy()));
                walked.problems.push(Problem { path, kind });
            }
        }
    }
    walked.problems.extend(take_doubles(&mut walked.files));
    walked.problems.extend(in_split_folders(&walked.files));
    Ok(walked)
}

/// What lies in a folder that some file system takes for that of another file.
fn in_split_folders(files: &[(String, PathBuf)]) -> Vec<Problem> {
    let split = split_folders(files.iter().map(|(path, _)| path.as_str()));
    let problem = |(place, other): (usize, usize)| {
        let (path, other) = (files[place].0.clone(), &files[other].0);
        let reason = format!("its folder differs from that of `{other}` by letter case or Unicode form alone");
        Problem { path, kind: ProblemKind::UnusableName { reason } }
    };
    split.into_iter().map(problem).collect()
}

/// Whether what a walk came upon is a file to be taken; not, if it is a folder.
fn is_file(entry: &DirEntry, is_unicode: bool) -> Result<bool, ProblemKind> {
    if !is_unicode {
        return Err(ProblemKind::UnusableName { reason: "the name is not Unicode".to_owned() });
    }
    if let Some(fault) = entry.file_name().to_str().filter(|_| entry.depth() > 0).and_then(name_fault) {
        return Err(ProblemKind::UnusableName { reason: fault.to_owned() });
    }
    match Kind::from(entry.file_type()) {
        Kind::File => Ok(true),
        Kind::Folder if entry.depth() > Limits::default().depth => Err(ProblemKind::TooDeep),
        Kind::Folder => Ok(false),
        Kind::Link => Err(ProblemKind::Link { target: link_text(entry.path()) }),
        Kind::Other => Err(ProblemKind::NotAFile),
    }
}
