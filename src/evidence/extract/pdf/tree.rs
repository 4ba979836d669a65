//! Refuses a document whose pages share what takes long to read.
//!
//! The parser makes all pages as it opens a document, and reads for each anew what it refers to: its resources, the lists
//! in them, its measures. A thousand pages that refer to a megabyte are a gigabyte to be read. So the tree is walked here
//! first, in the parser's way: what pages refer to is read once, and paid for by each.
//!
//! Of an encrypted document it is here, too, that its packed objects are first seen: what they unpack to is found out before
//! the parser is asked for one of them.

use std::collections::{HashMap, HashSet};

use hayro_syntax::LoadPdfError;
use hayro_syntax::object::dict::keys::{
    COLORSPACE, CROP_BOX, EXT_G_STATE, FIRST, FONT, KIDS, LENGTH, MEDIA_BOX, PAGES, PATTERN, PROPERTIES, RESOURCES,
    ROTATE, SHADING, TYPE, XOBJECT,
};
use hayro_syntax::object::{Array, Dict, FromBytes as _, MaybeRef, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::xref::XRef;
use memchr::memmem;

use super::bare::{Bare, Found, object_around, open};
use super::budget::{ASKING, length};
use super::names::{is_regular, unescaped};
use super::packing::spend_stream;
use super::unpacked::Allowance;
use super::{PAGES as MOST_PAGES, Unreadable};

/// The names of the lists in which resources are looked up, all of which the parser reads.
const LISTS: [&[u8]; 7] = [EXT_G_STATE, FONT, PROPERTIES, COLORSPACE, XOBJECT, PATTERN, SHADING];

/// What else it reads of each page and each part of the tree.
const TRAITS: [&[u8]; 4] = [TYPE, MEDIA_BOX, CROP_BOX, ROTATE];

/// The deepest tree. That of a book has four levels.
const DEEPEST: usize = 256;

/// Holds what is read of a document's pages as it is opened to so many bytes. Whether it is encrypted.
pub(super) fn check(bytes: &[u8], most: usize) -> Result<bool, Unreadable> {
    let mut spent = Allowance(most);
    let found = Found::of(bytes);
    // Where its tables lead to each catalog that it names, the parser has no reason to search.
    if found != Found::Searched
        && let Some(is_encrypted) = walk(bytes, found, &mut spent)?
    {
        return Ok(is_encrypted);
    }
    match walk(bytes, Found::Searched, &mut spent)? {
        Some(is_encrypted) => Ok(is_encrypted),
        None if is_small(bytes, most) => Ok(false),
        None => Err(Unreadable::Damaged),
    }
}

/// Whether the parser may look at each object whether it is a page, as it does where there is no tree of them: each may be
/// as long as the file.
fn is_small(bytes: &[u8], most: usize) -> bool {
    let objects = memmem::find_iter(bytes, b"obj").count();
    memmem::find(&unescaped(bytes), b"/First").is_none() && bytes.len().saturating_mul(objects) <= most
}

/// Walks the trees of all catalogs. None if there is no catalog, or one has no tree; else whether the document is
/// encrypted.
fn walk(bytes: &[u8], found: Found, spent: &mut Allowance) -> Result<Option<bool>, Unreadable> {
    let Bare { document, catalogs, is_encrypted } = match open(bytes, found) {
        Ok(bare) => bare,
        Err(LoadPdfError::Decryption(_)) => return Err(Unreadable::Encrypted),
        Err(LoadPdfError::Invalid) => return Ok(None),
    };
    if is_encrypted {
        spend_packed_objects(bytes, document.xref(), spent).ok_or(Unreadable::TooLarge)?;
    }
    let mut walk = Walk { objects: document.xref(), spent, lengths: HashMap::new(), lists: HashMap::new(), pages: 0 };
    let mut has_tree = !catalogs.is_empty();
    for catalog in catalogs {
        has_tree &= walk.tree(catalog).ok_or(Unreadable::TooLarge)?;
    }
    Ok(has_tree.then_some(is_encrypted))
}

/// Pays for what the objects that are packed together unpack to. None if that is too much, or cannot be said.
fn spend_packed_objects(bytes: &[u8], objects: &XRef, spent: &mut Allowance) -> Option<()> {
    let plain = unescaped(bytes);
    let places: Vec<usize> = memmem::find_iter(bytes, b"/First").collect();
    (memmem::find_iter(&plain, b"/First").count() == places.len()).then_some(())?;
    for at in places.into_iter().filter(|at| is_whole_name(bytes, at + b"/First".len())) {
        spent.spend(ASKING)?;
        // Whose word it is has to be known: what looks like an object before it may stand in a string.
        let (id, words) = object_around(bytes, at)?;
        let words = description(bytes.get(words..)?, spent)?.filter(|words| words.contains_key(FIRST))?;
        match words.get_raw::<Object<'_>>(LENGTH) {
            // To ask how long it is may be to ask for an object that is packed.
            Some(MaybeRef::Ref(_)) => return None,
            Some(_) => objects.get::<Stream<'_>>(id).map_or(Some(()), |stream| spend_stream(&stream, spent))?,
            // Outlines have a first part too, and no length.
            None => {}
        }
    }
    Some(())
}

/// Whether a name ends here, as `/First` does not in `/FirstChar`.
fn is_whole_name(bytes: &[u8], end: usize) -> bool {
    bytes.get(end).is_none_or(|byte| !is_regular(*byte))
}

