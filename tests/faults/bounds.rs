//! Content that is made to take time and memory: twice of it takes about twice as much, and all of it ends.
//!
//! Times are those of the processor, which other work on the machine hardly changes. What is quadratic takes four
//! times.

use std::fs;
use std::process::Command;

use rayon::prelude::*;

use crate::common::{at, ended, is_long, numbered};
use crate::support::Project;

/// What runs longer, or takes more memory, is ended: far beyond what any of these takes.
const SECONDS: u32 = 60;
const KIBIBYTES: u32 = 3 * 1024 * 1024;

/// A site of one claim and one brief, in which nothing has to be cited.
fn site() -> Project {
    Project::empty()
        .file(
            "sourcebook.toml",
            "title = \"A site\"\n[severity]\nuncited-brief = \"off\"\nuncited-paragraph = \"off\"\nraw-html = \"off\"\n\
             unused-footnote = \"off\"\n",
        )
        .file("content/actors/orland.md", "---\nname: Orland\nkind: state\n---\n\nA state.\n")
        .file(
            "content/sources/count.yaml",
            "type: report\nclaims:\n  - { id: one, statement: One thing., kind: fact, quote: one thing }\n",
        )
        .file("content/briefs/first.md", "---\ntitle: First\ndate: 2025-01-01\nsummary: One.\n---\n\nText.\n")
}

/// The status of a run within the limits, what it said, and the seconds that it took of the processor.
pub(crate) fn measured(project: &Project, arguments: &[&str]) -> (Option<i32>, String, f64) {
    measured_within(project, arguments, KIBIBYTES)
}

fn measured_within(project: &Project, arguments: &[&str], kibibytes: u32) -> (Option<i32>, String, f64) {
    let script = format!("ulimit -v {kibibytes}; ulimit -t {SECONDS}; \"$@\"; status=$?; times >times; exit $status");
    let mut command = Command::new("sh");
    command.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_sourcebook")]).args(arguments);
    // Each thread reads a file of its own.
    command.env("MALLOC_ARENA_MAX", "2").env("RAYON_NUM_THREADS", "2");
    let (status, said) = ended(&mut at(project, command));
    let times = fs::read_to_string(project.path("times")).unwrap();
    // The second line is of what the shell ran: in the program itself, and in the system for it.
    let seconds = times.lines().nth(1).unwrap().split_whitespace().map(|time| {
        let (minutes, seconds) = time.trim_end_matches('s').split_once('m').unwrap();
        minutes.parse::<f64>().unwrap() * 60.0 + seconds.parse::<f64>().unwrap()
    });
    (status, said, seconds.sum())
}

/// What a brief may hold at most, in bytes, less what its front matter takes.
const LARGEST: usize = 8 * 1024 * 1024 - 200;

/// The signs that a text may hold at most, and some room.
const SIGNS: usize = 95_000;

/// The records that may be set in one text.
const CARDS: usize = 200;

type Text = fn(usize) -> String;

