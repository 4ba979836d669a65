use std::fmt::Write as _;

use super::paths::fault;
use crate::files::{Checksum, Fingerprint};

/// The name of the manifest in the output folder. A folder that holds one was made by Sourcebook.
pub const MANIFEST: &str = ".sourcebook-manifest";

/// First line: what the file is, and in which form it is written.
const HEADER: &str = "sourcebook-manifest 2";
/// Begins the last line.
const CHECKSUM: &str = "checksum ";

/// One file of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Of all that the file was made from, as the caller counts it.
    pub(super) made_from: Fingerprint,
    /// Of its bytes.
    pub(super) content: Checksum,
    /// In bytes.
    pub(super) length: u64,
    /// Relative to the output folder, with `/`.
    pub(super) path: String,
}

/// Every file of one edition, sorted by path. The same edition is the same text on every machine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    entries: Vec<Entry>,
}

impl Manifest {
    /// From entries that are in the order of their paths.
    pub(super) const fn new(entries: Vec<Entry>) -> Self {
        Self { entries }
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(super) fn find(&self, path: &str) -> Option<&Entry> {
        let at = self.entries.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok()?;
        self.entries.get(at)
    }

    /// Whether any file of the edition lies below a folder.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        has_folder(&self.entries, folder, |entry| &entry.path)
    }

    /// The files of the edition below a folder.
    pub(super) fn below(&self, folder: &str) -> impl Iterator<Item = &Entry> {
        let entries = &self.entries[first_below(&self.entries, folder, |entry| &entry.path)..];
        entries.iter().take_while(move |entry| is_below(&entry.path, folder))
    }

    /// The text that lies in the output folder.
    pub(super) fn write(&self) -> String {
        /// A fingerprint, a checksum, a length, the spaces and a path as most are.
        const LINE: usize = 128;
        let mut text = String::with_capacity(self.entries.len() * LINE + LINE);
        text.push_str(HEADER);
        text.push('\n');
        for Entry { made_from, content, length, path } in &self.entries {
            // Writing into a string cannot fail.
            let _ = writeln!(text, "{made_from} {content} {length} {path}");
        }
        let checksum = Checksum::of(text.as_bytes());
        let _ = writeln!(text, "{CHECKSUM}{checksum}");
        text
    }

    /// Reads a text that may be damaged, from a newer program, or made up by a stranger. `Err` says what is wrong.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, &'static str> {
        let text = str::from_utf8(bytes).map_err(|_| "it is not UTF-8")?;
        let body = text.strip_prefix(HEADER).and_then(|rest| rest.strip_prefix('\n'));
        body.ok_or("its first line is not one that this version of Sourcebook writes")?;
        let last_line = text.rfind(CHECKSUM).ok_or("its checksum is missing")?;
        let (counted, checksum) = text.split_at(last_line);
        let expected = format!("{CHECKSUM}{}\n", Checksum::of(counted.as_bytes()));
        if checksum != expected {
            return Err("its checksum does not match");
        }
        let lines = counted.lines().skip(1);
        let entries: Vec<_> = lines.map(entry).collect::<Option<_>>().ok_or("a line of it cannot be read")?;
        if !entries.is_sorted_by(|one, next| one.path < next.path) {
            return Err("its lines are not in order");
        }
        Ok(Self { entries })
    }
}

fn entry(line: &str) -> Option<Entry> {
    let mut fields = line.splitn(4, ' ');
    let mut next = || fields.next();
    let made_from = Fingerprint::from_hex(next()?)?;
    let content = Checksum::from_hex(next()?)?;
    let length = next()?.parse().ok()?;
    let path = next().filter(|path| fault(path).is_none())?.to_owned();
    Some(Entry { made_from, content, length, path })
}

/// Whether any of some sorted paths lies below a folder.
pub(super) fn has_folder<T>(sorted: &[T], folder: &str, path: impl Fn(&T) -> &str) -> bool {
    sorted.get(first_below(sorted, folder, &path)).is_some_and(|item| is_below(path(item), folder))
}

/// Where the paths below a folder begin, if there are any.
fn first_below<T>(sorted: &[T], folder: &str, path: impl Fn(&T) -> &str) -> usize {
    sorted.partition_point(|item| path(item).bytes().lt(folder.bytes().chain([b'/'])))
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Manifest {
        let entry = |path: &str, length| Entry {
            made_from: Fingerprint::of(path.as_bytes()),
            content: Checksum::of(b"words"),
            length,
            path: path.to_owned(),
        };
        Manifest::new(vec![entry("a b/ü.html", 5), entry("checksum x", 0), entry("z/index.html", u64::MAX)])
    }

    #[test]
    fn reads_what_it_writes() {
        for manifest in [sample(), Manifest::default()] {
            assert_eq!(Manifest::read(manifest.write().as_bytes()), Ok(manifest));
        }
    }

    #[test]
    fn any_damage_is_noticed() {
        let whole = sample().write().into_bytes();
        for at in 0..whole.len() {
            assert!(Manifest::read(&whole[..at]).is_err(), "cut at {at}");
            let mut changed = whole.clone();
            changed[at] ^= 1;
            assert!(Manifest::read(&changed).is_err(), "changed at {at}");
        }
        let mut longer = whole;
        longer.push(b'\n');
        assert!(Manifest::read(&longer).is_err());
    }

    /// A checksum keeps out accidents, not strangers: what it covers is checked as well.
    #[test]
    fn a_made_up_manifest_names_nothing_outside() {
        let mut manifest = sample();
        for path in ["../../home", "/etc/passwd", "a/../../b", MANIFEST] {
            manifest.entries[2].path = path.to_owned();
            manifest.entries.sort_by(|one, other| one.path.cmp(&other.path));
            assert!(Manifest::read(manifest.write().as_bytes()).is_err(), "{path}");
            manifest = sample();
        }
        manifest.entries.reverse();
        assert_eq!(Manifest::read(manifest.write().as_bytes()), Err("its lines are not in order"));
    }

    #[test]
    fn finds_files_and_their_folders() {
        let manifest = sample();
        assert!(manifest.find("z/index.html").is_some() && manifest.find("z").is_none());
        assert!(manifest.has_folder("z") && manifest.has_folder("a b"));
        for none in ["", "a", "z/index.html", "zz", "y"] {
            assert!(!manifest.has_folder(none) && manifest.below(none).next().is_none(), "{none}");
        }
        assert_eq!(manifest.below("z").map(|entry| entry.path.as_str()).collect::<Vec<_>>(), ["z/index.html"]);
    }
}
