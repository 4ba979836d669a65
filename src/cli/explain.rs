use std::ffi::OsStr;
use std::fmt::Write as _;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Args, Command};

use super::fault::Fault;
use super::session::print;
use crate::diagnostic::{closest, codes, did_you_mean};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sourcebook explain missing-excerpt
  sourcebook explain")]
pub(super) struct ExplainCommand {
    /// The code, as shown in brackets in a diagnostic [default: list all codes]
    #[arg(value_parser = CodeName, hide_possible_values = true)]
    pub(super) code: Option<String>,
}

/// Any word: shells complete codes, and one that is none gets a suggestion of ours.
#[derive(Debug, Clone)]
struct CodeName;

impl TypedValueParser for CodeName {
    type Value = String;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(codes::ALL.iter().map(|code| PossibleValue::new(code.name))))
    }
}

/// Explains a code, or lists all.
pub(super) fn run(command: &ExplainCommand) -> Result<bool, Fault> {
    let Some(name) = &command.code else {
        let mut list = String::new();
        for code in codes::ALL {
            let _ = writeln!(list, "{:<24} {:<8} {}", code.name, code.severity.name(), code.summary());
        }
        print(&list)?;
        return Ok(true);
    };
    // As it is copied from a report.
    let name = name.split_once('[').map_or(name.as_str(), |(_, code)| code.trim_end().trim_end_matches([']', ':']));
    let Some(code) = codes::find(name) else {
        let hint = did_you_mean(closest(name, codes::ALL.iter().map(|code| code.name)));
        return Err(Fault::Usage(format!("there is no code `{name}`{hint}")));
    };
    print(&format!("{}\n\nBy default: {}.\n", code.explanation.trim_end(), code.severity.name()))?;
    Ok(true)
}
