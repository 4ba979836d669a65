use std::collections::BTreeMap;

use super::cbor::{decoded, write, write_array};
use super::fault::{Fault, fault};

/// Where a chunk of words ends: at so many places, as Pagefind has it.
const CHUNK: usize = 20_000;

/// Where words stand in an index, for faults.
const CHUNKS: &str = "the chunks of words";

/// Every word, and where it stands.
#[derive(Debug, Default)]
pub(super) struct Words(BTreeMap<String, Word>);

/// A word without its accents: the pages with that spelling, and with each of the others.
#[derive(Debug, Default)]
struct Word {
    pages: Pages,
    /// In the order in which they first stand on a page.
    variants: Vec<(String, Pages)>,
}

/// Pages and the places on them, as they stand in the index: each page is counted from the one before it.
#[derive(Debug, Default)]
struct Pages {
    count: usize,
    /// How much of a chunk they take.
    size: usize,
    last: u64,
    bytes: Vec<u8>,
}

/// Where a slice stands in the whole: how many pages are before its own, and the number that each of its fields has
/// there.
#[derive(Debug)]
pub(super) struct Place<'a> {
    pub(super) offset: u64,
    pub(super) fields: &'a [u64],
}

/// A chunk of words in their order.
#[derive(Debug)]
pub(super) struct Chunk {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) bytes: Vec<u8>,
}

/// What Pagefind writes of a word: its text, the pages with that spelling, and each other spelling with its pages.
type Written = (String, Vec<Page>, Vec<(String, Vec<Page>)>);

/// A page, counted from the one before it; the places on it, with marks between them that are negative; those in
/// fields, where such a mark says which field the places after it stand in.
type Page = (u64, Vec<i64>, Vec<i64>);

impl Place<'_> {
    /// The mark of a field in the whole, by its mark in the slice: counted down from -1.
    fn number_of_field(&self, mark: i64) -> Option<i64> {
        let number = self.fields.get(usize::try_from(-1 - mark).ok()?)?;
        Some(-1 - i64::try_from(*number).ok()?)
    }
}

impl Words {
    /// Adds a chunk of a slice. Slices come in the order of their pages.
    pub(super) fn add(&mut self, chunk: &[u8], place: &Place<'_>) -> Result<(), Fault> {
        let (words,): (Vec<Written>,) = decoded(CHUNKS, chunk)?;
        for (text, pages, variants) in words {
            let word = self.0.entry(text).or_default();
            word.pages.add(pages, place)?;
            for (form, pages) in variants {
                word.variant(form).add(pages, place)?;
            }
        }
        Ok(())
    }

    /// All words in chunks, the ends of which bear no more letters than tell them from each other.
    pub(super) fn chunks(self) -> Vec<Chunk> {
        let (mut chunks, mut words, mut size) = (Vec::new(), Vec::new(), 0);
        for (text, word) in self.0 {
            size += word.size();
            words.push((text, word));
            if size >= CHUNK {
                chunks.extend(chunk(&words));
                words.clear();
                size = 0;
            }
        }
        chunks.extend(chunk(&words));
        shorten(&mut chunks);
        chunks
    }
}

impl Word {
    fn variant(&mut self, form: String) -> &mut Pages {
        let at = self.variants.iter().position(|(known, _)| *known == form).unwrap_or_else(|| {
            self.variants.push((form, Pages::default()));
            self.variants.len() - 1
        });
        &mut self.variants[at].1
    }

    fn size(&self) -> usize {
        self.pages.size + self.variants.iter().map(|(_, pages)| pages.size + 1).sum::<usize>()
    }
}

impl Pages {
    /// Adds the pages of a slice.
    fn add(&mut self, pages: Vec<Page>, place: &Place<'_>) -> Result<(), Fault> {
        let mut page = place.offset;
        for (step, places, mut in_fields) in pages {
            page += step;
            for number in in_fields.iter_mut().filter(|number| **number < 0) {
                *number =
                    place.number_of_field(*number).ok_or_else(|| fault(CHUNKS, "the mark of a field")(*number))?;
            }
            self.count += 1;
            self.size += places.len() + in_fields.len() + 1;
            let step = page.checked_sub(self.last).ok_or_else(|| fault(CHUNKS, "the pages in their order")(page))?;
            write(&mut self.bytes, &(step, places, in_fields));
            self.last = page;
        }
        Ok(())
    }

    fn write(&self, to: &mut Vec<u8>) {
        write_array(to, self.count);
        to.extend_from_slice(&self.bytes);
    }
}

fn chunk(words: &[(String, Word)]) -> Option<Chunk> {
    let ((from, _), (to, _)) = (words.first()?, words.last()?);
    let mut bytes = Vec::new();
    write_array(&mut bytes, 1);
    write_array(&mut bytes, words.len());
    for (text, word) in words {
        write_array(&mut bytes, 3);
        write(&mut bytes, text);
        word.pages.write(&mut bytes);
        write_array(&mut bytes, word.variants.len());
        for (form, pages) in &word.variants {
            write_array(&mut bytes, 2);
            write(&mut bytes, form);
            pages.write(&mut bytes);
        }
    }
    Some(Chunk { from: from.clone(), to: to.clone(), bytes })
}

fn shorten(chunks: &mut [Chunk]) {
    for at in 1..chunks.len() {
        let (before, after) = chunks.split_at_mut(at);
        let (Some(before), Some(after)) = (before.last_mut(), after.first_mut()) else { return };
        let alike = before.to.chars().zip(after.from.chars()).take_while(|(one, other)| one == other).count();
        let to: String = before.to.chars().take(alike + 1).collect();
        // A chunk of one word would end before it begins.
        if to >= before.from {
            before.to = to;
        }
        after.from = after.from.chars().take(alike + 1).collect();
    }
}
