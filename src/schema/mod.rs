//! What editors and readers are told about the files that authors write.
//!
//! In: the shapes that the decoders of `model` give of themselves. Out: a JSON Schema for each kind of file ([`all`]),
//! the line by which a file names its schema ([`modeline`]), and a reference of all fields in Markdown
//! ([`reference()`]). Never here: a word about a field that does not come from its decoder, or the disk.
//!
//! The schemas are of draft-07, which all language servers for YAML and TOML know, older versions included. A schema
//! accepts whatever its decoder accepts. It is laxer in what only the decoder can know: whether a date exists, or a
//! name is taken. It asks for the letters of an identifier in a reference, whereas the decoder leaves it to later
//! layers to report a name that means nothing.

mod json;
mod markdown;

pub use markdown::reference;

use crate::model::{FileShape, file_shapes};
use crate::syntax::Syntax;

/// The folder of the schemas in a site.
pub const FOLDER: &str = ".sourcebook/schemas";

/// A JSON Schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    /// The kind of file that it is for: `source`.
    pub name: &'static str,
    /// Its file in [`FOLDER`]: `source.json`.
    pub file: String,
    /// The files that it is for, relative to the site: `content/sources/*.yaml`.
    pub matches: String,
    /// The schema itself, with a line end.
    pub text: String,
}

/// The schemas of all files that hold fields.
#[must_use]
pub fn all() -> Vec<Schema> {
    let schema = |file: FileShape| Schema {
        name: file.name,
        file: format!("{}.json", file.name),
        matches: file.place.replace("ID", "*"),
        text: json::schema(&file),
    };
    file_shapes().into_iter().map(schema).collect()
}

/// The comment by which a file of a kind names its schema, without a line end; `None` if there is no such kind.
///
/// The language servers for YAML (`yaml-language-server`) and TOML (Taplo, Tombi) look for it in the first lines and
/// take the path from the file's own folder. In front matter it stands after the opening `---`, where only editors that
/// know YAML inside Markdown see it.
#[must_use]
pub fn modeline(name: &str) -> Option<String> {
    let file = file_shapes().into_iter().find(|file| file.name == name)?;
    let up = "../".repeat(file.place.matches('/').count());
    Some(match file.syntax {
        Syntax::Yaml => format!("# yaml-language-server: $schema={up}{FOLDER}/{name}.json"),
        Syntax::Toml => format!("#:schema ./{up}{FOLDER}/{name}.json"),
    })
}
