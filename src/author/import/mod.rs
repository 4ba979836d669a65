//! Records of sources from the exports of reference managers.
//!
//! In: a file of BibTeX or BibLaTeX, CSL-JSON or RIS, and the key of an entry. Out: a [`Reference`]: what a source's
//! file can say of it, and by name what it cannot. Never here: a value that the export does not hold (what is unknown
//! stays unknown, a season does not become a month), an editor who becomes an author, or the disk but for the file.

mod bibtex;
mod bounds;
mod csl;
mod date;
mod language;
mod latex;
mod name;
mod reference;
mod ris;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::diagnostic::{closest, did_you_mean};
use crate::files::{FileError, Files, Operation, Span, one_line, read_bytes, real_path, shown};

pub use reference::{Left, Reference};

/// The largest export that is read, in bytes: some hundred thousand entries.
const EXPORT_BYTES: u64 = 64 * 1024 * 1024;

/// How many keys a message lists.
const LISTED: usize = 12;

/// How many characters of a key or title it shows.
const SHOWN: usize = 200;

/// An entry of an export: the names that it goes by there, and what it says.
#[derive(Debug)]
struct Entry {
    /// The first is the one to show.
    keys: Vec<String>,
    reference: Reference,
}

/// A file that is not of its format, and where that shows.
#[derive(Debug)]
struct Broken {
    /// Lines from 1; the column in characters from 1, where it is known.
    line: usize,
    column: Option<usize>,
    reason: String,
}

impl Broken {
    /// At an offset in bytes.
    fn at(text: &str, offset: usize, reason: impl Into<String>) -> Self {
        let mut files = Files::default();
        let file = files.add("", text);
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let place = files.position(Span::new(file, offset, offset));
        Self { line: place.line, column: Some(place.column), reason: reason.into() }
    }
}

/// Why no record was taken.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The system refuses to read the file.
    #[error(transparent)]
    File(#[from] FileError),
    /// Nothing tells which format the file has.
    #[error(
        "`{}` is not an export that can be read: save it as BibTeX (.bib), CSL-JSON (.json) or RIS (.ris)",
        shown(path)
    )]
    Format {
        /// The file.
        path: PathBuf,
    },
    /// The file is not of its format.
    #[error("{}:{line}{}: {reason}", shown(path), column.map(|it| format!(":{it}")).unwrap_or_default())]
    Broken {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// In characters, from 1.
        column: Option<usize>,
        /// What is wrong there.
        reason: String,
    },
    /// The file holds nothing.
    #[error("`{}` holds no entry", shown(path))]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file holds several entries, and none was named.
    #[error("`{}` holds {count} entries: name one by its key\n{list}", shown(path))]
    WhichKey {
        /// The file.
        path: PathBuf,
        /// How many entries.
        count: usize,
        /// Keys with titles, a line each.
        list: String,
    },
    /// No entry has the key.
    #[error("`{}` holds no entry `{key}`{}\n{list}", shown(path), did_you_mean(meant.as_deref()))]
    NoKey {
        /// The file.
        path: PathBuf,
        /// What was asked for.
        key: String,
        /// What was probably meant.
        meant: Option<String>,
        /// Keys with titles, a line each.
        list: String,
    },
}

/// Takes one entry from an export. Without a key, the only one.
///
/// # Errors
/// See [`ImportError`].
pub fn import(path: &Path, key: Option<&str>) -> Result<Reference, ImportError> {
    // Its author names it, by a link perhaps.
    let as_named = |FileError { operation, source, .. }: FileError| {
        let source = match source.kind() {
            ErrorKind::FileTooLarge => std::io::Error::other(format!("{source}; export fewer entries at a time")),
            _ => source,
        };
        FileError { operation, path: path.to_path_buf(), source }
    };
    let bytes = real_path(path).and_then(|place| read_bytes(&place, EXPORT_BYTES)).map_err(as_named)?;
    let not_text = || FileError::during(Operation::Read, path)(std::io::Error::other("it is not UTF-8"));
    let text = String::from_utf8(bytes).map_err(|_| not_text())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let read = reader(path, text).ok_or_else(|| ImportError::Format { path: path.to_path_buf() })?;
    let entries = read(text).map_err(|Broken { line, column, reason }| ImportError::Broken {
        path: path.to_path_buf(),
        line,
        column,
        reason,
    })?;
    choose(path, entries, key)
}

type Read = fn(&str) -> Result<Vec<Entry>, Broken>;

/// By the file's name, else by how it begins.
fn reader(path: &Path, text: &str) -> Option<Read> {
    let extension = path.extension().and_then(|it| it.to_str()).unwrap_or("").to_ascii_lowercase();
    match extension.as_str() {
        "bib" | "bibtex" | "biblatex" => return Some(bibtex::read),
        "json" | "csljson" => return Some(csl::read),
        "ris" => return Some(ris::read),
        _ => {}
    }
    let begins = text.trim_start();
    match begins.chars().next()? {
        '@' | '%' => Some(bibtex::read),
        '[' | '{' => Some(csl::read),
        _ if begins.starts_with("TY  -") => Some(ris::read),
        _ => None,
    }
}

/// As much of a text as a line of a message has room for.
fn short(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", one_line(&text[..end])),
        None => one_line(text),
    }
}

fn choose(path: &Path, entries: Vec<Entry>, key: Option<&str>) -> Result<Reference, ImportError> {
    let path = path.to_path_buf();
    let list = || {
        let line = |entry: &Entry| {
            let title = entry.reference.title.as_deref().unwrap_or("without a title");
            format!("  {}: {}", short(entry.keys.first().map_or("", String::as_str)), short(title))
        };
        let mut lines: Vec<String> = entries.iter().take(LISTED).map(line).collect();
        if entries.len() > LISTED {
            lines.push(format!("  … and {} more", entries.len() - LISTED));
        }
        lines.join("\n")
    };
    let Some(key) = key else {
        let (count, list) = (entries.len(), list());
        let mut entries = entries.into_iter();
        return match (entries.next(), entries.next()) {
            (None, _) => Err(ImportError::Empty { path }),
            (Some(only), None) => Ok(only.reference),
            (Some(_), Some(_)) => Err(ImportError::WhichKey { path, count, list }),
        };
    };
    if entries.is_empty() {
        return Err(ImportError::Empty { path });
    }
    if let Some(at) = entries.iter().position(|entry| entry.keys.iter().any(|known| known == key)) {
        return entries.into_iter().nth(at).map(|entry| entry.reference).ok_or(ImportError::Empty { path });
    }
    let meant = closest(key, entries.iter().flat_map(|entry| &entry.keys).map(String::as_str)).map(one_line);
    Err(ImportError::NoKey { list: list(), path, key: key.to_owned(), meant })
}

#[cfg(test)]
mod exports;
#[cfg(test)]
mod tests;
