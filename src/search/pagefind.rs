use std::collections::BTreeMap;
use std::path::Path;

use ::pagefind::api::PagefindIndex;
use ::pagefind::options::PagefindServiceConfig;
use tokio::runtime::Builder;

use super::slices::{self, Size};
use super::{SearchEntry, SearchError};
use crate::files::{Fingerprint, write_canonical};

/// Up to this number each entry has a file of its own, which is the least that a reader's browser must load; above it,
/// a file holds several, so that a large site does not have twice the files.
const MOST_FRAGMENTS: u32 = 2000;

/// Up to this size Pagefind is given all entries at once. It takes time for each that grows with those before it, which
/// does not show yet in so many, and memory for each word: to make one index of several takes a fifth more.
const WHOLE: Size = Size { entries: 32_768, bytes: 32 * 1024 * 1024 };

/// How large a slice is above it: small enough that those in the making need little memory.
const SLICE: Size = Size { entries: 8192, bytes: 4 * 1024 * 1024 };

/// Pagefind's licence asks to go where its script goes.
const LICENCE: &str = include_str!("licence.txt");

/// A file of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexFile {
    /// Relative to [`SEARCH_INDEX`](crate::resolve::SEARCH_INDEX), with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What an index is made from: the same fingerprint means the same files.
#[must_use]
pub fn fingerprint(language: &str, entries: &[SearchEntry]) -> Fingerprint {
    let mut bytes = Vec::new();
    // Strings and lists always serialise.
    let _ = write_canonical(&(env!("CARGO_PKG_VERSION"), language, entries), &mut bytes);
    Fingerprint::of(&bytes)
}

/// Makes the index of a site whose language is a BCP 47 tag. All entries are in one index.
///
/// # Errors
/// If the environment fails.
pub fn index(language: &str, entries: Vec<SearchEntry>) -> Result<Vec<IndexFile>, SearchError> {
    let language = primary_language(language);
    let mut files = if WHOLE.is_exceeded_by(&entries) {
        slices::index(&language, entries, SLICE, MOST_FRAGMENTS)?
    } else {
        self::files(&language, entries, MOST_FRAGMENTS)?
    };
    files.push(IndexFile { path: "licence.txt".to_owned(), bytes: LICENCE.into() });
    files.sort_unstable_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

/// The files that Pagefind itself makes of some entries, in the order of their paths, as far as the site uses them.
pub(super) fn files(
    language: &str,
    entries: Vec<SearchEntry>,
    most_fragments: u32,
) -> Result<Vec<IndexFile>, SearchError> {
    // Pagefind asks for it, though it reads and writes nothing there, and does not bear its loss.
    std::env::current_dir()?;
    let runtime = Builder::new_current_thread().build()?;
    let files = runtime.block_on(build(language, entries, most_fragments))?;
    let stemmed = files.iter().any(|file| is_stemmer(&file.filename));
    let used = files.into_iter().filter(|file| is_used(&file.filename, stemmed));
    let mut used: Vec<IndexFile> =
        used.map(|file| IndexFile { path: slashed(&file.filename), bytes: file.contents }).collect();
    used.sort_unstable_by(|one, other| one.path.cmp(&other.path));
    Ok(used)
}

type Files = Vec<::pagefind::api::SyntheticFile>;

async fn build(language: &str, entries: Vec<SearchEntry>, most_fragments: u32) -> Result<Files, SearchError> {
    let options =
        PagefindServiceConfig::builder().force_language(language.to_owned()).max_fragments(most_fragments).build();
    let mut index = PagefindIndex::new(Some(options)).map_err(failed)?;
    for entry in entries {
        let SearchEntry { address, title, also, detail, text, facets } = entry;
        let text = if text.trim().is_empty() { title.clone() } else { text };
        let mut meta = BTreeMap::from([("title".to_owned(), title), ("page".to_owned(), facets.page.to_owned())]);
        let more = [("also", also.join(", ")), ("detail", detail)];
        meta.extend(
            more.into_iter().filter(|(_, words)| !words.is_empty()).map(|(key, words)| (key.to_owned(), words)),
        );
        let filters = [
            ("page", vec![facets.page.to_owned()]),
            ("kind", facets.kind.map(str::to_owned).into_iter().collect()),
            ("actor", facets.actor.into_iter().collect()),
            ("option", facets.option.into_iter().collect()),
            ("source", facets.source.into_iter().collect()),
        ];
        let filters = filters.into_iter().filter(|(_, values)| !values.is_empty());
        let filters = filters.map(|(key, values)| (key.to_owned(), values)).collect();
        index
            .add_custom_record(address, text, language.to_owned(), Some(meta), Some(filters), None)
            .await
            .map_err(failed)?;
    }
    index.get_files().await.map_err(failed)
}

fn failed(error: impl std::fmt::Display) -> SearchError {
    SearchError::Index(error.to_string())
}

/// `en` of `en-GB`: stems are a language's, not a country's.
fn primary_language(tag: &str) -> String {
    tag.split('-').next().unwrap_or(tag).to_ascii_lowercase()
}

fn is_stemmer(file: &Path) -> bool {
    let name = slashed(file);
    name.starts_with("wasm.") && name != GENERIC
}

/// The program that searches an index of a language without a stemmer.
const GENERIC: &str = "wasm.unknown.pagefind";

/// Whether the site's own scripts use a file. Pagefind brings its own boxes and styles, a worker and a playground too.
fn is_used(file: &Path, stemmed: bool) -> bool {
    match file.parent().and_then(Path::to_str) {
        Some("") => {
            let name = slashed(file);
            name == "pagefind.js"
                || name == "pagefind-entry.json"
                || name.ends_with(".pf_meta")
                || (name.starts_with("wasm.") && (name == GENERIC) != stemmed)
        }
        Some(folder) => ["fragment", "index", "filter"].contains(&folder),
        None => false,
    }
}

fn slashed(file: &Path) -> String {
    file.to_string_lossy().replace('\\', "/")
}
