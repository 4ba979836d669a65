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
