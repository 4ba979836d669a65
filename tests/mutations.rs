//! No excerpt with a changed word passes for its source's: every word of every excerpt is changed, one at a time.
#![cfg(test)]

mod support;

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sourcebook::check::{Checking, Statics, check};
use sourcebook::diagnostic::{Diagnostic, Diagnostics, Report, Severity};
use sourcebook::evidence::{
    Lock, Piece, Proof, Quotation, SourceToVerify, Verifying, pieces, to_verify, verify, verify_site,
};
use sourcebook::files::{ArchiveFolders, Limits};
use sourcebook::parse::{Inputs, Loaded, Parsing, load, parse};
use sourcebook::resolve::{Resolving, Site, resolve};
use support::{Project, repository};
use unicode_segmentation::UnicodeSegmentation as _;

/// A word that no source has.
const STRANGER: &str = "quixotry";

/// An excerpt with one of its words replaced, in another case, with another number, or left out, in every way that is
/// not the excerpt again. Words in brackets are the editor's own and stay.
fn mutations(exact: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    // Whether brackets are an editor's is for the source to say; here none of them are the source's own.
    for piece in pieces(exact) {
        if let Piece::Words(words) = piece {
            let all: Vec<(usize, &str)> = words.unicode_word_indices().collect();
            for (index, (offset, word)) in all.iter().enumerate() {
                let range = at + offset..at + offset + word.len();
                let with = |other: &str| format!("{}{other}{}", &exact[..range.start], &exact[range.end..]);
                found.push(with(STRANGER));
                found.push(with(&other_case(word)));
                if word.contains(|c: char| c.is_ascii_digit()) {
                    found.push(with(&word.replace(|c: char| c.is_ascii_digit(), "7").replacen('7', "8", 1)));
                }
                // Without its first or last word an excerpt is still one.
                if index > 0 && index + 1 < all.len() {
                    found.push(with(""));
                }
            }
        }
        at += piece.text().len();
    }
    found.retain(|mutation| mutation != exact);
    found
}

fn other_case(word: &str) -> String {
    let flipped = |c: char| if c.is_uppercase() { c.to_lowercase().to_string() } else { c.to_uppercase().to_string() };
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| flipped(first) + letters.as_str())
}

/// The site of a folder, as `check` sees it before the archives are asked.
fn site(root: &Path) -> Site {
    let mut sink = Diagnostics::new();
    let inputs = load(root, Limits::default(), &mut Loaded::default()).unwrap();
    let site = resolve(parse(&inputs, &mut Parsing::default(), &mut sink), &mut Resolving::default(), &mut sink);
    assert!(sink.is_empty(), "{sink:?}");
    site
}

/// Changes every word of every excerpt of a site, and gives the changes that were not reported as they should be.
///
/// The changes of one excerpt go through `verify` side by side, each an excerpt of its own, so that its archive is read
/// once for all of them.
fn passed(site: &Site, folder: &Path) -> (usize, Vec<String>) {
    let archives = ArchiveFolders::new([folder.to_path_buf()]);
    let sources: Vec<SourceToVerify<'_>> = site.sources.values().map(|source| to_verify(site, source)).collect();
    let quotations: Vec<_> =
        sources.iter().flat_map(|source| source.quotations.iter().map(move |quotation| (source, quotation))).collect();
    let outcomes = quotations.par_iter().map(|(source, quotation)| {
        let mut changes = mutations(quotation.exact);
        let archive = std::fs::read_to_string(folder.join(source.archive.unwrap())).unwrap();
        // Less one word, the rest may be what the source says elsewhere: then nothing is wrong.
        changes.retain(|change| !one_line(&archive).contains(&one_line(change)));
        let changed = |exact| Quotation { exact, ..**quotation };
        let quotations = changes.iter().map(|change| changed(change.as_str())).collect();
        let mut sink = Diagnostics::new();
        let verified = verify(
            &[SourceToVerify { quotations, ..(*source).clone() }],
            &archives,
            &Lock::default(),
            None,
            &mut Verifying::default(),
            &mut sink,
        );
        assert!(sink.iter().all(|found| names(found, quotation)), "{sink:?}");
        let verified = verified.unwrap();
        let unseen = changes.iter().zip(&verified.sources[0].proofs).filter(|(_, it)| **it != Proof::Missing);
        let unseen: Vec<String> = unseen.map(|(change, _)| format!("{}: {change}", quotation.claim)).collect();
        assert_eq!(sink.len() + unseen.len(), changes.len(), "an error for each");
        (changes.len(), unseen)
    });
    outcomes.reduce(
        || (0, Vec::new()),
        |(one, mut list), (other, more)| {
            list.extend(more);
            (one + other, list)
        },
    )
}

