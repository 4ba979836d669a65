use std::borrow::Cow;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use super::arguments::{Archives, Global, When};
use super::fault::Fault;
use super::progress::Line;
use crate::diagnostic::{Format, Report, Severity, printable, render};
use crate::files::{Files, escaped_json, exists, one_line, shown};
use crate::stages::{Progress, Timings};

/// One run at a terminal: where things are written, and how much.
#[derive(Debug, Clone)]
pub(super) struct Session {
    root: PathBuf,
    quiet: bool,
    verbose: bool,
    colour: bool,
    line: Option<Arc<Line>>,
    progress: Progress,
}

impl Session {
    pub(super) fn new(global: &Global) -> Self {
        let colour = match global.color {
            When::Always => true,
            When::Never => false,
            When::Auto => {
                io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        };
        let line = (io::stderr().is_terminal() && !global.quiet).then(Arc::<Line>::default);
        let progress = line.clone().map_or_else(Progress::default, |line| Progress::to(line));
        let root = global.root.clone().unwrap_or_else(site_above);
        Self { root, quiet: global.quiet, verbose: global.verbose, colour, line, progress }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Who hears how far the work is; nobody, unless standard error is a terminal.
    pub(super) const fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Does work that may take long; while it does, its progress is shown.
    pub(super) fn work<T>(&self, run: impl FnOnce() -> T) -> T {
        match &self.line {
            Some(line) => line.shown_while(run),
            None => run(),
        }
    }

    /// Says what happened, unless asked to be quiet.
    pub(super) fn say(&self, text: &str) {
        if !self.quiet {
            complain(text);
        }
    }

    pub(super) fn fault(&self, fault: &Fault) {
        let text = fault.to_string();
        self.complaint(&if fault.has_lines() { text } else { one_line(&text) });
    }

    /// Says what no fault of the content is, quiet or not, in as many lines as it has.
    pub(super) fn complaint(&self, fault: &str) {
        let error = if self.colour { "\u{1b}[1m\u{1b}[91merror\u{1b}[0m" } else { "error" };
        write(&format!("{error}: {}", printable_lines(fault)));
    }

    /// Shows diagnostics; to those who want quiet, errors alone.
    pub(super) fn show(&self, report: &Report, files: &Files) {
        let mut report = report.clone();
        if self.quiet {
            report.entries.retain(|(severity, _)| *severity == Severity::Error);
        }
        let text = render(&report, files, Format::Human { colour: self.colour });
        if !text.is_empty() {
            write(text.trim_end_matches('\n'));
            write("");
        }
    }

    /// Shows the diagnostics of a run and their numbers.
    pub(super) fn report(&self, report: &Report, files: &Files) {
        self.show(report, files);
        let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
        if errors > 0 {
            complain(&format!("{}, {}", count(errors, "error"), count(warnings, "warning")));
        } else if warnings > 0 {
            self.say(&count(warnings, "warning"));
        }
        let is_error = |(severity, _): &&(Severity, _)| *severity == Severity::Error;
        if errors + warnings > 0
            && let Some((_, first)) = report.entries.iter().find(is_error).or(report.entries.first())
        {
            self.say(&format!("for more about a code: sourcebook explain {}", first.code.name));
        }
    }

    /// The folders with archives that somebody named. Says which of them are not there.
    pub(super) fn archives(&self, named: &Archives) -> Vec<PathBuf> {
        for folder in named.missing() {
            self.say(&format!("the archive folder `{}` does not exist", shown(&folder)));
        }
        named.folders()
    }

    /// Says which site the work is about, if asked for such things and nobody has named it.
    pub(super) fn place(&self) {
        if self.verbose && self.root.starts_with("..") {
            complain(&format!("using the site in `{}`", shown(&self.root)));
        }
    }

    pub(super) fn timings(&self, timings: &Timings) {
        for (stage, time) in timings.stages() {
            self.timing(stage, *time);
        }
    }

    /// Says how long something took, if asked for such things.
    pub(super) fn timing(&self, what: &str, time: Duration) {
        if self.verbose {
            complain(&format!("{:>9.1} ms  {what}", time.as_secs_f64() * 1000.0));
        }
    }
}

/// The folder at hand, unless it is part of a site that stands above it.
fn site_above() -> PathBuf {
    let here = PathBuf::from(".");
    let is_site = |folder: &Path| exists(&folder.join("sourcebook.toml"));
    if is_site(&here) || exists(&here.join("content")) {
        return here;
    }
    let depth = std::env::current_dir().map_or(0, |folder| folder.components().count());
    let mut above = (1..depth).map(|up| std::iter::repeat_n("..", up).collect::<PathBuf>());
    above.find(|above| is_site(above)).unwrap_or(here)
}

/// "1 error", "2 errors".
pub(super) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// Says what is left to an author in a file: each field with its line, and in a few words what it asks for.
pub(super) fn unfinished(
    out: &mut Lines,
    path: &str,
    fields: &[(usize, &'static str)],
    what: impl Fn(&str) -> &'static str,
) {
    if !fields.is_empty() {
        out.line("still to fill in:");
    }
    for (line, field) in fields {
        out.line(&format!("  {path}:{line}: {field}: {}", what(field)));
    }
}

/// What people are answered, line by line. Whatever a line quotes, it stays one, and holds nothing that is obeyed.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    pub(super) fn line(&mut self, text: &str) {
        self.0.push_str(&inert(&one_line(text)));
        self.0.push('\n');
    }
}

/// A line that no log of a continuous integration takes for a command: GitHub's begin with two colons, after any
/// spaces.
fn inert(line: &str) -> Cow<'_, str> {
    let begins = line.trim_start();
    if !begins.starts_with("::") {
        return Cow::Borrowed(line);
    }
    let (spaces, _) = line.split_at(line.len() - begins.len());
    Cow::Owned(format!("{spaces}\u{fffd}{begins}"))
}

/// As [`printable`], and none of the lines is obeyed.
fn printable_lines(text: &str) -> String {
    printable(text).split('\n').map(inert).collect::<Vec<_>>().join("\n")
}

/// Answers people: the same wherever it is read, since what is piped ends in a terminal or a log as well.
pub(super) fn answer(lines: &Lines) -> Result<(), Fault> {
    print(&lines.0)
}

/// Writes JSON for programs.
pub(super) fn print_json(value: &impl Serialize) -> Result<(), Fault> {
    // Strings and numbers always serialise.
    print(&format!("{}\n", escaped_json(&serde_json::to_string_pretty(value).unwrap_or_default())))
}

/// Writes what programs read, or what holds nothing but words of ours: to a terminal what it may show, to programs
/// every byte.
pub(super) fn print(text: &str) -> Result<(), Fault> {
    let mut out = io::stdout().lock();
    let text = if out.is_terminal() { Cow::Owned(printable(text)) } else { Cow::Borrowed(text) };
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // Whoever reads has had enough, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(Fault::Output),
    }
}

/// Writes a message of one line, whatever it quotes: arguments, paths and content may hold what a terminal obeys.
pub(super) fn complain(text: &str) {
    write(&inert(&one_line(text)));
}

/// Writes a message of several lines.
pub(super) fn complain_lines(text: &str) {
    write(&printable_lines(text));
}

/// Writes what may hold colours to standard error. That it cannot be written to is nothing that could be said anywhere.
fn write(text: &str) {
    let _ = io::stderr().lock().write_all(format!("{text}\n").as_bytes());
}
