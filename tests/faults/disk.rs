//! A disk that is full, and files that may not grow.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::common::{Site, at, begun_in, ended, half_written, names};
use crate::support::{Project, copy, pass_over};

/// A small disk, gone with the value.
struct Disk(TempDir);

impl Disk {
    fn mount(size: &str) -> Result<Self, String> {
        let folder = tempfile::tempdir().unwrap();
        let options = format!("size={size}");
        let ended = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(folder.path()).output();
        match ended {
            Ok(ended) if ended.status.success() => Ok(Self(folder)),
            Ok(ended) => Err(String::from_utf8_lossy(&ended.stderr).trim().to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Leaves room for this many bytes at most.
    fn fill(&self, room: usize) {
        let filler = self.0.path().join("filler");
        let chunk = vec![1_u8; 4096];
        let mut file = fs::File::create(&filler).unwrap();
        while std::io::Write::write_all(&mut file, &chunk).is_ok() {}
        let length = file.metadata().unwrap().len();
        file.set_len(length.saturating_sub(room as u64)).unwrap();
    }

    fn empty(&self) {
        fs::remove_file(self.0.path().join("filler")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily: a process that another test is just starting may have a file of it open for a moment.
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

/// Runs a test of this file with a disk; where only root may mount, as root of a namespace of its own.
fn with_disk(test: &str, size: &str, body: impl FnOnce(&Disk)) {
    const INSIDE: &str = "SOURCEBOOK_TEST_NAMESPACE";
    match Disk::mount(size) {
        Ok(disk) => body(&disk),
        Err(reason) if std::env::var_os(INSIDE).is_some() => pass_over(&format!("no small disk: {reason}")),
        Err(_) => {
            let mut command = Command::new("unshare");
            command.arg("-rm").arg(std::env::current_exe().unwrap()).args(["--exact", test, "--nocapture"]);
            match command.env(INSIDE, "1").output() {
                Ok(ended) if String::from_utf8_lossy(&ended.stdout).contains("test result") => {
                    let said = String::from_utf8_lossy(&ended.stderr);
                    assert!(ended.status.success(), "{said}");
                    eprint!("{said}");
                }
                _ => pass_over("no small disk, neither by right nor in a namespace"),
            }
        }
    }
}

#[test]
fn a_full_disk_stops_a_build_and_nothing_else() {
    with_disk("disk::a_full_disk_stops_a_build_and_nothing_else", "24m", |disk| {
        let site = Site::with(Project::empty_in(disk.0.path()));
        let mut refused = 0;
        // From nothing at all to nearly enough.
        for room in [0, 4_096, 20_000, 60_000, 120_000, 180_000] {
            site.turn_to(1);
            // What is left there of an edition makes room for another.
            let _ = fs::remove_dir_all(site.project.path(".sourcebook-public/stage"));
            disk.fill(room);
            let (status, said) = ended(&mut site.command(&["build"]));
            if status == Some(0) {
                assert_eq!(site.standing("there was room"), 1, "{room}");
                site.turn_to(0);
            } else {
                refused += 1;
                assert_eq!(status, Some(2), "{room}: {said}");
                assert!(said.contains("No space left on device") && said.contains("make room"), "{room}: {said}");
                assert_eq!(site.standing("the disk is full"), 0, "{room}");
            }
            disk.empty();
            site.heals(0);
        }
        assert!(refused > 1, "there was always room");
    });
}

#[test]
fn a_full_disk_keeps_what_authors_and_verify_wrote() {
    with_disk("disk::a_full_disk_keeps_what_authors_and_verify_wrote", "24m", |disk| {
        let project = begun_in(Project::empty_in(disk.0.path()));
        fs::write(project.path("sourcebook.lock"), "version = 1\n").unwrap();
        let before = crate::support::files_below(&project.path("content"));
        disk.fill(0);
        let commands: [&[&str]; 3] =
            [&["verify"], &["clip", "pilots-letter", "in fog the harbour would close"], &["new", "brief", "A thing"]];
        for arguments in commands {
            let (status, said) = ended(&mut at(&project, sourcebook(arguments)));
            assert_eq!(status, Some(2), "{arguments:?}: {said}");
            assert!(said.contains("No space left on device") && said.contains("make room"), "{said}");
        }
        assert!(crate::support::files_below(&project.path("content")) == before);
        assert_eq!(fs::read(project.path("sourcebook.lock")).unwrap(), b"version = 1\n");
        assert!(half_written(project.root()).is_empty());
        disk.empty();
        for arguments in commands {
            let (status, said) = ended(&mut at(&project, sourcebook(arguments)));
            assert_eq!(status, Some(0), "{arguments:?}: {said}");
        }
    });
}

fn sourcebook(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sourcebook"));
    command.args(arguments);
    command
}

/// The program with files that may not grow beyond so many blocks of 512 bytes. Without its signal, which would end it,
/// the system refuses as a disk does.
fn limited(blocks: u32, arguments: &[&str]) -> Command {
    let mut command = Command::new("sh");
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
    command.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_sourcebook")]).args(arguments);
    command
}

#[test]
fn a_limit_on_files_stops_a_build_and_nothing_else() {
    let site = Site::new();
    for blocks in [0, 1, 8, 16] {
        site.turn_to(1);
        let (status, said) = ended(&mut at(&site.project, limited(blocks, &["build"])));
        assert_eq!(status, Some(2), "{blocks}: {said}");
        assert!(said.contains("cannot write") && said.contains("File too large"), "{said}");
        assert_eq!(site.standing("a file may not grow"), 0, "{blocks}");
        site.heals(0);
    }
}

#[test]
fn an_output_folder_on_a_disk_of_its_own_is_refused_before_anything_is_made() {
    with_disk("disk::an_output_folder_on_a_disk_of_its_own_is_refused_before_anything_is_made", "8m", |disk| {
        let site = Site::new();
        let output = disk.0.path().to_str().unwrap();
        let (status, said) = ended(&mut site.command(&["build", "--output", output]));
        assert_eq!(status, Some(2), "{said}");
        assert!(said.contains("a file system of its own") && said.contains("name a folder inside"), "{said}");
        assert!(names(disk.0.path()).is_empty());
        // A folder of it does, though the content lies elsewhere.
        let inside = disk.0.path().join("public");
        let (status, said) = ended(&mut site.command(&["build", "--output", inside.to_str().unwrap()]));
        assert_eq!(status, Some(0), "{said}");
        copy(&site.project.path("public/CNAME"), &inside.join("CNAME"));
        copy(&site.project.path("public/briefs/uploads"), &inside.join("briefs/uploads"));
        assert!(crate::support::files_below(Path::new(&inside)) == site.editions[0]);
    });
}
