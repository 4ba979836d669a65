//! From the examples of an explanation to the files of a site.

use std::fmt::Write as _;

/// What an example is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Wrong,
    Right,
}

/// What stands under one of the two headings and can be run: fenced blocks with their languages.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) verdict: Verdict,
    pub(crate) blocks: Vec<(String, String)>,
}

/// The examples that are content: `text` shows names of files and commands.
pub(crate) fn examples(explanation: &str) -> Vec<Example> {
    let (mut open, mut found) = (None, Vec::<Example>::new());
    let begin = |verdict| Example { verdict, blocks: Vec::new() };
    for line in explanation.lines() {
        match (&mut open, line) {
            (None, "## Wrong") => found.push(begin(Verdict::Wrong)),
            (None, "## Right") => found.push(begin(Verdict::Right)),
            (None, line) => open = line.strip_prefix("```").map(|language| (language.to_owned(), String::new())),
            (Some(_), "```") => {
                let block = open.take().filter(|(language, _)| language != "text");
                found.last_mut().unwrap().blocks.extend(block);
            }
            (Some((_, text)), line) => {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    found.retain(|example| !example.blocks.is_empty());
    found
}

/// The files that an example stands for.
pub(crate) fn files(code: &str, example: &Example) -> Vec<(String, String)> {
    let mut files = vec![("content/sources/letter.yaml".to_owned(), LETTER.to_owned())];
    for (language, text) in &example.blocks {
        match language.as_str() {
            "toml" if code == "invalid-lock" => files.push(("sourcebook.lock".to_owned(), text.clone())),
            "toml" => files.push(("sourcebook.toml".to_owned(), settings(text))),
            "markdown" => files.push(("content/briefs/example.md".to_owned(), brief(code, text))),
            "yaml" => {
                // Where a rule is about what is missing, nothing is added.
                let is_whole = example.verdict == Verdict::Wrong && ABOUT_ABSENCE.contains(&code);
                files.extend(named_files(text, is_whole));
            }
            other => panic!("an example in {other}"),
        }
    }
    files
}

/// Rules that a claim breaks by what it lacks.
const ABOUT_ABSENCE: [&str; 2] = ["missing-field", "claim-without-excerpt"];

/// A source that rests on the archive `letter.txt`, for examples that cite it.
pub(crate) const LETTER: &str = "type: misc
archive: letter.txt
claims:
  - id: not-against-a-bridge
    statement: The ferryman does not oppose a bridge as such.
    kind: report
    quote: not against a bridge
  - id: families-lose-bread
    statement: Eleven families live by the ferry.
    kind: report
    quote: eleven families
";

fn settings(text: &str) -> String {
    let mut settings = String::new();
    for (field, line) in [("title", "title = \"A bridge\"\n"), ("archives", "archives = [\"archives\"]\n")] {
        if !text.lines().any(|line| line.starts_with(field)) {
            settings.push_str(line);
        }
    }
    settings + text
}

fn brief(code: &str, text: &str) -> String {
    let evidence = if code == "uncited-brief" { "" } else { "It is cold [@report/idle-in-winter].\n" };
    match code {
        "missing-front-matter" => text.to_owned(),
        _ => format!("---\ntitle: Example\ndate: 1931-06-01\nsummary: What.\n---\n\n{text}\n## Winter\n\n{evidence}"),
    }
}

/// The source `letter` with what stands before the first comment that names a file, and those files.
fn named_files(text: &str, is_whole: bool) -> Vec<(String, String)> {
    let mut files = vec![("content/sources/letter.yaml".to_owned(), String::new())];
    for line in text.lines() {
        if let Some(path) = line.strip_prefix("# ").filter(|comment| comment.starts_with("content/")) {
            let path = path.split([' ', ',']).next().unwrap();
            files.push((path.to_owned(), String::new()));
        } else {
            let _ = writeln!(files.last_mut().unwrap().1, "{line}");
        }
    }
    let is_letter = |path: &str| path == "content/sources/letter.yaml";
    files.retain(|(path, fields)| !is_letter(path) || !fields.trim().is_empty());
    let written = |(path, fields): (String, String)| {
        let text = if is_letter(&path) { letter(&fields, is_whole) } else { record(&path, &fields) };
        (path, text)
    };
    files.into_iter().map(written).collect()
}

/// Front matter, with what its kind needs, and a text with evidence.
fn record(path: &str, fields: &str) -> String {
    let stem = path.rsplit('/').next().unwrap().trim_end_matches(".md");
    let has = |field: &str| fields.lines().any(|line| line.starts_with(field));
    let mut text = String::from("---\n");
    if !has("name:") {
        let _ = writeln!(text, "name: The {}", stem.replace('-', " "));
    }
    if path.contains("/actors/") && !has("kind:") {
        text.push_str("kind: organisation\n");
    }
    text + fields + "---\n\nIt is so [@report/idle-in-winter].\n"
}

/// Fields that stand in the record of a source; all others stand in a claim.
const OF_A_SOURCE: [&str; 11] =
    ["type", "title", "author", "pages", "doi", "publisher", "date", "url", "archive", "note", "claims"];

/// The source `letter` with the fields of an example. A field that comes again begins another claim.
fn letter(text: &str, is_whole: bool) -> String {
    let (mut source, mut claims) = (String::new(), vec![String::new()]);
    if text.trim_start().starts_with("- id:") {
        claims = text.split("- id:").skip(1).map(|claim| format!("id:{}", claim.replace("\n  ", "\n"))).collect();
    } else {
        let mut in_source = false;
        for line in text.lines() {
            let field = line.split(':').next().filter(|_| !line.starts_with([' ', '#', '-']));
            if let Some(field) = field {
                in_source = OF_A_SOURCE.contains(&field);
                // `quotes` comes instead of `quote`.
                let last = claims.last().unwrap();
                let is_written = has(last, field) || (field == "quotes" && has(last, "quote"));
                if !in_source && is_written {
                    claims.push(String::new());
                }
            }
            let text = if in_source { &mut source } else { claims.last_mut().unwrap() };
            let _ = writeln!(text, "{line}");
        }
    }
    // A source whose type is written says all there is to say of it.
    if !has(&source, "type") {
        source.push_str("type: misc\n");
        if !has(&source, "archive") {
            source.push_str("archive: letter.txt\n");
        }
    }
    if has(&source, "claims") {
        return source;
    }
    source.push_str("claims:\n");
    for (number, claim) in claims.iter().enumerate() {
        let claim = if is_whole { claim.clone() } else { complete(claim, number) };
        let _ = writeln!(source, "  - {}", claim.trim_end().replace('\n', "\n    "));
    }
    source
}

/// A claim with the fields that a fragment of it leaves out.
fn complete(claim: &str, number: usize) -> String {
    let mut claim = claim.to_owned();
    if !has(&claim, "id") {
        let _ = writeln!(claim, "id: example-{number}");
    }
    if !has(&claim, "statement") {
        claim.push_str("statement: This is an example.\n");
    }
    if !has(&claim, "kind") {
        claim.push_str("kind: report\n");
    }
    if !has(&claim, "quote") && !has(&claim, "quotes") {
        claim.push_str("quote: not against a bridge\n");
    }
    claim
}

fn has(fields: &str, field: &str) -> bool {
    fields.lines().any(|line| line.split(':').next() == Some(field))
}
