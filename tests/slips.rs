//! One slip of an author's pen gives one report, however much depends on the word that slipped.
//!
//! Each slip is laid over the site of `cases/_base/`; what `check` then reports is compared by code and place.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::prelude::*;

/// What is slipped, the files that hold it, and the reports that it gives: `CODE FILE:LINE:COLUMN`.
struct Slip {
    what: &'static str,
    files: &'static [(&'static str, &'static str)],
    reports: &'static [&'static str],
}

/// A brief that refers to everything that the slips below touch.
const BRIEF: (&str, &str) = (
    "content/briefs/second-look.md",
    "---\ntitle: A second look\ndate: 1931-06-01\nsummary: What the letter says.\n---\n\n\
     It is not against a bridge [@letter/not-against-a-bridge]. See [[letter]], [[miller]], [[The miller]].\n",
);

const LETTER: &str = "type: misc\narchive: letter.txt\nclaims:\n  - id: not-against-a-bridge\n    \
    statement: The author does not oppose every bridge.\n    kind: report\n    quote: not against a bridge\n";

const MILLER: (&str, &str) =
    ("content/actors/miller.md", "---\nname: The miller\nkind: person\n---\n\nHe grinds [@report/idle-in-winter].\n");

const SLIPS: &[Slip] = &[
    Slip { what: "no slip", files: &[BRIEF, MILLER, ("content/sources/letter.yaml", LETTER)], reports: &[] },
    Slip {
        what: "a NUL byte in a source",
        files: &[BRIEF, MILLER, ("content/sources/letter.yaml", "type: misc\n\0")],
        reports: &["nul-byte content/sources/letter.yaml:2:1"],
    },
    Slip {
        what: "a source in a folder that is not known",
        files: &[BRIEF, MILLER, ("content/source/letter.yaml", LETTER)],
        reports: &["misplaced-file content/source/letter.yaml:1:1"],
    },
    Slip {
        what: "a source that ends in .yml",
        files: &[BRIEF, MILLER, ("content/sources/letter.yml", LETTER)],
        reports: &["misplaced-file content/sources/letter.yml:1:1"],
    },
    Slip {
        what: "a capital in the name of a file",
        files: &[BRIEF, ("content/actors/Miller.md", MILLER.1), ("content/sources/Letter.yaml", LETTER)],
        reports: &[
            "invalid-identifier content/actors/Miller.md:1:1",
            "invalid-identifier content/sources/Letter.yaml:1:1",
        ],
    },
    Slip {
        what: "a claim whose id is a sentence",
        files: &[
            BRIEF,
            MILLER,
            (
                "content/sources/letter.yaml",
                "type: misc\narchive: letter.txt\nclaims:\n  - id: Not against a bridge\n    statement: No.\n    \
                 kind: report\n    quote: not against a bridge\n",
            ),
        ],
        reports: &["invalid-identifier content/sources/letter.yaml:4:9"],
    },
    Slip {
        what: "a misspelled field that must be there",
        files: &[
            BRIEF,
            MILLER,
            (
                "content/sources/letter.yaml",
                "type: misc\narchive: letter.txt\nclaims:\n  - id: not-against-a-bridge\n    statment: No.\n    \
                 kind: report\n    quote: not against a bridge\n",
            ),
        ],
        reports: &["unknown-field content/sources/letter.yaml:5:5"],
    },
    Slip {
        what: "a claim that bears another one’s id",
        files: &[
            BRIEF,
            MILLER,
            (
                "content/sources/letter.yaml",
                "type: misc\narchive: letter.txt\nclaims:\n  - id: other\n    statement: No.\n    kind: report\n    \
                 quote: not against a bridge\n  - id: other\n    statement: No.\n    kind: report\n    \
                 quote: not against a bridge\n",
            ),
        ],
        reports: &["duplicate-identifier content/sources/letter.yaml:8:9"],
    },
    Slip {
        what: "a source that has been emptied",
        files: &[BRIEF, MILLER, ("content/sources/letter.yaml", "# to do\n")],
        reports: &["missing-field content/sources/letter.yaml:1:1"],
    },
    Slip {
        what: "a misspelled quote",
        files: &[
            BRIEF,
            MILLER,
            (
                "content/sources/letter.yaml",
                "type: misc\narchive: letter.txt\nclaims:\n  - id: not-against-a-bridge\n    statement: No.\n    \
                 kind: report\n    qoute: not against a bridge\n",
            ),
        ],
        reports: &["unknown-field content/sources/letter.yaml:7:5"],
    },
    Slip {
        what: "a misspelled list of claims",
        files: &[BRIEF, MILLER, ("content/sources/letter.yaml", "type: misc\nclaim:\n  - id: not-against-a-bridge\n")],
        reports: &["unknown-field content/sources/letter.yaml:2:1"],
    },
    Slip {
        what: "a misspelled title of the site",
        files: &[("sourcebook.toml", "titel = \"A bridge\"\narchives = [\"archives\"]\n")],
        reports: &["unknown-field sourcebook.toml:1:1"],
    },
    Slip {
        what: "events that are no list",
        files: &[("content/events.yaml", "great-flood: { name: Great flood }\n")],
        reports: &["wrong-type content/events.yaml:1:1"],
    },
    Slip {
        what: "events that are no YAML",
        files: &[("content/events.yaml", "- { id: great-flood, name: Great flood\n- {")],
        reports: &["invalid-yaml content/events.yaml:2:3"],
    },
    Slip {
        what: "an event without a name",
        files: &[("content/events.yaml", "- { id: great-flood, date: 1926 }\n")],
        reports: &["missing-field content/events.yaml:1:5"],
    },
    Slip {
        what: "events that end in .yml",
        files: &[("content/events.yaml", "[]"), ("content/events.yml", "- { id: great-flood, name: Great flood }\n")],
        reports: &["misplaced-file content/events.yml:1:1"],
    },
    Slip {
        what: "a citation without its claim",
        files: &[(
            "content/actors/miller.md",
            "---\nname: The miller\nkind: person\n---\n\nHe grinds [@report].\n\nHe rests [@report/idle.\n\n\
             He eats [@report/idle-in-winter](/).\n",
        )],
        reports: &[
            "invalid-citation content/actors/miller.md:6:12",
            "invalid-citation content/actors/miller.md:8:10",
            "invalid-citation content/actors/miller.md:10:9",
        ],
    },
    Slip {
        what: "a brief whose only citation is malformed",
        files: &[(
            "content/briefs/second-look.md",
            "---\ntitle: A second look\ndate: 1931-06-01\nsummary: What.\n---\n\nIce stops the ferry [@report].\n",
        )],
        reports: &["invalid-citation content/briefs/second-look.md:7:22"],
    },
    Slip {
        what: "a citation without its brackets, and one without its sign",
        files: &[(
            "content/actors/miller.md",
            "---\nname: The miller\nkind: person\n---\n\nHe grinds @report/idle-in-winter.\n\n\
             He rests [report/idle-in-winter].\n\nHe eats [see @report/idle].\n",
        )],
        reports: &[
            "invalid-citation content/actors/miller.md:6:11",
            "invalid-citation content/actors/miller.md:8:10",
            "invalid-citation content/actors/miller.md:10:14",
        ],
    },
    Slip {
        what: "handles, addresses and paths that are no citations",
        files: &[(
            "content/actors/miller.md",
            "---\nname: The miller\nkind: person\n---\n\n\
             Ask @miller/mill, me@report/idle-in-winter or [either/or] [@report/idle-in-winter].\n",
        )],
        reports: &[],
    },
    Slip {
        what: "a judgement whose sign is misspelled",
        files: &[(
            "content/actors/miller.md",
            "---\nname: The miller\nkind: person\n---\n\n> [!JUDGMENT]\n> He is right.\n",
        )],
        reports: &["unknown-word content/actors/miller.md:6:3"],
    },
    Slip {
        what: "a misspelled topic",
        files: &[
            ("sourcebook.toml", "title = \"A\"\narchives = [\"archives\"]\n[topics]\nlivelihoods = \"Livelihoods\"\n"),
            (
                "content/sources/letter.yaml",
                "type: misc\narchive: letter.txt\nclaims:\n  - id: not-against-a-bridge\n    statement: No.\n    \
                 kind: report\n    quote: not against a bridge\n    topics: [livelihood]\n",
            ),
        ],
        reports: &["unknown-topic content/sources/letter.yaml:8:14"],
    },
    Slip {
        what: "a claim that cannot be read, alone with its topic",
        files: &[
            ("sourcebook.toml", "title = \"A\"\narchives = [\"archives\"]\n[topics]\nlivelihoods = \"Livelihoods\"\n"),
            (
                "content/sources/letter.yaml",
                "type: misc\narchive: letter.txt\nclaims:\n  - id: not-against-a-bridge\n    statement: No.\n    \
                 kind: reprot\n    quote: not against a bridge\n    topics: [livelihoods]\n",
            ),
        ],
        reports: &["unknown-word content/sources/letter.yaml:6:11"],
    },
    Slip {
        what: "a record that is there twice, name and all",
        files: &[(
            "content/criteria/stone-bridge.md",
            "---\nname: Stone bridge\n---\n\nIt stands [@report/stands-in-floods].\n",
        )],
        reports: &["duplicate-identifier content/criteria/stone-bridge.md:1:1"],
    },
    Slip {
        what: "a configuration that is no TOML",
        files: &[("sourcebook.toml", "title = \"A bridge\"\narchives = [\"archives\"\nlanguage = \"en\"\n")],
        reports: &["invalid-toml sourcebook.toml:3:1"],
    },
    Slip {
        what: "a configuration that is no text",
        files: &[("sourcebook.toml", "title = \"A bridge\"\0\n")],
        reports: &["nul-byte sourcebook.toml:1:19"],
    },
    Slip {
        what: "a lock that was merged and not finished",
        files: &[
            ("sourcebook.toml", "title = \"A bridge\"\n"),
            ("sourcebook.lock", "version = 1\n<<<<<<< HEAD\n=======\n>>>>>>> other\n"),
        ],
        reports: &["invalid-lock sourcebook.lock:2:1"],
    },
    Slip {
        what: "a line of the lock that was damaged",
        files: &[
            ("sourcebook.toml", "title = \"A bridge\"\n"),
            (
                "sourcebook.lock",
                "version = 1\n\n[[archive]]\ngarbage\nsource = \"report\"\n\n[[excerpt]]\nclaim = \"report/idle-in-winter\"\n\
                 exact = \"it lies idle for seven weeks\"\noutcome = \"exact\"\nparagraph = 1\nposition = [1, 2]\n\
                 verified = 2026-11-22\n",
            ),
        ],
        reports: &["invalid-lock sourcebook.lock:4:8"],
    },
    Slip {
        what: "a record that was merged and not finished",
        files: &[(
            "content/events.yaml",
            "<<<<<<< HEAD\n- { id: great-flood, name: Great flood }\n=======\n>>>>>>> b\n",
        )],
        reports: &["invalid-yaml content/events.yaml:1:1"],
    },
    Slip {
        what: "a word of likelihood of another scale",
        files: &[(
            "content/actors/miller.md",
            "---\nname: The miller\nkind: person\n---\n\n> [!JUDGEMENT]\n> It is [~highly likely] that he is right, \
             and [~likely] that he rests. That it is [~quite likely] is odd.\n",
        )],
        reports: &[
            "unknown-likelihood content/actors/miller.md:7:11",
            "unknown-likelihood content/actors/miller.md:7:86",
        ],
    },
    Slip {
        what: "a brief that cannot be read, to whose page another leads",
        files: &[
            BRIEF,
            MILLER,
            ("content/sources/letter.yaml", LETTER),
            (
                "content/briefs/third-look.md",
                "---\ntitle: A third look\ndate: 1931-06-01\nsummary: What.\n---\n\n\
                 See [it](/briefs/fourth-look/#what) and [[fourth-look]] [@report/idle-in-winter].\n",
            ),
            ("content/briefs/fourth-look.md", "---\ntitle: A fourth look\0\n"),
        ],
        reports: &["nul-byte content/briefs/fourth-look.md:2:21"],
    },
    Slip {
        what: "a likelihood in a claim without an excerpt",
        files: &[
            BRIEF,
            MILLER,
            (
                "content/sources/letter.yaml",
                "type: misc\narchive: letter.txt\nclaims:\n  - id: not-against-a-bridge\n    statement: No.\n    \
                 kind: report\n    likelihood: likely\n",
            ),
        ],
        reports: &["claim-without-excerpt content/sources/letter.yaml:4:5"],
    },
    Slip {
        what: "an introduction to a list without evidence",
        files: &[(
            "content/actors/miller.md",
            "---\nname: The miller\nkind: person\n---\n\nSo:\n\n- He grinds.\n- He rests.\n",
        )],
        reports: &["uncited-paragraph content/actors/miller.md:8:3", "uncited-paragraph content/actors/miller.md:9:3"],
    },
];

