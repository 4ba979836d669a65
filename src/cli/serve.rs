use clap::Args;

use super::arguments::Archives;
use super::fault::Fault;
use super::session::{Session, count};
use crate::files::{Limits, exists};
use crate::parse::{Loaded, load};
use crate::serve::{Notice, Port, serve};
use crate::stages::CompileOptions;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sourcebook serve
  sourcebook serve --archive ../archives --port 8000")]
pub(super) struct ServeCommand {
    /// The port to listen on [default: 4000, or the next free one]
    #[arg(long, value_name = "N", value_parser = a_port)]
    pub(super) port: Option<u16>,
    /// Look at the files twice a second, for file systems that do not report changes
    #[arg(long)]
    pub(super) poll: bool,
    #[command(flatten)]
    pub(super) archives: Archives,
}

/// The port unless another is asked for.
const PORT: u16 = 4000;

fn a_port(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| format!("a port is a whole number from 0 to {}", u16::MAX))
}

/// Serves the site until it is interrupted.
pub(super) fn run(session: &Session, command: &ServeCommand) -> Result<bool, Fault> {
    let options = CompileOptions {
        archives: session.archives(&command.archives),
        trusts_seen: true,
        ..CompileOptions::default()
    };
    // A folder that is no site will not become one by waiting: what is wrong with it is said as everywhere else.
    if !exists(&session.root().join("content")) {
        load(session.root(), Limits::default(), &mut Loaded::default())?;
    }
    let port = command.port.map_or(Port::From(PORT), Port::Exactly);
    let teller = session.clone();
    serve(session.root(), options, port, command.poll, move |notice| tell(&teller, notice))?;
    Ok(true)
}

fn tell(session: &Session, notice: &Notice<'_>) {
    match notice {
        Notice::Listening(at) => session.say(&format!("serving on http://{at}/ (Ctrl-C ends it)")),
        Notice::Compiled(compiled) => {
            session.report(&compiled.report, &compiled.files);
            session.timings(&compiled.timings);
        }
        Notice::Built(took) => session.say(&format!("built in {} ms", took.as_millis())),
        Notice::Rebuilt { took, changed } => {
            session.say(&format!("rebuilt in {} ms, {} changed", took.as_millis(), count(*changed, "open page")));
        }
        Notice::Indexed(took) => session.timing("search index, in the background", *took),
        Notice::Kept => session.say("still showing the last good pages"),
        Notice::Waiting => session.say("pages will be shown once there are no errors"),
        Notice::Failed(failure) => session.complaint(failure),
        Notice::Polling(because) => session.say(&format!("looking at the files twice a second: {because}")),
    }
}
