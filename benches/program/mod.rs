//! Programs as their users run them: Sourcebook on a generated site, or another one.
//!
//! In: a program and its arguments. Out: what it took and what it said. Never here: what the figures are for.
#![allow(dead_code, reason = "each benchmark uses its own part")]
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot be set up measures nothing")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::site::{Shape, write_shape};

mod floor;

pub(crate) use floor::Edition;

/// What a run of a program took, and what it said.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) seconds: f64,
    /// Of all threads together.
    pub(crate) processor_seconds: f64,
    /// The largest resident size, in MB.
    pub(crate) peak: f64,
    pub(crate) said: String,
}

/// Waits until everything that was written is on the disk: what still has to get there would slow down what is
/// measured next.
pub(crate) fn settle() {
    assert!(Command::new("sync").status().unwrap().success());
}

/// Runs a program to its end, on two processors.
///
/// The measuring is Python's: Rust's standard library knows no `wait4`, and the memory of a process that has ended can
/// be asked for in no other way.
pub(crate) fn run(program: &Path, arguments: &[&str], folder: &Path) -> Run {
    let measure = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/program/measure.py");
    let output =
        Command::new("python3").arg(measure).arg(program).args(arguments).current_dir(folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{} {arguments:?} failed:\n{printed}{said}", program.display());
    let numbers: Vec<f64> = printed.lines().last().unwrap().split(' ').map(|number| number.parse().unwrap()).collect();
    Run { seconds: numbers[0], processor_seconds: numbers[1], peak: numbers[2] * 1024.0 / 1_000_000.0, said }
}

/// Writes a site as a repository has it: proved, with its lock, and without the archives.
pub(crate) fn write_proved(root: &Path, shape: &Shape) {
    write_shape(root, shape);
    run(sourcebook(), &["verify", "--quiet"], root);
    fs::remove_dir_all(root.join("archives")).unwrap();
    set_search(root, false);
}

pub(crate) fn set_search(root: &Path, is_on: bool) {
    let file = root.join("sourcebook.toml");
    let text = fs::read_to_string(&file).unwrap();
    let kept: String = text.lines().filter(|line| !line.starts_with("search")).flat_map(|line| [line, "\n"]).collect();
    fs::write(&file, format!("{kept}search = {is_on}\n")).unwrap();
}

/// Builds a site by the program.
pub(crate) fn build(site: &Path, output: &Path) -> Run {
    run(sourcebook(), &["build", "-v", "--output", output.to_str().unwrap()], site)
}

/// Builds a site as after a fresh clone: nothing is known of earlier builds, and what they wrote is on the disk.
pub(crate) fn build_cold(site: &Path, output: &Path) -> Run {
    let _ = fs::remove_dir_all(site.join(".sourcebook"));
    settle();
    build(site, output)
}

fn sourcebook() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_sourcebook"))
}

/// The middle one of the figures of several runs.
pub(crate) fn middle(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_unstable_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

/// The files below a folder, by their paths relative to it, in order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let below = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = below.filter(|entry| entry.file_type().is_file());
    files.map(|entry| entry.path().strip_prefix(folder).unwrap().to_path_buf()).collect()
}