/// What stands in the brief, and its number of times: some tenths of a second without optimisation. In the long form
/// up to ten times as much, as far as the limits of a text permit.
const TEXTS: [(&str, usize, Text); 28] = [
    ("links in one line", 20_000, |n| "[[orland]] ".repeat(n)),
    ("links of Markdown in one line", 20_000, |n| "[a](/) ".repeat(n)),
    ("addresses in one line", 20_000, |n| "<https://a.example/> ".repeat(n)),
    ("citations in one line", 10_000, |n| "[@count/one] ".repeat(n)),
    ("cards", CARDS / 2, |n| "![[count/one]]\n\n".repeat(n)),
    ("words of likelihood", 10_000, |n| "[~likely] ".repeat(n)),
    ("brackets that open", 45_000, |n| "[".repeat(n)),
    ("pictures that open", 45_000, |n| "![".repeat(n)),
    ("stars and underscores", 20_000, |n| "*a_ ".repeat(n)),
    ("backticks", 800, |n| (1..n).map(|length| "`".repeat(length) + " ").collect()),
    ("angle brackets", 45_000, |n| "<a ".repeat(n)),
    ("comments that open", 20_000, |n| "<!-- ".repeat(n)),
    ("references to characters", 45_000, |n| "&#x41;".repeat(n)),
    ("references without end", 45_000, |n| "&#".repeat(n)),
    ("footnotes", 4_000, |n| {
        let notes = (0..n).map(|note| format!("[^{note}]: A note.\n\n"));
        (0..n).map(|note| format!("[^{note}]")).chain(["\n\n".to_owned()]).chain(notes).collect()
    }),
    ("uses of one footnote", 20_000, |n| "[^a] ".repeat(n) + "\n\n[^a]: A note.\n"),
    ("footnotes in footnotes", 4_000, |n| {
        let notes: String = numbered(n, |note| format!("[^{note}]: [^{}]\n\n", note + 1));
        format!("[^0]\n\n{notes}[^{n}]: The end.\n")
    }),
    ("equal headings", 8_000, |n| "## a\n\n".repeat(n)),
    ("headings with a text", 4_000, |n| numbered(n, |number| format!("## a{number}\n\nA text [@count/one].\n\n"))),
    ("cells of a table", 40_000, |n| {
        let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(100));
        row("a") + &row("-") + &row("b").repeat(n / 100)
    }),
    ("rows that lack their cells", 4_000, |n| {
        format!("|{}\n|{}\n{}", "a|".repeat(2_000), "-|".repeat(2_000), "|\n".repeat(n))
    }),
    ("definitions", 10_000, |n| "a\n: b\n\n".repeat(n)),
    ("references that are used", 40_000, |n| "[a]: https://a.example/\n\n".to_owned() + &"[a]".repeat(n)),
    ("sentences", 100_000, |n| "A! ".repeat(n)),
    ("one long word", 1_000_000, |n| "a".repeat(n)),
    ("code of a language", 4_000, |n| format!("```rust\n{}```\n", "let a = \"b\";\n".repeat(n))),
    ("code that its grammar is slow for", 8, |n| {
        format!("```less\n{}```\n", numbered(n, |line| format!("{}{line}\n", "-a".repeat(120))))
    }),
    ("lines of a paragraph", 45_000, |n| "a\n".repeat(n)),
];

