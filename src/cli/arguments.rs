use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// A compiler for evidence: Markdown briefs and proved source excerpts become a static, cross-linked briefing site.
#[derive(Debug, Parser)]
#[command(name = "sourcebook", version, arg_required_else_help = true)]
#[command(after_help = "Exit status: 0, 1 where the content has errors, 2 where the environment failed.")]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Args)]
pub(super) struct Global {
    /// The folder of the site
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Say more: the time of each stage
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
    /// Use colours
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = When::Auto)]
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
    /// Build the site into its output folder
    Build(BuildCommand),
    /// Check the content and build nothing
    Check(CheckCommand),
    /// Find words in a source's archive and append a claim with them, ready to edit
    Clip(ClipCommand),
    /// Find every excerpt in its source's archive and record the proof in sourcebook.lock
    Verify(VerifyCommand),
    /// Say which paragraphs of sources have claims, and which of texts rest on something
    Coverage(CoverageCommand),
    /// Show the site in a browser, and each page anew when what it shows has changed
    Serve(ServeCommand),
    /// Explain a diagnostic code
    Explain(ExplainCommand),
    /// Print a JSON Schema, by which editors complete and check the site's files
    Schema(SchemaCommand),
}

#[derive(Debug, Args)]
pub(super) struct Archives {
    /// A folder with archives, searched before those of sourcebook.toml; may be given several times
    #[arg(long = "archive", value_name = "DIR", env = "SOURCEBOOK_ARCHIVES", value_delimiter = PATH_SEPARATOR)]
    pub(super) folders: Vec<PathBuf>,
}

/// What parts folders in an environment variable such as `PATH`.
const PATH_SEPARATOR: char = if cfg!(windows) { ';' } else { ':' };

#[derive(Debug, Args)]
#[command(after_help = "Example: sourcebook build --base-url https://example.org/summit/")]
pub(super) struct BuildCommand {
    /// The output folder [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// The address that the site will stand at, in place of sourcebook.toml's
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Treat warnings as errors
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(super) deny: Option<Deny>,
    #[command(flatten)]
    pub(super) archives: Archives,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: sourcebook check --format github --deny warnings")]
pub(super) struct CheckCommand {
    /// How to write the diagnostics; json and github go to standard output
    #[arg(long, value_enum, default_value_t = FormatName::Human)]
    pub(super) format: FormatName,
    /// Treat warnings as errors
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(super) deny: Option<Deny>,
    #[command(flatten)]
    pub(super) archives: Archives,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: sourcebook clip chun-summit \"a credible second-strike capability\"")]
pub(super) struct ClipCommand {
    /// The source's identifier
    pub(super) source: String,
    /// The words, which may differ from the archive's by white space and typography
    pub(super) words: String,
    /// The claim's identifier [default: made of the words]
    #[arg(long, value_name = "CLAIM")]
    pub(super) id: Option<String>,
    /// Which place is meant, where the words stand at several
    #[arg(long, value_name = "NUMBER")]
    pub(super) occurrence: Option<usize>,
    #[command(flatten)]
    pub(super) archives: Archives,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: sourcebook verify --archive ../archives --locked")]
pub(super) struct VerifyCommand {
    /// Write nothing, and fail where sourcebook.lock would change
    #[arg(long)]
    pub(super) locked: bool,
    /// First write excerpts that differ from their archives by white space and typography alone as the archives have them
    #[arg(long, conflicts_with = "locked")]
    pub(super) fix: bool,
    #[command(flatten)]
    pub(super) archives: Archives,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: sourcebook coverage --format json")]
pub(super) struct CoverageCommand {
    /// How to write the answer
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(super) format: AnswerFormat,
    #[command(flatten)]
    pub(super) archives: Archives,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: sourcebook serve --archive ../archives")]
pub(super) struct ServeCommand {
    /// The port of this machine to listen on [default: 4000, or the next that is free]
    #[arg(long, value_name = "N")]
    pub(super) port: Option<u16>,
    /// Look at the files twice a second, where the file system does not tell of changes
    #[arg(long)]
    pub(super) poll: bool,
    #[command(flatten)]
    pub(super) archives: Archives,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: sourcebook explain missing-excerpt")]
pub(super) struct ExplainCommand {
    /// The code, as it stands in brackets in a diagnostic; without one, all codes are listed
    pub(super) code: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: sourcebook schema --output .sourcebook/schemas")]
pub(super) struct SchemaCommand {
    /// The kind of file, such as `source`; without one, all kinds are listed with the line by which a file names its schema
    pub(super) name: Option<String>,
    /// Write the schema, or all of them, into a folder
    #[arg(long, value_name = "DIR", conflicts_with = "format")]
    pub(super) output: Option<PathBuf>,
    /// What to print; markdown is a reference of all fields
    #[arg(long, value_enum, default_value_t = SchemaFormat::Json)]
    pub(super) format: SchemaFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaFormat {
    Json,
    Markdown,
}

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
