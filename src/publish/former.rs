use std::path::{Path, PathBuf};

use super::OutputError;
use super::manifest::{Entry, MANIFEST, Manifest};
use super::place::made_by_us;
use crate::files::{self, Checksum, FileError, Fingerprint, Identity, Kind};

/// The edition that stands in the output folder.
#[derive(Debug)]
pub(super) struct Former {
    folder: PathBuf,
    pub(super) manifest: Manifest,
    /// Of the manifest's text.
    pub(super) edition: Fingerprint,
    /// When the manifest was written, which is after all files that it names.
    written: (i64, i64),
}

/// A file of the former edition that is as the manifest says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whole<'a> {
    folder: &'a Path,
    pub(super) entry: &'a Entry,
    pub(super) identity: Identity,
}

impl Whole<'_> {
    /// Whether these are its bytes. What cannot be read holds nothing, and is made anew.
    pub(super) fn holds(&self, bytes: &[u8]) -> bool {
        files::read_bytes(&self.folder.join(&self.entry.path), self.entry.length)
            .is_ok_and(|standing| standing == bytes)
    }
}

impl Former {
    /// Reads the edition in a folder; `None` if the folder is missing or empty.
    pub(super) fn load(folder: &Path) -> Result<Option<Self>, OutputError> {
        /// In bytes: some two million files.
        const LARGEST_MANIFEST: u64 = 256 * 1024 * 1024;
        if !files::exists(folder) || !made_by_us(folder)? {
            return Ok(None);
        }
        let path = folder.join(MANIFEST);
        let damaged =
            |reason| OutputError::DamagedManifest { output: folder.to_path_buf(), manifest: path.clone(), reason };
        let standing = files::look(&path)?.filter(|standing| standing.kind == Kind::File);
        let standing = standing.ok_or_else(|| damaged("it is not a file"))?;
        if standing.length > LARGEST_MANIFEST {
            return Err(damaged("it is larger than any that a build writes"));
        }
        let text = files::read_bytes(&path, LARGEST_MANIFEST)?;
        let manifest = Manifest::read(&text).map_err(damaged)?;
        let edition = Fingerprint::of(&text);
        Ok(Some(Self { folder: folder.to_path_buf(), manifest, edition, written: standing.modified }))
    }

    /// The file at a path, if the manifest names it and it is still what was published.
    ///
    /// Length and time tell that without reading. A file newer than the manifest has been touched since, or the folder
    /// was copied here by something that does not keep times: then its bytes decide.
    pub(super) fn whole(&self, path: &str) -> Result<Option<Whole<'_>>, FileError> {
        let Some(entry) = self.manifest.find(path) else { return Ok(None) };
        let place = self.folder.join(path);
        let Some(standing) = files::look(&place)? else { return Ok(None) };
        if standing.kind != Kind::File || standing.length != entry.length {
            return Ok(None);
        }
        if standing.modified > self.written && Checksum::of(&files::read_bytes(&place, entry.length)?) != entry.content
        {
            return Ok(None);
        }
        Ok(Some(Whole { folder: &self.folder, entry, identity: standing.identity }))
    }
}
