use std::fmt;
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;
use std::time::{SystemTime, UNIX_EPOCH};

/// What tells, without opening it, that a file is still the one that was read: its length, which file it is, and when
/// its bytes and its record on the disk were last changed, in seconds and nanoseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: (i64, i64),
    changed: (i64, i64),
    device: u64,
    inode: u64,
}

/// How old the changes that a stamp tells of must be, in seconds. Clocks of file systems tick: two changes within one
/// tick have one stamp, so a file that was changed just now may change again without a trace. Git calls such a file
/// racily clean. The coarsest clock, that of FAT, ticks every two seconds.
const SETTLED: i64 = 3;

impl Stamp {
    pub(super) fn of(found: &Metadata) -> Self {
        Self {
            length: found.len(),
            modified: (found.mtime(), found.mtime_nsec()),
            changed: (found.ctime(), found.ctime_nsec()),
            device: found.dev(),
            inode: found.ino(),
        }
    }

    /// Of the program file that runs: another one may do something else under the same version. None if it has been
    /// replaced since it was started. No program is written into while it runs, so its stamp need not be old.
    #[must_use]
    pub fn of_program() -> Option<Self> {
        std::env::current_exe().and_then(std::fs::metadata).ok().map(|found| Self::of(&found))
    }

    /// Whether any later change will give the file another stamp.
    pub(super) fn is_settled(&self) -> bool {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).ok().and_then(|time| i64::try_from(time.as_secs()).ok());
        now.is_some_and(|now| self.is_settled_at(now))
    }

    fn is_settled_at(&self, now: i64) -> bool {
        self.modified.0.max(self.changed.0) < now - SETTLED
    }

    /// Reads what [`Display`](fmt::Display) writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let numbers: Vec<&str> = text.split('.').collect();
        let [length, modified, modified_ns, changed, changed_ns, device, inode] = numbers.as_slice() else {
            return None;
        };
        Some(Self {
            length: length.parse().ok()?,
            modified: (modified.parse().ok()?, modified_ns.parse().ok()?),
            changed: (changed.parse().ok()?, changed_ns.parse().ok()?),
            device: device.parse().ok()?,
            inode: inode.parse().ok()?,
        })
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { length, modified, changed, device, inode } = self;
        write!(out, "{length}.{}.{}.{}.{}.{device}.{inode}", modified.0, modified.1, changed.0, changed.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_changed_just_now_may_change_again_unseen() {
        let stamp = Stamp { length: 1, modified: (100, 9), changed: (200, 0), device: 1, inode: 2 };
        assert!(!stamp.is_settled_at(200) && !stamp.is_settled_at(203) && stamp.is_settled_at(204));
        let later = Stamp { modified: (300, 0), ..stamp };
        assert!(!later.is_settled_at(250), "a clock ahead of ours is not trusted");
    }

    #[test]
    fn a_stamp_reads_what_it_writes_and_differs_by_every_field() {
        let folder = tempfile::tempdir().unwrap();
        let of = |name: &str| Stamp::of(&std::fs::metadata(folder.path().join(name)).unwrap());
        std::fs::write(folder.path().join("one"), "words").unwrap();
        std::fs::write(folder.path().join("other"), "words").unwrap();
        let one = of("one");
        assert_eq!(Stamp::parse(&one.to_string()), Some(one));
        assert_ne!(one, of("other"), "another file of the same length");
        for damaged in ["", "1.2.3", "1.2.3.4.5.6.x", "1.2.3.4.5.6.7.8"] {
            assert_eq!(Stamp::parse(damaged), None, "{damaged}");
        }
    }
}
