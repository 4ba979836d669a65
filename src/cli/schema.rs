use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

use clap::{Args, ValueEnum};

use super::fault::Fault;
use super::session::{Session, print};
use crate::diagnostic::{closest, did_you_mean};
use crate::files::{create_folders, place_below, shown, write_atomically};
use crate::schema::{Schema, all, modeline, reference};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sourcebook schema --output .sourcebook/schemas
  sourcebook schema source
  sourcebook schema --format markdown")]
pub(super) struct SchemaCommand {
    /// The kind of file, such as `source` [default: list all kinds, and the line by which a file names its schema]
    pub(super) name: Option<String>,
    /// Write the schema, or all schemas, into a folder
    #[arg(long, value_name = "DIR", conflicts_with = "format")]
    pub(super) output: Option<PathBuf>,
    /// What to print; markdown gives a reference of all fields
    #[arg(long, value_enum, default_value_t = SchemaFormat::Json)]
    pub(super) format: SchemaFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaFormat {
    Json,
    Markdown,
}

/// Prints a schema, lists them, or writes them into a folder.
pub(super) fn run(session: &Session, command: &SchemaCommand) -> Result<bool, Fault> {
    if command.format == SchemaFormat::Markdown {
        print(&reference())?;
        return Ok(true);
    }
    let mut schemas = all();
    if let Some(name) = &command.name {
        let names: Vec<&str> = schemas.iter().map(|schema| schema.name).collect();
        if !names.contains(&name.as_str()) {
            let hint = did_you_mean(closest(name, names.iter().copied()));
            let listed = names.join(", ");
            return Err(Fault::Usage(format!("there is no schema `{name}`{hint}\nthe schemas are: {listed}")));
        }
        schemas.retain(|schema| schema.name == name);
    }
    match &command.output {
        Some(folder) => {
            create_folders(&own_place(folder)?)?;
            for schema in &schemas {
                write_atomically(&own_place(&folder.join(&schema.file))?, schema.text.as_bytes())?;
            }
            let files: Vec<&str> = schemas.iter().map(|schema| schema.file.as_str()).collect();
            session.say(&format!("{} in {}", files.join(", "), shown(folder)));
        }
        None if command.name.is_some() => {
            print(&schemas.iter().map(|schema| schema.text.as_str()).collect::<String>())?;
        }
        None => print(&list(&schemas))?,
    }
    Ok(true)
}

/// A place below the folder at hand, which may be a site that a stranger has put links into. Any other is the user's word.
fn own_place(path: &Path) -> Result<PathBuf, Fault> {
    let is_below = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    Ok(if is_below { place_below(Path::new(""), path)? } else { path.to_path_buf() })
}

/// A line a schema: its name, the files it is for, and how one of them names it.
fn list(schemas: &[Schema]) -> String {
    let mut out = String::new();
    for schema in schemas {
        let line = modeline(schema.name).unwrap_or_default();
        let _ = writeln!(out, "{:<10} {:<22} {line}", schema.name, schema.matches);
    }
    out
}
