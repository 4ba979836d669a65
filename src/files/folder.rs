use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use walkdir::WalkDir;

use super::read::{is_hidden, real_inside, relative_name, walk_error};
use super::{FileError, Operation, Readings};

/// The largest file of a theme, in bytes: fonts and pictures are far smaller.
const THEME_BYTES: u64 = 64 * 1024 * 1024;

/// Every file below a folder of the site's own theme, by path relative to it with `/`. A missing folder has none.
///
/// Links are followed within the site. What they lead to would be published, so one that leads out of the site ends the
/// reading. Hidden files are passed over, as everywhere. What was read before and has not changed since comes from
/// `readings`.
///
/// # Errors
/// The system's refusal to list or read, a link out of the site, a loop of links, or a name that is not Unicode.
pub fn read_folder(root: &Path, name: &str, readings: &mut Readings) -> Result<BTreeMap<String, Arc<[u8]>>, FileError> {
    let (mut files, folder) = (BTreeMap::new(), &root.join(name));
    if !super::exists(folder) {
        return Ok(files);
    }
    stays_in(root, folder)?;
    if !folder.is_dir() {
        return Err(FileError::during(Operation::List, folder)(std::io::ErrorKind::NotADirectory.into()));
    }
    let walk = WalkDir::new(folder)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    for entry in walk {
        let entry = entry.map_err(|error| walk_error(folder, error))?;
        if entry.path_is_symlink() {
            stays_in(root, entry.path())?;
        }
        if !entry.file_type().is_file() {
            continue;
        }
        let name = relative_name(folder, entry.path()).ok_or_else(|| {
            FileError::during(Operation::Read, entry.path())(std::io::Error::other("its name is not Unicode"))
        })?;
        files.insert(name, readings.bytes(entry.path(), THEME_BYTES)?);
    }
    Ok(files)
}

/// Refuses a path that leads out of the site.
fn stays_in(root: &Path, path: &Path) -> Result<(), FileError> {
    let real_root = root.canonicalize().map_err(FileError::during(Operation::Read, root))?;
    if real_inside(&real_root, path).map_err(FileError::during(Operation::Read, path))?.is_some() {
        return Ok(());
    }
    let told = "it is a link out of the site, and would be published: put a copy of what it leads to in its place";
    Err(FileError::during(Operation::Read, path)(std::io::Error::other(told)))
}
