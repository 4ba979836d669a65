//! Writes a lock: TOML of one layout, so that equal locks are equal files.

use std::fmt::{self, Display, Formatter};
use std::ops::Range;

use super::{Lock, LockedExcerpt, LockedSource};
use crate::evidence::proof::{Locator, Outcome, Part, Pointer, Proved, SectionRecord};
use crate::syntax::Word as _;

const HEADER: &str = "\
# Written by `sourcebook verify`; not to be edited by hand. It says where each excerpt was found in the archive of its
# source, so that the site can be built where the archives are not.
version = 1
";

/// The file's content.
impl Display for Lock {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(HEADER)?;
        for (source, locked) in &self.sources {
            write_archive(out, source, locked)?;
        }
        for excerpt in self.sources.values().flat_map(|locked| &locked.excerpts) {
            write_excerpt(out, excerpt)?;
        }
        Ok(())
    }
}

fn write_archive(out: &mut Formatter<'_>, source: &str, locked: &LockedSource) -> fmt::Result {
    let archive = &locked.archive;
    writeln!(out, "\n[[archive]]")?;
    writeln!(out, "source = {}", Quoted(source))?;
    writeln!(out, "name = {}", Quoted(&archive.name))?;
    writeln!(out, "sha256 = {}", Quoted(&archive.sha256))?;
    writeln!(out, "paragraphs = {}", archive.paragraphs)?;
    if archive.sections.is_empty() {
        return Ok(());
    }
    writeln!(out, "sections = [")?;
    for section in &archive.sections {
        out.write_str(&section_line(section))?;
    }
    writeln!(out, "]")
}

/// What a section of an archive takes in a lock.
pub(super) fn section_line(section: &SectionRecord) -> String {
    format!("    {{ heading = {}, paragraph = {} }},\n", Quoted(&section.heading), section.paragraph)
}

fn write_excerpt(out: &mut Formatter<'_>, excerpt: &LockedExcerpt) -> fmt::Result {
    let proof = &excerpt.proof;
    writeln!(out, "\n[[excerpt]]")?;
    writeln!(out, "claim = {}", Quoted(&excerpt.claim))?;
    writeln!(out, "exact = {}", Quoted(&excerpt.exact))?;
    if let Some(context) = &excerpt.context {
        writeln!(out, "context = {}", Quoted(context))?;
    }
    writeln!(out, "outcome = {}", Quoted(Outcome::Proved(proof.how).name()))?;
    let Locator { section, paragraph, page } = &proof.locator;
    if let Some(section) = section {
        writeln!(out, "section = {}", Quoted(section))?;
    }
    write_number(out, "paragraph", *paragraph)?;
    write_number(out, "page", *page)?;
    let Range { start, end } = proof.position;
    writeln!(out, "position = [{start}, {end}]")?;
    if !is_implied(proof) {
        write_parts(out, &proof.parts)?;
    }
    match proof.verified {
        Some(date) => writeln!(out, "verified = {date}"),
        None => Ok(()),
    }
}

/// Whether the only part is what the entry says already.
fn is_implied(Proved { locator, position, parts, .. }: &Proved) -> bool {
    matches!(parts.as_slice(), [part] if part.position == *position && part.paragraph == locator.paragraph
        && part.page == locator.page && part.pointer == Pointer::default())
}

fn write_parts(out: &mut Formatter<'_>, parts: &[Part]) -> fmt::Result {
    writeln!(out, "parts = [")?;
    for Part { position: Range { start, end }, paragraph, page, pointer } in parts {
        write!(out, "    {{ position = [{start}, {end}]")?;
        if let Some(paragraph) = paragraph {
            write!(out, ", paragraph = {paragraph}")?;
        }
        if let Some(page) = page {
            write!(out, ", page = {page}")?;
        }
        let words = [("prefix", &pointer.prefix), ("spelling", &pointer.spelling), ("suffix", &pointer.suffix)];
        for (key, words) in words.into_iter().filter_map(|(key, words)| Some((key, words.as_ref()?))) {
            write!(out, ", {key} = {}", Quoted(words))?;
        }
        writeln!(out, " }},")?;
    }
    writeln!(out, "]")
}

fn write_number(out: &mut Formatter<'_>, key: &str, number: Option<u32>) -> fmt::Result {
    match number {
        Some(number) => writeln!(out, "{key} = {number}"),
        None => Ok(()),
    }
}

/// A TOML basic string.
struct Quoted<'a>(&'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str("\"")?;
        for c in self.0.chars() {
            match c {
                '"' | '\\' => write!(out, "\\{c}")?,
                '\n' => out.write_str("\\n")?,
                '\t' => out.write_str("\\t")?,
                c if hides(c) => write!(out, "\\u{:04X}", u32::from(c))?,
                c => write!(out, "{c}")?,
            }
        }
        out.write_str("\"")
    }
}

/// Characters that a reviewer would not see, or that would show others in a false order. All are of four digits.
fn hides(c: char) -> bool {
    let is_basic = u32::from(c) <= 0xffff;
    is_basic && (c.is_control() || crate::evidence::character::is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}'))
}
