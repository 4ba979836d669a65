//! What reading a document may cost, over all its pages.
//!
//! A document may ask for one of its parts any number of times, each time by six bytes, and a part is read each time. So
//! whatever is read is paid for by its length each time, and what is unpacked once more by the length that it has then.
//! Every function here gives none once the budget is spent.

use std::collections::HashSet;

use hayro_syntax::Filter;
use hayro_syntax::object::dict::keys::CONTENTS;
use hayro_syntax::object::{Dict, MaybeRef, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::packing::spend_stream;
use super::unpacked::Allowance;

/// What may still be spent.
#[derive(Debug)]
pub(super) struct Budget {
    /// Bytes that are read.
    bytes: usize,
    /// Bytes of characters.
    characters: usize,
    /// Whether streams are encrypted, so that nobody has looked yet at what they unpack to.
    is_encrypted: bool,
    /// The fonts that were paid for, by where they stand.
    fonts: HashSet<(*const u8, usize)>,
}

/// The longest instructions of one page that are put together of parts, in bytes. A map has some ten million.
const INSTRUCTIONS: usize = 128 * 1024 * 1024;

/// What it costs to ask for anything.
pub(super) const ASKING: usize = 64;

/// How far what a font refers to is followed: to the widths of the font that it is made of.
const FONT_DEPTH: usize = 3;

impl Budget {
    pub(super) fn new(bytes: usize, characters: usize, is_encrypted: bool) -> Self {
        Self { bytes, characters, is_encrypted, fonts: HashSet::new() }
    }

    pub(super) fn spend(&mut self, bytes: usize) -> Option<()> {
        self.bytes = self.bytes.checked_sub(bytes)?;
        Some(())
    }

    pub(super) fn characters(&mut self, bytes: usize) -> Option<()> {
        self.characters = self.characters.checked_sub(bytes)?;
        Some(())
    }

    /// The data of a stream. They may be damaged.
    #[expect(clippy::option_option, reason = "spent is not the same as damaged")]
    pub(super) fn unpack(&mut self, stream: &Stream<'_>) -> Option<Option<Vec<u8>>> {
        self.spend(stream.raw_data().len() + ASKING)?;
        self.look_at(stream)?;
        let Ok(unpacked) = stream.decoded_data() else { return Some(None) };
        self.spend(unpacked.len())?;
        Some(Some(unpacked.into_owned()))
    }

    /// Finds out whether there is enough left for what a stream unpacks to, unless [`bomb`](super::bomb) has.
    fn look_at(&self, stream: &Stream<'_>) -> Option<()> {
        match (self.is_encrypted, stream.filters().as_slice()) {
            (_, []) | (false, [Filter::FlateDecode]) => Some(()),
            _ => spend_stream(stream, &mut Allowance(self.bytes)),
        }
    }

    /// The instructions of a page. The parser would put them together before anybody is asked, and keep them.
    pub(super) fn instructions(&mut self, page: &Page<'_>) -> Option<Vec<u8>> {
        match page.raw().get::<Object<'_>>(CONTENTS) {
            Some(Object::Stream(stream)) => Some(self.unpack(&stream)?.unwrap_or_default()),
            Some(Object::Array(parts)) => {
                let mut instructions = Vec::new();
                for part in parts.raw_iter() {
                    let part = match part {
                        MaybeRef::Ref(id) => page.xref().get::<Object<'_>>(id.into()),
                        MaybeRef::NotRef(object) => Some(object),
                    };
                    let Some(part) = part else { continue };
                    self.spend(length(&part))?;
                    if let Object::Stream(stream) = part
                        && let Some(unpacked) = self.unpack(&stream)?
                    {
                        instructions.extend(unpacked);
                        // An instruction may end where its part does.
                        instructions.push(b' ');
                        (instructions.len() <= INSTRUCTIONS).then_some(())?;
                    }
                }
                Some(instructions)
            }
            _ => Some(Vec::new()),
        }
    }

    /// Pays for what a page or drawing names its parts by.
    pub(super) fn resources(&mut self, resources: &Resources<'_>) -> Option<()> {
        let Resources { ext_g_states, fonts, properties, color_spaces, x_objects, patterns, shadings } = resources;
        let all = [ext_g_states, fonts, properties, color_spaces, x_objects, patterns, shadings];
        self.spend(all.iter().map(|names| names.data().len()).sum())
    }

    /// Pays for a font, and the first time for what it refers to. Fonts may share what takes long to read.
    pub(super) fn font(&mut self, font: &Dict<'_>) -> Option<()> {
        let data = font.data();
        self.spend(data.len() + ASKING)?;
        if self.fonts.insert((data.as_ptr(), data.len())) { self.parts(font, FONT_DEPTH) } else { Some(()) }
    }

    fn parts(&mut self, of: &Dict<'_>, depth: usize) -> Option<()> {
        // The files of fonts are read once, whoever refers to them.
        for name in of.keys().filter(|name| **name != *b"Parent") {
            match of.get::<Object<'_>>(&*name) {
                Some(Object::Stream(file)) if name.starts_with(b"FontFile") => self.look_at(&file)?,
                Some(part) => self.part(&part, depth)?,
                None => {}
            }
        }
        Some(())
    }

    fn part(&mut self, part: &Object<'_>, depth: usize) -> Option<()> {
        self.spend(length(part))?;
        match part {
            Object::Stream(stream) => self.unpack(stream).map(drop),
            Object::Dict(dict) if depth > 0 => self.parts(dict, depth - 1),
            Object::Array(list) if depth > 0 => {
                list.iter::<Object<'_>>().try_for_each(|item| self.part(&item, depth - 1))
            }
            _ => Some(()),
        }
    }
}

/// How long what was read is, in bytes; of a stream, the description alone.
pub(super) fn length(object: &Object<'_>) -> usize {
    match object {
        Object::Stream(stream) => stream.dict().data().len(),
        Object::Dict(dict) => dict.data().len(),
        Object::Array(list) => list.data().len(),
        Object::String(text) => text.len(),
        _ => 1,
    }
}
