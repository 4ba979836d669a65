//! A site of any size, the same on every machine: 70 in a hundred pages are claims, 15 are briefs of about 600 words
//! with a table and highlighted code, the rest are sources, actors, options, criteria and topics. Every join of the
//! pages is in it: stances, bearings, relations, speakers, memberships, terms, events, mentions.
#![allow(dead_code, reason = "each benchmark uses its own part")]
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot be set up measures nothing")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// How many pages of each kind a site has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) claims: usize,
    pub(crate) briefs: usize,
    pub(crate) sources: usize,
    pub(crate) actors: usize,
    pub(crate) options: usize,
    pub(crate) criteria: usize,
    pub(crate) topics: usize,
}

impl Shape {
    /// The shape of a site of about so many pages.
    pub(crate) fn of_pages(pages: usize) -> Self {
        let share = |per_mille: usize, least: usize| (pages * per_mille / 1000).max(least);
        Self {
            claims: share(700, 20),
            briefs: share(150, 2),
            sources: share(70, 2),
            actors: share(60, 3),
            options: share(12, 3),
            criteria: share(3, 3),
            topics: share(5, 3),
        }
    }
}

/// Writes the site into a folder, with the archives that its excerpts stand in. The lock is for `verify` to write.
pub(crate) fn write(root: &Path, pages: usize) -> Shape {
    let shape = Shape::of_pages(pages);
    for folder in ["sources", "actors", "options", "criteria", "briefs"] {
        fs::create_dir_all(root.join("content").join(folder)).unwrap();
    }
    fs::create_dir_all(root.join("archives")).unwrap();
    let put = |path: String, text: String| fs::write(root.join(path), text).unwrap();
    put("sourcebook.toml".to_owned(), configuration());
    put("content/events.yaml".to_owned(), events());
    for at in 0..shape.sources {
        let (record, archive) = source(&shape, at);
        put(format!("content/sources/s{at}.yaml"), record);
        put(format!("archives/s{at}.txt"), archive);
    }
    (0..shape.actors).for_each(|at| put(format!("content/actors/a{at}.md"), actor(&shape, at)));
    (0..shape.options).for_each(|at| put(format!("content/options/o{at}.md"), option(&shape, at)));
    (0..shape.criteria).for_each(|at| put(format!("content/criteria/c{at}.md"), criterion(&shape, at)));
    (0..shape.briefs).for_each(|at| put(format!("content/briefs/b{at}.md"), brief(&shape, at)));
    shape
}

/// The key of the claim number `at`, counted through the whole site.
pub(crate) fn claim_key(shape: &Shape, at: usize) -> String {
    let at = at % shape.claims;
    format!("s{}/k{at}", at % shape.sources)
}

const EVENTS: usize = 40;

fn configuration() -> String {
    "title = \"A generated site\"\nbase-url = \"https://example.org/\"\narchives = [\"archives\"]\n".to_owned()
}

fn events() -> String {
    let event = |at| format!("- {{ id: e{at}, name: Event number {at}, date: {} }}", 1960 + at);
    (0..EVENTS).map(event).collect::<Vec<_>>().join("\n") + "\n"
}

fn source(shape: &Shape, at: usize) -> (String, String) {
    let mut words = Words::new(at, 1);
    let mut record = format!(
        "type: article\ntitle: Report {at} on {}\nauthor: [{}]\npublisher: {}\ndate: {}-0{}\nurl: https://example.org/reports/{at}\narchive: s{at}.txt\nclaims:\n",
        words.some(3),
        words.name(),
        words.name(),
        1990 + at % 30,
        1 + at % 9
    );
    let mut archive = String::new();
    for claim in (at..shape.claims).step_by(shape.sources) {
        let quote = format!("{} number {claim} {}", words.some(3), words.some(4));
        let _ = writeln!(archive, "{} {quote} {}. {}\n", words.sentence(9), words.some(6), words.sentence(40));
        record.push_str(&self::claim(shape, claim, &quote, &mut words));
    }
    (record, archive)
}

fn claim(shape: &Shape, at: usize, quote: &str, words: &mut Words) -> String {
    let (actor, option, criterion) = (at % shape.actors, at % shape.options, at % shape.criteria);
    let kind = ["fact", "assessment", "forecast", "recommendation", "report", "conditional"][at % 6];
    let mut text = format!(
        "  - id: k{at}\n    statement: {}\n    kind: {kind}\n    quote: {quote}\n    about: [a{actor}, a{}]\n    topics: [t{}]\n",
        words.sentence(14),
        (at * 7 + 1) % shape.actors,
        at % shape.topics
    );
    match at % 6 {
        0 => {
            let _ = writeln!(text, "    event: e{}\n    when: {}", at % EVENTS, 1960 + at % EVENTS);
        }
        4 => {
            let _ = writeln!(text, "    speaker: a{actor}");
        }
        5 => {
            let _ = writeln!(text, "    if: {}\n    then: {}", words.some(5), words.some(6));
        }
        _ => {}
    }
    if at.is_multiple_of(3) {
        let _ =
            writeln!(text, "    bears-on:\n      - {{ option: o{option}, criterion: c{criterion}, bearing: favours }}");
    }
    if at.is_multiple_of(5) {
        let _ = writeln!(text, "    stances:\n      - {{ actor: a{actor}, option: o{option}, position: supports }}");
    }
    if at % 2 == 1 {
        let relation = ["supports", "contradicts", "qualifies", "restates", "depends-on"][at % 5];
        let other = (at * 31 + 17) % shape.claims;
        if other != at {
            let _ = writeln!(text, "    relations:\n      {relation}: [{}]", claim_key(shape, other));
        }
    }
    text
}

