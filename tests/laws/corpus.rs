//! What fuzzers have found, again: here with the checks of a debug build, and without a fuzzer.

use std::collections::BTreeSet;
use std::fs;

use super::fuzz::TARGETS;
use super::support::{files_below, repository};

#[test]
fn what_fuzzers_have_found_keeps_the_laws() {
    for (name, holds) in TARGETS {
        let inputs = files_below(&repository().join("fuzz/corpus").join(name));
        assert!(inputs.len() > 5, "{name} has a corpus");
        for (input, bytes) in inputs {
            let outcome = std::panic::catch_unwind(|| holds(&bytes));
            assert!(outcome.is_ok(), "fuzz/corpus/{name}/{input}");
        }
    }
}

#[test]
fn every_law_has_a_fuzzer_with_a_dictionary() {
    let fuzz = repository().join("fuzz");
    let known: BTreeSet<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    for (folder, ending) in [("fuzz_targets", ".rs"), ("dictionaries", ".dict"), ("corpus", "")] {
        let entries = fs::read_dir(fuzz.join(folder)).unwrap();
        let names: BTreeSet<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap().trim_end_matches(ending).to_owned())
            .collect();
        assert!(names.iter().map(String::as_str).eq(known.iter().copied()), "{folder}: {names:?}");
    }
}
