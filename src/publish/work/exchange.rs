use std::path::{Path, PathBuf};

use super::WorkFolder;
use crate::files::{self, FileError};
use crate::publish::OutputError;
use crate::publish::place::unmovable;

impl WorkFolder {
    /// Puts the complete edition in the stage into the output folder's place, in one step. Returns where the former
    /// edition lies then, if there is one.
    ///
    /// `exchange` is [`files::exchange`], or what stands in for it where that is not to be had.
    pub(in crate::publish) fn put_in_place(
        &self,
        output: &Path,
        replaces: bool,
        exchange: impl Fn(&Path, &Path) -> Result<bool, FileError>,
    ) -> Result<PathBuf, OutputError> {
        let edition = self.edition();
        files::rename(&self.stage(), &edition)?;
        let placed = if replaces {
            exchange(&edition, output)
                .and_then(|done| if done { Ok(edition.clone()) } else { self.rename_twice(output) })
        } else {
            files::rename(&edition, output).map(|()| edition.clone())
        };
        placed.map_err(|error| {
            // Unless the former edition is stranded: then the next build puts this one in its place.
            if !files::exists(&self.former()) {
                let _ = files::rename(&edition, &self.stage());
            }
            unmovable(output, error)
        })
    }

    /// For systems that cannot exchange: for a moment there is no output folder, and [`recover`](WorkFolder::recover)
    /// mends that if the moment lasts.
    fn rename_twice(&self, output: &Path) -> Result<PathBuf, FileError> {
        let (edition, former) = (self.edition(), self.former());
        files::rename(output, &former)?;
        if let Err(error) = files::rename(&edition, output) {
            files::rename(&former, output)?;
            return Err(error);
        }
        Ok(former)
    }
}