fn actor(shape: &Shape, at: usize) -> String {
    let mut words = Words::new(at, 2);
    let part = if at.is_multiple_of(4) { String::new() } else { format!("part-of: [a{}]\n", at / 4 * 4) };
    format!(
        "---\nname: Actor {at} {}\nkind: organisation\n{part}---\n\n{} [@{}].\n",
        words.name(),
        words.sentence(30).trim_end_matches('.'),
        claim_key(shape, at * 3)
    )
}

fn option(shape: &Shape, at: usize) -> String {
    let mut words = Words::new(at, 3);
    let key = claim_key(shape, at * 5);
    let part = if at.is_multiple_of(3) { String::new() } else { format!("variant-of: o{}\n", at / 3 * 3) };
    format!(
        "---\nname: Option {at} {}\n{part}terms:\n  - {{ actor: a{}, gives: {}, gets: {}, claim: {key} }}\n---\n\n{} [@{key}].\n",
        words.name(),
        at % shape.actors,
        words.some(3),
        words.some(3),
        words.sentence(30).trim_end_matches('.')
    )
}

fn criterion(shape: &Shape, at: usize) -> String {
    let mut words = Words::new(at, 4);
    let text = words.sentence(20);
    format!(
        "---\nname: Criterion {at} {}\n---\n\n{} [@{}].\n",
        words.name(),
        text.trim_end_matches('.'),
        claim_key(shape, at)
    )
}

/// About 600 words: eight paragraphs with two citations each, a table, a listing and a judgement.
fn brief(shape: &Shape, at: usize) -> String {
    let mut words = Words::new(at, 5);
    let mut text = format!(
        "---\ntitle: Brief {at} on {}\ndate: 20{:02}-{:02}-{:02}\nauthors: [{}]\nsummary: {}\n---\n\n",
        words.some(4),
        at % 25,
        1 + at % 12,
        1 + at % 28,
        words.name(),
        words.sentence(18)
    );
    for part in 0..8 {
        if part % 2 == 0 {
            let _ = writeln!(text, "## {}\n", words.name());
        }
        let (one, other) = (claim_key(shape, at * 16 + part * 2), claim_key(shape, at * 97 + part * 1009));
        let _ = writeln!(
            text,
            "{} [@{one}]. {} It is [~likely] that [[a{}]] {} [@{other}].\n",
            words.sentence(24).trim_end_matches('.'),
            words.sentence(20),
            words.next() % shape.actors,
            words.some(16)
        );
    }
    let _ = writeln!(text, "| What | Who | How |\n| --- | --- | --- |");
    for row in 0..4 {
        let _ = writeln!(
            text,
            "| {} | {} | {} [@{}] |",
            words.some(2),
            words.some(2),
            words.some(4),
            claim_key(shape, at + row)
        );
    }
    let _ = writeln!(
        text,
        "\n```rust\nfn weigh(claims: &[Claim]) -> usize {{\n    // {}\n    claims.iter().filter(|claim| claim.number > {at}).count()\n}}\n```\n",
        words.some(6)
    );
    let _ = writeln!(text, "> [!JUDGEMENT]\n> {}", words.sentence(40));
    text
}

/// Words in an order that only the record decides.
struct Words(u64);

const WORDS: [&str; 64] = [
    "harbour", "river", "ferry", "bridge", "council", "winter", "ledger", "toll", "current", "signal", "keeper",
    "market", "north", "quay", "stone", "timber", "survey", "tunnel", "weather", "wharf", "anchor", "barrel", "canal",
    "depth", "engine", "flood", "gauge", "haven", "island", "jetty", "keel", "lantern", "mast", "narrow", "ocean",
    "pilot", "reach", "shore", "tide", "valley", "carries", "holds", "limits", "opens", "raises", "settles", "turns",
    "waits", "of", "under", "before", "beside", "with", "without", "the", "a", "every", "no", "slow", "late", "early",
    "heavy", "broad", "plain",
];

impl Words {
    fn new(record: usize, kind: u64) -> Self {
        Self((record as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ kind.wrapping_mul(0xd1b5_4a32_d192_ed03))
    }

    fn next(&mut self) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap()
    }

    fn some(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.next() % WORDS.len()]).collect();
        words.join(" ")
    }

    fn sentence(&mut self, count: usize) -> String {
        format!("The {}.", self.some(count))
    }

    fn name(&mut self) -> String {
        let mut name = self.some(2);
        name[..1].make_ascii_uppercase();
        name
    }
}
