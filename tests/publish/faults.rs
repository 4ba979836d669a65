use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::sync::Barrier;

use sourcebook::files::Fingerprint;
use sourcebook::publish::{OutputError, PublishError, publish};

use crate::kills::{numbered, other_process_command};
use crate::support::*;

#[test]
fn what_a_killed_build_left_is_cleared_and_led_nowhere() {
    let (folder, output) = site();
    let outside = folder.path().join("outside");
    write(outside.join("index.html"), "precious");
    build(&output, &pages(&[("index.html", "1"), ("kept.html", "1"), ("b/index.html", "1")])).unwrap();
    let stage = folder.path().join(".sourcebook-public/stage");
    write(stage.join("index.html"), "half writ");
    write(stage.join("kept.html"), "X");
    write(stage.join("stray/x.html"), "stray");
    write(stage.join("a.html/x"), "a folder where a page must go");
    symlink(&outside, stage.join("b")).unwrap();
    fs::hard_link(outside.join("index.html"), stage.join("d.html")).unwrap();
    let edition = pages(&[
        ("index.html", "2"),
        ("kept.html", "1"),
        ("b/index.html", "1"),
        ("a.html", "1"),
        ("c.html", "1"),
        ("d.html", "1"),
    ]);
    build(&output, &edition).unwrap();
    assert_eq!(tree(&output), edition);
    assert_eq!(tree(&outside), pages(&[("index.html", "precious")]));

    // And one that is no folder.
    fs::remove_dir_all(&stage).unwrap();
    symlink(&outside, &stage).unwrap();
    build(&output, &pages(&[("index.html", "3")])).unwrap();
    assert_eq!(tree(&output), pages(&[("index.html", "3")]));
    assert_eq!(tree(&outside), pages(&[("index.html", "precious")]));
}

#[test]
fn two_builds_at_once_keep_apart() {
    let (_folder, output) = site();
    let edition = pages(&[("index.html", "1"), ("a.html", "1")]);
    let (begun, end) = (Barrier::new(2), Barrier::new(2));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            publish(
                &output,
                &[],
                &["slow.html"],
                |path| path,
                |path, slot| {
                    begun.wait();
                    end.wait();
                    slot.fill(Fingerprint::of(b""), || Ok::<_, String>(path))
                },
            )
            .unwrap();
        });
        begun.wait();
        let second = build(&output, &edition);
        // Before anything is asserted: a failure must not leave the first build waiting.
        end.wait();
        assert!(matches!(second, Err(PublishError::Output(OutputError::Busy { .. }))), "{second:?}");
    });
    assert_eq!(tree(&output), pages(&[("slow.html", "slow.html")]));
    build(&output, &edition).unwrap();
    assert_eq!(tree(&output), edition);
}

#[test]
fn missing_rights_are_named_and_change_nothing() {
    const NOBODY: u32 = 65_534;
    let (folder, output) = site();
    build(&output, &numbered(1)).unwrap();
    let is_root = fs::metadata(folder.path()).unwrap().uid() == 0;
    if is_root {
        for path in walk(folder.path()) {
            std::os::unix::fs::lchown(folder.path().join(path), Some(NOBODY), Some(NOBODY)).unwrap();
        }
    }
    for closed in [folder.path(), &output] {
        fs::set_permissions(closed, fs::Permissions::from_mode(0o555)).unwrap();
        let before = stamps(&output);
        let mut command = other_process_command(&output, 2);
        if is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        let said = match command.output() {
            Ok(ended) if ended.status.success() => String::from_utf8(ended.stderr).unwrap(),
            other => return crate::shared::pass_over(&format!("no process without rights: {other:?}")),
        };
        fs::set_permissions(closed, fs::Permissions::from_mode(0o755)).unwrap();
        assert!(said.contains(&format!("`{}` cannot be written to", closed.display())), "{said}");
        let same_but_rights = |stamps: BTreeMap<PathBuf, (u64, i64, i64, i64, i64, u64)>| {
            stamps.into_iter().map(|(path, stamp)| (path, stamp.0, stamp.1, stamp.2)).collect::<Vec<_>>()
        };
        assert_eq!(same_but_rights(stamps(&output)), same_but_rights(before));
    }
}

#[test]
fn a_full_disk_leaves_the_former_edition() {
    let disk = match Disk::mount("size=400k") {
        Ok(disk) => disk,
        Err(reason) => return crate::shared::pass_over(&reason),
    };
    let output = disk.0.path().join("public");
    let edition = |count: usize, words: &str| -> Pages {
        (0..count).map(|page| (format!("{page}/index.html"), words.repeat(1_000))).collect()
    };
    build(&output, &edition(20, "1")).unwrap();
    write(output.join("CNAME"), "example.org");
    let before = tree(&output);
    for _ in 0..2 {
        let error = refusal(&output, &edition(200, "2"));
        let OutputError::File(file) = &error else { panic!("{error}") };
        assert_eq!(file.source.kind(), ErrorKind::StorageFull, "{error}");
        assert_eq!(tree(&output), before);
        assert_eq!(work_names(&output), [".gitignore", "lock"], "what took up the disk is gone");
    }
    assert_eq!(counts(&build(&output, &edition(20, "3")).unwrap()), (20, 0, 0));
    assert_eq!(tree(&output).len(), 21);
}
