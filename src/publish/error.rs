use std::io;
use std::path::PathBuf;

use super::PathError;
use crate::files::{FileError, shown};

/// Why an edition was not published. The former one stands as it stood.
#[derive(Debug, thiserror::Error)]
pub enum PublishError<E> {
    /// The caller could not make one of the files; of several, the first in the order of paths.
    #[error("cannot make `{path}`: {error}")]
    Page {
        /// Relative to the output folder.
        path: String,
        /// The caller's own reason.
        error: E,
    },
    /// The output folder, the machine or the set of paths forbids it.
    #[error(transparent)]
    Output(#[from] OutputError),
}

impl<E> PublishError<E> {
    /// The same of files as their author knows them: see [`PathError::called`].
    #[must_use]
    pub fn called(self, name: impl Fn(String) -> String) -> Self {
        match self {
            Self::Output(OutputError::Path(error)) => Self::Output(OutputError::Path(error.called(name))),
            other => other,
        }
    }
}

/// What forbids publishing into a folder, each with the way out.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The paths cannot be one edition.
    #[error(transparent)]
    Path(#[from] PathError),
    /// The machine refused.
    #[error(transparent)]
    File(#[from] FileError),
    /// No thread for a bundle, which is made beside the pages.
    #[error("cannot start another thread: {0}; raise the user's limit on processes")]
    Thread(#[source] io::Error),
    /// Another process publishes there.
    #[error("another build is writing `{}`; wait for it to finish, then build again", shown(output))]
    Busy {
        /// The output folder.
        output: PathBuf,
    },
    /// Not a folder.
    #[error("`{}` is not a folder; name another output folder, or move it away", shown(output))]
    NotAFolder {
        /// What was to be the output folder.
        output: PathBuf,
    },
    /// A link: what it leads to would be left behind when the new edition takes its place.
    #[error("`{}` is a symbolic link; name the folder that it leads to as the output folder", shown(output))]
    Link {
        /// What was to be the output folder.
        output: PathBuf,
    },
    /// The root of the file system, beside which nothing can be staged.
    #[error("`{}` is the root of the file system; name a folder of its own for the output", shown(output))]
    Root {
        /// What was to be the output folder.
        output: PathBuf,
    },
    /// Something that must outlive the edition lies in it, or is it.
    #[error(
        "`{}` cannot be the output folder, because `{}` would be inside it; name a folder of its own for the output",
        shown(output),
        shown(protected)
    )]
    Holds {
        /// What was to be the output folder.
        output: PathBuf,
        /// What the caller protects.
        protected: PathBuf,
    },
    /// It lies in something that the next build reads.
    #[error(
        "`{}` cannot be the output folder, because it lies in `{}`; name a folder of its own for the output",
        shown(output),
        shown(protected)
    )]
    Within {
        /// What was to be the output folder.
        output: PathBuf,
        /// What the caller protects.
        protected: PathBuf,
    },
    /// It is, or lies in, a folder of the program's own, in which a build deletes what it does not know.
    #[error(
        "`{}` cannot be the output folder: `{}` is a name of Sourcebook's own folders, which it clears; \
         name a folder elsewhere",
        shown(output),
        shown(own)
    )]
    Own {
        /// What was to be the output folder.
        output: PathBuf,
        /// The part of its path that is ours.
        own: PathBuf,
    },
    /// The folder that would hold the output folder is missing. Making it might hide a slip of the pen.
    #[error(
        "the folder above `{}` does not exist; create `{}` first, or name another output folder",
        shown(output),
        shown(parent)
    )]
    MissingParent {
        /// What was to be the output folder.
        output: PathBuf,
        /// What is missing.
        parent: PathBuf,
    },
    /// Files lie there, and no manifest.
    #[error(
        "`{}` is not empty and was not made by Sourcebook; name another output folder, or move its contents away",
        shown(output)
    )]
    NotOurs {
        /// What was to be the output folder.
        output: PathBuf,
    },
    /// The manifest cannot be trusted, so nobody can tell whose the files beside it are.
    #[error(
        "`{}` cannot be trusted: {reason}; move `{}` away or delete it, and build again",
        shown(manifest),
        shown(output)
    )]
    DamagedManifest {
        /// The output folder.
        output: PathBuf,
        /// The manifest in it.
        manifest: PathBuf,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Rights are missing, or the file system is read-only.
    #[error("`{}` cannot be written to ({}); change its permissions, or name another output folder", shown(folder), source.source)]
    NotWritable {
        /// The folder in question.
        folder: PathBuf,
        /// The system's refusal.
        source: FileError,
    },
    /// A mount cannot change places with a folder of another file system.
    #[error(
        "`{}` lies on a file system of its own, so it cannot be replaced in one step; \
         name a folder inside it as the output folder, or unmount it",
        shown(folder)
    )]
    Mounted {
        /// The output folder, or a folder in it.
        folder: PathBuf,
    },
    /// The folder beside the output that the program works in is somebody else's.
    #[error("`{}` is needed to stage the site, but was not made by Sourcebook; move it away", shown(folder))]
    NotOurWorkFolder {
        /// The folder beside the output folder.
        folder: PathBuf,
    },
    /// A file that no manifest names stands where the edition needs its place.
    #[error(
        "`{}` is not Sourcebook's, and stands where a page must go; move it away, or rename what must go there",
        shown(foreign)
    )]
    ForeignInTheWay {
        /// The file or folder, in the output folder.
        foreign: PathBuf,
    },
}

/// A former edition that could not be taken apart after the new one took its place. The new one is whole; no file was
/// lost. Nothing of this folder is touched again.
#[derive(Debug, thiserror::Error)]
pub enum SetAside {
    /// A file that no manifest names was changed both there and in the output folder, while a build was under way.
    #[error(
        "`{}` is not Sourcebook's and differs from the one now in the output folder; \
         keep the one that is right, then delete `{}`",
        shown(&folder.join(file)), shown(folder)
    )]
    Conflict {
        /// Where the former edition lies now.
        folder: PathBuf,
        /// The first such file, relative to it.
        file: PathBuf,
    },
    /// Its manifest is missing or damaged, so nobody can tell whose its files are.
    #[error(
        "`{}` holds a former edition without a manifest; take what is yours out of it, then delete it",
        shown(folder)
    )]
    Unknown {
        /// Where the former edition lies now.
        folder: PathBuf,
    },
    /// The machine refused to list or move what is in it.
    #[error(
        "the former edition could not be cleared away: {source}; take what is yours out of `{}`, then delete it",
        shown(folder)
    )]
    Refused {
        /// Where the former edition lies now.
        folder: PathBuf,
        /// The system's refusal.
        source: FileError,
    },
}
