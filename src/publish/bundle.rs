use super::OutputError;
use super::former::Former;
use super::paths;
use super::slot::{Page, Slot};
use super::stage::Stage;
use crate::files::Fingerprint;

/// Files that come to be together, under names that are known only then: a search index. They stand in a folder that
/// no other file of the edition shares.
pub struct Bundle<'a, E> {
    folder: &'a str,
    fill: Box<Fill<'a, E>>,
}

type Fill<'a, E> = dyn FnOnce(BundleSlot<'_>) -> Result<FilledBundle, E> + Send + 'a;

/// The place of a [`Bundle`] in the edition that is being made.
pub struct BundleSlot<'a> {
    pub(super) folder: &'a str,
    pub(super) former: Option<&'a Former>,
    pub(super) stage: &'a Stage<'a>,
}

/// The proof that a [`BundleSlot`] was filled.
#[derive(Debug)]
pub struct FilledBundle(pub(super) Result<Vec<(String, Page)>, OutputError>);

/// A file of a [`Bundle`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleFile {
    /// Relative to the bundle's folder, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl<'a, E> Bundle<'a, E> {
    /// A bundle in a folder below the output folder (`search/pagefind`). `fill` runs on a thread of its own, beside the
    /// making of all other files.
    pub fn new(folder: &'a str, fill: impl FnOnce(BundleSlot<'_>) -> Result<FilledBundle, E> + Send + 'a) -> Self {
        Self { folder, fill: Box::new(fill) }
    }

    pub(super) const fn folder(&self) -> &'a str {
        self.folder
    }

    pub(super) fn fill(self, slot: BundleSlot<'_>) -> Result<FilledBundle, E> {
        (self.fill)(slot)
    }
}

impl BundleSlot<'_> {
    /// Says what the files are made from, and how to make them if they must be.
    ///
    /// If all files of the former edition's bundle were made from the same and are still whole, `make` is not called.
    /// A file whose bytes stand there already is not written, as with any [`Slot`].
    ///
    /// # Errors
    /// Those of `make`.
    pub fn fill<E>(
        self,
        made_from: Fingerprint,
        make: impl FnOnce() -> Result<Vec<BundleFile>, E>,
    ) -> Result<FilledBundle, E> {
        Ok(FilledBundle(match self.standing(made_from) {
            Ok(Some(pages)) => Ok(pages),
            Ok(None) => self.write(made_from, make()?),
            Err(error) => Err(error),
        }))
    }

    /// The former edition's files, if they can stay. A manifest names all files of a bundle or, being written in one
    /// step, none.
    fn standing(&self, made_from: Fingerprint) -> Result<Option<Vec<(String, Page)>>, OutputError> {
        let Some(former) = self.former else { return Ok(None) };
        let mut pages = Vec::new();
        for entry in former.manifest.below(self.folder) {
            match former.whole(&entry.path)?.filter(|whole| whole.entry.made_from == made_from) {
                Some(whole) => pages.push((entry.path.clone(), Page::kept(whole, made_from))),
                None => return Ok(None),
            }
        }
        Ok((!pages.is_empty()).then_some(pages))
    }

    fn write(&self, made_from: Fingerprint, files: Vec<BundleFile>) -> Result<Vec<(String, Page)>, OutputError> {
        let mut files: Vec<_> =
            files.into_iter().map(|file| (format!("{}/{}", self.folder, file.path), file.bytes)).collect();
        files.sort_unstable();
        paths::in_order(files.iter().map(|(path, _)| path.as_str()))?;
        let write = |(path, bytes): (String, Vec<u8>)| -> Result<(String, Page), OutputError> {
            let former = self.former.map_or(Ok(None), |former| former.whole(&path))?;
            let slot = Slot { path: &path, former, stage: self.stage, begins_folder: false };
            let filled = slot.write(made_from, &bytes);
            Ok((path, filled.0?))
        };
        files.into_iter().map(write).collect()
    }
}
