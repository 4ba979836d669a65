//! The one way to an archive's text: find it, open it, digest and extract it side by side.

use sha2::{Digest as _, Sha256};

use super::extract::{Format, extract};
use super::report;
use super::source::SourceToVerify;
use super::text::ArchiveText;
use crate::diagnostic::Diagnostics;
use crate::files::{ArchiveFile, ArchiveFolders, Archived, FileError, hex};

/// What stands where a source's archive should be. Nothing is opened.
pub(super) fn look(source: &SourceToVerify<'_>, archives: &ArchiveFolders) -> Result<ArchiveFile, FileError> {
    source.archive.map_or(Ok(ArchiveFile::Absent), |name| archives.find(name))
}

/// A source's archive, if it is at hand. What is there and not taken as an archive is reported.
pub(super) fn locate(
    source: &SourceToVerify<'_>,
    archives: &ArchiveFolders,
    sink: &mut Diagnostics,
) -> Result<Option<Archived>, FileError> {
    Ok(match look(source, archives)? {
        ArchiveFile::Found(archive) => Some(archive),
        ArchiveFile::Absent => None,
        ArchiveFile::Refused(problem) => {
            sink.push(report::refused(source, source.archive.unwrap_or(""), &problem));
            None
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
    sink: &mut Diagnostics,
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