/// Whether a diagnostic is the error that says which excerpt is not in its source, and where it is written.
fn names(found: &Diagnostic, quotation: &Quotation<'_>) -> bool {
    found.code.name == "missing-excerpt"
        && found.code.severity == Severity::Error
        && found.message.contains(&format!("`{}`", quotation.claim))
        && found.labels[0].span == quotation.span
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_changed_word_of_the_first_edition_is_found() {
    let archives = repository().join("../shared/sources");
    if !archives.is_dir() {
        support::pass_over("the archives of the first edition are not at hand");
        return;
    }
    let (count, passed) = passed(&site(repository()), &archives);
    assert!(count > 2_000, "the test changes every word: {count}");
    assert!(passed.is_empty(), "{} of {count}:\n{}", passed.len(), passed.join("\n"));
}

const GAZETTE: &str = "The bridge\n\nThe council voted 12 to 7 for a bridge of stone on 4 May 1931, and not for one of \
    iron. Its “whole length” – 240 yards – will rest on nine piers.\n\nThe ferry\n\nThe ferrymen did not speak. \
    북한은 핵무력을 고도화한다. Nobody asked them about their living, nor about the mill.\n";

const SOURCE: &str = "type: misc\narchive: gazette.txt\nclaims:\n\
    \x20 - { id: vote, statement: s, kind: fact, quote: voted 12 to 7 for a bridge of stone }\n\
    \x20 - { id: iron, statement: s, kind: fact, quote: \"and not for one of iron\" }\n\
    \x20 - { id: length, statement: s, kind: fact, quote: '\"whole length\" - 240 yards - will rest' }\n\
    \x20 - { id: silence, statement: s, kind: fact, quotes: [did not speak, 핵무력을 고도화] }\n\
    \x20 - { id: asked, statement: s, kind: fact, quote: \"[n]obody asked them … about the mill\" }\n";

fn small_site() -> Project {
    Project::empty()
        .file("sourcebook.toml", "title = \"A bridge\"\n")
        .file("archives/gazette.txt", GAZETTE)
        .file("content/sources/gazette.yaml", SOURCE)
}

#[test]
fn every_changed_word_of_a_small_site_is_found() {
    let project = small_site();
    let (count, passed) = passed(&site(project.root()), &project.path("archives"));
    assert!(count > 60, "the test changes every word: {count}");
    assert_eq!(passed, [""; 0]);
}

/// The whole of `check`, from the text of the file to the report, for every change in turn.
#[test]
fn check_fails_and_names_the_excerpt() {
    let project = small_site();
    let archives: Vec<PathBuf> = vec![project.path("archives")];
    let errors = |source: &str| -> Vec<String> {
        let mut inputs = Inputs::default();
        let file = inputs.files.add("content/sources/gazette.yaml", source);
        inputs.content.push(file);
        let mut sink = Diagnostics::new();
        let site = resolve(parse(&inputs, &mut Parsing::default(), &mut sink), &mut Resolving::default(), &mut sink);
        verify_site(
            &site,
            &ArchiveFolders::new(archives.clone()),
            &Lock::default(),
            None,
            &mut Verifying::default(),
            &mut sink,
        )
        .unwrap();
        check(&site, &inputs.files, &Statics::new(), &mut Checking::default(), &mut sink);
        let report = Report::new(sink, &site.config.severities, &inputs.files);
        let errors = report.entries.iter().filter(|(severity, _)| *severity == Severity::Error);
        errors.map(|(_, found)| format!("{} {}", found.code.name, inputs.files.slice(found.labels[0].span))).collect()
    };
    assert_eq!(errors(SOURCE), [""; 0]);
    let mut count = 0;
    for exact in ["voted 12 to 7 for a bridge of stone", "and not for one of iron", "did not speak", "핵무력을 고도화"]
    {
        for mutation in mutations(exact) {
            let found = errors(&SOURCE.replace(exact, &mutation));
            let [error] = found.as_slice() else { panic!("{mutation}: {found:?}") };
            assert!(error.starts_with("missing-excerpt ") && error.contains(&mutation), "{mutation}: {error}");
            count += 1;
        }
    }
    assert!(count > 40, "{count}");
}
