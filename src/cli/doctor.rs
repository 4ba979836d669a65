use std::path::PathBuf;

use clap::Args;
use jiff::Zoned;

use super::arguments::{AnswerFormat, Archives};
use super::fault::Fault;
use super::session::{Lines, Session, answer, print_json};
use crate::author::{Finding, State, examine};
use crate::stages::{CompileOptions, default_output};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sourcebook doctor
  sourcebook doctor --archive ../archives --format json

Exit status: 0 on success, 1 if something needs mending, 2 if the environment fails. Notes do not count.")]
pub(super) struct DoctorCommand {
    /// The output folder [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// The format of the answer
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(super) format: AnswerFormat,
    #[command(flatten)]
    pub(super) archives: Archives,
}

/// Says what is missing. `Ok(false)` if something is to be mended.
pub(super) fn run(session: &Session, command: &DoctorCommand) -> Result<bool, Fault> {
    let today = Zoned::now().date();
    let options = CompileOptions {
        archives: command.archives.folders(),
        today: Some(today),
        progress: session.progress().clone(),
        ..CompileOptions::default()
    };
    let output = command.output.clone().unwrap_or_else(|| default_output(session.root()));
    let found = session.work(|| examine(session.root(), &output, &options, today))?;
    match command.format {
        AnswerFormat::Human => answer(&human(&found))?,
        // Strings always serialise.
        AnswerFormat::Json => print_json(&found)?,
    }
    Ok(found.iter().all(|finding| finding.state != State::Mend))
}

fn human(found: &[Finding]) -> Lines {
    let mut out = Lines::default();
    for Finding { state, about, message, way_out } in found {
        let state = match state {
            State::Fine => "fine",
            State::Note => "note",
            State::Mend => "MEND",
        };
        out.line(&format!("{state}  {about}: {message}"));
        if let Some(way_out) = way_out {
            out.line(&format!("      {way_out}"));
        }
    }
    out
}
