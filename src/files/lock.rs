use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use super::read::open_as_it_stands;
use super::{FileError, Kind, Operation, look};

/// Holds others off until it is dropped. The system drops it for a process that is killed, so it never outlives one.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Lock {
    /// Takes the lock that a file stands for, without waiting; `None` if somebody else holds it. The file is made if
    /// it is missing, and stays: whoever deletes it lets in a second holder.
    ///
    /// # Errors
    /// The system's refusal to open or lock the file.
    pub fn try_take(path: &Path) -> Result<Option<Self>, FileError> {
        let failed = || FileError::during(Operation::Lock, path);
        let not_a_file = || io::Error::other("it is not a regular file; delete it, and run the command again");
        if look(path)?.is_some_and(|standing| standing.kind != Kind::File) {
            return Err(failed()(not_a_file()));
        }
        let file = open_as_it_stands(OpenOptions::new().write(true).create(true).truncate(false), path);
        let file = file.map_err(failed())?;
        if !file.metadata().map_err(failed())?.is_file() {
            return Err(failed()(not_a_file()));
        }
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Some(Self { file })),
            Err(Errno::WOULDBLOCK) => Ok(None),
            Err(error) => Err(FileError::during(Operation::Lock, path)(error.into())),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file alone would not do while a child process that was just forked still has it open.
        let _ = flock(&self.file, FlockOperation::Unlock);
    }
}

#[cfg(test)]
mod tests {
    use super::Lock;

    #[test]
    fn one_holder_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let held = Lock::try_take(&path).unwrap();
        assert!(held.is_some());
        assert!(Lock::try_take(&path).unwrap().is_none());
        drop(held);
        assert!(Lock::try_take(&path).unwrap().is_some());
    }

    #[test]
    fn a_copy_of_the_handle_does_not_prolong_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let held = Lock::try_take(&path).unwrap().unwrap();
        let _as_a_forked_child_has_it = held.file.try_clone().unwrap();
        drop(held);
        assert!(Lock::try_take(&path).unwrap().is_some());
    }
}
