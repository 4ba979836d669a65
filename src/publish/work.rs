use std::path::{Path, PathBuf};

use super::foreign::{self, Carried};
use super::former::Former;
use super::manifest::{MANIFEST, Manifest};
use super::place::{Place, unmovable, writable};
use super::{OutputError, SetAside};
use crate::files::{self, Durability, FileError, Kind, Lock};

/// The folder beside the output folder, on the same file system, in which editions are made and taken apart. One
/// process has it at a time.
///
/// | in it | what it is | whose |
/// | --- | --- | --- |
/// | `lock` | held while a process publishes | |
/// | `stage` | an edition in the making, or what is left of a former one to make the next from | nobody's |
/// | `edition` | a complete edition: about to take its place, or just replaced | may hold foreign files |
/// | `former` | the former edition, where two folders cannot change places in one step | may hold foreign files |
/// | `aside-1`… | former editions that could not be taken apart | the user's |
///
/// A build that is killed leaves it in one of these states; [`recover`](WorkFolder::recover) goes on from each.
#[derive(Debug)]
pub(super) struct WorkFolder {
    folder: PathBuf,
    _lock: Lock,
}

/// Marks the folder as ours, and keeps it out of the author's repository.
const MARKER: &str = ".gitignore";
const MARKER_TEXT: &str =
    "# Made by Sourcebook to build the site beside it. It may be deleted while no build runs.\n*\n";
const LOCK: &str = "lock";

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
        let marker = folder.join(MARKER);
        if !is_marked(&folder)? {
            files::remove_file(&marker)?;
            files::write_new(&marker, MARKER_TEXT.as_bytes(), Durability::Lazy)?;
        }
        Ok(Self { folder, _lock: lock })
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

    /// Puts the complete edition in the stage into the output folder's place, in one step. Returns where the former
    /// edition lies then, if there is one.
    ///
    /// `exchange` is [`files::exchange`], or what stands in for it where that is not to be had.
    pub(super) fn put_in_place(
        &self,
        output: &Path,
        replaces: bool,
        exchange: impl Fn(&Path, &Path) -> Result<bool, FileError>,
    ) -> Result<PathBuf, OutputError> {
        let edition = self.edition();
        files::rename(&self.stage(), &edition)?;
        let placed = if replaces {
            exchange(&edition, output)
                .and_then(|done| if done { Ok(edition.clone()) } else { self.rename_twice(output) })
        } else {
            files::rename(&edition, output).map(|()| edition.clone())
        };
        placed.map_err(|error| {
            // Unless the former edition is stranded: then the next build puts this one in its place.
            if !files::exists(&self.former()) {
                let _ = files::rename(&edition, &self.stage());
            }
            unmovable(output, error)
        })
    }

    /// For systems that cannot exchange: for a moment there is no output folder, and [`recover`](WorkFolder::recover)
    /// mends that if the moment lasts.
    fn rename_twice(&self, output: &Path) -> Result<PathBuf, FileError> {
        let (edition, former) = (self.edition(), self.former());
        files::rename(output, &former)?;
        if let Err(error) = files::rename(&edition, output) {
            files::rename(&former, output)?;
            return Err(error);
        }
        Ok(former)
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
        match manifest.map(take_apart) {
            Some(Ok(None)) => None,
            Some(Ok(Some(file))) => Some(self.set_aside(former, |folder| SetAside::Conflict { folder, file })),
            Some(Err(source)) => Some(self.set_aside(former, |folder| SetAside::Refused { folder, source })),
            None => Some(self.set_aside(former, |folder| SetAside::Unknown { folder })),
        }
    }

    fn recycle(&self, former: &Path) -> Result<(), FileError> {
        let stage = self.stage();
        if files::exists(&stage) { files::remove_tree(former) } else { files::rename(former, &stage) }
    }

    /// Moves a folder out of the way for good, under the first number that is free.
    fn set_aside(&self, former: &Path, because: impl FnOnce(PathBuf) -> SetAside) -> SetAside {
        let mut names = (1..u32::MAX).map(|number| self.folder.join(format!("aside-{number}")));
        let aside = names.find(|aside| !files::exists(aside));
        let moved = aside.filter(|aside| files::rename(former, aside).is_ok());
        because(moved.unwrap_or_else(|| former.to_path_buf()))
    }

    /// Replaces the manifest of an edition of which nothing else changes.
    pub(super) fn replace_manifest(&self, output: &Path, manifest: &Manifest) -> Result<(), FileError> {
        let staged = self.folder.join("manifest");
        files::remove_file(&staged)?;
        files::write_new(&staged, manifest.write().as_bytes(), Durability::Synced)?;
        files::rename(&staged, &output.join(MANIFEST))
    }
}

fn is_folder(path: &Path) -> Result<bool, FileError> {
    Ok(files::look(path)?.is_some_and(|standing| standing.kind == Kind::Folder))
}

/// Whether a folder is missing, or was made by this program, or was about to be when it was killed.
fn is_ours(folder: &Path) -> Result<bool, FileError> {
    match files::look(folder)?.map(|standing| standing.kind) {
        None => Ok(true),
        Some(Kind::Folder) => {
            Ok(is_marked(folder)? || files::list(folder)?.iter().all(|(name, _)| name == MARKER || name == LOCK))
        }
        Some(_) => Ok(false),
    }
}

fn is_marked(folder: &Path) -> Result<bool, FileError> {
    let marker = folder.join(MARKER);
    let whole = files::look(&marker)?
        .is_some_and(|standing| standing.kind == Kind::File && standing.length == MARKER_TEXT.len() as u64);
    Ok(whole && files::read_bytes(&marker, MARKER_TEXT.len() as u64)? == MARKER_TEXT.as_bytes())
}
