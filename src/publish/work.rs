use std::path::{Path, PathBuf};

use super::foreign::{self, Carried};
use super::former::Former;
use super::manifest::{MANIFEST, Manifest};
use super::place::{Place, unmovable, writable};
use super::stage::set_aside;
use super::{OutputError, SetAside};
use crate::files::{self, Durability, FileError, Kind, Lock};

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
/// | `aside-1`… | former editions that could not be taken apart or cleared | the user's |
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{self, ErrorKind};

    use super::*;
    use crate::files::{Fingerprint, Operation};
    use crate::publish::{Published, publish};

    /// A folder, with an output folder and what lies beside it.
    struct Site {
        _folder: tempfile::TempDir,
        output: PathBuf,
        beside: PathBuf,
    }

    impl Site {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let at = |name: &str| folder.path().join(name);
            Self { output: at("public"), beside: at(".sourcebook-public"), _folder: folder }
        }

        fn build(&self, words: &str) -> Published {
            Self::build_in(&self.output, words)
        }

        fn build_in(output: &Path, words: &str) -> Published {
            let pages = ["index.html", "a/index.html"];
            let published = publish(
                output,
                &[],
                &pages,
                |path| path,
                |_, slot| slot.fill(Fingerprint::of(words.as_bytes()), || Ok::<_, io::Error>(words)),
            );
            published.unwrap()
        }

        /// A complete edition in the folder beside, as a build leaves it that is killed right then.
        fn leave(&self, name: &str, words: &str) {
            let made = self.beside.with_file_name("made");
            Self::build_in(&made, words);
            fs::rename(made, self.beside.join(name)).unwrap();
        }

        fn open(&self) -> WorkFolder {
            WorkFolder::open(&Place::check(&self.output, &[]).unwrap()).unwrap()
        }

        fn words(&self, path: &str) -> String {
            fs::read_to_string(self.output.join(path)).unwrap_or_default()
        }

        fn beside(&self) -> Vec<String> {
            let names = files::list(&self.beside).unwrap();
            let mut names: Vec<_> = names.into_iter().map(|(name, _)| name.into_string().unwrap()).collect();
            names.sort();
            names
        }
    }

    #[test]
    fn two_renames_do_where_folders_cannot_be_exchanged() {
        let site = Site::new();
        site.build("old");
        site.leave("stage", "new");
        let replaced = site.open().put_in_place(&site.output, true, |_, _| Ok(false)).unwrap();
        assert_eq!(site.words("a/index.html"), "new");
        assert_eq!(fs::read_to_string(replaced.join("a/index.html")).unwrap(), "old");
        assert!(site.build("newer").set_aside.is_empty());
        assert_eq!(site.beside(), [".gitignore", "lock", "stage"]);
    }

    #[test]
    fn a_refused_exchange_leaves_all_as_it_was() {
        let site = Site::new();
        site.build("old");
        site.leave("stage", "new");
        for (kind, expected) in [
            (ErrorKind::CrossesDevices, "file system of its own"),
            (ErrorKind::PermissionDenied, "cannot be written to"),
            (ErrorKind::StorageFull, "cannot move"),
        ] {
            let refuse = |_: &Path, other: &Path| Err(FileError::during(Operation::Move, other)(kind.into()));
            let error = site.open().put_in_place(&site.output, true, refuse).unwrap_err();
            assert!(error.to_string().contains(expected), "{error}");
            assert_eq!(site.words("index.html"), "old");
            assert_eq!(site.beside(), [".gitignore", "lock", "stage"]);
        }
    }

    #[test]
    fn a_second_rename_that_fails_is_taken_back_with_the_first() {
        let site = Site::new();
        site.build("old");
        site.leave("stage", "new");
        let lose_the_new_one = |edition: &Path, _: &Path| {
            fs::remove_dir_all(edition).unwrap();
            Ok(false)
        };
        assert!(site.open().put_in_place(&site.output, true, lose_the_new_one).is_err());
        assert_eq!(site.words("index.html"), "old");
        assert_eq!(site.beside(), [".gitignore", "lock"]);
    }

    #[test]
    fn a_build_killed_between_two_renames_is_ended_by_the_next() {
        let site = Site::new();
        site.build("old");
        fs::write(site.output.join("CNAME"), "own").unwrap();
        fs::rename(&site.output, site.beside.join("former")).unwrap();
        site.leave("edition", "new");
        let (standing, set_aside) = site.open().recover(&site.output).unwrap();
        assert!(standing.is_some() && set_aside.is_empty());
        assert_eq!((site.words("index.html"), site.words("CNAME")), ("new".to_owned(), "own".to_owned()));
        assert_eq!(site.beside(), [".gitignore", "lock", "stage"]);
    }

    #[test]
    fn a_former_edition_that_was_not_taken_apart_gives_back_what_is_not_ours() {
        let site = Site::new();
        site.build("new");
        site.leave("edition", "old");
        fs::write(site.beside.join("edition/CNAME"), "own").unwrap();
        fs::hard_link(site.beside.join("edition/CNAME"), site.output.join("CNAME")).unwrap();
        fs::create_dir(site.beside.join("edition/late")).unwrap();
        fs::write(site.beside.join("edition/late/own.txt"), "own").unwrap();
        fs::write(site.beside.join("edition/copied"), "own").unwrap();
        fs::write(site.output.join("copied"), "own").unwrap();
        assert!(site.build("new").set_aside.is_empty());
        for path in ["CNAME", "late/own.txt", "copied"] {
            assert_eq!(site.words(path), "own", "{path}");
        }
        assert_eq!(site.words("index.html"), "new");
        assert_eq!(site.beside(), [".gitignore", "lock", "stage"]);
    }

    #[test]
    fn what_was_changed_in_both_places_is_kept_in_both() {
        let site = Site::new();
        site.build("new");
        for number in 1..3 {
            site.leave("edition", "old");
            fs::write(site.beside.join("edition/CNAME"), "one").unwrap();
            fs::write(site.output.join("CNAME"), "other").unwrap();
            let set_aside = site.build("newer").set_aside;
            let aside = site.beside.join(format!("aside-{number}"));
            assert!(
                matches!(&set_aside[..], [SetAside::Conflict { folder, file }] if *folder == aside && file.ends_with("CNAME")),
                "{set_aside:?}"
            );
            assert_eq!(site.words("CNAME"), "other");
            assert_eq!(fs::read_to_string(aside.join("CNAME")).unwrap(), "one");
        }
        assert!(site.build("newest").set_aside.is_empty(), "said once");
    }

    #[test]
    fn an_edition_without_a_manifest_is_never_taken_apart() {
        let site = Site::new();
        site.build("new");
        fs::create_dir(site.beside.join("edition")).unwrap();
        fs::write(site.beside.join("edition/own.txt"), "own").unwrap();
        let set_aside = site.build("newer").set_aside;
        assert!(matches!(&set_aside[..], [SetAside::Unknown { .. }]), "{set_aside:?}");
        assert_eq!(fs::read_to_string(site.beside.join("aside-1/own.txt")).unwrap(), "own");
        assert!(!site.output.join("own.txt").exists());

        fs::remove_dir_all(&site.output).unwrap();
        fs::rename(site.beside.join("aside-1"), site.beside.join("edition")).unwrap();
        site.build("newest");
        assert_eq!((site.words("index.html"), site.words("own.txt")), ("newest".to_owned(), String::new()));
    }
}
