use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;
use std::time::{Duration, SystemTime};

/// How long after its last change a file may change again without another time: the tick of the coarsest clocks that
/// file systems of today keep.
const TICK: Duration = Duration::from_millis(50);

/// What the system said of a file just before it was read. As long as it says the same, so does the file.
#[derive(Debug, Clone, Copy)]
pub struct Stamp {
    marks: Marks,
    is_settled: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marks {
    length: u64,
    modified: (i64, i64),
    /// The system sets it itself at every change, whatever time a program gives the file.
    changed: (i64, i64),
    file: (u64, u64),
}

impl Stamp {
    /// The stamp of a file that is to be read now.
    #[must_use]
    pub fn of(found: &Metadata) -> Self {
        let changed = u64::try_from(found.ctime()).ok().and_then(|seconds| {
            let nanoseconds = u32::try_from(found.ctime_nsec()).ok()?;
            SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, nanoseconds))
        });
        let age = changed.and_then(|changed| SystemTime::now().duration_since(changed).ok());
        let marks = Marks {
            length: found.len(),
            modified: (found.mtime(), found.mtime_nsec()),
            changed: (found.ctime(), found.ctime_nsec()),
            file: (found.dev(), found.ino()),
        };
        // A clock that is behind the file's leaves the question open, and so it is read again.
        Self { marks, is_settled: age.is_some_and(|age| age > TICK) }
    }

    /// Whether what was read under this stamp is what a reader under the other one would find.
    #[must_use]
    pub fn vouches_for(&self, now: &Self) -> bool {
        self.is_settled && self.marks == now.marks
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_that_has_just_changed_is_not_trusted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let stamp = || Stamp::of(&fs::metadata(&path).unwrap());
        fs::write(&path, "one").unwrap();
        let young = stamp();
        assert!(!young.vouches_for(&young));
        std::thread::sleep(TICK * 2);
        let settled = stamp();
        assert!(settled.vouches_for(&stamp()) && !young.vouches_for(&settled));
        fs::write(&path, "two").unwrap();
        assert!(!settled.vouches_for(&stamp()), "the same length, another time");
    }
}
