use std::path::Path;
use std::process::Command;

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
    let measure = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers/measure.py");
    let output =
        Command::new("python3").arg(measure).arg(program).args(arguments).current_dir(folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{} {arguments:?} failed:\n{printed}{said}", program.display());
    let numbers: Vec<f64> = printed.lines().last().unwrap().split(' ').map(|number| number.parse().unwrap()).collect();
    Run { seconds: numbers[0], processor_seconds: numbers[1], peak: numbers[2] * 1024.0 / 1_000_000.0, said }
}

/// The run in the middle by a measure.
pub(crate) fn median(runs: &[Run], measure: impl Fn(&Run) -> f64) -> f64 {
    middle(runs.iter().map(measure).collect())
}

/// The number in the middle.
pub(crate) fn middle(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_unstable_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}