#[test]
fn twice_the_text_takes_about_twice_the_time() {
    let most = if is_long() { 10 } else { 1 };
    let faults: Vec<String> = TEXTS
        .par_iter()
        .filter_map(|(name, count, text)| {
            let seconds = |count: usize| {
                let project = site();
                let brief = format!("---\ntitle: Second\ndate: 2025-01-01\nsummary: Two.\n---\n\n{}\n", text(count));
                project.write("content/briefs/second.md", brief);
                let (status, said, seconds) = measured(&project, &["build"]);
                (status == Some(0), said, seconds)
            };
            let is_beyond = |said: &str| said.contains("error[file-too-large]") || said.contains("error[too-long]");
            let fits = |times: &usize| !is_beyond(&seconds(count * times * 2).1);
            let times = (2..=most).rev().find(fits).unwrap_or(1);
            more_than_twice(name, count * times, seconds)
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What twice as much of something takes, if that is much more than twice the time of the processor. A machine that is
/// busy with something else is slow once; what grows too fast is slow each time.
pub(crate) fn more_than_twice(
    name: &str,
    much: usize,
    seconds: impl Fn(usize) -> (bool, String, f64),
) -> Option<String> {
    let mut fault = None;
    for _ in 0..3 {
        let (one, two) = (seconds(much), seconds(much * 2));
        eprintln!("{name}, {much}: {:.2} s, {:.2} s", one.2, two.2);
        if one.0 && two.0 && two.2 <= 3.0 * one.2 + 0.4 {
            return None;
        }
        let said = |said: &str| said.chars().take(400).collect::<String>();
        fault = Some(format!("{name}: {:.2} s, then {:.2} s\n{}{}", one.2, two.2, said(&one.1), said(&two.1)));
    }
    fault
}

/// What nests, by the number of levels.
const NESTED: [(&str, Text); 6] = [
    ("quotes", |n| ">".repeat(n) + " a"),
    ("items", |n| "- ".repeat(n) + "a"),
    ("numbered items", |n| "1. ".repeat(n) + "a"),
    ("quotes with a space", |n| "> ".repeat(n) + "a"),
    ("emphasis", |n| "*".repeat(n) + "a" + &"*".repeat(n)),
    ("items and quotes", |n| "> - ".repeat(n) + "a"),
];

#[test]
fn ten_thousand_levels_are_one_error() {
    NESTED.par_iter().for_each(|(name, text)| {
        let project = site();
        let brief = format!("---\ntitle: Second\ndate: 2025-01-01\nsummary: Two.\n---\n\n{}\n", text(10_000));
        project.write("content/briefs/second.md", brief);
        let (status, said, _) = measured(&project, &["build"]);
        assert_eq!(status, Some(1), "{name}: {said}");
        assert!(
            said.contains("error[nested-too-deep]") && said.contains("content/briefs/second.md:7:"),
            "{name}: {said}"
        );
        assert!(said.contains("1 error, "), "{name}: {said}");
    });
}

/// The largest files, of what takes most room for each byte, under a limit that would not hold it.
#[test]
fn a_file_that_was_written_to_take_room_is_a_report_of_its_own_size() {
    let claims = |item: &'static str| -> Box<dyn Fn(usize) -> String + Sync> {
        Box::new(move |n| format!("type: report\nclaims: [{}]\n", item.repeat(n / item.len())))
    };
    // So many of them that no list is too long.
    let lists: Box<dyn Fn(usize) -> String + Sync> =
        Box::new(|n| format!("type: report\nclaims:\n{}", "- [{},{},{},{},{},{}]\n".repeat(n / 22)));
    let wrong: Box<dyn Fn(usize) -> String + Sync> =
        Box::new(|n| format!("type: report\nclaims:\n{}", "- {a: b}\n".repeat((n / 9).min(19_000))));
    let text = |sign: &'static str| -> Box<dyn Fn(usize) -> String + Sync> {
        Box::new(move |n| format!("---\ntitle: A\ndate: 2025\nsummary: B.\n---\n\n{}\n", sign.repeat(n / sign.len())))
    };
    let (source, brief) = ("content/sources/many.yaml", "content/briefs/second.md");
    let files = [
        ("claims of nothing", source, "file-too-large", claims("{},")),
        ("lists of nothing", source, "file-too-large", lists),
        ("claims that are wrong", source, "unknown-field", wrong),
        ("links", brief, "file-too-large", text("[a](/) ")),
        ("signs", brief, "file-too-large", text("<")),
        ("headings", brief, "file-too-large", text("# a\n")),
        ("uses of a footnote", brief, "file-too-large", text("[^a]")),
    ];
    files.par_iter().for_each(|(name, path, code, text)| {
        let project = site();
        project.write(path, text(LARGEST));
        let (status, said, _) = measured_within(&project, &["check"], 768 * 1024);
        assert_eq!(status, Some(1), "{name}: {said}");
        assert!(said.contains(&format!("error[{code}]")), "{name}: {said}");
        assert!(said.len() < 100_000, "{name}: {} bytes are said", said.len());
    });
}

/// Of a text that has been read a few long lists are kept. As lists in lists, eight of these would take more than the limit.
#[test]
fn several_texts_of_nothing_but_signs_fit_into_memory_together() {
    let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(100));
    let table = row("a") + &row("-") + &row("b").repeat(SIGNS / 102 - 2);
    for (name, text) in [("paragraphs", "a\n\n".repeat(SIGNS)), ("cells", table)] {
        let project = site();
        for number in 0..8 {
            let front = format!("---\ntitle: B{number}\ndate: 2025-01-01\nsummary: Two.\n---\n\n");
            project.write(&format!("content/briefs/b{number}.md"), front + &text);
        }
        let (status, said, _) = measured_within(&project, &["check"], 400 * 1024);
        assert_eq!(status, Some(0), "{name}: {said}");
    }
}

/// A file that is wrong in every line is told of in a bounded report, whose numbers are right.
#[test]
fn what_is_not_told_is_counted() {
    let project = site();
    let claims = "  - { id: one, statement: A., kind: fact, quote: a b, when: soon }\n".repeat(1_500);
    project.write("content/sources/many.yaml", format!("type: report\nclaims:\n{claims}"));
    let (status, said, _) = measured(&project, &["check"]);
    // Each has a date that is none, and all but the first the identifier of the first; a warning says that it is
    // unchecked.
    assert_eq!(status, Some(1));
    assert!(said.contains("… and 2900 more in content/sources/many.yaml"), "{said}");
    assert!(said.contains("\n2999 errors, "), "{said}");
}

