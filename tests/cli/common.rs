//! Runs of the program, and sites to run it in.

use std::fs;

use snapbox::IntoData;
use snapbox::cmd::Command;

use crate::support::Project;

/// The program in a site's folder, as if at a terminal 100 columns wide, and without wishes from the environment.
pub(crate) fn command(project: &Project, arguments: &[&str]) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_sourcebook"));
    command.args(arguments).current_dir(project.root()).env("COLUMNS", "100");
    for variable in ["SOURCEBOOK_ARCHIVES", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

pub(crate) fn sourcebook(project: &Project, arguments: &[&str]) -> Command {
    Command::from_std(command(project, arguments)).stdin("")
}

/// Runs the program and holds it to what it may say and where. `[..]` stands for what differs by machine.
#[track_caller]
pub(crate) fn expect(project: &Project, arguments: &[&str], status: i32, stdout: impl IntoData, stderr: impl IntoData) {
    sourcebook(project, arguments).assert().code(status).stdout_eq(stdout).stderr_eq(stderr);
}

/// The golden site with one error, a reference to nothing, and with one warning, HTML in a text.
pub(crate) fn flawed() -> Project {
    let project = warned();
    replace(&project, "content/actors/orle-ferries.md", "to: orland", "to: orlnad");
    project
}

/// The golden site with one warning.
pub(crate) fn warned() -> Project {
    let project = Project::golden();
    replace(&project, "content/criteria/river.md", "What a crossing does", "What a <b>crossing</b> does");
    project
}

pub(crate) fn replace(project: &Project, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(project.path(path)).unwrap();
    assert!(text.contains(from), "{path} has `{from}`");
    project.write(path, text.replacen(from, to, 1));
}
