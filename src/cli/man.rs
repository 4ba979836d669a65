use std::path::PathBuf;

use clap::{Args, CommandFactory as _};
use clap_mangen::Man;

use super::arguments::Arguments;
use super::fault::Fault;
use super::session::{Session, count, print};
use crate::files::{create_folders, shown, write_atomically};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sourcebook man | man -l -
  sourcebook man --output ~/.local/share/man/man1")]
pub(super) struct ManCommand {
    /// Write a page for each command into this folder [default: print the main page]
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

/// Writes the manual pages.
pub(super) fn run(session: &Session, command: &ManCommand) -> Result<bool, Fault> {
    let mut program = Arguments::command().disable_help_subcommand(true);
    program.build();
    let Some(folder) = &command.output else {
        print(&String::from_utf8_lossy(&page(program)?.1))?;
        return Ok(true);
    };
    create_folders(folder)?;
    let commands = program.get_subcommands().filter(|command| !command.is_hide_set()).cloned();
    let pages: Vec<(String, Vec<u8>)> =
        std::iter::once(program.clone()).chain(commands).map(page).collect::<Result<_, Fault>>()?;
    for (name, text) in &pages {
        write_atomically(&folder.join(name), text)?;
    }
    session.say(&format!("{} in {}", count(pages.len(), "page"), shown(folder)));
    Ok(true)
}

/// A page and the name of its file.
fn page(command: clap::Command) -> Result<(String, Vec<u8>), Fault> {
    let page = Man::new(command);
    let mut text = Vec::new();
    page.render(&mut text).map_err(Fault::Output)?;
    Ok((page.get_filename(), text))
}
