use std::collections::BTreeMap;

use super::cbor::{Reader, write_array, write_integer, write_text, write_unsigned};

/// Where a chunk of words ends: at so many places, as Pagefind has it.
const CHUNK: usize = 20_000;

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

/// Where a slice stands in the whole: how many pages are before its own, and the number that each of its fields has there.
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

impl Words {
    /// Adds a chunk of a slice. Slices come in the order of their pages. `None` if it is not one.
    pub(super) fn add(&mut self, chunk: &[u8], place: &Place<'_>) -> Option<()> {
        let mut reader = Reader(chunk);
        reader.array()?;
        for _ in 0..reader.array()? {
            reader.array()?;
            let word = self.word(reader.text()?);
            word.pages.add(&mut reader, place)?;
            for _ in 0..reader.array()? {
                reader.array()?;
                word.variant(reader.text()?).add(&mut reader, place)?;
            }
        }
        reader.0.is_empty().then_some(())
    }

    fn word(&mut self, text: &str) -> &mut Word {
        self.0.entry(text.to_owned()).or_default()
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
    fn variant(&mut self, form: &str) -> &mut Pages {
        let at = self.variants.iter().position(|(known, _)| known == form).unwrap_or_else(|| {
            self.variants.push((form.to_owned(), Pages::default()));
            self.variants.len() - 1
        });
        &mut self.variants[at].1
    }

    fn size(&self) -> usize {
        self.pages.size + self.variants.iter().map(|(_, pages)| pages.size + 1).sum::<usize>()
    }
}

impl Pages {
    /// Adds the pages that the reader is at.
    fn add(&mut self, reader: &mut Reader<'_>, place: &Place<'_>) -> Option<()> {
        let mut page = place.offset;
        for _ in 0..reader.array()? {
            reader.array()?;
            page += reader.unsigned()?;
            write_array(&mut self.bytes, 3);
            write_unsigned(&mut self.bytes, page.checked_sub(self.last)?);
            self.last = page;
            let places = copy(reader, &mut self.bytes, Some)?;
            // A negative number says which field the places after it stand in.
            let in_fields = copy(reader, &mut self.bytes, |(is_field, number)| {
                let number = if is_field { *place.fields.get(usize::try_from(number).ok()?)? } else { number };
                Some((is_field, number))
            })?;
            self.count += 1;
            self.size += places + in_fields + 1;
        }
        Some(())
    }

    fn write(&self, to: &mut Vec<u8>) {
        write_array(to, self.count);
        to.extend_from_slice(&self.bytes);
    }
}

type Integer = (bool, u64);

/// Copies a list of numbers, each as something else, and says how many they are.
fn copy(reader: &mut Reader<'_>, to: &mut Vec<u8>, changed: impl Fn(Integer) -> Option<Integer>) -> Option<usize> {
    let count = usize::try_from(reader.array()?).ok()?;
    write_array(to, count);
    for _ in 0..count {
        write_integer(to, changed(reader.integer()?)?);
    }
    Some(count)
}

fn chunk(words: &[(String, Word)]) -> Option<Chunk> {
    let ((from, _), (to, _)) = (words.first()?, words.last()?);
    let mut bytes = Vec::new();
    write_array(&mut bytes, 1);
    write_array(&mut bytes, words.len());
    for (text, word) in words {
        write_array(&mut bytes, 3);
        write_text(&mut bytes, text);
        word.pages.write(&mut bytes);
        write_array(&mut bytes, word.variants.len());
        for (form, pages) in &word.variants {
            write_array(&mut bytes, 2);
            write_text(&mut bytes, form);
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
