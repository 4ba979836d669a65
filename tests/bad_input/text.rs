//! Files that cannot be read as text.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use crate::common::{BRIEF, RECORD, assert_refusal, ended, published, read, refuses, refuses_file, with};
use crate::support::copy_program;

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// A command that runs the program as somebody whom permissions bind, as they do not bind root. `None` where there is
/// no way to.
fn bound(folder: &Path) -> Option<Command> {
    let closed = folder.join("closed");
    fs::write(&closed, "").unwrap();
    allow(&closed, 0);
    if fs::read(&closed).is_err() {
        return Some(Command::new(env!("CARGO_BIN_EXE_sourcebook")));
    }
    // The program may lie where only root can go.
    let program = folder.join("program");
    copy_program(&program);
    allow(folder, 0o755);
    allow(&program, 0o755);
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(program);
    let is_there = Command::new("setpriv").arg("--version").output().is_ok_and(|output| output.status.success());
    is_there.then_some(command)
}

#[test]
fn a_file_without_permission() {
    let (project, beside) = (published(), tempfile::tempdir().unwrap());
    allow(project.root(), 0o755);
    let before = project.output();
    for path in [BRIEF, "content/briefs", "sourcebook.toml", "sourcebook.lock"] {
        let Some(mut command) = bound(beside.path()) else {
            crate::support::pass_over("permissions do not bind root, and there is no setpriv");
            return;
        };
        command.arg("build");
        let place = project.path(path);
        let mode = fs::metadata(&place).unwrap().permissions().mode();
        allow(&place, 0);
        let run = ended(&project, command);
        allow(&place, mode);
        assert_refusal(&run, 2, &[path, "Permission denied"]);
        assert!(project.output() == before, "the output has changed");
    }
}

#[test]
fn a_folder_in_place_of_a_file() {
    let project = published();
    fs::create_dir(project.path("content/briefs/a.md")).unwrap();
    refuses(&project, 1, &["error[not-a-file]", "content/briefs/a.md"]);
    fs::remove_dir(project.path("content/briefs/a.md")).unwrap();
    for path in ["sourcebook.lock", "sourcebook.toml"] {
        fs::remove_file(project.path(path)).unwrap();
        fs::create_dir(project.path(path)).unwrap();
        refuses(&project, 1, &["error[not-a-file]", path]);
    }
}

#[test]
fn bytes_that_are_not_utf8() {
    let project = published();
    for path in [BRIEF, RECORD, "content/events.yaml", "sourcebook.toml", "sourcebook.lock"] {
        let text = read(&project, path);
        let place = format!("{path}:{}:", text.lines().count() + 1);
        let bytes = [text.as_bytes(), b"# \xff\xfe\n"].concat();
        refuses_file(&project, path, bytes, 1, &["error[invalid-utf8]", &place]);
    }
    refuses_file(&project, "templates/brief.html", b"<p>\xff", 1, &["error[invalid-utf8]", "templates/brief.html:1:4"]);
}

#[test]
fn bytes_that_are_not_utf8_are_one_error() {
    let run = refuses(&with(RECORD, b"title: \xff\n"), 1, &["error[invalid-utf8]"]);
    assert!(run.stderr.contains("1 error, 0 warnings"), "{}", run.stderr);
}

#[test]
fn a_nul_byte() {
    let project = published();
    for path in [BRIEF, RECORD, "sourcebook.toml"] {
        let text = read(&project, path);
        let place = format!("{path}:{}:4", text.lines().count() + 1);
        refuses_file(&project, path, format!("{text}# a\0b\n"), 1, &["error[nul-byte]", &place]);
    }
    let template = "templates/components/claim.html";
    refuses_file(&project, template, "<p>\na\0b", 1, &["error[nul-byte]", &format!("{template}:2:2")]);
    let text = read(&project, BRIEF);
    let line = text.lines().find(|line| line.starts_with("title: ")).unwrap();
    refuses_file(&project, BRIEF, text.replace(line, r#"title: "a\0b""#), 1, &["error[nul-byte]", "escape"]);
}

#[test]
fn a_file_of_100_mb() {
    let limits = [
        ("content/briefs/big.md", 1, "error[file-too-large]"),
        ("content/sources/big.yaml", 1, "error[file-too-large]"),
        ("sourcebook.toml", 1, "error[file-too-large]"),
        ("sourcebook.lock", 1, "error[file-too-large]"),
        ("templates/brief.html", 1, "error[file-too-large]"),
        ("static/big.bin", 1, "error[file-too-large]"),
    ];
    for (path, status, words) in limits {
        // Made of nothing: the system keeps no bytes for it.
        let project = with(path, "");
        fs::File::options().write(true).open(project.path(path)).unwrap().set_len(100 * 1024 * 1024).unwrap();
        refuses(&project, status, &[path, words]);
    }
}