#[test]
fn one_slip_gives_one_report() {
    let failures: Vec<String> = SLIPS.par_iter().filter_map(|slip| run(slip).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

fn run(slip: &Slip) -> Result<(), String> {
    let said = check(slip.files).map_err(|error| format!("{}: {error}", slip.what))?;
    let found = reported(&said);
    if found == slip.reports { Ok(()) } else { Err(format!("{}: {found:#?}\n{said}", slip.what)) }
}

#[test]
fn a_file_with_a_thousand_faults_is_reported_in_part_and_at_once() {
    let mut entries: Vec<String> = vec!["- { id: great-flood, name: Great flood }".to_owned()];
    entries.extend((0..1000).map(|number| format!("- {{ id: flood-{number}, name: Flood, year: 1926 }}")));
    let said = check(&[("content/events.yaml", &entries.join("\n"))]).unwrap();
    assert_eq!(reported(&said).len(), 100, "{said}");
    assert!(said.contains("more in content/events.yaml"), "{said}");
    let aliases = format!("base: &base 1\nclaims: [{}]\n", "*base, ".repeat(200_000));
    let start = std::time::Instant::now();
    let said = check(&[("content/sources/letter.yaml", &aliases)]).unwrap();
    assert_eq!(reported(&said), ["unsupported-yaml content/sources/letter.yaml:1:7"]);
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}

/// The code and place of every report.
fn reported(said: &str) -> Vec<String> {
    let reports = said.split("\n\n").filter(|part| part.starts_with("error[") || part.starts_with("warning["));
    let summary = |report: &str| {
        let code = report.split(['[', ']']).nth(1).unwrap_or("").to_owned();
        let place = report.lines().nth(1).and_then(|line| line.trim().strip_prefix("--> ")).unwrap_or("").to_owned();
        format!("{code} {place}")
    };
    reports.map(summary).collect()
}

/// What `check` says of the base with these files over it.
fn check(files: &[(&str, &str)]) -> io::Result<String> {
    let folder = tempfile::tempdir()?;
    lay(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/_base"), folder.path())?;
    for (path, text) in files {
        let path: PathBuf = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or_else(|| folder.path()))?;
        fs::write(path, text)?;
    }
    let output = Command::new(env!("CARGO_BIN_EXE_sourcebook"))
        .args(["check", "--color", "never"])
        .env_remove("SOURCEBOOK_ARCHIVES")
        .current_dir(folder.path())
        .output()?;
    Ok(String::from_utf8_lossy(&output.stderr).into_owned())
}

fn lay(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            lay(&entry.path(), &to.join(entry.file_name()))?;
        } else {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
