//! What is written must be read again: a lock is held to the sizes that its readers hold it to.

use super::{ENTRY, Lock};
use crate::diagnostic::mebibytes;
use crate::files::Limits;
use crate::syntax::toml_rows;

/// Why a lock cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoRoom {
    /// An entry is larger than any that is read.
    #[error("its entry `{line}` would have {}, and the limit is {}: use shorter excerpts", mebibytes(*.bytes), mebibytes(ENTRY as u64))]
    Entry {
        /// The line that says which one it is.
        line: String,
        /// Its size.
        bytes: u64,
    },
    /// The lock is larger than any that is read.
    #[error("it would have {}, and the limit is {}: divide the site, or use fewer excerpts", mebibytes(*.bytes), mebibytes(Limits::default().lock_bytes))]
    Whole {
        /// Its size.
        bytes: u64,
    },
}

/// How much of the line that names an entry is shown.
const SHOWN: usize = 80;

impl Lock {
    /// The file's content, if its readers take it.
    ///
    /// # Errors
    /// A lock, or an entry of it, that would be refused when it is read.
    pub fn written(&self) -> Result<String, NoRoom> {
        let text = self.to_string();
        if text.len() as u64 > Limits::default().lock_bytes {
            return Err(NoRoom::Whole { bytes: text.len() as u64 });
        }
        match toml_rows(&text).into_iter().find(|part| part.len() > ENTRY) {
            Some(part) => {
                let bytes = part.len() as u64;
                let longest = text[part].split("[[").max_by_key(|entry| entry.len()).unwrap_or("");
                let line = longest.lines().nth(1).unwrap_or("").chars().take(SHOWN).collect();
                Err(NoRoom::Entry { line, bytes })
            }
            None => Ok(text),
        }
    }
}
