use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use sourcebook::files::Fingerprint;
use sourcebook::publish::{Slot, publish};

use crate::support::*;

#[test]
fn an_edition_replaces_the_former_and_touches_only_what_differs() {
    let (_folder, output) = site();
    let first = pages(&[("index.html", "1"), ("a/index.html", "1"), ("a/b/index.html", "1"), ("gone/x.html", "1")]);
    assert_eq!(counts(&build(&output, &first).unwrap()), (4, 0, 0));
    assert_eq!(tree(&output), first);
    let before = stamps(&output);

    let second = pages(&[("index.html", "2"), ("a/index.html", "1"), ("a/b/index.html", "1"), ("new/y.html", "1")]);
    for _ in 0..3 {
        // The second time in fresh folders, then in those of the edition before the last.
        assert_eq!(counts(&build(&output, &second).unwrap()), (2, 2, 1));
        assert_eq!(tree(&output), second);
        assert!(!output.join("gone").exists(), "a folder goes with its last page");
        let after = stamps(&output);
        for kept in ["a/index.html", "a/b/index.html"] {
            let (before, after) = (before[Path::new(kept)], after[Path::new(kept)]);
            assert_eq!((before.0, before.1, before.2), (after.0, after.1, after.2), "{kept} was written");
        }
        assert_eq!(counts(&build(&output, &first).unwrap()), (2, 2, 1));
        assert_eq!(tree(&output), first);
    }
}

#[test]
fn a_build_of_the_same_touches_nothing() {
    let (folder, output) = site();
    let edition = pages(&[("index.html", "1"), ("a/index.html", "1")]);
    build(&output, &edition).unwrap();
    write(output.join("CNAME"), "example.org");
    let before = stamps(folder.path());
    assert_eq!(counts(&build(&output, &edition).unwrap()), (0, 2, 0));
    assert_eq!(stamps(folder.path()), before);
}

#[test]
fn a_page_that_comes_out_the_same_is_not_written() {
    let (_folder, output) = site();
    let edition = pages(&[("index.html", "1"), ("a/index.html", "1")]);
    build_with(&output, &edition, "plain").unwrap();
    let inodes = |output: &Path| (inode(output), inode(output.join("index.html")), inode(output.join("a/index.html")));
    let before = inodes(&output);
    assert_eq!(counts(&build_with(&output, &edition, "bold").unwrap()), (0, 2, 0));
    assert_eq!(inodes(&output), before);
    let made = AtomicUsize::new(0);
    let jobs: Vec<_> = edition.iter().collect();
    let produce = |(_, words): &(&String, &String), slot: Slot<'_>| {
        slot.fill(Fingerprint::of(format!("bold\n{words}").as_bytes()), || {
            made.fetch_add(1, Ordering::Relaxed);
            Ok::<_, String>(words.as_bytes())
        })
    };
    publish(&output, &[], &jobs, |(path, _)| path, produce).unwrap();
    assert_eq!(made.into_inner(), 0, "what it was made from is known from the last time");
}

#[test]
fn nothing_changes_if_a_page_cannot_be_made() {
    let (_folder, output) = site();
    let failing = |output: &Path, panics: bool| {
        let jobs: Vec<_> = (0..200).map(|number| format!("{number:03}/index.html")).collect();
        publish(
            output,
            &[],
            &jobs,
            |path| path,
            |path, slot| {
                let bad = ["050/index.html", "051/index.html", "180/index.html"].contains(&path.as_str());
                assert!(!(bad && panics), "a panic in a page");
                slot.fill(Fingerprint::of(path.as_bytes()), || if bad { Err("no such template") } else { Ok(path) })
            },
        )
    };
    let error = failing(&output, false).unwrap_err();
    assert_eq!(error.to_string(), "cannot make `050/index.html`: no such template");
    assert!(!output.exists());
    assert_eq!(work_names(&output), [".gitignore", "lock"]);

    build(&output, &pages(&[("050/index.html", "1"), ("x.html", "1")])).unwrap();
    let before = stamps(&output);
    assert!(failing(&output, false).is_err());
    assert_eq!(stamps(&output), before);
    assert!(std::panic::catch_unwind(|| failing(&output, true)).is_err());
    assert_eq!(stamps(&output), before);
    assert_eq!(work_names(&output), [".gitignore", "lock"]);
}

#[test]
fn a_page_that_was_tampered_with_is_made_again() {
    let (_folder, output) = site();
    let edition = pages(&[("index.html", "first"), ("a/index.html", "1"), ("b.html", "1"), ("c.html", "1")]);
    build(&output, &edition).unwrap();
    // A link as long as the page, to the same words.
    write(output.join("o"), "1");
    let later = SystemTime::now() + Duration::from_secs(5);

    // The same length: only the time tells.
    fs::write(output.join("index.html"), "FIRST").unwrap();
    fs::File::open(output.join("index.html")).unwrap().set_modified(later).unwrap();
    fs::remove_dir_all(output.join("a")).unwrap();
    write(output.join("b.html"), "longer");
    fs::remove_file(output.join("c.html")).unwrap();
    symlink("o", output.join("c.html")).unwrap();
    assert_eq!(counts(&build(&output, &edition).unwrap()), (4, 0, 0));
    let mut expected = edition;
    expected.insert("o".to_owned(), "1".to_owned());
    assert_eq!(tree(&output), expected);
}

#[test]
fn a_folder_that_was_copied_without_its_times_is_not_built_again() {
    let (_folder, output) = site();
    let edition = pages(&[("index.html", "1"), ("a.html", "1")]);
    build(&output, &edition).unwrap();
    let later = SystemTime::now() + Duration::from_secs(5);
    fs::File::open(output.join("a.html")).unwrap().set_modified(later).unwrap();
    let before = stamps(&output);
    assert_eq!(counts(&build(&output, &edition).unwrap()), (0, 2, 0));
    assert_eq!(stamps(&output), before);
}
