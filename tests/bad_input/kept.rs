//! What runs keep for each other beside a site, which anybody may have been at: whatever it is, it is nothing.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::common::run;
use crate::support::Project;

const SEEN: &str = ".sourcebook/seen";
const NOTE: &str = ".sourcebook-public/note";
const FOLDERS: [&str; 2] = [".sourcebook", ".sourcebook-public/stage"];
const MARKS: [&str; 2] = [".sourcebook/.gitignore", ".sourcebook-public/.gitignore"];

/// A published site whose archives are at hand and have been proved, with its edition and its lock.
struct Proved {
    project: Project,
    edition: BTreeMap<String, Vec<u8>>,
    lock: Vec<u8>,
}

impl Proved {
    fn new() -> Self {
        let project = Project::empty();
        assert_eq!(run(&project, &["init", "."]).status, 0);
        // Of an archive that was written just now nothing is kept.
        std::thread::sleep(Duration::from_millis(4_200));
        for arguments in ["verify", "build"] {
            let run = run(&project, &[arguments]);
            assert_eq!(run.status, 0, "{}", run.stderr);
        }
        assert!(project.path(SEEN).is_file() && project.path(NOTE).is_file());
        let (edition, lock) = (project.output(), fs::read(project.path("sourcebook.lock")).unwrap());
        Self { project, edition, lock }
    }

    /// Holds a build, a check and a proof to what they do where nothing is kept.
    #[track_caller]
    fn is_as_it_was(&self, what: &str) {
        for arguments in [&["check"][..], &["verify"], &["verify", "--locked"], &["build"]] {
            let run = run(&self.project, arguments);
            assert_eq!(run.status, 0, "{what}: {arguments:?}: {}", run.stderr);
            assert!(!run.stderr.contains("secret") && !run.stderr.contains(".sourcebook"), "{what}: {}", run.stderr);
        }
        assert!(self.project.output() == self.edition, "{what}: the output has changed");
        assert!(fs::read(self.project.path("sourcebook.lock")).unwrap() == self.lock, "{what}: the lock has changed");
    }
}

fn clear(place: &Path) {
    if fs::symlink_metadata(place).is_ok_and(|found| found.is_dir()) {
        fs::remove_dir_all(place).unwrap();
    } else {
        drop(fs::remove_file(place));
    }
}

#[test]
fn files_of_any_bytes() {
    let proved = Proved::new();
    let project = &proved.project;
    let huge = "9".repeat(400);
    let line = format!("{huge}.{huge}.{huge}.{huge}.{huge}.{huge}.{huge} {} /{}\n", "f".repeat(32), "a".repeat(3_000));
    let edge =
        format!("{}.{}.-1.{}.0.0.{} {} archives/a.txt\n", u64::MAX, i64::MIN, i64::MAX, u64::MAX, "0".repeat(32));
    for path in [SEEN, NOTE, MARKS[0]] {
        let whole = fs::read(project.path(path)).unwrap_or_else(|_| b"sourcebook-note 2 \n{}".into());
        let first = whole.split(|byte| *byte == b'\n').next().unwrap();
        let with_first = |rest: &str| [first, b"\n", rest.as_bytes()].concat();
        for bytes in [
            Vec::new(),
            whole[..whole.len() / 2].to_vec(),
            whole[..whole.len() - 1].to_vec(),
            b"\xff\xfe\0garbage\0".to_vec(),
            String::from_utf8_lossy(&whole).replace(" 1\n", " 2\n").replace("note 2", "note 3").into_bytes(),
            with_first(&line.repeat(100)),
            with_first(&edge),
            with_first("\n\n\n"),
            with_first(&"1.1.1.1.1.1.1 , ,\n".repeat(100)),
            with_first(&"[".repeat(100_000)),
            [&whole[..], &whole].concat(),
        ] {
            project.write(path, &bytes);
            proved.is_as_it_was(&format!("{path}: {}", String::from_utf8_lossy(&bytes[..bytes.len().min(60)])));
        }
    }
}

#[test]
fn what_is_no_file() {
    let (proved, outside) = (Proved::new(), tempfile::tempdir().unwrap());
    let project = &proved.project;
    fs::write(outside.path().join("secret"), "the secret word\n").unwrap();
    for path in [SEEN, NOTE, MARKS[0]] {
        let place = project.path(path);
        let makers: [&dyn Fn(); 6] = [
            &|| fs::create_dir_all(place.join("below")).unwrap(),
            &|| symlink(outside.path().join("secret"), &place).unwrap(),
            &|| symlink(outside.path(), &place).unwrap(),
            &|| symlink("/dev/zero", &place).unwrap(),
            &|| symlink("nowhere", &place).unwrap(),
            &|| assert!(Command::new("mkfifo").arg(&place).status().unwrap().success()),
        ];
        for (number, make) in makers.iter().enumerate() {
            clear(&place);
            make();
            proved.is_as_it_was(&format!("{path}, {number}"));
        }
        clear(&place);
    }
    for folder in FOLDERS {
        let place = project.path(folder);
        clear(&place);
        fs::write(&place, "a file\n").unwrap();
        proved.is_as_it_was(folder);
        clear(&place);
        symlink(outside.path(), &place).unwrap();
        proved.is_as_it_was(folder);
        clear(&place);
    }
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1, "nothing was written through a link");
    assert_eq!(fs::read(outside.path().join("secret")).unwrap(), b"the secret word\n");
}

/// The mark says whose the folder is. Without it, what lies there may be an author's, and is left alone.
#[test]
fn a_folder_beside_the_output_that_is_not_marked_as_ours() {
    let project = Proved::new().project;
    for bytes in [&b""[..], b"*\n", b"\xff"] {
        project.write(MARKS[1], bytes);
        project.write(".sourcebook-public/own.txt", "own");
        let before = project.output();
        let run = run(&project, &["build"]);
        assert!(run.status == 2 || run.status == 0, "{}", run.stderr);
        assert!(run.status == 0 || run.stderr.contains(".sourcebook-public"), "{}", run.stderr);
        assert!(project.output() == before);
        assert_eq!(fs::read(project.path(".sourcebook-public/own.txt")).unwrap(), b"own");
    }
}
