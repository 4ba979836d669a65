use std::io;

use super::former::Whole;
use super::stage::Stage;
use crate::files::{Checksum, FileError, Fingerprint, Identity, Operation, Stored};

/// The place of one file in the edition that is being made.
pub struct Slot<'a> {
    pub(super) path: &'a str,
    pub(super) former: Option<Whole<'a>>,
    pub(super) stage: &'a Stage<'a>,
    /// Whether it is the first file of its folder, in the order of paths.
    pub(super) begins_folder: bool,
}

/// The proof that a [`Slot`] was filled.
#[derive(Debug)]
pub struct Filled(pub(super) Result<Page, FileError>);

/// One file of the edition that is being made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    pub(super) made_from: Fingerprint,
    pub(super) content: Checksum,
    pub(super) length: u64,
    /// The file of the former edition that is this one too; `None` if it was written.
    pub(super) kept: Option<Identity>,
}

impl Slot<'_> {
    /// Says what the file is made from, and how to make it if it must be.
    ///
    /// `made_from` covers everything that the bytes depend on: the view, the theme, the program's version. If the
    /// former edition's file was made from the same and is still whole, `make` is not called. If `make` gives the
    /// bytes that stand there already, nothing is written either. Else they are written at once and dropped, so that
    /// memory never holds the edition.
    ///
    /// # Errors
    /// Those of `make`.
    pub fn fill<B: AsRef<[u8]>, E>(
        self,
        made_from: Fingerprint,
        make: impl FnOnce() -> Result<B, E>,
    ) -> Result<Filled, E> {
        if let Some(former) = self.former.filter(|former| former.entry.made_from == made_from) {
            return Ok(Filled(Ok(Page::kept(former, made_from))));
        }
        Ok(self.write(made_from, make()?.as_ref()))
    }

    /// Makes the file a copy of one that is stored, piece by piece, unless it is one already.
    #[must_use]
    pub fn copy(self, file: &Stored) -> Filled {
        let made_from = file.fingerprint;
        if let Some(former) = self.former.filter(|former| former.entry.made_from == made_from) {
            return Filled(Ok(Page::kept(former, made_from)));
        }
        Filled(self.stage.copy(self.path, self.begins_folder, &file.place).and_then(|copied| {
            if copied.fingerprint != made_from {
                let told = "it was changed while the site was being built; build again";
                return Err(FileError::during(Operation::Read, &file.place)(io::Error::other(told)));
            }
            Ok(Page { made_from, content: copied.content, length: copied.length, kept: None })
        }))
    }

    /// Writes the file, unless these bytes stand there already.
    pub(super) fn write(self, made_from: Fingerprint, bytes: &[u8]) -> Filled {
        let content = Checksum::of(bytes);
        if let Some(former) = self.former.filter(|former| former.entry.content == content && former.holds(bytes)) {
            return Filled(Ok(Page::kept(former, made_from)));
        }
        let page = Page { made_from, content, length: bytes.len() as u64, kept: None };
        Filled(self.stage.write(self.path, self.begins_folder, bytes).map(|()| page))
    }
}

impl Page {
    pub(super) const fn kept(former: Whole<'_>, made_from: Fingerprint) -> Self {
        let Whole { entry, identity, .. } = former;
        Self { made_from, content: entry.content, length: entry.length, kept: Some(identity) }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::publish::manifest::{MANIFEST, Manifest};
    use crate::publish::{Published, publish};

    /// Two texts with one checksum are within a stranger's means.
    #[test]
    fn a_checksum_alone_keeps_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("public");
        let build = |words: &str| -> Published {
            let fill =
                |_: &&str, slot: Slot<'_>| slot.fill(Fingerprint::of(words.as_bytes()), || Ok::<_, io::Error>(words));
            publish(&output, &[], &["index.html"], |path| path, fill).unwrap()
        };
        build("old");
        let path = output.join(MANIFEST);
        let mut entries = Manifest::read(&fs::read(&path).unwrap()).unwrap().entries().to_vec();
        entries[0].content = Checksum::of(b"new");
        fs::write(path, Manifest::new(entries).write()).unwrap();
        assert_eq!(build("new").written, 1);
        assert_eq!(fs::read_to_string(output.join("index.html")).unwrap(), "new");
    }
}
