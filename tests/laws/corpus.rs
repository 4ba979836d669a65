//! What fuzzers have found, again: here with the checks of a debug build, and without a fuzzer.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use super::fuzz::TARGETS;
use super::fuzz::page::nothing_runs;
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

#[test]
fn no_fuzzer_cuts_off_what_it_begins_from() {
    let script = fs::read_to_string(repository().join("fuzz/run.sh")).unwrap();
    assert!(script.contains("-max_len=\"$(length_of \"$name\")\""), "{script}");
    let begin = script.find("length_of() {").unwrap();
    let function = &script[begin..begin + script[begin..].find("\n}\n").unwrap() + 3];
    for (name, _) in TARGETS {
        let seeds = files_below(&repository().join("fuzz/corpus").join(name));
        let longest = seeds.values().map(Vec::len).max().unwrap();
        let mut shell = Command::new("bash");
        shell.arg("-euc").arg(format!("{function}length_of {name}")).current_dir(repository());
        let output = shell.output().unwrap();
        let length: usize = String::from_utf8(output.stdout).unwrap().trim().parse().unwrap();
        assert_eq!(length, longest.max(1000), "{name}");
        assert!(length <= 20_000, "{name} has seeds that take too long");
    }
}

#[test]
fn a_page_that_runs_something_breaks_the_law() {
    let runs = |page: &'static str| std::panic::catch_unwind(|| nothing_runs(page)).is_err();
    for page in [
        "<script>a()</script>",
        "<p><img src=x onerror=a()>",
        "<a href=\"java\tscript:a()\">a</a>",
        "<a href=\" data:text/html,a\">a</a>",
        "<iframe src=\"a/\"></iframe>",
        "<p style=\"a\">",
        "<script type=\"application/ld+json\">\"</script><svg onload=a()>\"</script>",
    ] {
        assert!(runs(page), "{page}");
    }
    for page in [
        "<script src=\"a.js\"></script><a href=\"https://a.example/?b:c\">&lt;script></a>",
        "<script type=\"application/ld+json\">\"<svg onload=a()>\"</script><title><b onclick=a()></title>",
    ] {
        assert!(!runs(page), "{page}");
    }
}
