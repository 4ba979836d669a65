use std::path::{Path, PathBuf};

use clap::Args;

use super::arguments::{Archives, Deny};
use super::fault::Fault;
use super::session::{Session, count};
use crate::files::shown;
use crate::model::base_address;
use crate::publish::Published;
use crate::stages::{Begun, Build, CompileOptions, Standing, default_output};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sourcebook build
  sourcebook build --base-url https://example.org/summit/
  sourcebook build --output /tmp/site --deny warnings")]
pub(super) struct BuildCommand {
    /// The output folder [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// The address at which the site will be published, overriding base-url in sourcebook.toml
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Treat warnings as errors
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(super) deny: Option<Deny>,
    #[command(flatten)]
    pub(super) archives: Archives,
}

/// Builds the site. `Ok(false)` if the content has errors.
pub(super) fn run(session: &Session, command: &BuildCommand) -> Result<bool, Fault> {
    let options = CompileOptions {
        archives: session.archives(&command.archives),
        today: None,
        deny_warnings: command.deny == Some(Deny::Warnings),
        base_url: command.base_url.as_deref().map(base_url).transpose()?,
        progress: session.progress().clone(),
        trusts_seen: true,
    };
    let output = command.output.clone().unwrap_or_else(|| default_output(session.root()));
    let mut build = Build::new(session.root(), &output, &options);
    let (published, timings) = match session.work(|| build.begin())? {
        Begun::Standing(Standing { files, report, published, timings }) => {
            session.report(&report, &files);
            (published, timings)
        }
        Begun::Compiled(compiled) => {
            session.report(&compiled.report, &compiled.files);
            let mut timings = compiled.timings.clone();
            if !compiled.report.is_publishable() {
                session.timings(&timings);
                session.say("nothing was published");
                return Ok(false);
            }
            let published = session.work(|| build.publish(&compiled, &mut timings))?;
            // The process ends: to take a large site apart takes longer than to leave it.
            std::mem::forget(compiled);
            (published, timings)
        }
    };
    session.timings(&timings);
    tell(session, &output, &published);
    Ok(true)
}

fn tell(session: &Session, output: &Path, published: &Published) {
    for warning in &published.set_aside {
        session.say(&format!("warning: {warning}"));
    }
    session.say(&format!(
        "{} in {}: {} written, {} unchanged, {} removed",
        count(published.written + published.unchanged, "file"),
        shown(output),
        published.written,
        published.unchanged,
        published.removed
    ));
}

fn base_url(url: &str) -> Result<String, Fault> {
    base_address(url)
        .ok_or_else(|| Fault::Usage(format!("`{url}` is not a base address; write it as https://example.org/summit/")))
}
