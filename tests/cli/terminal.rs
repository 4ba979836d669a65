//! Colours, and readers who leave.

use std::io::Read as _;
use std::process::{Child, Stdio};

use crate::common::{command, flawed, sourcebook};
use crate::support::Project;

#[test]
fn colours_come_when_they_are_asked_for() {
    let flawed = flawed();
    let escapes = |arguments: &[&str], no_colour: Option<&str>| {
        let mut command = sourcebook(&flawed, arguments);
        if let Some(value) = no_colour {
            command = command.env("NO_COLOR", value);
        }
        let output = command.output().unwrap();
        assert!(!output.stdout.contains(&0x1b), "the answer has no colours");
        output.stderr.contains(&0x1b)
    };
    assert!(escapes(&["check", "--color", "always"], None));
    assert!(escapes(&["check", "--color", "always"], Some("1")), "an argument is stronger than the environment");
    assert!(!escapes(&["check", "--color", "never"], None));
    assert!(!escapes(&["check"], None), "this is no terminal");
    assert!(!escapes(&["check", "--color", "always", "--format", "json"], None));
}

/// Starts the program with a pipe that nobody reads from.
fn unread(project: &Project, arguments: &[&str], close: impl FnOnce(&mut Child)) -> (Option<i32>, String) {
    let mut command = command(project, arguments);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    close(&mut child);
    let mut said = String::new();
    if let Some(mut stderr) = child.stderr.take() {
        stderr.read_to_string(&mut said).unwrap();
    }
    (child.wait().unwrap().code(), said)
}

#[test]
fn readers_may_leave() {
    let flawed = flawed();
    let no_reader = |arguments: &[&str]| unread(&flawed, arguments, |child| drop(child.stdout.take()));
    assert_eq!(no_reader(&["explain"]), (Some(0), String::new()));
    assert_eq!(no_reader(&["--help"]), (Some(0), String::new()));
    assert_eq!(no_reader(&["check", "--format", "json"]), (Some(1), String::new()));
    // Nobody hears the diagnostics, but the status tells.
    assert_eq!(unread(&flawed, &["check"], |child| drop(child.stderr.take())).0, Some(1));
    let build = unread(&Project::golden(), &["build"], |child| drop(child.stderr.take()));
    assert_eq!(build.0, Some(0));
}
