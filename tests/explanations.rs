//! Every example of every explanation is true: what stands under `## Wrong` breaks the rule, and what stands under
//! `## Right` breaks none.
//!
//! An example is a fragment, as an author would show it to another. Here it is set into a small site without a fault,
//! `cases/_base`, to which a second source, `letter`, is added: fields of a claim become a claim of it, Markdown a
//! brief, TOML a part of the settings, and what follows a comment `# content/…` the file of that name.
#![cfg(test)]
#![cfg(unix)]

#[path = "explanations/place.rs"]
mod place;
mod support;

use place::{Example, Verdict};
use rayon::prelude::*;
use sourcebook::diagnostic::{Code, codes};
use support::{Project, copy, repository};

/// Rules about files as a whole, or about what is longer than an explanation, which no text in one can break. Each has a case in `tests/cases`.
const ABOUT_FILES: [&str; 12] = [
    "changed-archive",
    "duplicate-identifier",
    "file-too-large",
    "invalid-utf8",
    "symbolic-link",
    "misplaced-file",
    "missing-configuration",
    "nested-too-deep",
    "not-a-file",
    "nul-byte",
    "too-long",
    "unused-template",
];

/// Rules for machines that have the lock and not the archive.
const WITHOUT_ARCHIVE: [&str; 2] = ["unchecked-quotation", "unproved-excerpt"];

#[test]
fn every_example_is_what_it_is_said_to_be() {
    let faults: Vec<String> = codes::ALL.par_iter().flat_map(|code| faults(code)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

fn faults(code: &Code) -> Vec<String> {
    let examples = place::examples(code.explanation);
    let wrong = examples.iter().filter(|example| example.verdict == Verdict::Wrong).count();
    let mut faults: Vec<String> = examples.iter().filter_map(|example| run(code, example).err()).collect();
    if wrong == 0 && !ABOUT_FILES.contains(&code.name) {
        faults.push(format!("{}: nothing under `## Wrong` can be run", code.name));
    }
    faults
}

fn run(code: &Code, example: &Example) -> Result<(), String> {
    let project = Project::empty();
    copy(&repository().join("tests/cases/_base"), project.root());
    project.write("static/mill.jpg", "not a picture, and nobody looks");
    project.write("archives/letter.docx", "not a document, and nobody looks");
    let needs_no_archive = example.verdict == Verdict::Wrong && WITHOUT_ARCHIVE.contains(&code.name);
    if needs_no_archive {
        project.write("content/sources/letter.yaml", place::LETTER);
        assert_eq!(project.run(&["verify"]).status, 0);
        std::fs::remove_file(project.path("archives/letter.txt")).unwrap();
    }
    for (path, text) in place::files(code.name, example) {
        project.write(&path, text);
    }
    let said = project.run(&["check", "--format", "json"]).stdout;
    let is_reported = said.contains(&format!("\"code\":\"{}\"", code.name));
    match example.verdict {
        Verdict::Wrong if !is_reported => Err(format!("{}: not wrong:\n{}{said}", code.name, shown(example))),
        Verdict::Right if !said.is_empty() => Err(format!("{}: not right:\n{}{said}", code.name, shown(example))),
        _ => Ok(()),
    }
}

fn shown(example: &Example) -> String {
    example.blocks.iter().map(|(_, text)| text.as_str()).collect()
}
