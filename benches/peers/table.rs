use std::fmt::Write as _;
use std::fs;

use crate::program::{Run, middle};
use crate::scenarios::{Measured, Times};

/// The tables of the README and the seconds behind them, in Markdown.
pub(crate) fn render(measured: &[Measured], runs: usize, hugo: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let (ratios, seconds) = (ratios(measured), seconds(measured));
    format!("Sourcebook {version} and {hugo}; {}; each figure the median of {runs}.\n\n{ratios}\n{seconds}", machine())
}

fn ratios(measured: &[Measured]) -> String {
    let mut table = Table::new(&[
        "pages",
        "cold build: times the floor",
        "Hugo takes",
        "peak memory, and Hugo’s",
        "nothing changed: Hugo takes",
        "a brief changed: Hugo takes",
        "files written, and by Hugo",
        "all files, and Hugo’s",
    ]);
    for Measured { pages, sourcebook, hugo, .. } in measured {
        let faster =
            |of: fn(&Times) -> &[Run]| format!("{:.1} × as long", seconds_of(of(hugo)) / seconds_of(of(sourcebook)));
        table.row(&[
            thousands(*pages),
            format!("{:.2}", seconds_of(&sourcebook.cold) / middle(sourcebook.floor.clone())),
            faster(|times| &times.cold),
            format!("{:.0} MB, {:.0} MB", peak(&sourcebook.cold), peak(&hugo.cold)),
            faster(|times| &times.warm),
            faster(|times| &times.edited),
            format!("{}, {}", thousands(sourcebook.written), thousands(hugo.written)),
            format!("{}, {}", output(sourcebook), output(hugo)),
        ]);
    }
    table.0
}

fn seconds(measured: &[Measured]) -> String {
    let mut table = Table::new(&[
        "pages",
        "",
        "cold",
        "processor",
        "floor",
        "output",
        "warm",
        "a brief changed",
        "search index, its build’s peak",
    ]);
    for Measured { pages, sourcebook, hugo, index } in measured {
        let index = index.as_ref().map(|index| format!("{:.2} s, {:.0} MB", index.seconds, index.peak));
        for (name, times, index) in
            [("Sourcebook", sourcebook, index.unwrap_or_default()), ("Hugo", hugo, String::new())]
        {
            table.row(&[
                thousands(*pages),
                name.to_owned(),
                format!("{:.2} s", seconds_of(&times.cold)),
                format!("{:.2} s", median(&times.cold, |run| run.processor_seconds)),
                format!("{:.2} s", middle(times.floor.clone())),
                output(times),
                format!("{:.2} s", seconds_of(&times.warm)),
                format!("{:.2} s", seconds_of(&times.edited)),
                index,
            ]);
        }
    }
    table.0
}

/// A table of Markdown.
struct Table(String);

impl Table {
    fn new(names: &[&str]) -> Self {
        let mut table = Self(String::new());
        table.row(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        table.row(&names.iter().map(|_| "---".to_owned()).collect::<Vec<_>>());
        table
    }

    fn row(&mut self, cells: &[String]) {
        let _ = writeln!(self.0, "| {} |", cells.join(" | "));
    }
}

fn seconds_of(runs: &[Run]) -> f64 {
    median(runs, |run| run.seconds)
}

fn peak(runs: &[Run]) -> f64 {
    median(runs, |run| run.peak)
}

/// How much was written by a cold build.
fn output(times: &Times) -> String {
    format!("{} files of {} MB", thousands(times.files), times.bytes / 1_000_000)
}

/// 10,000
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

/// The processor and the memory, as Linux names them.
fn machine() -> String {
    let value = |file: &str, name: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
        line.split(':').nth(1).map_or_else(|| "unknown".to_owned(), |value| value.trim().to_owned())
    };
    let kib: usize =
        value("/proc/meminfo", "MemTotal").split(' ').next().and_then(|number| number.parse().ok()).unwrap_or_default();
    format!("two processors of {}, {} GB of memory", value("/proc/cpuinfo", "model name"), kib / 976_563)
}

/// The run in the middle by a measure.
fn median(runs: &[Run], measure: impl Fn(&Run) -> f64) -> f64 {
    middle(runs.iter().map(measure).collect())
}
