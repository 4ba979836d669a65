//! What a file of BibTeX may not hold, as its parser goes down into it without an end.

use std::collections::BTreeMap;

use biblatex::{RawBibliography, RawChunk};

use super::Broken;

/// The most braces within each other. LaTeX in a title has three or four.
const NESTED: usize = 64;

/// The longest way from an entry over those that it refers to.
const REFERRED: usize = 16;

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

/// Refuses entries that inherit from each other in a circle, and abbreviations that are made of themselves.
pub(super) fn references(text: &str, raw: &RawBibliography<'_>) -> Result<(), Broken> {
    let (mut referred, mut strings) = (BTreeMap::<&str, Vec<&str>>::new(), BTreeMap::<&str, Vec<&str>>::new());
    for entry in &raw.entries {
        let is_reference = |name: &str| name.eq_ignore_ascii_case("crossref") || name.eq_ignore_ascii_case("xdata");
        let fields = entry.v.fields.iter().filter(|field| is_reference(field.key.v));
        let chunks = fields.flat_map(|field| &field.value.v).map(|chunk| match chunk.v {
            RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text,
        });
        referred.entry(entry.v.key.v).or_default().extend(chunks.flat_map(|keys| keys.split(',')).map(str::trim));
    }
    for abbreviation in &raw.abbreviations {
        let chunks = abbreviation.value.v.iter().filter_map(|chunk| match chunk.v {
            RawChunk::Abbreviation(name) => Some(name),
            RawChunk::Normal(_) => None,
        });
        strings.entry(abbreviation.key.v).or_default().extend(chunks);
    }
    let mut known = BTreeMap::new();
    for abbreviation in &raw.abbreviations {
        if length(abbreviation.key.v, &strings, &mut known, 0).is_none() {
            let reason = format!("the abbreviation `{}` is made of itself, or of too many others", abbreviation.key.v);
            return Err(Broken::at(text, abbreviation.key.span.start, reason));
        }
    }
    let mut known = BTreeMap::new();
    for entry in &raw.entries {
        if length(entry.v.key.v, &referred, &mut known, 0).is_none() {
            let reason =
                format!("the entries that `{}` refers to refer back to it, or to too many others", entry.v.key.v);
            return Err(Broken::at(text, entry.span.start, reason));
        }
    }
    Ok(())
}

/// The longest way from an entry; none if it is too long, as it is in a circle.
fn length<'a>(
    key: &'a str,
    referred: &BTreeMap<&'a str, Vec<&'a str>>,
    known: &mut BTreeMap<&'a str, usize>,
    depth: usize,
) -> Option<usize> {
    if let Some(length) = known.get(key) {
        return Some(*length).filter(|length| depth + length <= REFERRED);
    }
    if depth > REFERRED {
        return None;
    }
    let mut longest = 0;
    for next in referred.get(key).into_iter().flatten() {
        longest = longest.max(1 + length(next, referred, known, depth + 1)?);
    }
    known.insert(key, longest);
    Some(longest)
}
