//! The command line.
//!
//! In: arguments. Out: an exit status, the answer on standard output, diagnostics and progress on standard error. Never
//! here: a rule about content, or work that a user of the library could want without a terminal.

mod arguments;
mod build;
mod check;
mod clip;
mod completions;
mod coverage;
mod doctor;
mod editor;
mod explain;
mod fault;
mod init;
mod man;
mod new;
mod progress;
mod schema;
mod serve;
mod session;
mod suggest;
mod threads;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};
use fault::Fault;
use session::{Session, complain_lines};

use crate::files::one_line;

/// Runs the program with its arguments, the first of which is its own name.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let is_deceptive = arguments.iter().map(|it| it.to_string_lossy()).any(|it| one_line(&it) != it);
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let error = suggest::nearest_command(error);
            // Help and version come this way too, on standard output and with status 0.
            let status = u8::try_from(error.exit_code()).unwrap_or(2);
            refuse(&error, is_deceptive);
            return ExitCode::from(status);
        }
    };
    let session = Session::new(&arguments.global);
    session.place();
    match threads::begin().and_then(|()| dispatch(&session, &arguments.command)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(fault) => {
            session.fault(&fault);
            ExitCode::from(2)
        }
    }
}

/// Says why arguments mean nothing, or what was asked about them. Colours would stand among what is quoted from the
/// arguments: where that holds what a terminal obeys, there are none.
fn refuse(error: &clap::Error, is_deceptive: bool) {
    if is_deceptive {
        complain_lines(error.render().to_string().trim_end_matches('\n'));
    } else {
        let _ = error.print();
    }
}

/// Whether the content is without errors.
fn dispatch(session: &Session, command: &Command) -> Result<bool, Fault> {
    match command {
        Command::Init(command) => init::run(command),
        Command::New(command) => new::run(session, command),
        Command::Clip(command) => clip::run(session, command),
        Command::Verify(command) => verify::run(session, command),
        Command::Serve(command) => serve::run(session, command),
        Command::Check(command) => check::run(session, command),
        Command::Build(command) => build::run(session, command),
        Command::Coverage(command) => coverage::run(session, command),
        Command::Doctor(command) => doctor::run(session, command),
        Command::Explain(command) => explain::run(command),
        Command::Completions(command) => completions::run(command),
        Command::Man(command) => man::run(session, command),
        Command::Schema(command) => schema::run(session, command),
    }
}
