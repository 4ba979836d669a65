//! What holds of any input that a stranger may send: a function for each kind of input, which panics where a law is
//! broken.
//!
//! In: bytes or text. Out: nothing. The fuzzers call these with what they make up (`fuzz_targets/`, one line each), and
//! `tests/laws/corpus.rs` calls them with what fuzzers have found worth keeping (`corpus/`). Never here: the disk.

mod archive;
mod brief;
mod data;
mod found;
pub mod memory;
pub mod page;
mod tree;

pub use archive::{extract_html, extract_pdf, match_excerpt};
pub use brief::brief;
pub use data::{configuration, front_matter, lock, source_yaml};

/// Panics where an input breaks it.
pub type Law = fn(&[u8]);

/// Every kind of input by the name of its fuzzer, with what it is held to.
pub const TARGETS: [(&str, Law); 8] = [
    ("brief", brief),
    ("configuration", configuration),
    ("extract_html", extract_html),
    ("extract_pdf", extract_pdf),
    ("front_matter", front_matter),
    ("lock", lock),
    ("match_excerpt", match_excerpt),
    ("source_yaml", source_yaml),
];

/// As much of an input as is text.
fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap_or_else(|error| str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default())
}
