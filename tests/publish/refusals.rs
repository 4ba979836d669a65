use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use sourcebook::files::Fingerprint;
use sourcebook::publish::{MANIFEST, OutputError, PathError, PublishError, Slot, publish};

use crate::support::*;

#[test]
fn an_output_folder_that_cannot_be_one_is_refused() {
    let (folder, output) = site();
    let root = folder.path();
    write(root.join("site/content/briefs/a.md"), "");
    write(root.join("file"), "");
    write(root.join("full/own.txt"), "own");
    fs::create_dir(root.join("real")).unwrap();
    symlink(root.join("real"), root.join("link")).unwrap();
    write(root.join(".sourcebook-real/stage/mine.txt"), "mine");
    symlink(root.join(".sourcebook-real/stage"), root.join("own")).unwrap();
    let protected = [root.join("site"), root.join("site/content"), root.join("site/templates-that-are-missing")];
    let before = stamps(root);
    for (path, words) in [
        ("file", "is not a folder"),
        ("link", "is a symbolic link"),
        ("link/", "is a symbolic link"),
        ("full", "was not made by Sourcebook"),
        ("missing/public", "create `"),
        ("site", "would be inside it"),
        ("site/.", "would be inside it"),
        ("site/content", "would be inside it"),
        ("site/content/public", "because it lies in"),
        ("site/content/briefs/..", "would be inside it"),
        ("link/../site/content/", "would be inside it"),
        (".", "would be inside it"),
        ("/", "root of the file system"),
        ("/..", "root of the file system"),
        (".sourcebook", "Sourcebook's own folders"),
        (".Sourcebook-public", "Sourcebook's own folders"),
        (".sourcebook-real/stage", "Sourcebook's own folders"),
        ("own/sub", "Sourcebook's own folders"),
    ] {
        let path = root.join(path);
        let none: [&str; 0] = [];
        let produce = |_: &&str, _: Slot<'_>| Err("never asked");
        let error = publish(&path, &protected, &none, |path| path, produce).unwrap_err();
        let message = error.to_string();
        assert!(matches!(error, PublishError::Output(_)), "{message}");
        assert!(message.contains(words), "{}: {message}", path.display());
        assert_eq!(stamps(root), before, "{}", path.display());
    }
    fs::create_dir(&output).unwrap();
    build(&output, &pages(&[("index.html", "1")])).unwrap();
    assert_eq!(tree(&output), pages(&[("index.html", "1")]), "an empty folder is as good as none");
}

#[test]
fn a_path_that_cannot_be_one_is_refused_before_any_write() {
    let (folder, output) = site();
    for (path, expected) in [("../a", "`../a`"), ("INDEX.html", "differ only by case"), ("index.html/a", "a folder")] {
        let error = refusal(&output, &pages(&[("index.html", "1"), (path, "1")]));
        assert!(matches!(error, OutputError::Path(_)), "{error}");
        assert!(error.to_string().contains(expected), "{error}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
    let twice = publish(
        &output,
        &[],
        &["a", "a"],
        |path| path,
        |path, slot| slot.fill(Fingerprint::of(b""), || Ok::<_, String>(path)),
    );
    let twice = twice.unwrap_err();
    assert!(matches!(twice, PublishError::Output(OutputError::Path(PathError::Duplicate { .. }))), "{twice}");
}

#[test]
fn a_damaged_manifest_is_not_acted_on() {
    let (_folder, output) = site();
    build(&output, &pages(&[("index.html", "1"), ("a/index.html", "1")])).unwrap();
    let manifest = output.join(MANIFEST);
    let whole = fs::read_to_string(&manifest).unwrap();
    assert!(!whole.contains(output.parent().unwrap().to_str().unwrap()));
    for damaged in [String::new(), whole.replace("index.html", "../CNAME"), whole.replacen('1', "2", 1)] {
        fs::write(&manifest, damaged).unwrap();
        let before = stamps(&output);
        let error = refusal(&output, &pages(&[("b.html", "1")]));
        assert!(matches!(error, OutputError::DamagedManifest { .. }), "{error}");
        assert!(error.to_string().contains("move `"), "{error}");
        assert_eq!(stamps(&output), before);
    }
    fs::write(&manifest, whole).unwrap();
    build(&output, &pages(&[("b.html", "1")])).unwrap();
    assert_eq!(tree(&output), pages(&[("b.html", "1")]));
}

#[test]
fn a_stranger_s_folder_beside_the_output_is_left_alone() {
    let (folder, output) = site();
    let strange = folder.path().join(".sourcebook-public");
    write(strange.join("stage/own.txt"), "own");
    let before = stamps(folder.path());
    let error = refusal(&output, &pages(&[("index.html", "1")]));
    assert!(matches!(error, OutputError::NotOurWorkFolder { .. }), "{error}");
    assert_eq!(stamps(folder.path()), before);
    fs::remove_dir_all(&strange).unwrap();
    // Killed right after it made the folder.
    fs::create_dir(&strange).unwrap();
    fs::write(strange.join(".gitignore"), "# Made").unwrap();
    build(&output, &pages(&[("index.html", "1")])).unwrap();
}

#[test]
fn a_mount_is_refused_with_the_way_out() {
    let disk = match Disk::mount("size=100k") {
        Ok(disk) => disk,
        Err(reason) => return crate::shared::pass_over(&reason),
    };
    let error = refusal(disk.0.path(), &pages(&[("index.html", "1")]));
    assert!(matches!(error, OutputError::Mounted { .. }), "{error}");
    assert!(!work_folder(disk.0.path()).exists(), "found out before anything is made");
    let (folder, output) = site();
    let root = folder.path();
    build(&output, &pages(&[("index.html", "1")])).unwrap();
    let inner = output.join("uploads");
    fs::create_dir(&inner).unwrap();
    let bound = Command::new("mount").arg("--bind").args([disk.0.path(), &inner]).status().unwrap();
    assert!(bound.success());
    write(inner.join("own.txt"), "own");
    let refused = build(&output, &pages(&[("index.html", "2")]));
    let found = inner.join("own.txt").exists().then(|| tree(&output));
    // Wherever a failure has moved it: before anything is asserted, so that no mount outlasts the test.
    for folder in walk(root).into_iter().filter(|path| path.ends_with("uploads")) {
        unmount(&root.join(folder));
    }
    let Err(PublishError::Output(error)) = refused else { panic!("must be refused, but: {refused:?}") };
    assert!(matches!(&error, OutputError::Mounted { folder } if *folder == inner), "{error}");
    assert_eq!(found, Some(pages(&[("index.html", "1"), ("uploads/own.txt", "own")])));
}
