use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::OutputError;
use super::manifest::{MANIFEST, Manifest};
use crate::files::{self, FileError, Identity, Kind};

/// Something in an edition's folder that its manifest does not name: a `CNAME`, a `.git` folder, an author's upload.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Foreign {
    /// Relative to the edition's folder.
    path: PathBuf,
    is_folder: bool,
}

/// What was carried into a stage, so that later changes can be told from it.
pub(super) type Carried = BTreeMap<PathBuf, Identity>;

/// Finds all that is not the edition's own, folders before what is in them.
pub(super) fn find(root: &Path, manifest: &Manifest) -> Result<Vec<Foreign>, FileError> {
    let mut found = Vec::new();
    // Level by level: a deep tree takes no stack, a wide one all processors.
    let mut level = vec![PathBuf::new()];
    while !level.is_empty() {
        let lists: Vec<_> =
            level.par_iter().map(|folder| in_folder(root, folder, manifest)).collect::<Result<_, _>>()?;
        level.clear();
        for (foreign, folders) in lists {
            found.extend(foreign);
            level.extend(folders);
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// What is foreign in one folder, and which folders lie in it.
fn in_folder(root: &Path, folder: &Path, manifest: &Manifest) -> Result<(Vec<Foreign>, Vec<PathBuf>), FileError> {
    let (mut foreign, mut folders) = (Vec::new(), Vec::new());
    for (name, kind) in files::list(&root.join(folder))? {
        let path = folder.join(name);
        let is_folder = kind == Kind::Folder;
        let is_named = path.to_str().is_some_and(|path| {
            if is_folder { manifest.has_folder(path) } else { path == MANIFEST || manifest.find(path).is_some() }
        });
        if is_folder {
            folders.push(path.clone());
        }
        if !is_named {
            foreign.push(Foreign { path, is_folder });
        }
    }
    Ok((foreign, folders))
}

/// Gives everything foreign of one edition a second name in the stage of the next.
pub(super) fn carry(found: &[Foreign], from: &Path, stage: &Path) -> Result<Carried, OutputError> {
    let device = files::look(from)?.map(|standing| standing.identity.device);
    let mut carried = Carried::new();
    for foreign in found {
        let (old, new) = (from.join(&foreign.path), stage.join(&foreign.path));
        // Whoever put it there may have taken it away since.
        let Some(standing) = files::look(&old)? else { continue };
        if Some(standing.identity.device) != device {
            return Err(OutputError::Mounted { folder: old });
        }
        let placed = if foreign.is_folder { files::create_folders(&new) } else { link_with_folders(&old, &new) };
        placed.map_err(|error| in_the_way(&old, error))?;
        if let Some(standing) = files::look(&new)? {
            carried.insert(foreign.path.clone(), standing.identity);
        }
    }
    // Last, and the deepest first: rights may forbid what was just done.
    for folder in found.iter().rev().filter(|foreign| foreign.is_folder && carried.contains_key(&foreign.path)) {
        files::copy_rights(&from.join(&folder.path), &stage.join(&folder.path))?;
    }
    files::copy_rights(from, stage)?;
    Ok(carried)
}

/// Clears the foreign names out of an edition whose place another has taken: what was carried over is there already;
/// what came or changed meanwhile is moved. Returns what can be neither, because it was changed in both places.
pub(super) fn settle(
    found: &[Foreign],
    former: &Path,
    output: &Path,
    carried: &Carried,
) -> Result<Vec<PathBuf>, FileError> {
    let mut conflicts = Vec::new();
    for foreign in found {
        let (old, new) = (former.join(&foreign.path), output.join(&foreign.path));
        if !settle_one(&old, &new, carried.get(&foreign.path))? {
            conflicts.push(foreign.path.clone());
        }
    }
    Ok(conflicts)
}

fn settle_one(old: &Path, new: &Path, carried: Option<&Identity>) -> Result<bool, FileError> {
    // What went with its folder is no longer there.
    let Some(before) = files::look(old)? else { return Ok(true) };
    match files::look(new)? {
        // Of two folders, what is in them is settled by itself.
        Some(after) if before.kind == Kind::Folder => return Ok(after.kind == Kind::Folder),
        Some(after) if after.identity == before.identity => files::remove_file(old)?,
        // Still as it was carried, so the former one is newer, or the very file that a copy was made of.
        Some(after) if Some(&after.identity) == carried => files::rename(old, new)?,
        Some(_) if files::same_content(old, new)? => files::remove_file(old)?,
        Some(_) => return Ok(false),
        None => {
            if let Some(folder) = new.parent() {
                files::create_folders(folder)?;
            }
            files::rename(old, new)?;
        }
    }
    Ok(true)
}

fn link_with_folders(old: &Path, new: &Path) -> Result<(), FileError> {
    match files::link_or_copy(old, new) {
        Err(error) if error.source.kind() == ErrorKind::NotFound => {
            if let Some(folder) = new.parent() {
                files::create_folders(folder)?;
            }
            files::link_or_copy(old, new)
        }
        done => done,
    }
}

fn in_the_way(foreign: &Path, error: FileError) -> OutputError {
    match error.source.kind() {
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            OutputError::ForeignInTheWay { foreign: foreign.to_path_buf() }
        }
        _ => OutputError::File(error),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Whatever happens to a foreign file while its second name is already in the new edition, the last words stay.
    #[test]
    fn what_changes_after_it_was_carried_wins() {
        let folder = tempfile::tempdir().unwrap();
        let (former, output) = (folder.path().join("former"), folder.path().join("output"));
        fs::create_dir(&former).unwrap();
        fs::create_dir(&output).unwrap();
        for name in ["same", "rewritten", "replaced", "copied", "removed", "replaced-in-both"] {
            fs::write(former.join(name), "old").unwrap();
        }
        let found = find(&former, &Manifest::default()).unwrap();
        let mut carried = carry(&found, &former, &output).unwrap();
        // Moved into place, as editors do, so that it is another file and not merely other words in the same.
        let replace = |path: PathBuf, words: &str| {
            let beside = folder.path().join("beside");
            fs::write(&beside, words).unwrap();
            fs::rename(beside, path).unwrap();
        };
        fs::write(former.join("rewritten"), "new").unwrap();
        replace(former.join("replaced"), "new");
        fs::remove_file(former.join("removed")).unwrap();
        // As where files cannot have two names.
        replace(output.join("copied"), "old");
        carried.insert("copied".into(), files::look(&output.join("copied")).unwrap().unwrap().identity);
        let original = files::look(&former.join("copied")).unwrap().unwrap().identity;
        replace(former.join("replaced-in-both"), "one");
        replace(output.join("replaced-in-both"), "other");
        fs::create_dir(former.join("came")).unwrap();
        fs::write(former.join("came/late"), "new").unwrap();

        let found = find(&former, &Manifest::default()).unwrap();
        let conflicts = settle(&found, &former, &output, &carried).unwrap();
        assert_eq!(conflicts, [PathBuf::from("replaced-in-both")], "nobody can tell whose words are the last");
        for (name, expected) in [
            ("same", "old"),
            ("rewritten", "new"),
            ("replaced", "new"),
            ("removed", "old"),
            ("replaced-in-both", "other"),
            ("came/late", "new"),
        ] {
            assert_eq!(fs::read_to_string(output.join(name)).unwrap(), expected, "{name}");
        }
        let copied = files::look(&output.join("copied")).unwrap().unwrap().identity;
        assert_eq!(copied, original, "the very file, not its copy");
        assert_eq!(files::list(&former).unwrap().len(), 1, "only what is in conflict stays");
    }
}
