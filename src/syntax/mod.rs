//! From text to a tree that knows where everything is.
//!
//! In: a file's text. Out: [`Node`]s with spans into the real file, from YAML and TOML alike, and [`Fields`], which
//! reads records and collects every error. Without a file the same readers give the [`Shape`] of what they would read.
//! Never here: what a field means, or stopping at the first error. Anchors, aliases, tags and deep nesting are refused,
//! so that no content can expand.

mod character;
mod direction;
mod fields;
mod front_matter;
mod merge;
mod nesting;
mod node;
mod reader;
mod scalar;
mod shape;
mod toml;
mod word;
mod yaml;

pub use self::toml::{parse_toml, parse_toml_part, toml_rows};
pub use character::is_refused;
pub use direction::hidden_direction;
pub use fields::{Closed, Fields};
pub use front_matter::{FrontMatter, split_front_matter};
pub use merge::{MERGE_HELP, merge_mark};
pub use node::{Entry, Node, Syntax, Value};
pub use reader::{Reader, list, short_or_long, table, table_by_key, text};
pub use scalar::{scalar, scalar_like};
pub use shape::{Field, FieldShape, Form, Plain, RecordShape, Rule, Shape, Vocabulary};
pub use word::{Word, word};
pub use yaml::parse_yaml;
