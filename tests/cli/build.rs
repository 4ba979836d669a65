//! `build`.

use std::fs;

use snapbox::cmd::Command;
use snapbox::str;

use crate::common::{command, expect, flawed, sourcebook, warned};
use crate::support::Project;

#[test]
fn a_base_address_that_is_none() {
    let project = Project::golden();
    expect(
        &project,
        &["build", "--base-url", "javascript:alert"],
        2,
        "",
        str![[r#"
error: `javascript:alert` is not a base address; write it as https://example.org/summit/

"#]],
    );
    assert!(!project.path("public").exists());
}

#[test]
fn build_twice() {
    let project = Project::golden();
    expect(
        &project,
        &["build"],
        0,
        "",
        str![[r#"
[..] files in public: [..] written, 0 unchanged, 0 removed

"#]],
    );
    expect(
        &project,
        &["build"],
        0,
        "",
        str![[r#"
[..] files in public: 0 written, [..] unchanged, 0 removed

"#]],
    );
}

#[test]
fn build_tells_its_stages_and_their_times() {
    expect(
        &Project::golden(),
        &["build", "-v"],
        0,
        "",
        str![[r#"
[..] ms  load
[..] ms  compare
[..] ms  parse
[..] ms  lock, in parallel
[..] ms  resolve
[..] ms  verify
[..] ms  check, in parallel
[..] ms  plan
[..] ms  theme, in parallel
[..] ms  render and publish
[..] ms  views, over all threads
[..] ms  render, over all threads
[..] ms  write, over all threads
[..] ms  search index, in parallel
[..] files in public: [..] written, 0 unchanged, 0 removed

"#]],
    );
}

#[test]
fn a_site_without_a_search_spends_no_time_on_it() {
    let project = Project::golden();
    let file = project.path("sourcebook.toml");
    let settings = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("search = false\n{settings}")).unwrap();
    let output = sourcebook(&project, &["build", "-v"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let stages: Vec<&str> = said.lines().filter_map(|line| line.split_once(" ms  ")).map(|(_, stage)| stage).collect();
    let all =
        ["load", "parse", "lock, in parallel", "resolve", "verify", "check, in parallel", "plan", "render and publish"];
    assert!(all.iter().all(|stage| stages.contains(stage)), "{said}");
    assert!(!stages.iter().any(|stage| stage.contains("search")), "{said}");
}

#[test]
fn build_of_a_site_with_an_error_publishes_nothing() {
    let project = flawed();
    let output = sourcebook(&project, &["build"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(1), &b""[..]), "{said}");
    assert!(said.contains("1 error, 1 warning\n") && said.ends_with("nothing was published\n"), "{said}");
    assert!(!project.path("public").exists());
}

#[test]
fn a_build_of_what_has_not_changed_says_the_same_and_goes_through_no_stage() {
    let project = warned();
    let said = |arguments: &[&str]| {
        let output = sourcebook(&project, arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    said(&["build"]);
    std::fs::remove_file(project.path(".sourcebook-public/note")).unwrap();
    let through_all = said(&["build"]);
    assert!(through_all.1.contains("1 warning\n") && through_all.1.contains(": 0 written, "), "{through_all:?}");
    assert_eq!(said(&["build"]), through_all);
    let (_, stages) = said(&["build", "-v"]);
    assert!(stages.contains(" ms  compare\n") && !stages.contains(" ms  parse\n"), "{stages}");
    let (status, denied) = said(&["build", "--deny", "warnings"]);
    assert!(status == Some(1) && denied.ends_with("nothing was published\n"), "{denied}");
    assert_eq!(said(&["build"]), through_all, "the edition stands");
}

#[test]
fn build_elsewhere() {
    let project = Project::golden();
    let elsewhere = tempfile::tempdir().unwrap();
    let site = project.root().to_str().unwrap();
    let output = elsewhere.path().join("site");
    let arguments = ["--root", site, "build", "--output", "site", "--base-url", "https://other.example"];
    Command::from_std({
        let mut command = command(&project, &arguments);
        command.current_dir(elsewhere.path());
        command
    })
    .assert()
    .code(0)
    .stdout_eq("")
    .stderr_eq(str![[r#"
[..] files in site: [..] written, 0 unchanged, 0 removed

"#]]);
    let home = fs::read_to_string(output.join("index.html")).unwrap();
    assert!(home.contains("<link rel=\"canonical\" href=\"https://other.example/\">"), "{home}");
    assert!(!project.path("public").exists());
}

#[test]
fn build_tells_the_times_of_a_site_with_an_error_too() {
    let run = flawed().run(&["build", "-v"]);
    assert_eq!(run.status, 1);
    let stages = ["load", "parse", "resolve", "verify", "check, in parallel"].map(|stage| format!(" ms  {stage}\n"));
    assert!(stages.iter().all(|stage| run.stderr.contains(stage)), "{}", run.stderr);
    assert!(run.stderr.ends_with("nothing was published\n"), "{}", run.stderr);
}
