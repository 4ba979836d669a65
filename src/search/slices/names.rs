use std::collections::BTreeSet;
use std::fmt::Write as _;

use sha1::{Digest as _, Sha1};

/// How many digits of a digest a name has at least.
const DIGITS: usize = 7;

/// Names for contents, each as short as it can be without being another's.
#[derive(Debug)]
pub(super) struct Names {
    prefix: String,
    /// How many digits more are tried at a time.
    step: usize,
    taken: BTreeSet<String>,
}

impl Names {
    pub(super) const fn new(prefix: String, step: usize) -> Self {
        Self { prefix, step, taken: BTreeSet::new() }
    }

    pub(super) fn give(&mut self, content: &[u8]) -> String {
        let digest = digest(content);
        let lengths = (DIGITS..digest.len()).step_by(self.step).chain([digest.len()]);
        let mut names = lengths.map(|length| format!("{}{}", self.prefix, &digest[..length]));
        let free = names.find(|name| !self.taken.contains(name));
        let name = free.unwrap_or_else(|| format!("{}{digest}", self.prefix));
        self.taken.insert(name.clone());
        name
    }
}

/// A digest as Pagefind spells it: no byte has a leading zero.
pub(super) fn digest(content: &[u8]) -> String {
    Sha1::digest(content).iter().fold(String::new(), |mut digits, byte| {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:x}");
        digits
    })
}
