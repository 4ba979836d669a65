use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::SetAside;
use super::manifest::{MANIFEST, has_folder};
use super::paths::Named;
use crate::files::{self, Copied, Durability, FileError, Identity, Kind};

/// The folder in which an edition grows. It comes to be with the first file that differs, and goes with the value
/// unless it was [released](Stage::release).
///
/// Nothing in it is anyone's: it may begin as a former edition, whose folders save the making of new ones, or as what
/// a killed build left. So nothing in it is trusted: each file is compared or replaced, none is ever written into.
#[derive(Debug)]
pub(super) struct Stage<'a> {
    folder: PathBuf,
    /// All paths of the edition, sorted.
    names: &'a [Named<'a>],
    begun: Mutex<Begun>,
}

/// What has become of the folder so far.
#[derive(Debug, Default)]
struct Begun {
    /// Whether it is there for this edition, and goes with the value.
    is_ours: bool,
    /// What stood there and could not be cleared.
    set_aside: Option<SetAside>,
}

impl<'a> Stage<'a> {
    pub(super) const fn new(folder: PathBuf, names: &'a [Named<'a>]) -> Self {
        Self { folder, names, begun: Mutex::new(Begun { is_ours: false, set_aside: None }) }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes the folder, or clears a used one of all that is no file of this edition. Later calls do nothing.
    pub(super) fn begin(&self) -> Result<(), FileError> {
        // Held while the folder is cleared: nobody may write before. Nothing in here waits for another thread.
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        if begun.is_ours {
            return Ok(());
        }
        if files::look(&self.folder)?.is_some_and(|standing| standing.kind != Kind::Folder) {
            files::remove_file(&self.folder)?;
        }
        files::create_folders(&self.folder)?;
        if let Err(source) = self.clear().or_else(|error| self.opened(error).and_then(|()| self.clear())) {
            let Some(folder) = set_aside(&self.folder) else { return Err(source) };
            begun.set_aside = Some(SetAside::Refused { folder, source });
            files::create_folders(&self.folder)?;
        }
        begun.is_ours = true;
        Ok(())
    }

    /// Clears the folder of all that is no file of this edition.
    fn clear(&self) -> Result<(), FileError> {
        files::prune(&self.folder, |path, kind| match kind {
            Kind::File => self.names.binary_search_by(|name| name.path.cmp(path)).is_ok(),
            Kind::Folder => has_folder(self.names, path, |name| name.path),
            Kind::Link | Kind::Other => false,
        })
    }

    /// Writes a file of the edition.
    ///
    /// `begins_folder` says whether it is probably the first that its folder is given: most folders have but one, and
    /// to look for them in vain costs as much as to make them.
    pub(super) fn write(&self, path: &str, begins_folder: bool, bytes: &[u8]) -> Result<(), FileError> {
        self.put(path, begins_folder, |target| files::write_new(target, bytes, Durability::Lazy))
    }

    /// Makes a file of the edition a copy of another.
    pub(super) fn copy(&self, path: &str, begins_folder: bool, from: &Path) -> Result<Copied, FileError> {
        self.put(path, begins_folder, |target| files::copy_new(from, target))
    }

    fn put<T>(
        &self,
        path: &str,
        begins_folder: bool,
        put: impl Fn(&Path) -> Result<T, FileError>,
    ) -> Result<T, FileError> {
        self.begin()?;
        let target = self.folder.join(path);
        if let Some(folder) = target.parent().filter(|_| begins_folder) {
            // Whatever goes wrong here goes wrong again below, where it is mended or told.
            let _ = files::create_folders(folder);
        }
        self.place(&target, put)
    }

    /// Gives a file of the former edition its second name in this one.
    pub(super) fn keep(&self, path: &str, former: &Path, identity: Identity) -> Result<(), FileError> {
        let target = self.folder.join(path);
        if files::look(&target)?.is_some_and(|standing| standing.identity == identity) {
            return Ok(());
        }
        self.place(&target, |target| files::link_or_copy(&former.join(path), target))
    }

    /// Writes the text of the manifest, which completes the edition. It is the last file, so that none is newer, and
    /// the one file that waits for the disk.
    pub(super) fn complete(&self, manifest: &str) -> Result<(), FileError> {
        let put = |target: &Path| files::write_new(target, manifest.as_bytes(), Durability::Synced);
        self.place(&self.folder.join(MANIFEST), put)
    }

    fn place<T>(&self, target: &Path, put: impl Fn(&Path) -> Result<T, FileError>) -> Result<T, FileError> {
        place(target, &put).or_else(|error| self.opened(error).and_then(|()| place(target, &put)))
    }

    /// Opens the folders in it, if rights of theirs were what failed: somebody may have closed them while they were
    /// those of an edition.
    fn opened(&self, error: FileError) -> Result<(), FileError> {
        if error.source.kind() != ErrorKind::PermissionDenied {
            return Err(error);
        }
        files::open_folders(&self.folder);
        Ok(())
    }

    /// Lets the folder live: it has become the edition. Gives what had to be set aside to make it.
    pub(super) fn release(mut self) -> Option<SetAside> {
        std::mem::take(self.begun.get_mut().unwrap_or_else(PoisonError::into_inner)).set_aside
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        let is_ours = self.begun.get_mut().unwrap_or_else(PoisonError::into_inner).is_ours;
        if is_ours && files::remove_tree(&self.folder).is_err() {
            // A part that nobody may delete would stop every edition to come.
            let _ = moved(&self.folder, REST);
        }
    }
}

/// Begins the names of what was left of stages that could not be deleted.
const REST: &str = "rest-";

/// Deletes what was left of stages, as far as it can be deleted by now.
pub(super) fn clear_rests(work: &Path) -> Result<(), FileError> {
    let names = files::list(work)?.into_iter().map(|(name, _)| name);
    for rest in names.filter(|name| name.as_encoded_bytes().starts_with(REST.as_bytes())) {
        let _ = files::remove_tree(&work.join(rest));
    }
    Ok(())
}

/// Moves a folder out of the way for good. `None` if it cannot be moved.
pub(super) fn set_aside(folder: &Path) -> Option<PathBuf> {
    moved(folder, "aside-")
}

/// Gives a folder another name, with the first number that is free.
fn moved(folder: &Path, name: &str) -> Option<PathBuf> {
    let mut names = (1..u32::MAX).map(|number| folder.with_file_name(format!("{name}{number}")));
    names.find(|other| !files::exists(other)).filter(|other| files::rename(folder, other).is_ok())
}

/// Does what fails on a missing folder or on a file in the way, then mends that and does it again. In most cases one
/// call is enough, and no list of the folders made so far is needed.
fn place<T>(target: &Path, put: impl Fn(&Path) -> Result<T, FileError>) -> Result<T, FileError> {
    match put(target) {
        Err(error) if error.source.kind() == ErrorKind::NotFound => {
            if let Some(folder) = target.parent() {
                files::create_folders(folder)?;
            }
        }
        Err(error) if error.source.kind() == ErrorKind::AlreadyExists => files::remove_file(target)?,
        done => return done,
    }
    put(target)
}
