//! Ctrl-C at any moment: the process ends by the signal, and what it was making is whole or not there.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::common::replace;
use crate::support::{Project, files_below};

/// SIGINT, as a terminal sends it for Ctrl-C.
const INTERRUPT: i32 = 2;

/// Runs the program and interrupts it after a while. Whether that came before its end.
fn interrupted(project: &Project, arguments: &[&str], after: Duration) -> bool {
    // Whoever runs the tests may ignore the signal, and what is ignored is inherited.
    let mut command = Command::new("env");
    command.arg("--default-signal=INT").arg(env!("CARGO_BIN_EXE_sourcebook")).args(arguments);
    let mut child = command
        .current_dir(project.root())
        .env_remove("SOURCEBOOK_ARCHIVES")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(after);
    Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status().unwrap();
    let status = child.wait().unwrap();
    assert!(status.success() || status.signal() == Some(INTERRUPT), "{status}");
    !status.success()
}

/// Moments from the beginning of a run to its end, which differ from run to run.
fn moments(project: &Project, arguments: &[&str], count: u32) -> impl Iterator<Item = Duration> {
    let begun = Instant::now();
    assert_eq!(project.run(arguments).status, 0, "{arguments:?}");
    let whole = begun.elapsed();
    (0..count).map(move |number| whole * number / count)
}

#[test]
fn an_interrupted_build_leaves_the_former_edition_or_the_new_one() {
    let project = Project::golden();
    // To load the grammars is most of what an unoptimised run takes.
    replace(&project, "content/briefs/which-way-over-the-orle.md", "```python", "```");
    let brief = "content/briefs/who-wants-what.md";
    let text = fs::read_to_string(project.path(brief)).unwrap();
    let texts = [text.replace("title: ", "title: First: ").replace("First: ", "First "), text];
    let editions: Vec<BTreeMap<String, Vec<u8>>> = texts
        .iter()
        .map(|text| {
            project.write(brief, text);
            project.build();
            project.output()
        })
        .collect();
    assert!(editions[0] != editions[1]);
    let mut interruptions = 0;
    for (number, moment) in moments(&project, &["build"], 12).enumerate() {
        project.write(brief, &texts[number % 2]);
        interruptions += usize::from(interrupted(&project, &["build"], moment));
        let output = project.output();
        assert!(editions.contains(&output), "after {moment:?} the output is no edition");
    }
    assert!(interruptions > 0, "no build was interrupted");
    project.write(brief, &texts[0]);
    project.build();
    assert!(project.output() == editions[0], "the next build goes on");
}

#[test]
fn an_interrupted_beginning_leaves_a_site_or_none() {
    let project = Project::empty();
    let moments = moments(&project, &["init", "whole"], 8);
    let whole = files_below(&project.path("whole"));
    for moment in moments {
        interrupted(&project, &["init", "site"], moment);
        let site = files_below(&project.path("site"));
        assert!(site.is_empty() || site == whole, "after {moment:?}: {:?}", site.keys());
        let _ = fs::remove_dir_all(project.path("site"));
    }
    assert_eq!(project.run(&["init", "site"]).status, 0);
    let mut names: Vec<_> = fs::read_dir(project.root()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["site", "whole"], "what was left is cleared away");
}

#[test]
fn an_interrupted_verify_leaves_a_lock_or_none() {
    let project = crate::author::begun();
    let lock = project.path("sourcebook.lock");
    let whole = fs::read(&lock).unwrap();
    for moment in moments(&project, &["verify", "-q"], 8) {
        let _ = fs::remove_file(&lock);
        interrupted(&project, &["verify", "-q"], moment);
        assert!(!lock.exists() || fs::read(&lock).unwrap() == whole, "after {moment:?} the lock is cut short");
    }
    let _ = fs::remove_file(&lock);
    assert_eq!(project.run(&["verify", "-q"]).status, 0);
    let names = fs::read_dir(project.root()).unwrap().map(|entry| entry.unwrap().file_name());
    let staged: Vec<_> = names.filter(|name| name.to_string_lossy().starts_with(".sourcebook.lock")).collect();
    assert!(staged.is_empty(), "{staged:?}");
}
