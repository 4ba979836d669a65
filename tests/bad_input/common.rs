//! Runs that must come to an end, and what they are held to.

use std::fs;
use std::process::Command;
use std::sync::LazyLock;
use std::time::Duration;

use crate::support::{Project, Run, copy};

/// Far beyond what any of these takes: what runs as long would run for hours.
pub(crate) const LONG: Duration = Duration::from_secs(10);

/// The golden site with its output, built once. Its code block goes without a language: to load the grammars is most of
/// what an unoptimised run takes.
pub(crate) static BUILT: LazyLock<Project> = LazyLock::new(|| {
    let project = Project::golden();
    edit(&project, "content/briefs/which-way-over-the-orle.md", "```python", "```");
    project.build();
    project
});

/// A site that has been published, to which something is about to happen.
pub(crate) fn published() -> Project {
    let project = Project::empty();
    copy(BUILT.root(), project.root());
    project
}

/// Runs the program, which must come to an end of its own.
#[track_caller]
pub(crate) fn run(project: &Project, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sourcebook"));
    command.args(arguments);
    ended(project, command)
}

#[track_caller]
pub(crate) fn ended(project: &Project, mut command: Command) -> Run {
    command.current_dir(project.root()).env_remove("SOURCEBOOK_ARCHIVES").env("NO_COLOR", "1");
    let output = snapbox::cmd::Command::from_std(command).timeout(LONG).output().unwrap();
    let [stdout, stderr] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    let status = output.status.code().unwrap_or_else(|| panic!("{}: {stderr}", output.status));
    Run { status, stdout, stderr }
}

/// Runs `build` and holds it to a status, to words, and to leaving the output alone.
#[track_caller]
pub(crate) fn refuses(project: &Project, status: i32, words: &[&str]) -> Run {
    refuses_to(project, &["build"], status, words)
}

#[track_caller]
pub(crate) fn refuses_to(project: &Project, arguments: &[&str], status: i32, words: &[&str]) -> Run {
    let before = project.output();
    let run = run(project, arguments);
    assert_refusal(&run, status, words);
    assert!(project.output() == before, "the output has changed");
    run
}

#[track_caller]
pub(crate) fn assert_refusal(run: &Run, status: i32, words: &[&str]) {
    assert_eq!((run.status, run.stdout.as_str()), (status, ""), "{}", run.stderr);
    for word in words {
        assert!(run.stderr.contains(word), "no `{word}` in: {}", run.stderr);
    }
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
}

/// Runs `build`, which must give what the site gave before.
#[track_caller]
pub(crate) fn changes_nothing(project: &Project) {
    let before = project.output();
    let run = run(project, &["build"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains(": 0 written, "), "{}", run.stderr);
    assert!(project.output() == before, "the output has changed");
}

/// A published site with one more file, or with another text in one.
pub(crate) fn with(path: &str, bytes: impl AsRef<[u8]>) -> Project {
    published().file(path, bytes)
}

/// As [`refuses`], with one more file, or another text in one, which is taken back afterwards.
#[track_caller]
pub(crate) fn refuses_file(project: &Project, path: &str, bytes: impl AsRef<[u8]>, status: i32, words: &[&str]) -> Run {
    let former = fs::read(project.path(path)).ok();
    project.write(path, bytes);
    let run = refuses(project, status, words);
    match former {
        Some(former) => project.write(path, former),
        None => fs::remove_file(project.path(path)).unwrap(),
    }
    run
}

/// As [`refuses_file`], with some words exchanged in a file.
#[track_caller]
pub(crate) fn refuses_edit(project: &Project, path: &str, from: &str, to: &str, words: &[&str]) {
    let text = read(project, path);
    assert!(text.contains(from), "{path} has `{from}`");
    refuses_file(project, path, text.replacen(from, to, 1), 1, words);
}

pub(crate) fn read(project: &Project, path: &str) -> String {
    fs::read_to_string(project.path(path)).unwrap()
}

pub(crate) fn edit(project: &Project, path: &str, from: &str, to: &str) {
    let text = read(project, path);
    assert!(text.contains(from), "{path} has `{from}`");
    project.write(path, text.replacen(from, to, 1));
}

pub(crate) const BRIEF: &str = "content/briefs/who-wants-what.md";
pub(crate) const RECORD: &str = "content/sources/roads-count.yaml";
