use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::arguments::Arguments;
use super::fault::Fault;
use super::session::print;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sourcebook completions bash > ~/.local/share/bash-completion/completions/sourcebook
  sourcebook completions zsh > ~/.zfunc/_sourcebook
  sourcebook completions fish > ~/.config/fish/completions/sourcebook.fish")]
pub(super) struct CompletionsCommand {
    /// The shell
    #[arg(value_enum)]
    pub(super) shell: Shell,
}

/// Writes a script that completes commands, options and their values.
pub(super) fn run(command: &CompletionsCommand) -> Result<bool, Fault> {
    let mut script = Vec::new();
    clap_complete::generate(command.shell, &mut Arguments::command(), "sourcebook", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(true)
}
