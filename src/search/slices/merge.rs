use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;

use super::cbor::write;
use super::fault::{Fault, fault};
use super::names::{Names, digest};
use super::slice::{ENTRY, Filter, Fragment, Language, MARK, Meta, Slice};
use super::words::{Place, Words};
use crate::search::SearchError;
use crate::search::pagefind::IndexFile;

/// The index of all slices, in the order of their pages.
pub(super) fn merged(slices: Vec<Slice>, most_fragments: u32) -> Result<Vec<IndexFile>, SearchError> {
    let fields: BTreeSet<String> = slices.iter().flat_map(|slice| &slice.meta.5).cloned().collect();
    let mut whole = Whole { fields: fields.into_iter().collect(), ..Whole::default() };
    // Entries of no word have an index without a language, and other scripts.
    let first = slices.iter().position(|slice| !slice.entry.languages.is_empty()).unwrap_or(0);
    let (mut files, mut head) = (Vec::new(), None);
    for (at, mut slice) in slices.into_iter().enumerate() {
        if at == first {
            files = std::mem::take(&mut slice.scripts);
            head = Some((std::mem::take(&mut slice.meta.0), std::mem::take(&mut slice.entry)));
        }
        whole.add(slice)?;
    }
    let (version, mut entry) = head.ok_or_else(|| fault("the whole", "a slice at least")("none"))?;
    if let Some((name, language)) = entry.languages.iter_mut().next() {
        language.page_count = whole.fragments.len();
        let contents = whole.contents(version, name, language, most_fragments)?.into_par_iter();
        let compressed = contents.map(|(path, bytes)| Ok(IndexFile { path, bytes: compressed(&bytes)? }));
        files.extend(compressed.collect::<io::Result<Vec<_>>>()?);
    }
    files.push(IndexFile { path: ENTRY.to_owned(), bytes: serde_json::to_vec(&entry).map_err(io::Error::from)? });
    Ok(files)
}

/// What the slices together hold.
#[derive(Debug, Default)]
struct Whole {
    fields: Vec<String>,
    words: Words,
    filters: Filters,
    fragments: Vec<Fragment>,
}

/// A file before it is compressed.
type Content = (String, Vec<u8>);

impl Whole {
    fn add(&mut self, slice: Slice) -> Result<(), Fault> {
        let offset = self.fragments.len() as u64;
        let number = |name: &String| self.fields.partition_point(|known| known < name) as u64;
        let fields: Vec<u64> = slice.meta.5.iter().map(number).collect();
        let place = Place { offset, fields: &fields };
        slice.words.iter().try_for_each(|chunk| self.words.add(chunk, &place))?;
        for filter in slice.filters {
            self.filters.add(filter, offset);
        }
        self.fragments.extend(slice.fragments);
        Ok(())
    }

    /// The files of the index. The last is what the others are found by, and its hash is the language's.
    fn contents(self, version: String, name: &str, language: &mut Language, most: u32) -> io::Result<Vec<Content>> {
        let prefix = format!("{name}_");
        let (mut contents, mut pages) = (Vec::new(), Vec::new());
        group(&self.fragments, &prefix, most, &mut pages, &mut contents)?;
        let mut names = Names::new(prefix.clone(), 2);
        let mut chunks = Vec::new();
        for chunk in self.words.chunks() {
            let hash = names.give(&chunk.bytes);
            contents.push((format!("index/{hash}.pf_index"), chunk.bytes));
            chunks.push((chunk.from, chunk.to, hash));
        }
        let mut names = Names::new(prefix.clone(), 2);
        let mut kinds = Vec::new();
        for filter in self.filters.all() {
            let bytes = encoded(&filter);
            let hash = names.give(&bytes);
            contents.push((format!("filter/{hash}.pf_filter"), bytes));
            kinds.push((filter.0, hash));
        }
        let meta = encoded(&Meta(version, pages, chunks, kinds, Vec::new(), self.fields));
        // As many digits as Pagefind takes, which go with the length of the language's name.
        language.hash = prefix;
        language.hash.extend(digest(&meta).chars().take(name.len() + 8));
        contents.push((format!("pagefind.{}.pf_meta", language.hash), meta));
        Ok(contents)
    }
}

/// What is said of pages, by its name and its value.
#[derive(Debug, Default)]
struct Filters(BTreeMap<String, BTreeMap<String, Vec<u64>>>);

impl Filters {
    fn add(&mut self, (name, values): Filter, offset: u64) {
        let known = self.0.entry(name).or_default();
        for (value, pages) in values {
            known.entry(value).or_default().extend(pages.into_iter().map(|page| page + offset));
        }
    }

    fn all(self) -> impl Iterator<Item = Filter> {
        self.0.into_iter().map(|(name, values)| (name, values.into_iter().collect()))
    }
}

/// A page of the index: its hash, its number of words, the hash of its group.
type Page = (String, u32, String);

/// Adds the pages, and what is shown of them, in no more files than asked for.
fn group(
    fragments: &[Fragment],
    prefix: &str,
    most: u32,
    pages: &mut Vec<Page>,
    contents: &mut Vec<Content>,
) -> io::Result<()> {
    let (mut names, mut groups) = (Names::new(prefix.to_owned(), 1), Names::new(format!("{prefix}group_"), 1));
    let size = fragments.len().div_ceil(most.max(1) as usize).max(1);
    let mut show = |hash: &str, text: String| {
        contents.push((format!("fragment/{hash}.pf_fragment"), text.into_bytes()));
    };
    for fragments in fragments.chunks(size) {
        let mut together: BTreeMap<String, Value> = BTreeMap::new();
        let begun = pages.len();
        for fragment in fragments {
            let text = serde_json::to_string(fragment)?;
            let hash = names.give(text.as_bytes());
            pages.push((hash.clone(), fragment.word_count, String::new()));
            if size == 1 {
                show(&hash, text);
            } else {
                together.insert(hash, serde_json::from_str(&text)?);
            }
        }
        if size > 1 {
            let text = serde_json::to_string(&together)?;
            let group = groups.give(text.as_bytes());
            pages[begun..].iter_mut().for_each(|page| page.2.clone_from(&group));
            show(&group, text);
        }
    }
    Ok(())
}

fn encoded(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(&mut bytes, value);
    bytes
}

fn compressed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(MARK)?;
    encoder.write_all(bytes)?;
    encoder.finish()
}