/// How long the description of packed objects is that programs write, at the most, in bytes: they have some hundred.
const DESCRIPTION: usize = 8 * 1024;

/// The description that something begins with, if it does. The parser looks for its end as far as the file goes, and tells
/// nobody how far it went where there is none, so that is paid for as if it had gone all the way.
#[expect(clippy::option_option, reason = "spent is not the same as missing")]
fn description<'a>(words: &'a [u8], spent: &mut Allowance) -> Option<Option<Dict<'a>>> {
    let near = &words[..words.len().min(DESCRIPTION)];
    if let Some(found) = Dict::from_bytes(near) {
        spent.spend(found.data().len())?;
        return Some(Some(found));
    }
    if !words.starts_with(b"<<") {
        return Some(None);
    }
    spent.spend(words.len())?;
    Some(Dict::from_bytes(words))
}

/// A way through the trees of a document. What gives none has spent too much.
struct Walk<'a, 's> {
    objects: &'a XRef,
    spent: &'s mut Allowance,
    /// How long objects are that pages refer to.
    lengths: HashMap<ObjectIdentifier, usize>,
    /// The same of resources, with the lists that they refer to.
    lists: HashMap<ObjectIdentifier, usize>,
    pages: usize,
}

impl<'a> Walk<'a, '_> {
    /// Walks the tree of a catalog. Whether it has one.
    fn tree(&mut self, catalog: ObjectIdentifier) -> Option<bool> {
        let Some(catalog) = self.objects.get::<Dict<'a>>(catalog) else { return Some(false) };
        self.spent.spend(catalog.data().len())?;
        let Some(root) = catalog.get_ref(PAGES) else { return Some(false) };
        let Some(tree) = self.objects.get::<Dict<'a>>(root.into()) else { return Some(false) };
        self.spent.spend(tree.data().len())?;
        let mut visited = HashSet::from([ObjectIdentifier::from(root)]);
        let Some(kids) = self.part(&tree)? else { return Some(false) };
        let mut open = vec![kids.raw_iter()];
        while let Some(kids) = open.last_mut() {
            let Some(kid) = kids.next() else {
                open.pop();
                continue;
            };
            self.spent.spend(ASKING)?;
            let kid = match kid {
                MaybeRef::Ref(id) if visited.insert(id.into()) => self.objects.get::<Dict<'a>>(id.into()),
                MaybeRef::Ref(_) => None,
                MaybeRef::NotRef(object) => object.into_dict(),
            };
            let Some(kid) = kid else { continue };
            self.spent.spend(kid.data().len())?;
            if kid.get::<Name<'_>>(TYPE).is_some_and(|kind| *kind == *PAGES) {
                if let Some(kids) = self.part(&kid)? {
                    open.push(kids.raw_iter());
                    (open.len() <= DEEPEST).then_some(())?;
                }
            } else {
                self.page(&kid)?;
                self.pages += 1;
                (self.pages <= MOST_PAGES).then_some(())?;
            }
        }
        Some(true)
    }

    /// Pays for a part of the tree. What is in it, if it is one.
    #[expect(clippy::option_option, reason = "spent is not the same as missing")]
    fn part(&mut self, part: &Dict<'a>) -> Option<Option<Array<'a>>> {
        self.page(part)?;
        let kids = part.get::<Array<'a>>(KIDS);
        // It is looked through for its end, and then gone through.
        self.spent.spend(2 * kids.as_ref().map_or(0, |kids| kids.data().len()))?;
        Some(kids)
    }

    /// Pays for what the parser reads of a page: itself several times, and what it refers to.
    fn page(&mut self, page: &Dict<'a>) -> Option<()> {
        self.spent.spend(2 * page.data().len())?;
        for name in TRAITS {
            if let Some(MaybeRef::Ref(id)) = page.get_raw::<Object<'a>>(name) {
                let length = self.length(id.into())?;
                self.spent.spend(length)?;
            }
        }
        let length = match page.get_raw::<Object<'a>>(RESOURCES) {
            Some(MaybeRef::Ref(id)) => self.resources(id.into())?,
            Some(MaybeRef::NotRef(Object::Dict(resources))) => self.lists(&resources)?,
            _ => 0,
        };
        self.spent.spend(length)
    }

    /// How long resources are, with the lists that they refer to.
    fn resources(&mut self, id: ObjectIdentifier) -> Option<usize> {
        if let Some(known) = self.lists.get(&id) {
            return Some(*known);
        }
        let length = match self.objects.get::<Object<'a>>(id) {
            Some(Object::Dict(resources)) => self.lists(&resources)?,
            other => other.as_ref().map_or(1, length),
        };
        self.spent.spend(length)?;
        self.lists.insert(id, length);
        Some(length)
    }

    fn lists(&mut self, resources: &Dict<'a>) -> Option<usize> {
        let mut length = 2 * resources.data().len();
        for name in LISTS {
            if let Some(MaybeRef::Ref(id)) = resources.get_raw::<Object<'a>>(name) {
                length = length.saturating_add(self.length(id.into())?);
            }
        }
        Some(length)
    }

    /// How long an object is.
    fn length(&mut self, id: ObjectIdentifier) -> Option<usize> {
        if let Some(known) = self.lengths.get(&id) {
            return Some(*known);
        }
        let length = ASKING + self.objects.get::<Object<'a>>(id).as_ref().map_or(0, length);
        self.spent.spend(length)?;
        self.lengths.insert(id, length);
        Some(length)
    }
}