#[test]
fn data_that_grows() {
    let count = if is_long() { 200_000 } else { 20_000 };
    let list = |item: &str, count: usize| format!("[{}]", vec![item; count].join(", "));
    let records: [(&str, &dyn Fn(usize) -> String); 4] = [
        ("numbers", &|n| format!("type: report\nauthor: {}\n", list("12345678901234567890", n))),
        ("one number", &|n| format!("type: report\ndate: {}\n", "9".repeat(n * 20))),
        ("unknown fields", &|n| {
            (0..n).map(|key| format!("k{key}: a\n")).chain(["type: report\n".to_owned()]).collect()
        }),
        ("claims that contradict each other", &|n| {
            let claim = |id: usize| {
                format!(
                    "  - {{ id: c{id}, statement: A., kind: fact, quote: a b, relations: {{ contradicts: [many/c0] }} }}\n"
                )
            };
            let all: String = (0..n / 20).map(claim).collect();
            format!("type: report\nclaims:\n{all}")
        }),
    ];
    for (name, text) in records {
        let seconds = |count: usize| {
            let project = site().file("content/sources/many.yaml", text(count));
            let (status, said, seconds) = measured(&project, &["check"]);
            assert!(matches!(status, Some(0 | 1)), "{name}: {status:?} {said}");
            seconds
        };
        let (one, two) = (seconds(count), seconds(count * 2));
        assert!(two <= 3.0 * one + 0.4, "{name}: {one:.2} s, then {two:.2} s");
    }
}

/// A name, and so many former identifiers.
fn renamed(name: &str, times: usize) -> String {
    (0..times).map(|time| format!("{name}-{time}")).collect::<Vec<_>>().join(", ")
}

/// Each name of a source leads on with each of its claim's: twenty million pages from a file of some sixty kilobytes.
#[test]
fn former_identifiers_do_not_multiply() {
    let claim = format!("{{ id: c, statement: A., kind: fact, quote: a b, aliases: [{}] }}", renamed("c", 4_500));
    let source = format!("type: report\naliases: [{}]\nclaims:\n  - {claim}\n", renamed("s", 4_500));
    let project = site().file("content/sources/many.yaml", source);
    let (status, said, seconds) = measured_within(&project, &["check"], 768 * 1024);
    assert_eq!(status, Some(1), "{said}");
    assert_eq!(said.matches("error[too-long]").count(), 2, "{said}");
    assert!(seconds < 2.0, "{seconds:.2} s");
}

/// As many as each may have.
#[test]
fn claims_that_had_many_names_take_time_as_their_number() {
    let most = if is_long() { 3_500 } else { 350 };
    let seconds = |count: usize| {
        let claim = |id: usize| {
            let aliases = renamed(&format!("c{id}"), 20);
            format!("  - {{ id: c{id}, statement: A., kind: fact, quote: a b, aliases: [{aliases}] }}\n")
        };
        let claims = numbered(count, claim);
        let source = format!("type: report\naliases: [{}]\nclaims:\n{claims}", renamed("s", 10));
        let project = site().file("content/sources/many.yaml", source);
        let (status, said, seconds) = measured(&project, &["check"]);
        assert_eq!(status, Some(0), "{said}");
        seconds
    };
    let (one, two) = (seconds(most), seconds(most * 2));
    assert!(two <= 3.0 * one + 0.4, "{one:.2} s, then {two:.2} s");
}

/// As large as a lock may be. A tree of all of it would take some hundred times its room.
#[test]
fn a_lock_that_was_written_to_take_room() {
    for line in ["[[excerpt]]\n", "[[excerpt]]\na = [[[[[[[[[[[[[[[[\n", "[[archive]]\na.a.a.a.a.a.a.a.a.a.a = 1\n"] {
        let text = format!("version = 1\n{}", line.repeat((60 << 20) / line.len()));
        let project = site().file("sourcebook.lock", text);
        let (status, said, _) = measured(&project, &["check"]);
        assert!(status == Some(1) && said.contains("error[invalid-lock]"), "{line}: {status:?} {said}");
    }
}
