//! A site of any size, the same on every machine: 70 in a hundred pages are claims, 15 are briefs of about 600 words
//! with a table and highlighted code, the rest are sources, actors, options, criteria and topics. Every join of the
//! pages is in it: stances, bearings, relations, speakers, memberships, terms, events, mentions.
//!
//! In: a [`Shape`]. Out: what its records say (`records`), and the files that say it. Each record is made from its own
//! number alone, so a site takes as long as it is large. Never here: the clock, the environment, a source of chance.
#![allow(dead_code, reason = "each benchmark uses its own part")]
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot be set up measures nothing")]

pub(crate) mod markup;
pub(crate) mod records;
mod shape;
mod words;
pub(crate) mod written;

pub(crate) use shape::Shape;
pub(crate) use written::write_shape;

use std::path::Path;

/// Writes a site of about so many pages into a folder, with the archives that its excerpts stand in. The lock is for
/// `verify` to write.
pub(crate) fn write(root: &Path, pages: usize) -> Shape {
    let shape = Shape::of_pages(pages);
    write_shape(root, &shape);
    shape
}
