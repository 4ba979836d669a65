use clap::CommandFactory as _;
use clap::error::{ContextKind, ContextValue, Error};

use super::arguments::Arguments;
use crate::diagnostic::closest;

/// An error about a command that does not exist, with the one that was probably meant and no other.
pub(super) fn nearest_command(mut error: Error) -> Error {
    let Some(ContextValue::String(written)) = error.get(ContextKind::InvalidSubcommand) else { return error };
    let commands = Arguments::command();
    let nearest = closest(written, commands.get_subcommands().map(clap::Command::get_name)).map(str::to_owned);
    error.remove(ContextKind::SuggestedSubcommand);
    if let Some(nearest) = nearest {
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(vec![nearest]));
    }
    error
}
