use std::collections::HashMap;
use std::sync::Arc;

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

use super::heads::Heads;

/// A set of characters.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Set {
    /// A bit each.
    ascii: u128,
    /// All others: ranges with both ends in, in order.
    wide: Box<[(char, char)]>,
}

impl Set {
    fn new(class: &ClassUnicode) -> Self {
        let mut ascii = 0;
        let mut wide = Vec::new();
        for range in class.ranges() {
            let (first, last) = (range.start(), range.end());
            for code in u32::from(first)..=u32::from(last).min(127) {
                ascii |= 1 << code;
            }
            if last > '\u{7f}' {
                wide.push((first.max('\u{80}'), last));
            }
        }
        Self { ascii, wide: wide.into() }
    }

    /// Of one character.
    pub(super) fn only(character: char) -> Self {
        Self::new(&one(character))
    }

    /// A class as the syntax of regular expressions has it: `\w`, `[^a-z]`.
    fn parse(class: &str, ignore_case: bool) -> Option<Self> {
        let hir = ParserBuilder::new().case_insensitive(ignore_case).build().parse(class).ok()?;
        match hir.kind() {
            HirKind::Class(Class::Unicode(class)) => Some(Self::new(class)),
            HirKind::Class(Class::Bytes(class)) => class.to_unicode_class().map(|class| Self::new(&class)),
            HirKind::Literal(literal) => {
                let mut characters = std::str::from_utf8(&literal.0).ok()?.chars();
                let only = characters.next()?;
                characters.next().is_none().then(|| Self::only(only))
            }
            _ => None,
        }
    }

    /// The end of the character that begins at a place, if it is in the set.
    pub(super) fn after(&self, line: &str, place: usize) -> Option<usize> {
        let byte = *line.as_bytes().get(place)?;
        if byte < 0x80 {
            return (self.ascii >> byte & 1 == 1).then_some(place + 1);
        }
        let character = line.get(place..)?.chars().next()?;
        let range = self.wide.partition_point(|&(_, last)| last < character);
        let is_in = self.wide.get(range).is_some_and(|&(first, _)| first <= character);
        is_in.then(|| place + character.len_utf8())
    }

    /// What its characters begin with.
    pub(super) fn heads(&self) -> Heads {
        let ascii = (0..128).filter(|byte| self.ascii >> byte & 1 == 1).fold(Heads::NONE, Heads::with);
        self.wide.iter().fold(ascii, |heads, &(first, last)| {
            let [first, last] = [first, last].map(|end| usize::from(end.encode_utf8(&mut [0; 4]).as_bytes()[0]));
            (first..=last).fold(heads, Heads::with)
        })
    }
}

fn one(character: char) -> ClassUnicode {
    ClassUnicode::new([ClassUnicodeRange::new(character, character)])
}

/// The sets that patterns are made of: few, and some of them large, so that all patterns share them.
#[derive(Debug, Default)]
pub(in super::super) struct Sets {
    classes: HashMap<(String, bool), Option<Arc<Set>>>,
    letters: HashMap<char, Arc<Set>>,
}

impl Sets {
    pub(super) fn class(&mut self, class: &str, ignore_case: bool) -> Option<Arc<Set>> {
        let key = (class.to_owned(), ignore_case);
        self.classes.entry(key).or_insert_with(|| Set::parse(class, ignore_case).map(Arc::new)).clone()
    }

    /// A letter in either case.
    pub(super) fn letter(&mut self, letter: char) -> Arc<Set> {
        let set = self.letters.entry(letter).or_insert_with(|| {
            let mut class = one(letter);
            class.case_fold_simple();
            Arc::new(Set::new(&class))
        });
        Arc::clone(set)
    }
}
