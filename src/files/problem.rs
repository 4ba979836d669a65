/// How much one run is willing to read. The defaults are far above any real site, and far below what would hurt.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The largest content file, in bytes.
    pub file_bytes: u64,
    /// The largest configuration: room for ten thousand topics.
    pub config_bytes: u64,
    /// The largest lock. A program writes it, some 130 bytes for each excerpt of the site.
    pub lock_bytes: u64,
    /// The deepest folder below the one that is walked.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 8 * 1024 * 1024, config_bytes: 1024 * 1024, lock_bytes: 64 * 1024 * 1024, depth: 16 }
    }
}

impl Limits {
    /// The same, for a file that has a limit of its own.
    #[must_use]
    pub fn of_file(self, bytes: u64) -> Self {
        Self { file_bytes: bytes, ..self }
    }
}

/// Why a file of the site cannot be taken as content. The rest of the site is still read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// Not UTF-8, from this byte on. The text is kept with the bad bytes replaced, so that a report can show the line.
    InvalidUtf8 {
        /// Offset into the replaced text.
        offset: usize,
        /// The text with U+FFFD where the bytes were wrong.
        lossy: String,
    },
    /// Contains a NUL byte, which no text editor writes.
    NulByte {
        /// Offset of the byte.
        offset: usize,
        /// The text.
        text: String,
    },
    /// Larger than [`Limits::file_bytes`].
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// A symbolic link that is not followed, wherever it leads.
    Link {
        /// What the link says.
        target: String,
    },
    /// In UTF-16, as its first two bytes say.
    Utf16,
    /// A folder whose name ends as those of files do.
    FolderNamedAsFile,
    /// Neither a file nor a folder (a pipe, a socket, a device).
    NotAFile,
    /// Nested deeper than [`Limits::depth`].
    TooDeep,
    /// Its name is not Unicode, or two names differ only by case or Unicode form.
    UnusableName {
        /// What is wrong with it.
        reason: String,
    },
}

/// One file that could not be taken as content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Relative to the site, with `/`.
    pub path: String,
    /// What is wrong.
    pub kind: ProblemKind,
}
