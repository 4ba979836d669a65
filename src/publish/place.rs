use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::OutputError;
use super::manifest::MANIFEST;
use crate::files::{self, FileError, Kind};

/// An output folder, missing yet or not, that nothing forbids to publish into. Finding out changes nothing.
#[derive(Debug)]
pub(super) struct Place {
    /// The output folder, as the caller named it but for a slash at its end.
    pub(super) output: PathBuf,
    /// The folder beside it that the program works in.
    pub(super) work: PathBuf,
}

impl Place {
    pub(super) fn check(output: &Path, protected: &[PathBuf]) -> Result<Self, OutputError> {
        let output = with_a_name(output)?;
        let (Some(name), Some(parent)) = (output.file_name(), output.parent()) else {
            return Err(OutputError::Root { output });
        };
        let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
        let Some(around) = files::look_through(parent)?.filter(|standing| standing.kind == Kind::Folder) else {
            return Err(OutputError::MissingParent { parent: parent.to_path_buf(), output });
        };
        let mut work_name = OsString::from(".sourcebook-");
        work_name.push(name);
        let work = output.with_file_name(work_name);
        let standing = files::look(&output)?;
        match standing.map(|standing| standing.kind) {
            None | Some(Kind::Folder) => {}
            Some(Kind::Link) => return Err(OutputError::Link { output }),
            Some(Kind::File | Kind::Other) => return Err(OutputError::NotAFolder { output }),
        }
        let real = files::real_path(parent)?.join(name);
        if let Some(own) = real.iter().find(|part| is_own(part)) {
            return Err(OutputError::Own { output, own: own.into() });
        }
        if let Some(protected) = protected.iter().find(|protected| is_inside(protected, &real)) {
            return Err(OutputError::Holds { output, protected: protected.clone() });
        }
        if let Some(protected) = protected.iter().find(|protected| lies_in(&real, protected)) {
            return Err(OutputError::Within { output, protected: protected.clone() });
        }
        if standing.is_some_and(|standing| standing.identity.device != around.identity.device) {
            return Err(OutputError::Mounted { folder: output });
        }
        if standing.is_some() {
            made_by_us(&output)?;
            writable(&output)?;
        }
        writable(parent)?;
        Ok(Self { output, work })
    }
}

/// Whether a name is one of the program's own folders: `.sourcebook`, `.sourcebook-public`. Some systems take names that
/// differ by case for one.
fn is_own(name: &OsStr) -> bool {
    const OWN: &str = ".sourcebook";
    name.as_encoded_bytes().get(..OWN.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(OWN.as_bytes()))
}

/// Whether an existing output folder holds an edition; `false` if it is empty.
pub(super) fn made_by_us(output: &Path) -> Result<bool, OutputError> {
    if files::exists(&output.join(MANIFEST)) {
        return Ok(true);
    }
    if files::list(output)?.is_empty() { Ok(false) } else { Err(OutputError::NotOurs { output: output.to_path_buf() }) }
}

pub(super) fn writable(folder: &Path) -> Result<(), OutputError> {
    files::writable(folder).map_err(|error| not_writable(folder, error))
}

/// What the system's refusal to move a folder into place means.
pub(super) fn unmovable(output: &Path, error: FileError) -> OutputError {
    let output = output.to_path_buf();
    match error.source.kind() {
        ErrorKind::CrossesDevices | ErrorKind::ResourceBusy => OutputError::Mounted { folder: output },
        ErrorKind::DirectoryNotEmpty => OutputError::NotOurs { output },
        _ => not_writable(&output, error),
    }
}

fn not_writable(folder: &Path, error: FileError) -> OutputError {
    match error.source.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            OutputError::NotWritable { folder: folder.to_path_buf(), source: error }
        }
        _ => OutputError::File(error),
    }
}

/// The path without a slash at its end, which would follow a link, and with its last part a name: `.` and `..` have
/// none to stage beside.
fn with_a_name(output: &Path) -> Result<PathBuf, FileError> {
    match output.components().next_back() {
        Some(Component::Normal(_)) => Ok(output.components().collect()),
        Some(_) => files::real_path(output),
        None => files::real_path(Path::new(".")),
    }
}

/// Whether the output folder would be, or lie in, something protected: also in what is missing yet, for the edition
/// would then be taken for it.
fn lies_in(real_output: &Path, protected: &Path) -> bool {
    let (name, parent) = (protected.file_name().unwrap_or_default(), protected.parent().unwrap_or(protected));
    let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    let real = files::real_path(protected).or_else(|_| files::real_path(parent).map(|parent| parent.join(name)));
    real.is_ok_and(|protected| real_output.starts_with(protected))
}

/// Whether something protected would lie in the output folder. What is missing cannot be harmed.
fn is_inside(protected: &Path, real_output: &Path) -> bool {
    files::real_path(protected).is_ok_and(|protected| protected.starts_with(real_output))
}
