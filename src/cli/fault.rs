use rayon::ThreadPoolBuildError;

use crate::author::{ClipError, CreateError, ImportError, InitError, TemplateError};
use crate::files::FileError;
use crate::serve::ServeError;
use crate::stages::BuildError;

/// Why a command could not do its work, other than by the content's fault.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    #[error(transparent)]
    File(#[from] FileError),
    #[error(transparent)]
    Build(#[from] BuildError),
    #[error(transparent)]
    Serve(#[from] ServeError),
    #[error(transparent)]
    Clip(#[from] ClipError),
    #[error(transparent)]
    Create(#[from] CreateError),
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error(transparent)]
    Init(#[from] InitError),
    #[error(transparent)]
    Template(#[from] TemplateError),
    #[error("cannot start worker threads: {0}; raise the user's limit on processes, or set `RAYON_NUM_THREADS=1`")]
    Threads(#[source] ThreadPoolBuildError),
    #[error("{0}")]
    Usage(String),
    #[error("cannot write to standard output: {0}")]
    Output(#[source] std::io::Error),
}

impl Fault {
    /// Whether its text has several lines: of lists, and of templates that it is about. Any other is one sentence,
    /// whatever it quotes.
    pub(super) const fn has_lines(&self) -> bool {
        matches!(
            self,
            Self::Usage(_)
                | Self::Build(_)
                | Self::Template(TemplateError::Unknown { .. })
                | Self::Import(ImportError::WhichKey { .. } | ImportError::NoKey { .. })
        )
    }
}
