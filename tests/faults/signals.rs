//! Ctrl-C, a request to end, and SIGKILL at any moment: the process ends by the signal, and what it was making is whole
//! or not there.

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::common::{Moments, Site, at, begun_in, half_written, names, tries};
use crate::support::{Project, copy, files_below};

const SIGNALS: [(&str, i32); 3] = [("KILL", 9), ("INT", 2), ("TERM", 15)];

/// Runs the program and sends it one of the signals after a while. Whether that came before its end.
fn struck(project: &Project, arguments: &[&str], number: u32, after: Duration) -> bool {
    let (name, signal) = SIGNALS[number as usize % SIGNALS.len()];
    // Whoever runs the tests may ignore a signal, and what is ignored is inherited.
    let mut command = Command::new("env");
    command.arg("--default-signal=INT,TERM").arg(env!("CARGO_BIN_EXE_sourcebook")).args(arguments);
    let mut child = at(project, command).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(after);
    Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).stderr(Stdio::null()).status().unwrap();
    let status = child.wait().unwrap();
    assert!(status.success() || status.signal() == Some(signal), "{name}: {status}");
    !status.success()
}

/// How long a run takes that nothing happens to.
fn whole(project: &Project, arguments: &[&str]) -> Duration {
    let begun = Instant::now();
    let run = project.run(arguments);
    assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
    begun.elapsed()
}

#[test]
fn a_struck_build_leaves_the_former_edition_or_the_new_one() {
    let site = Site::new();
    site.turn_to(1);
    let (whole, mut moments, mut strikes) = (whole(&site.project, &["build"]), Moments(3), 0);
    for number in 0..tries(24, 300) {
        site.turn_to(number as usize % 2);
        let moment = moments.next(whole);
        strikes += usize::from(struck(&site.project, &["build"], number, moment));
        site.standing(&format!("struck after {moment:?}"));
    }
    assert!(strikes > 0, "no build was struck");
    eprintln!("{strikes} builds struck");
    let standing = site.standing("at the end");
    site.heals(1 - standing);
}

#[test]
fn a_struck_first_build_leaves_an_edition_or_none() {
    let project = Project::empty();
    let site = Site::new();
    let copied = ["content", "sourcebook.toml", "sourcebook.lock", "static"];
    for part in copied {
        copy(&site.project.path(part), &project.path(part));
    }
    let (whole, mut moments) = (whole(&project, &["build"]), Moments(4));
    let edition = project.output();
    for number in 0..tries(9, 60) {
        let _ = fs::remove_dir_all(project.path("public"));
        let moment = moments.next(whole);
        struck(&project, &["build"], number, moment);
        let output = project.output();
        assert!(output.is_empty() || output == edition, "struck after {moment:?}: {:?}", output.keys());
        project.build();
        assert!(project.output() == edition, "the next build goes on");
        assert!(names(project.root()).iter().all(|name| name != "aside-1"));
    }
}

#[test]
fn a_struck_beginning_leaves_a_site_or_none() {
    let project = Project::empty();
    let (time, mut moments) = (whole(&project, &["init", "whole"]), Moments(5));
    let whole = files_below(&project.path("whole"));
    for number in 0..tries(9, 90) {
        let moment = moments.next(time);
        struck(&project, &["init", "site"], number, moment);
        let site = files_below(&project.path("site"));
        assert!(site.is_empty() || site == whole, "struck after {moment:?}: {:?}", site.keys());
        let _ = fs::remove_dir_all(project.path("site"));
    }
    assert_eq!(project.run(&["init", "site"]).status, 0);
    assert_eq!(names(project.root()), ["site", "whole"], "what was left is cleared away");
}

/// A command that writes one file of a site, struck at many moments: the file is `before` or what the command makes of
/// it, and the command does its work afterwards.
fn writes_whole(project: &Project, path: &str, arguments: &[&str], before: Option<&[u8]>) {
    let put_back = || match before {
        Some(bytes) => fs::write(project.path(path), bytes).unwrap(),
        None => drop(fs::remove_file(project.path(path))),
    };
    put_back();
    let (time, mut moments) = (whole(project, arguments), Moments(6));
    let after = fs::read(project.path(path)).unwrap();
    for number in 0..tries(9, 90) {
        put_back();
        let moment = moments.next(time);
        struck(project, arguments, number, moment);
        let found = fs::read(project.path(path)).ok();
        let is_whole = found.as_deref() == before || found.as_ref() == Some(&after);
        assert!(is_whole, "{arguments:?} struck after {moment:?} left {:?}", found.map(|bytes| bytes.len()));
    }
    put_back();
    assert_eq!(project.run(arguments).status, 0, "{arguments:?} goes on");
    assert!(fs::read(project.path(path)).unwrap() == after);
    let folder = project.path(path).parent().map(Path::to_path_buf).unwrap();
    assert!(half_written(&folder).is_empty(), "{:?}", half_written(&folder));
}

#[test]
fn a_struck_verify_leaves_a_lock_or_none() {
    let project = begun_in(Project::empty());
    writes_whole(&project, "sourcebook.lock", &["verify", "-q"], None);
    writes_whole(&project, "sourcebook.lock", &["verify", "-q"], Some(b"version = 1\n"));
}

#[test]
fn a_struck_clip_leaves_the_file_as_it_was_or_with_the_claim() {
    let project = begun_in(Project::empty());
    let source = fs::read(project.path("content/sources/pilots-letter.yaml")).unwrap();
    let arguments = ["clip", "pilots-letter", "in fog the harbour would close"];
    writes_whole(&project, "content/sources/pilots-letter.yaml", &arguments, Some(&source));
}

#[test]
fn a_struck_new_leaves_a_whole_file_or_none() {
    let project = begun_in(Project::empty());
    writes_whole(&project, "content/briefs/a-thing.md", &["new", "brief", "A thing"], None);
}
