use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::Path;

use sourcebook::files::Fingerprint;
use sourcebook::publish::{OutputError, publish};

use crate::support::*;

#[test]
fn what_is_not_ours_survives() {
    let (_folder, output) = site();
    let first = pages(&[("index.html", "1"), ("gone/deep/x.html", "1"), ("a/index.html", "1")]);
    let second = pages(&[("index.html", "2"), ("a/index.html", "1"), ("uploads/index.html", "1")]);
    build(&output, &first).unwrap();
    let foreign = pages(&[
        ("CNAME", "example.org"),
        (".git/objects/aa/bb", "object"),
        ("gone/deep/own.txt", "own"),
        ("a/own.txt", "own"),
        ("uploads/picture", "picture"),
    ]);
    for (path, words) in &foreign {
        write(output.join(path), words);
    }
    symlink("nowhere", output.join("a/link")).unwrap();
    fs::create_dir(output.join("empty")).unwrap();
    fs::set_permissions(output.join(".git"), fs::Permissions::from_mode(0o700)).unwrap();
    fs::set_permissions(&output, fs::Permissions::from_mode(0o750)).unwrap();
    let identities: Vec<_> = foreign.keys().map(|path| inode(output.join(path))).collect();

    for edition in [&second, &first, &second] {
        build(&output, edition).unwrap();
        let mut expected: Pages = edition.clone();
        expected.extend(foreign.clone());
        expected.insert("a/link".to_owned(), "-> nowhere".to_owned());
        assert_eq!(tree(&output), expected);
        assert_eq!(foreign.keys().map(|path| inode(output.join(path))).collect::<Vec<_>>(), identities);
        assert!(output.join("empty").is_dir());
        let rights = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((rights(&output.join(".git")), rights(&output)), (0o700, 0o750));
        let names: Vec<_> = foreign.keys().map(|path| fs::metadata(output.join(path)).unwrap().nlink()).collect();
        assert_eq!(names, [1; 5], "no second name is left behind");
    }
}

#[test]
fn what_comes_or_changes_during_a_build_survives_too() {
    let (_folder, output) = site();
    build(&output, &pages(&[("index.html", "1"), ("a.html", "1")])).unwrap();
    write(output.join("CNAME"), "old.example.org");
    let jobs = ["index.html", "a.html"];
    publish(
        &output,
        &[],
        &jobs,
        |path| path,
        |path, slot| {
            write(output.join("CNAME"), "new.example.org");
            write(output.join("came/meanwhile.txt"), "own");
            slot.fill(Fingerprint::of(b"2"), || Ok::<_, String>(path))
        },
    )
    .unwrap();
    let expected = pages(&[
        ("index.html", "index.html"),
        ("a.html", "a.html"),
        ("CNAME", "new.example.org"),
        ("came/meanwhile.txt", "own"),
    ]);
    assert_eq!(tree(&output), expected);
}

#[test]
fn what_is_not_ours_is_never_replaced() {
    let (folder, output) = site();
    let outside = folder.path().join("outside");
    write(outside.join("index.html"), "precious");
    for (foreign, page) in
        [("CNAME", "CNAME"), ("a", "a/index.html"), ("b/own.txt", "b"), ("c/d/own.txt", "c/d/own.txt/index.html")]
    {
        let _ = fs::remove_dir_all(&output);
        build(&output, &pages(&[("index.html", "1")])).unwrap();
        write(output.join(foreign), "own");
        let before = tree(&output);
        let error = refusal(&output, &pages(&[("index.html", "2"), (page, "1")]));
        assert!(matches!(&error, OutputError::ForeignInTheWay { foreign } if foreign.starts_with(&output)), "{error}");
        assert!(error.to_string().contains("move it away"), "{error}");
        assert_eq!(tree(&output), before, "{foreign} and {page}");
    }
    let _ = fs::remove_dir_all(&output);
    build(&output, &pages(&[("e/index.html", "1")])).unwrap();
    fs::remove_dir_all(output.join("e")).unwrap();
    symlink(&outside, output.join("e")).unwrap();
    let error = refusal(&output, &pages(&[("e/index.html", "2")]));
    assert!(matches!(error, OutputError::ForeignInTheWay { .. }), "{error}");
    assert_eq!(tree(&outside), pages(&[("index.html", "precious")]));
}
