use clap::Args;

use super::arguments::{Archives, Deny, FormatName};
use super::fault::Fault;
use super::session::{Session, count, print};
use crate::diagnostic::{Format, render};
use crate::render::Theme;
use crate::stages::{BuildError, CompileOptions, compile};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sourcebook check
  sourcebook check --format github --deny warnings")]
pub(super) struct CheckCommand {
    /// The format of the diagnostics; json and github go to standard output
    #[arg(long, value_enum, default_value_t = FormatName::Human)]
    pub(super) format: FormatName,
    /// Treat warnings as errors
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(super) deny: Option<Deny>,
    #[command(flatten)]
    pub(super) archives: Archives,
}

/// Checks the content. `Ok(false)` if it has errors.
pub(super) fn run(session: &Session, command: &CheckCommand) -> Result<bool, Fault> {
    let options = CompileOptions {
        archives: session.archives(&command.archives),
        deny_warnings: command.deny == Some(Deny::Warnings),
        progress: session.progress().clone(),
        trusts_seen: true,
        ..CompileOptions::default()
    };
    let compiled = session.work(|| compile(session.root(), &options))?;
    // The build would fail by it, and the content is told of first.
    let theme = || Theme::new(&compiled.theme).map(drop).map_err(BuildError::from);
    let format = match command.format {
        FormatName::Human => {
            session.report(&compiled.report, &compiled.files);
            theme()?;
            if compiled.report.entries.is_empty() {
                let site = &compiled.site;
                session.say(&format!(
                    "{}, {}, {}: no problems found",
                    count(site.claims.len(), "claim"),
                    count(site.sources.len(), "source"),
                    count(site.briefs.len(), "brief")
                ));
            }
            session.timings(&compiled.timings);
            return Ok(compiled.report.is_publishable());
        }
        FormatName::Json => Format::Json,
        FormatName::Github => Format::Github,
    };
    print(&render(&compiled.report, &compiled.files, format))?;
    session.timings(&compiled.timings);
    theme()?;
    Ok(compiled.report.is_publishable())
}
