//! The parts that a page of each kind has: what a reader would miss if a generator left it out to be quicker.

use std::path::Path;

use super::kinds::{Kind, kinds, sample};
use super::{page, text};
use crate::hugo_site::{actor_path, claim_path};
use crate::site::Shape;
use crate::site::records::{self, Claim};

/// In the markup of every page.
const EVERYWHERE: [&str; 15] = [
    "Content-Security-Policy",
    "<title>",
    "rel=\"canonical\"",
    "property=\"og:title\"",
    "property=\"og:url\"",
    "rel=\"icon\"",
    "application/atom+xml",
    "rel=\"stylesheet\"",
    "<script defer",
    "class=\"skip\"",
    "aria-current=",
    "class=\"breadcrumbs",
    "class=\"kicker\"",
    "<h1>",
    "class=\"site-footer\"",
];

/// In the markup of the pages of a kind.
const OF_KIND: [(&str, &[&str]); 7] = [
    (
        "claims",
        &["name=\"description\"", "application/ld+json", "class=\"proof is-proved\"", "#:~:text=", "class=\"meaning\""],
    ),
    ("briefs", &["name=\"description\"", "class=\"toc\"", "class=\"cite-link\"", "class=\"evidence-entry\"", "<table"]),
    ("sources", &["class=\"toc\"", "class=\"figure figure-coverage\"", "class=\"badge is-", "download"]),
    (
        "actors",
        &["class=\"toc\"", "class=\"cite-link\"", "class=\"badge is-", "class=\"rows\"", "figure-neighbourhood"],
    ),
    ("options", &["class=\"toc\"", "class=\"cite-link\"", "class=\"badge is-", "class=\"rows\"", "evidence-entry"]),
    ("criteria", &["class=\"toc\"", "class=\"cite-link\"", "class=\"badge is-", "class=\"rows\"", "evidence-entry"]),
    ("topics", &["class=\"toc\"", "class=\"badge is-", "class=\"key\""]),
];

/// Looks for them on a sample of pages. Gives how many were looked for and found.
pub(super) fn check(shape: &Shape, output: &Path) -> usize {
    let mut found = 0;
    for (Kind { name, count, path }, (of, parts)) in kinds(shape).into_iter().zip(OF_KIND) {
        assert_eq!(name, of);
        for path in sample(count).map(path) {
            let html = page(output, &path);
            for part in EVERYWHERE.iter().chain(parts) {
                assert!(html.contains(part), "{}: {path} lacks {part}", output.display());
                found += 1;
            }
        }
    }
    let mut say = |path: String, words: Vec<String>| {
        let text = text::visible(&page(output, &path));
        for words in words {
            assert!(text.contains(&words), "{}: {path} does not say “{words}”", output.display());
            found += 1;
        }
    };
    sample(shape.claims).for_each(|at| say(claim_path(shape, at), claim(shape, at)));
    for at in sample(shape.briefs) {
        for (path, sentence) in mentions(shape, at) {
            say(path, vec![sentence]);
        }
    }
    found
}

/// What the page of a claim says of it and of its source.
fn claim(shape: &Shape, at: usize) -> Vec<String> {
    let Claim { statement, kind, quote, condition, relation, .. } = records::claim(shape, at);
    let records::Source { title, author, url, .. } = records::source(at % shape.sources);
    let mut words =
        vec![statement, kind.to_owned(), format!("“{quote}”"), format!("paragraph {}", at / shape.sources + 1)];
    words.extend([format!("{author}. ("), format!("{title}. "), url, "APA Style".to_owned(), "verified on".to_owned()]);
    words.extend(condition.into_iter().flat_map(|(condition, consequence)| [condition, consequence]));
    // Beside the drawing.
    words.extend(relation.map(|(_, other)| records::claim(shape, other).statement));
    words
}

/// The sentences that stand beside a brief on the pages of what it cites and names in its first paragraph.
fn mentions(shape: &Shape, at: usize) -> [(String, String); 2] {
    let brief = records::brief(shape, at);
    let paragraph = &brief.paragraphs[0];
    let name = records::actor(shape, paragraph.actor).name;
    [
        (claim_path(shape, paragraph.cites[0]), format!("{}.", paragraph.first)),
        (actor_path(paragraph.actor), format!("It is likely (55–80 %) that {name} {}.", paragraph.third)),
    ]
}
