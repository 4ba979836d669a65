//! The arguments that all commands share, and the list of commands. Those of one command stand in its own file.

use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser as _};
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::build::BuildCommand;
use super::check::CheckCommand;
use super::clip::ClipCommand;
use super::completions::CompletionsCommand;
use super::coverage::CoverageCommand;
use super::doctor::DoctorCommand;
use super::explain::ExplainCommand;
use super::init::InitCommand;
use super::man::ManCommand;
use super::new::NewCommand;
use super::schema::SchemaCommand;
use super::serve::ServeCommand;
use super::verify::VerifyCommand;
use crate::files::exists;

/// A compiler for evidence: Markdown briefs and proved source excerpts become a static, cross-linked briefing site.
#[derive(Debug, Parser)]
#[command(name = "sourcebook", version, arg_required_else_help = true)]
#[command(after_help = "\
Examples:
  sourcebook init my-site             a small working site to start from
  sourcebook new brief \"A question\"   a file to write in
  sourcebook verify                   prove every quotation
  sourcebook serve                    see the site in a browser while you write
  sourcebook check && sourcebook build

Exit status: 0 on success, 1 if the content has errors, 2 if the environment fails.")]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The heading of the options that every command has.
const GLOBAL: &str = "Global options";

#[derive(Debug, Args)]
pub(super) struct Global {
    /// The site's folder [default: the current folder, or the nearest site above it]
    #[arg(long, global = true, value_name = "DIR", help_heading = GLOBAL)]
    pub(super) root: Option<PathBuf>,
    /// Print errors only
    #[arg(short, long, global = true, help_heading = GLOBAL)]
    pub(super) quiet: bool,
    /// Also print how long each stage takes
    #[arg(short, long, global = true, conflicts_with = "quiet", help_heading = GLOBAL)]
    pub(super) verbose: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = When::Auto, help_heading = GLOBAL)]
    pub(super) color: When,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Create a small working site
    Init(InitCommand),
    /// Create the file for a new brief, source, actor, option, criterion or template
    New(NewCommand),
    /// Find words in a source's archive and append a claim that quotes them, ready to edit
    Clip(ClipCommand),
    /// Find every excerpt in its source's archive and record the proof in sourcebook.lock
    Verify(VerifyCommand),
    /// Serve the site on this machine, and update open pages as the files change
    Serve(ServeCommand),
    /// Check the content without building the site
    Check(CheckCommand),
    /// Build the site into its output folder
    Build(BuildCommand),
    /// Show which paragraphs of sources have claims, and which paragraphs of texts rest on evidence
    Coverage(CoverageCommand),
    /// Report what is missing: archives, proofs, settings
    Doctor(DoctorCommand),
    /// Explain a diagnostic code
    Explain(ExplainCommand),
    /// Print a completion script for a shell
    Completions(CompletionsCommand),
    /// Write the manual pages
    Man(ManCommand),
    /// Print a JSON Schema, which lets editors complete and check the site's files
    Schema(SchemaCommand),
}

#[derive(Debug, Args)]
pub(super) struct Archives {
    /// A folder of archives, searched before those in sourcebook.toml; may be repeated
    #[arg(long = "archive", value_name = "DIR", env = "SOURCEBOOK_ARCHIVES", value_delimiter = PATH_SEPARATOR, value_parser = OsStringValueParser::new().map(PathBuf::from))]
    folders: Vec<PathBuf>,
}

impl Archives {
    /// The folders that are named. A variable that is empty names none.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        self.folders.iter().filter(|folder| !folder.as_os_str().is_empty()).cloned().collect()
    }

    /// Those of them that are not there. The site's own need not be, but who names one has it.
    pub(super) fn missing(&self) -> Vec<PathBuf> {
        self.folders().into_iter().filter(|folder| !exists(folder)).collect()
    }
}

/// What parts folders in an environment variable such as `PATH`.
const PATH_SEPARATOR: char = if cfg!(windows) { ';' } else { ':' };

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    Warnings,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AnswerFormat {
    Human,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatName {
    Human,
    Json,
    Github,
}
