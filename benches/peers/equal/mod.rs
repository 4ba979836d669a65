//! That both built the same site, so that neither is quick because it left something out. Whatever is missing, or is
//! more on one side than on the other, ends the benchmark.
//!
//! In: the folders that both wrote. Looked at, on a sample of pages of every kind: the joins that the records ask for
//! (`joins`), the parts that a page of the kind has (`parts`), the files for other programs, to the letter (`files`),
//! and how much a reader can read (`text`). Never here: a comparison of markup, which either may write as it likes.

mod files;
mod joins;
mod kinds;
mod parts;
mod text;

use std::fs;
use std::path::Path;

use crate::site::Shape;

/// Looks at what Sourcebook made of a site and at what Hugo made of it. Gives a line that says what was found.
pub(crate) fn check(shape: &Shape, ours: &Path, theirs: &Path) -> String {
    let expected = joins::Expected::of(shape);
    let joined = expected.check(ours);
    assert_eq!(joined, expected.check(theirs));
    let found = parts::check(shape, ours);
    assert_eq!(found, parts::check(shape, theirs));
    let same = files::check(shape, ours, theirs);
    let shares = text::check(shape, ours, theirs);
    let ([count, bytes], [other_count, other_bytes]) = (size(ours), size(theirs));
    assert!(other_count <= count, "Hugo writes {other_count} files, Sourcebook {count}");
    assert!(other_bytes <= bytes, "Hugo writes {other_bytes} bytes, Sourcebook {bytes}");
    format!(
        "{} pages: {joined} joins, {found} parts of pages and {same} files for other programs stand in both; of the text \
         of Sourcebook's pages, Hugo's have {shares}",
        shape.pages()
    )
}

/// The number of files in a folder and below, and of their bytes.
fn size(folder: &Path) -> [usize; 2] {
    let files = crate::program::files(folder);
    let bytes = files.iter().map(|file| fs::metadata(folder.join(file)).unwrap().len());
    [files.len(), usize::try_from(bytes.sum::<u64>()).unwrap()]
}

/// The page of a path and those below it: on a large site, Sourcebook's lists go on there, where Hugo's stand whole.
fn pages(output: &Path, path: &str) -> Vec<String> {
    let folder = output.join(&path[1..]);
    let pages = crate::program::files(&folder).into_iter().filter(|file| file.ends_with("index.html"));
    pages.map(|file| fs::read_to_string(folder.join(file)).unwrap()).collect()
}

/// The page of a path.
fn page(output: &Path, path: &str) -> String {
    fs::read_to_string(output.join(&path[1..]).join("index.html")).unwrap()
}
