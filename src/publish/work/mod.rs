//! The folder beside the output folder.
//!
//! In: the place of the output folder. Out: a [`WorkFolder`] that this process alone has, in which an edition grows, takes
//! its place and is taken apart. Never here: a folder that another program made, or a file that is not ours deleted.

mod exchange;
mod marker;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use super::foreign::{self, Carried};
use super::former::Former;
use super::manifest::{MANIFEST, Manifest};
use super::place::{Place, unmovable, writable};
use super::stage::{clear_rests, set_aside};
use super::{OutputError, SetAside};
use crate::files::{self, Durability, FileError, Kind, Lock};
use marker::{is_ours, mark};

const LOCK: &str = "lock";

/// The folder beside the output folder, on the same file system, in which editions are made and taken apart. One
/// process has it at a time.
///
/// | in it | what it is | whose |
/// | --- | --- | --- |
/// | `lock` | held while a process publishes | |
/// | `note` | the caller's [note](super::note()) about the edition that it published | |
/// | `stage` | an edition in the making, or what is left of a former one to make the next from | nobody's |
/// | `edition` | a complete edition: about to take its place, or just replaced | may hold foreign files |
/// | `former` | the former edition, where two folders cannot change places in one step | may hold foreign files |
/// | `rest-1`… | stages that could not be deleted; every build tries again | nobody's |
/// | `aside-1`… | former editions that could not be taken apart or cleared | the user's |
///
/// A build that is killed leaves it in one of these states; [`recover`](WorkFolder::recover) goes on from each.
#[derive(Debug)]
pub(super) struct WorkFolder {
    folder: PathBuf,
    _lock: Lock,
}

impl WorkFolder {
    /// Makes the folder or takes it over, for this process alone.
    pub(super) fn open(place: &Place) -> Result<Self, OutputError> {
        let folder = place.work.clone();
        if !is_ours(&folder)? {
            return Err(OutputError::NotOurWorkFolder { folder });
        }
        files::create_folders(&folder)?;
        writable(&folder)?;
        let lock = Lock::try_take(&folder.join(LOCK))?;
        let lock = lock.ok_or_else(|| OutputError::Busy { output: place.output.clone() })?;
        mark(&folder)?;
        clear_rests(&folder)?;
        Ok(Self { folder, _lock: lock })
    }

    /// Where the caller's note stands.
    pub(super) fn note(place: &Place) -> PathBuf {
        place.work.join("note")
    }

    /// Where an edition grows.
    pub(super) fn stage(&self) -> PathBuf {
        self.folder.join("stage")
    }

    fn edition(&self) -> PathBuf {
        self.folder.join("edition")
    }

    fn former(&self) -> PathBuf {
        self.folder.join("former")
    }

    /// Whether no killed build left anything to be ended.
    pub(super) fn is_settled(&self) -> bool {
        !files::exists(&self.edition()) && !files::exists(&self.former())
    }

    /// Ends what a killed build began, and reads the edition that then stands in the output folder.
    pub(super) fn recover(&self, output: &Path) -> Result<(Option<Former>, Vec<SetAside>), OutputError> {
        let mut standing = Former::load(output)?;
        let mut set_aside = Vec::new();
        for folder in [self.edition(), self.former()] {
            if !is_folder(&folder)? {
                continue;
            }
            let left = Former::load(&folder).ok().flatten();
            if standing.is_none() && left.is_some() {
                files::rename(&folder, output).map_err(|error| unmovable(output, error))?;
                standing = Former::load(output)?;
            } else {
                let manifest = left.map(|former| former.manifest);
                set_aside.extend(self.retire(&folder, output, manifest.as_ref(), &Carried::new()));
            }
        }
        Ok((standing, set_aside))
    }

    /// Takes a replaced edition apart: what is foreign goes where it belongs, the rest becomes the next stage.
    pub(super) fn retire(
        &self,
        former: &Path,
        output: &Path,
        manifest: Option<&Manifest>,
        carried: &Carried,
    ) -> Option<SetAside> {
        let take_apart = |manifest| -> Result<Option<PathBuf>, FileError> {
            let found = foreign::find(former, manifest)?;
            let conflict = foreign::settle(&found, former, output, carried)?.into_iter().next();
            if conflict.is_none() {
                self.recycle(former)?;
            }
            Ok(conflict)
        };
        // Somebody may have put a link where the output folder was, and got it in exchange.
        let manifest = manifest.filter(|_| is_folder(former).unwrap_or(false));
        let aside = || set_aside(former).unwrap_or_else(|| former.to_path_buf());
        match manifest.map(take_apart) {
            Some(Ok(None)) => None,
            Some(Ok(Some(file))) => Some(SetAside::Conflict { folder: aside(), file }),
            Some(Err(source)) => Some(SetAside::Refused { folder: aside(), source }),
            None => Some(SetAside::Unknown { folder: aside() }),
        }
    }

    fn recycle(&self, former: &Path) -> Result<(), FileError> {
        let stage = self.stage();
        if files::exists(&stage) { files::remove_tree(former) } else { files::rename(former, &stage) }
    }

    /// Replaces the text of the manifest of an edition of which nothing else changes.
    pub(super) fn replace_manifest(&self, output: &Path, manifest: &str) -> Result<(), FileError> {
        let staged = self.folder.join("manifest");
        files::remove_file(&staged)?;
        files::write_new(&staged, manifest.as_bytes(), Durability::Synced)?;
        files::rename(&staged, &output.join(MANIFEST))
    }
}

fn is_folder(path: &Path) -> Result<bool, FileError> {
    Ok(files::look(path)?.is_some_and(|standing| standing.kind == Kind::Folder))
}
