//! Sites in which one thing has very many others: what is linear in pages and links stays so here.
#![allow(dead_code, reason = "each user of it has its own part")]
#![allow(clippy::unwrap_used, reason = "a site that cannot be written measures nothing")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A site in which one list grows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Growing {
    pub(crate) name: &'static str,
    write: fn(&Path, usize),
}

impl Growing {
    /// Writes the site with so many of what grows.
    pub(crate) fn write(&self, root: &Path, many: usize) {
        put(root, "sourcebook.toml", "title = \"Growing\"\nbase-url = \"https://example.org/\"\nsearch = false\n");
        (self.write)(root, many);
    }
}

/// All of them.
pub(crate) const ALL: [Growing; 12] = [
    Growing { name: "claims about one actor", write: actor },
    Growing { name: "briefs that cite one claim", write: cited },
    Growing { name: "actors in one chain of parts", write: parts },
    Growing { name: "criteria of one option", write: criteria },
    Growing { name: "claims on one topic", write: topic },
    Growing { name: "claims of one source", write: source },
    Growing { name: "options and as many criteria", write: grid },
    Growing { name: "actors and as many options", write: stances },
    Growing { name: "claims that contradict one", write: contradicted },
    Growing { name: "conditions in one chain", write: chain },
    Growing { name: "conditions that end in one", write: fan },
    Growing { name: "events, and claims about one of them", write: events },
];

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Claims over sources of fifty, each with what `more` says of it.
fn claims(root: &Path, many: usize, more: impl Fn(usize) -> String) {
    in_sources(root, many, 50, more);
}

fn in_sources(root: &Path, many: usize, size: usize, more: impl Fn(usize) -> String) {
    for source in 0..many.div_ceil(size) {
        let mut text = "type: article\nauthor: [A. Writer]\ndate: 2020\nclaims:\n".to_owned();
        for at in source * size..many.min((source + 1) * size) {
            let _ = write!(
                text,
                "  - id: k{at}\n    statement: Claim number {at} says that something is so and not otherwise.\n    quote: words of claim {at}\n{}",
                more(at)
            );
        }
        put(root, &format!("content/sources/s{source}.yaml"), &text);
    }
}

fn record(root: &Path, folder: &str, id: &str, fields: &str) {
    put(root, &format!("content/{folder}/{id}.md"), &format!("---\nname: The {id}\n{fields}---\n"));
}

const FACT: &str = "    kind: fact\n";

fn actor(root: &Path, many: usize) {
    record(root, "actors", "a", "kind: state\n");
    claims(root, many, |at| {
        let kind = ["fact", "assessment", "forecast"][at % 3];
        format!("    kind: {kind}\n    about: [a]\n{}", if at % 2 == 0 { "    speaker: a\n" } else { "" })
    });
}

fn cited(root: &Path, many: usize) {
    claims(root, 1, |_| FACT.to_owned());
    for at in 0..many {
        let text = format!("---\ntitle: Brief {at}\ndate: 2020-01-01\nsummary: About it.\n---\n\nIt is so [@s0/k0].\n");
        put(root, &format!("content/briefs/b{at}.md"), &text);
    }
}

fn parts(root: &Path, many: usize) {
    for at in 0..many {
        let whole = if at > 0 { format!("part-of: [a{}]\n", at - 1) } else { String::new() };
        record(root, "actors", &format!("a{at}"), &format!("kind: state\n{whole}"));
    }
    claims(root, many, |at| format!("{FACT}    about: [a{at}]\n"));
}

fn criteria(root: &Path, many: usize) {
    record(root, "options", "o", "");
    (0..many).for_each(|at| record(root, "criteria", &format!("c{at}"), ""));
    claims(root, many, |at| bearing("o", &format!("c{at}")));
}

fn bearing(option: &str, criterion: &str) -> String {
    format!("{FACT}    bears-on:\n      - {{ option: {option}, criterion: {criterion}, bearing: favours }}\n")
}

fn topic(root: &Path, many: usize) {
    claims(root, many, |at| format!("{FACT}    topics: [everything, t{}]\n", at / 4));
}

fn source(root: &Path, many: usize) {
    in_sources(root, many, many, |_| FACT.to_owned());
}

fn grid(root: &Path, many: usize) {
    for at in 0..many {
        record(root, "options", &format!("o{at}"), "");
        record(root, "criteria", &format!("c{at}"), "");
    }
    claims(root, many, |at| bearing(&format!("o{at}"), &format!("c{at}")));
}

fn stances(root: &Path, many: usize) {
    for at in 0..many {
        record(root, "options", &format!("o{at}"), "");
        record(root, "actors", &format!("a{at}"), "kind: state\n");
    }
    claims(root, many, |at| {
        format!("{FACT}    stances:\n      - {{ actor: a{at}, option: o{at}, position: supports }}\n")
    });
}

fn contradicted(root: &Path, many: usize) {
    claims(root, many, |at| {
        let relation = if at > 0 { "    relations:\n      contradicts: [s0/k0]\n" } else { "" };
        format!("{FACT}{relation}")
    });
}

fn conditional(condition: &str, consequence: &str) -> String {
    format!("    kind: conditional\n    if: {condition}\n    then: {consequence}\n")
}

fn chain(root: &Path, many: usize) {
    claims(root, many, |at| conditional(&format!("step {at} is made"), &format!("step {} is made", at + 1)));
}

fn fan(root: &Path, many: usize) {
    claims(root, many, |at| match at % 2 {
        0 => conditional(&format!("step {at} is made"), "it comes to an end"),
        _ => conditional("it comes to an end", &format!("step {at} is made")),
    });
}

fn events(root: &Path, many: usize) {
    let event = |at: usize| format!("- {{ id: e{at}, name: Event {at}, date: {} }}\n", 1000 + at % 1000);
    put(root, "content/events.yaml", &(0..many).map(event).collect::<String>());
    record(root, "actors", "a", "kind: state\n");
    claims(root, many, |_| format!("{FACT}    about: [a]\n    event: e7\n"));
}
