//! The one way to an archive's text: find it, open it, digest and extract it side by side.

use sha2::{Digest as _, Sha256};

use super::extract::{Format, extract};
use super::lock::hex;
use super::report;
use super::source::SourceToVerify;
use super::text::ArchiveText;
use crate::diagnostic::Diagnostic;
use crate::files::{ArchiveFile, ArchiveFolders, Archived, FileError};

/// Where a source's archive is.
pub(super) enum Located {
    /// At hand, and not yet opened.
    At(Archived),
    /// Not at hand, or not named at all.
    Absent,
    /// There, but not taken as an archive. That is reported.
    Refused,
}

/// Looks for a source's archive, and opens nothing.
pub(super) fn locate(
    source: &SourceToVerify<'_>,
    archives: &ArchiveFolders,
    sink: &mut Vec<Diagnostic>,
) -> Result<Located, FileError> {
    let Some(name) = source.archive else { return Ok(Located::Absent) };
    Ok(match archives.find(name)? {
        ArchiveFile::Found(archive) => Located::At(archive),
        ArchiveFile::Absent => Located::Absent,
        ArchiveFile::Refused(problem) => {
            sink.push(report::refused(source, name, &problem));
            Located::Refused
        }
    })
}

/// An archive that has been read.
#[derive(Debug, Clone)]
pub(super) struct Opened {
    /// SHA-256 of its bytes.
    pub(super) sha256: String,
    /// Its text.
    pub(super) text: ArchiveText,
}

/// Reads a source's archive. None if there is no text in it, which is reported.
pub(super) fn open(
    source: &SourceToVerify<'_>,
    archive: &Archived,
    sink: &mut Vec<Diagnostic>,
) -> Result<Option<Opened>, FileError> {
    let name = source.archive.unwrap_or("");
    let bytes = archive.read()?;
    let (digest, extracted) = rayon::join(|| Sha256::digest(&bytes), || extract(&bytes, Format::of_name(name)));
    // Of the largest archives, the text alone should take up memory from here on.
    drop(bytes);
    match extracted {
        Ok(extracted) => Ok(Some(Opened { sha256: hex(&digest), text: ArchiveText::new(extracted) })),
        Err(unreadable) => {
            sink.push(report::unreadable(source, name, &unreadable));
            Ok(None)
        }
    }
}
