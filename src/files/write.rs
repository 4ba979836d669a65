use std::fs;
use std::io::Write as _;
use std::path::Path;

use super::{FileError, Operation};

/// Whether anything (file, folder, link) stands at a path.
#[must_use]
pub fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Replaces a file in one step: its readers see the former bytes or the new ones, never a part. It keeps its rights.
///
/// # Errors
/// The system's refusal to write beside the file or to rename.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.new", std::process::id()));
    let staged = path.with_file_name(name);
    let write = || -> std::io::Result<()> {
        let mut file = fs::File::create(&staged)?;
        if let Ok(former) = fs::metadata(path) {
            file.set_permissions(former.permissions())?;
        }
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().and_then(|()| fs::rename(&staged, path)).map_err(|error| {
        // The half-written file is ours alone; the former one is untouched either way.
        let _ = fs::remove_file(&staged);
        FileError { operation: Operation::Write, path: path.to_path_buf(), source: error }
    })
}
