//! What an export may not hold: of BibTeX, what its parser would go down into, and write out, without an end; of all
//! formats, more parts than memory is for, of which each takes some hundred bytes however short it is.

use std::collections::BTreeMap;

use biblatex::{RawBibliography, RawChunk, Spanned};

use super::Broken;

/// The most braces within each other. LaTeX in a title has three or four.
const NESTED: usize = 64;

/// The longest way from an entry over those that it refers to.
const REFERRED: usize = 16;

/// The most signs of a file. A library of twenty thousand entries with their abstracts has some two million.
const SIGNS: usize = 4_000_000;

/// What abbreviations, and entries that take over what others say, may write out to, in bytes.
const WRITTEN_OUT: usize = 64 * 1024 * 1024;

/// Refuses braces that are nested beyond any use.
pub(super) fn nesting(text: &str) -> Result<(), Broken> {
    let (mut depth, mut is_escaped) = (0_usize, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' if !is_escaped => depth += 1,
            b'}' if !is_escaped => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > NESTED {
            return Err(Broken::at(text, at, "braces are nested too deep here"));
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    Ok(())
}

/// Refuses what is nothing but signs: each begins something that takes some hundred bytes in memory.
pub(super) fn signs(text: &str) -> Result<(), Broken> {
    let bytes = text.as_bytes();
    let is_sign = |&(at, byte): &(usize, &u8)| match byte {
        b'@' | b'{' | b'$' | b'#' | b',' | b'=' => true,
        // Between two names.
        b'a' => bytes[at..].starts_with(b"and"),
        _ => false,
    };
    match bytes.iter().enumerate().filter(is_sign).nth(SIGNS) {
        Some((at, _)) => {
            Err(Broken::at(text, at, format!("up to here the file has more than {SIGNS} signs of BibTeX")))
        }
        None => Ok(()),
    }
}

/// The most objects in a file of CSL-JSON, each of which has room for a dozen fields. A library of twenty thousand entries
/// has some three hundred thousand.
const OBJECTS: usize = 1_000_000;

/// The most lines of a file of RIS. A library of a hundred thousand entries has some two million.
const LINES: usize = 4_000_000;

/// Refuses JSON of nothing but values.
pub(super) fn values(text: &str) -> Result<(), Broken> {
    for (signs, most, what) in [(&b"{"[..], OBJECTS, "objects"), (b"{[,", SIGNS, "values")] {
        let found = text.bytes().enumerate().filter(|(_, byte)| signs.contains(byte)).nth(most);
        if let Some((at, _)) = found {
            return Err(Broken::at(text, at, format!("up to here the file has more than {most} {what}")));
        }
    }
    Ok(())
}

/// Refuses RIS of nothing but lines.
pub(super) fn lines(text: &str) -> Result<(), Broken> {
    match memchr::memchr_iter(b'\n', text.as_bytes()).nth(LINES) {
        Some(at) => Err(Broken::at(text, at, format!("up to here the file has more than {LINES} lines"))),
        None => Ok(()),
    }
}

/// Refuses entries that inherit from each other in a circle, abbreviations that are made of themselves, and both if they
/// write out to many times what they are.
pub(super) fn references(text: &str, raw: &RawBibliography<'_>) -> Result<(), Broken> {
    let mut strings = BTreeMap::<&str, Node<'_>>::new();
    for abbreviation in &raw.abbreviations {
        strings.entry(abbreviation.key.v).or_default().take(&abbreviation.value.v);
    }
    let (mut known, mut total) = (BTreeMap::new(), 0_usize);
    let many =
        |at| Err(Broken::at(text, at, "up to here abbreviations and references expand to far more than the file"));
    for abbreviation in &raw.abbreviations {
        let Some(reach) = reach(abbreviation.key.v, &strings, &mut known, 0) else {
            let reason =
                format!("the abbreviation `{}` is defined by itself, or by too many others", abbreviation.key.v);
            return Err(Broken::at(text, abbreviation.key.span.start, reason));
        };
        total = total.saturating_add(reach.bytes);
        if total > WRITTEN_OUT {
            return many(abbreviation.key.span.start);
        }
    }
    let mut entries = BTreeMap::<&str, Node<'_>>::new();
    for entry in &raw.entries {
        let node = entries.entry(entry.v.key.v).or_default();
        node.bytes = node.bytes.saturating_add(entry.span.len());
        for field in &entry.v.fields {
            let is_reference =
                field.key.v.eq_ignore_ascii_case("crossref") || field.key.v.eq_ignore_ascii_case("xdata");
            for chunk in &field.value.v {
                let (RawChunk::Normal(text) | RawChunk::Abbreviation(text)) = chunk.v;
                if is_reference {
                    node.others.extend(text.split(',').map(str::trim));
                } else if let Some(Reach { bytes, .. }) = known.get(text).filter(|_| is_abbreviation(&chunk.v)) {
                    node.bytes = node.bytes.saturating_add(*bytes);
                }
            }
        }
    }
    let mut known = BTreeMap::new();
    for entry in &raw.entries {
        let Some(reach) = reach(entry.v.key.v, &entries, &mut known, 0) else {
            let reason =
                format!("the entries that `{}` refers to refer back to it, or to too many others", entry.v.key.v);
            return Err(Broken::at(text, entry.span.start, reason));
        };
        total = total.saturating_add(reach.bytes.saturating_sub(entry.span.len()));
        if total > WRITTEN_OUT {
            return many(entry.span.start);
        }
    }
    Ok(())
}

const fn is_abbreviation(chunk: &RawChunk<'_>) -> bool {
    matches!(chunk, RawChunk::Abbreviation(_))
}

/// What an abbreviation or an entry says itself, and what else it is made of.
#[derive(Default)]
struct Node<'a> {
    bytes: usize,
    others: Vec<&'a str>,
}

impl<'a> Node<'a> {
    fn take(&mut self, value: &[Spanned<RawChunk<'a>>]) {
        for chunk in value {
            match chunk.v {
                RawChunk::Normal(text) => self.bytes = self.bytes.saturating_add(text.len()),
                RawChunk::Abbreviation(name) => self.others.push(name),
            }
        }
    }
}

/// How far it is from an entry to the last of those that it is made of, and how long it is, written out.
#[derive(Clone, Copy)]
struct Reach {
    length: usize,
    bytes: usize,
}

/// None if the way is too long, as it is in a circle.
fn reach<'a>(
    key: &'a str,
    nodes: &BTreeMap<&'a str, Node<'a>>,
    known: &mut BTreeMap<&'a str, Reach>,
    depth: usize,
) -> Option<Reach> {
    if let Some(reach) = known.get(key) {
        return Some(*reach).filter(|reach| depth + reach.length <= REFERRED);
    }
    if depth > REFERRED {
        return None;
    }
    let mut reach_of_all = Reach { length: 0, bytes: nodes.get(key).map_or(0, |node| node.bytes) };
    for other in nodes.get(key).into_iter().flat_map(|node| &node.others) {
        let Reach { length, bytes } = reach(other, nodes, known, depth + 1)?;
        reach_of_all.length = reach_of_all.length.max(1 + length);
        reach_of_all.bytes = reach_of_all.bytes.saturating_add(bytes);
    }
    known.insert(key, reach_of_all);
    Some(reach_of_all)
}
