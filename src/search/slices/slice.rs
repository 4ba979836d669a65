use std::collections::BTreeMap;
use std::io::Read as _;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::cbor::decoded;
use super::fault::{Fault, fault};
use crate::search::pagefind::IndexFile;

/// What the contents of a compressed file begin with.
pub(super) const MARK: &[u8] = b"pagefind_dcd";

/// The file that a browser reads before anything else.
pub(super) const ENTRY: &str = "pagefind-entry.json";

/// An index of some of the entries, taken apart.
#[derive(Debug)]
pub(super) struct Slice {
    pub(super) meta: Meta,
    pub(super) entry: Entry,
    /// Chunks of words.
    pub(super) words: Vec<Vec<u8>>,
    pub(super) filters: Vec<Filter>,
    /// What is shown of each page that is found, in the order of the pages.
    pub(super) fragments: Vec<Fragment>,
    /// The scripts, which are the same for all.
    pub(super) scripts: Vec<IndexFile>,
}

/// What the search reads first. Tuples are CBOR's arrays, as Pagefind writes its structs.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Meta(
    pub(super) String,
    /// Hash, number of words, hash of the group.
    pub(super) Vec<(String, u32, String)>,
    /// First and last word, hash of the chunk.
    pub(super) Vec<(String, String, String)>,
    /// Name and hash.
    pub(super) Vec<(String, String)>,
    pub(super) Vec<(String, Vec<u64>)>,
    /// The names of fields.
    pub(super) Vec<String>,
);

/// A filter, its values and the pages that each is said of.
pub(super) type Filter = (String, Vec<(String, Vec<u64>)>);

/// What [`ENTRY`] says.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Entry {
    version: String,
    pub(super) languages: BTreeMap<String, Language>,
    include_characters: Vec<char>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Language {
    pub(super) hash: String,
    wasm: Option<String>,
    pub(super) page_count: usize,
}

/// What is shown of a page. Its fields stand in Pagefind's order.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Fragment {
    url: String,
    content: String,
    pub(super) word_count: u32,
    filters: BTreeMap<String, Vec<String>>,
    meta: BTreeMap<String, String>,
    anchors: Vec<Value>,
}

impl Slice {
    /// Takes the files of an index apart.
    pub(super) fn read(files: Vec<IndexFile>) -> Result<Self, Fault> {
        let entry: Entry = of_json(ENTRY, &file(&files, ENTRY)?.bytes)?;
        // Entries of no word have none.
        let meta = match entry.languages.values().next() {
            Some(Language { hash, .. }) => packed(&files, &format!("pagefind.{hash}.pf_meta"))?,
            None => Meta::default(),
        };
        let words = meta.2.iter().map(|(_, _, hash)| contents(&files, &format!("index/{hash}.pf_index")));
        let words = words.collect::<Result<_, _>>()?;
        let filters = meta.3.iter().map(|(_, hash)| packed(&files, &format!("filter/{hash}.pf_filter")));
        let filters = filters.collect::<Result<_, _>>()?;
        let fragments = fragments(&files, &meta)?;
        let is_script = |file: &IndexFile| !file.path.contains('/') && !file.path.ends_with(".pf_meta");
        let scripts = files.into_iter().filter(|file| is_script(file) && file.path != ENTRY).collect();
        Ok(Self { meta, entry, words, filters, fragments, scripts })
    }
}

fn fragments(files: &[IndexFile], meta: &Meta) -> Result<Vec<Fragment>, Fault> {
    let mut groups: BTreeMap<&str, BTreeMap<String, Fragment>> = BTreeMap::new();
    let mut all = Vec::with_capacity(meta.1.len());
    for (hash, _, group) in &meta.1 {
        // A page that is alone is no group.
        if group.is_empty() {
            all.push(read(files, hash)?);
            continue;
        }
        if !groups.contains_key(group.as_str()) {
            groups.insert(group, read(files, group)?);
        }
        let fragment = groups.get_mut(group.as_str()).and_then(|group| group.remove(hash));
        all.push(fragment.ok_or_else(|| fault(path(group), "every page of the group")(format!("no `{hash}`")))?);
    }
    Ok(all)
}

/// What is shown of a page, or of a group of pages.
fn read<T: for<'de> Deserialize<'de>>(files: &[IndexFile], hash: &str) -> Result<T, Fault> {
    of_json(&path(hash), &contents(files, &path(hash))?)
}

fn path(hash: &str) -> String {
    format!("fragment/{hash}.pf_fragment")
}

fn of_json<T: for<'de> Deserialize<'de>>(path: &str, bytes: &[u8]) -> Result<T, Fault> {
    serde_json::from_slice(bytes).map_err(fault(path, "text in JSON"))
}

/// What a compressed file holds.
fn packed<T: for<'de> Deserialize<'de>>(files: &[IndexFile], path: &str) -> Result<T, Fault> {
    decoded(path, &contents(files, path)?)
}

fn contents(files: &[IndexFile], path: &str) -> Result<Vec<u8>, Fault> {
    let mut contents = Vec::new();
    let mut decoder = flate2::read::GzDecoder::new(file(files, path)?.bytes.as_slice());
    decoder.read_to_end(&mut contents).map_err(fault(path, "bytes that were compressed"))?;
    let rest = contents.strip_prefix(MARK).map(<[u8]>::to_vec);
    rest.ok_or_else(|| fault(path, "the mark of an index")("another beginning"))
}

fn file<'f>(files: &'f [IndexFile], path: &str) -> Result<&'f IndexFile, Fault> {
    let found = files.binary_search_by(|file| file.path.as_str().cmp(path)).ok().and_then(|at| files.get(at));
    found.ok_or_else(|| fault("the folder", "a file of each name that is given")(format!("no `{path}`")))
}
