use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;

use super::slice::Slice;
use super::{Size, index};
use crate::plan::Facets;
use crate::search::SearchEntry;
use crate::search::pagefind::{IndexFile, files};

/// Fails where the index made in slices is not Pagefind's own.
fn check(language: &str, entries: &[SearchEntry], slice: Size, fragments: u32) -> usize {
    let expected = files(language, entries.to_vec(), fragments).unwrap();
    let mut made = index(language, entries.to_vec(), slice, fragments).unwrap();
    made.sort_unstable_by(|one, other| one.path.cmp(&other.path));
    let paths = |files: &[IndexFile]| files.iter().map(|file| file.path.clone()).collect::<Vec<_>>();
    assert_eq!(paths(&made), paths(&expected), "in slices of {slice:?}, {fragments} fragments");
    for (made, expected) in made.iter().zip(&expected) {
        assert!(made == expected, "{} in slices of {slice:?}, {fragments} fragments", made.path);
    }
    made.iter().filter(|file| file.path.starts_with("index/")).count()
}

fn of(entries: usize) -> Size {
    Size { entries, bytes: usize::MAX }
}

fn entry(at: usize, text: &str, also: Vec<String>, detail: &str, actors: &[u8]) -> SearchEntry {
    SearchEntry {
        address: format!("claims/s/k{at}/"),
        title: format!("Entry {}", at % 7),
        also,
        detail: detail.to_owned(),
        text: text.to_owned(),
        facets: Facets {
            page: if at.is_multiple_of(3) { "brief" } else { "claim" },
            kind: at.is_multiple_of(2).then_some("fact"),
            actor: actors.iter().map(|actor| format!("a{actor}")).collect(),
            option: BTreeSet::new(),
            source: BTreeSet::from([format!("s{}", at % 4)]),
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn an_index_made_in_slices_is_pagefinds_own(
        // Words that fall together but for accents, are several in one, or are none.
        contents in vec((
            vec("café|cafe|Café|résumé|resume|isPythonBuild|a\\.b_c|north-south|서울은|…|— |harbours?|[a-e]{1,2}", 0..12),
            vec("Zoë|zoe|Other name", 0..2),
            "|fact · 2020|…",
            vec(0_u8..3, 0..3),
        ), 1..30),
        slice in (1_usize..12, 0_usize..200),
        fragments in 1_u32..40,
        language in "en|de|ko",
    ) {
        let entries = contents.into_iter().enumerate();
        let entries: Vec<_> =
            entries.map(|(at, (words, also, detail, actors))| entry(at, &words.join(" "), also, &detail, &actors)).collect();
        check(&language, &entries, Size { entries: slice.0, bytes: slice.1 }, fragments);
    }
}

#[test]
fn an_index_of_several_chunks_is_too() {
    let words =
        |at: usize| (0..900).map(|word| format!("w{}", (at * 7 + word * 13) % 4000)).collect::<Vec<_>>().join(" ");
    let entries: Vec<_> = (0..70).map(|at| entry(at, &words(at), Vec::new(), "", &[1])).collect();
    assert!(check("en", &entries, of(20), 30) > 2);
}

#[test]
fn entries_that_nothing_finds_are_no_page() {
    let mut entries: Vec<_> = (0..9).map(|at| entry(at, "words", Vec::new(), "", &[])).collect();
    for silent in [3..6, 0..9] {
        for entry in &mut entries[silent] {
            "…".clone_into(&mut entry.text);
        }
        check("en", &entries, of(3), 2);
    }
}

#[test]
fn what_is_no_index_is_told_with_what_was_expected_and_found() {
    let entries: Vec<_> = (0..3).map(|at| entry(at, "some words", Vec::new(), "", &[1])).collect();
    let whole = files("en", entries, 1).unwrap();
    let fault = |spoil: &dyn Fn(&mut Vec<IndexFile>)| {
        let mut files = whole.clone();
        spoil(&mut files);
        Slice::read(files).unwrap_err().to_string()
    };
    let beginning =
        |files: &[IndexFile], with: &str| files.iter().position(|file| file.path.starts_with(with)).unwrap();
    let said = fault(&|files| drop(files.remove(beginning(files, "index/"))));
    assert!(said.contains("the folder should hold") && said.contains("holds no `index/"), "{said}");
    for (with, expected) in [("pagefind-entry", "text in JSON"), ("filter/", "bytes that were compressed")] {
        let said = fault(&|files| {
            let at = beginning(files, with);
            files[at].bytes = b"{}}".to_vec();
        });
        assert!(said.contains(&format!("form of index: {with}")) && said.contains(expected), "{said}");
    }
}
