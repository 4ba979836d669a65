//! What strangers may put into content, arguments and surroundings.

use std::fs;
use std::process::Command;

use crate::author::begun;
use crate::common::{replace, sourcebook};
use crate::support::{Project, Run, copy_program};

const BRIEF: &str = "content/briefs/ferries-or-a-bridge.md";
const SOURCE: &str = "content/sources/pilots-letter.yaml";

fn said(project: &Project, arguments: &[&str]) -> (Option<i32>, String) {
    let output = sourcebook(project, arguments).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// Writes a field in the place of a file's own.
fn set(project: &Project, path: &str, field: &str) {
    let text = fs::read_to_string(project.path(path)).unwrap();
    let (name, _) = field.split_once([':', ' ']).unwrap();
    let is_field = |line: &&str| line.strip_prefix(name).is_some_and(|rest| rest.starts_with([':', ' ']));
    let line = text.lines().find(is_field).unwrap();
    replace(project, path, line, field);
}

#[test]
fn what_no_feed_can_hold_is_refused() {
    for (path, field) in [
        (BRIEF, r#"title: "a\u0007b""#),
        (BRIEF, r#"summary: "a\eb""#),
        (SOURCE, r#"title: "a\vb""#),
        (SOURCE, r#"title: "a\ufffeb""#),
        ("sourcebook.toml", r#"title = "a\uFFFFb""#),
    ] {
        let project = begun();
        set(&project, path, field);
        let (status, said) = said(&project, &["build", "--base-url", "https://example.org/"]);
        assert_eq!(status, Some(1), "{field}: {said}");
        assert!(said.contains("error[unusable-character]") && said.contains(path), "{field}: {said}");
        assert_eq!(said.matches("error[").count(), 1, "{field}: {said}");
    }
}

#[test]
fn what_turns_the_order_of_letters_is_seen_in_every_file() {
    for (path, from, to) in [
        ("sourcebook.toml", "title = \"", "title = \"\u{202e}"),
        ("sourcebook.toml", "description = \"", "description = \"\\u2066"),
        (BRIEF, "title: ", "title: \u{202e}"),
    ] {
        let project = begun();
        replace(&project, path, from, to);
        let (status, said) = said(&project, &["check"]);
        assert!(status == Some(1) && said.contains("error[hidden-direction]"), "{to}: {said}");
    }
    let project = begun();
    replace(&project, "sourcebook.lock", "section = \"", "section = \"\u{202e}");
    let (status, said) = said(&project, &["check"]);
    assert!(status == Some(1) && said.contains("error[invalid-lock]"), "{said}");
}

#[test]
fn a_name_that_nobody_sees_is_none() {
    let project = begun();
    set(&project, BRIEF, "title: \"\u{200b}\"");
    let (status, said) = said(&project, &["check"]);
    assert!(status == Some(1) && said.contains("error[empty-value]"), "{said}");
}

#[test]
fn a_base_address_has_a_host_and_nothing_that_ends_it() {
    let project = begun();
    for address in ["https://", "http://[::1", "https://a.example/\u{1b}", "https://a.example/?b", "https://:80/"] {
        let (status, said) = said(&project, &["build", "--base-url", address]);
        assert!(status == Some(2) && said.contains("is not a base address"), "{address}: {said}");
    }
    replace(&project, "sourcebook.toml", "title = ", "base-url = \"https://a.example/?b\"\ntitle = ");
    let (status, said) = said(&project, &["check"]);
    assert!(status == Some(1) && said.contains("error[invalid-url]"), "{said}");
}

#[test]
fn a_terminal_obeys_no_argument() {
    let project = begun();
    let evil = "a\u{1b}[31m\u{202e}b";
    let runs: [&[&str]; 7] = [
        &["explain", evil],
        &["clip", evil, "words"],
        &["coverage", evil],
        &["check", "--root", evil],
        &["build", "--output", evil],
        &["check", "--color", evil],
        &[evil],
    ];
    for arguments in runs {
        let (_, said) = said(&project, arguments);
        assert!(!said.is_empty() && !said.contains(['\u{1b}', '\u{202e}']), "{arguments:?}: {said:?}");
    }
}

#[test]
fn a_folder_that_cannot_be_is_the_configurations_fault() {
    let project = begun();
    let folder = "x".repeat(300);
    replace(&project, "sourcebook.toml", "\"archives\"", &format!("\"archives\", \"{folder}\""));
    fs::remove_dir_all(project.path("archives")).unwrap();
    let (status, said) = said(&project, &["check"]);
    assert!(status == Some(1) && said.contains("error[unusable-name]"), "{said}");
    assert!(said.contains("sourcebook.toml:") && !said.contains("content/sources"), "{said}");
}

/// As somebody who may have one process and no more: only such a user's threads are counted.
#[test]
fn a_system_without_threads_is_no_panic() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = begun();
    let program = project.path("program");
    copy_program(&program);
    for path in [project.root(), &program] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let user = ["--reuid=61234", "--clear-groups", "prlimit", "--nproc=1"];
    let can = Command::new("setpriv").args(user).arg("true").output().is_ok_and(|output| output.status.success());
    if !can {
        crate::support::pass_over("there is no setpriv, no prlimit, or no right to be somebody else");
        return;
    }
    let output = Command::new("setpriv").args(user).arg(&program).arg("check").current_dir(project.root()).output();
    let output = output.unwrap();
    let run = Run {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    };
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(run.stderr.starts_with("error: cannot start worker threads"), "{}", run.stderr);
}
