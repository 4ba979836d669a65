//! Reads a lock. Whatever is wrong with it has one code and one way out, since nobody writes it by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::entry::{Archive, Excerpt, invalid, read_archive, read_excerpt};
use super::{ENTRY, Lock, LockedSource};
use crate::diagnostic::{Diagnostic, Diagnostics, codes, mebibytes};
use crate::files::{FileId, Span};
use crate::syntax::{Fields, Reader, merge_mark, parse_toml_part, text, toml_rows};

const WAY_OUT: &str = "delete the file, and run `sourcebook verify` where the archives are at hand";

/// The most that is reported of one lock: the way out is the same for all.
const REPORTED: usize = 3;

/// How many parts are read before it is asked whether what was read is a lock.
const AT_ONCE: usize = 64;

impl Lock {
    /// Parses a lock. Entries that cannot be read are reported and left out, and so is all that follows many of them.
    ///
    /// An entry begins with its line, as `verify` writes it; so a lock is read in parts, side by side, and no tree of
    /// the whole is built: that takes a hundred times the room of a text that was written to take it.
    #[must_use]
    pub fn parse(file: FileId, content: &str, sink: &mut Diagnostics) -> Self {
        if content.trim().is_empty() {
            return Self::default();
        }
        if let Some(line) = merge_mark(content) {
            let place = Span::new(file, line.start, line.end);
            sink.push(invalid(place, "the lock holds merge conflict markers").help(WAY_OUT));
            return Self::default();
        }
        let mut found = Diagnostics::new();
        let lock = read_lock(file, content, &mut found);
        // Nobody mends a lock by hand: what a field of it should be is no way out.
        let as_lock = |found: Diagnostic| {
            if *found.code == codes::INVALID_LOCK && !found.help.is_empty() {
                return found;
            }
            Diagnostic { code: &codes::INVALID_LOCK, help: vec![WAY_OUT.to_owned()], ..found }
        };
        sink.extend(found.into_iter().take(REPORTED).map(as_lock));
        lock
    }
}

fn read_lock(file: FileId, content: &str, found: &mut Diagnostics) -> Lock {
    let mut entries = Entries::default();
    for parts in toml_rows(content).chunks(AT_ONCE) {
        let read: Vec<_> = parts.par_iter().map(|part| Part::read(file, content, part.clone())).collect();
        for part in read {
            found.extend(part.found);
            let Some(read) = part.entries else { return Lock::default() };
            entries.archives.extend(read.archives);
            entries.excerpts.extend(read.excerpts);
        }
        if found.len() >= REPORTED {
            break;
        }
    }
    entries.into_lock(found)
}

/// What stands in a lock, in its order.
#[derive(Default)]
struct Entries {
    archives: Vec<Archive>,
    excerpts: Vec<Excerpt>,
}

/// A part of a lock.
struct Part {
    /// None if it is none of a lock of this version.
    entries: Option<Entries>,
    /// What is wrong with it: the first of it, of which there may be as much as there is text.
    found: Diagnostics,
}

impl Part {
    fn read(file: FileId, content: &str, part: Range<usize>) -> Self {
        let mut found = Diagnostics::new();
        let entries = Entries::read(file, content, part, &mut found);
        Self { entries, found: found.into_iter().take(REPORTED).collect() }
    }
}

impl Entries {
    fn read(file: FileId, content: &str, part: Range<usize>, found: &mut Diagnostics) -> Option<Self> {
        let is_first = part.start == 0;
        let begin = Span::new(file, part.start, part.start);
        if part.len() > ENTRY {
            let [size, most] = [part.len(), ENTRY].map(|bytes| mebibytes(bytes as u64));
            found.push(invalid(begin, format!("an entry of this lock has {size}; `verify` writes none above {most}")));
            return None;
        }
        let Some(node) = parse_toml_part(file, content, part, found) else { return Some(Self::default()) };
        let reader = &mut Reader::new(&node, found);
        let mut fields = Fields::open(reader, "the lock")?;
        if is_first && !is_of_this_version(&mut fields, begin) {
            return None;
        }
        let archives = fields.list("archive", read_archive);
        let excerpts = fields.list("excerpt", read_excerpt);
        fields.close()?;
        Some(Self { archives, excerpts })
    }

    fn into_lock(self, found: &mut Diagnostics) -> Lock {
        // What lacks its entry may have one that could not be read.
        let is_whole = found.is_empty();
        let mut lacking: BTreeSet<String> = BTreeSet::new();
        let mut sources: BTreeMap<String, LockedSource> = BTreeMap::new();
        for (source, archive) in self.archives {
            let locked = LockedSource { archive, excerpts: Vec::new() };
            if sources.insert(source.value.clone(), locked).is_some() {
                found.push(invalid(source.span, format!("the archive of `{}` has two entries", source.value)));
            }
        }
        for (claim, entry) in self.excerpts {
            let source = entry.claim.split_once('/').map_or("", |(source, _)| source);
            match sources.get_mut(source) {
                Some(locked) => locked.excerpts.push(entry),
                None if is_whole && found.len() < REPORTED && lacking.insert(source.to_owned()) => {
                    found.push(invalid(claim, format!("the archive of `{source}` has no entry in this lock")));
                }
                None => {}
            }
        }
        for locked in sources.values_mut() {
            // Stable: within a claim the order of the file is the order of its quotations.
            locked.excerpts.sort_by(|one, other| one.claim.cmp(&other.claim));
        }
        Lock { sources: sources.into_iter().map(|(id, locked)| (id, Arc::new(locked))).collect() }
    }
}

fn is_of_this_version(fields: &mut Fields<'_, '_>, begin: Span) -> bool {
    let Some(version) = fields.require("version", text) else {
        fields.report(invalid(begin, "this lock has no version"));
        return false;
    };
    if version.value != "1" {
        fields.report(
            invalid(version.span, format!("this lock has version `{}`, not 1", version.value))
                .help("it was written by another version of Sourcebook: use that one"),
        );
    }
    version.value == "1"
}
