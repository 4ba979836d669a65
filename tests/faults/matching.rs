//! Archives, and excerpts, that almost match each other everywhere. Twice as much of either takes about twice as long.

use crate::bounds::{measured, more_than_twice};
use crate::common::{begun_in, is_long, numbered};
use crate::support::Project;

/// A source whose archive is a text, with claims of these quotations.
fn quoting(text: &str, quotes: impl Iterator<Item = String>) -> Project {
    let project = begun_in(Project::empty());
    project.write("archives/words.txt", text);
    let claim = |(number, quote): (usize, String)| {
        format!("  - {{ id: c{number}, statement: A., kind: fact, about: [harbour-office], quotes: [{quote}] }}\n")
    };
    let claims: String = quotes.enumerate().map(claim).collect();
    let source = format!("type: report\nurl: https://words.example/\narchive: words.txt\nclaims:\n{claims}");
    project.write("content/sources/words.yaml", source);
    project
}

type Shape = fn(usize, usize) -> Project;

/// What stands in the archive so many times, and is looked for by so many claims.
const SHAPES: [(&str, usize, usize, Shape); 8] = [
    ("one word, and words that are not there", 200_000, 20, |n, m| {
        quoting(&"word ".repeat(n), (0..m).map(|number| format!("word word word other{number} word word")))
    }),
    ("sentences that differ by a number", 20_000, 20, |n, m| {
        let text = numbered(n, |day| format!("The harbour office closed on day {day} of the strike at noon.\n\n"));
        quoting(&text, (0..m).map(|number| format!("office closed on day x{number} of the strike at")))
    }),
    ("words that stand everywhere, but for what stands before", 100_000, 400, |n, m| {
        quoting(&"word ".repeat(n), (0..m).map(|number| format!("{{ exact: word, prefix: other{number} }}")))
    }),
    ("words that stand everywhere, but for a section", 50_000, 400, |n, m| {
        quoting(&"word ".repeat(n), (0..m).map(|number| format!("{{ exact: word word, section: Other {number} }}")))
    }),
    ("parts that stand everywhere, the last of them nowhere", 50_000, 200, |n, m| {
        quoting(&"word ".repeat(n), (0..m).map(|number| format!("word … word … word … other{number}")))
    }),
    ("parts between which too much stands", 50_000, 200, |n, m| {
        quoting(&"word and ".repeat(n), (0..m).map(|number| format!("'word [x{number}] word'")))
    }),
    ("words that stand where they should, among very many", 4_000, 400, |n, m| {
        let text = numbered(n, |day| format!("Day {day} then the harbour was closed.\n\n"));
        quoting(&text, (0..m).map(|number| format!("{{ exact: the harbour was closed, prefix: Day {number} then }}")))
    }),
    ("texts that quote almost what is quoted", 400, 400, |n, m| {
        let text = numbered(n, |day| format!("On day {day} the harbour office was closed for a while.\n\n"));
        let project = quoting(&text, (0..n).map(|day| format!("day {day} the harbour office was closed")));
        let quoted = numbered(m, |day| {
            format!("They say: “day x{day} the harbour office was closed” [@words/c{}].\n\n", day % n)
        });
        let brief = format!("---\ntitle: Second\ndate: 2025-01-01\nsummary: Two.\n---\n\n{quoted}");
        project.write("content/briefs/second.md", brief);
        project
    }),
];

#[test]
fn what_almost_matches_everywhere_takes_as_long_as_it_is() {
    let (times, share) = if is_long() { (4, 1) } else { (1, 4) };
    let faults: Vec<String> = SHAPES
        .iter()
        .filter_map(|(name, places, claims, shape)| {
            let seconds = |times: usize| {
                let (status, said, seconds) =
                    measured(&shape(places * times / share, claims * times / share), &["verify"]);
                (matches!(status, Some(0 | 1)), said, seconds)
            };
            more_than_twice(name, times, seconds)
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
