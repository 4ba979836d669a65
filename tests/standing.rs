//! A build that finds what a former one left says and leaves the same as a build that goes through all stages.
#![cfg(test)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::Duration;

use sourcebook::diagnostic::{Format, render};
use sourcebook::stages::{Begun, Build, CompileOptions};
use support::{Project, copy, files_below, repository};

/// All that a build says, and what is in the output folder then.
#[derive(Debug, PartialEq)]
struct Seen {
    said: String,
    output: BTreeMap<String, Vec<u8>>,
}

/// Builds the site, and tells whether it found an edition standing. Its archives are given, since links among those of a
/// site are not followed.
fn build(root: &Path, options: &CompileOptions) -> (bool, Seen) {
    let output = root.join("public");
    let options = CompileOptions { archives: vec![root.join("archives")], ..options.clone() };
    let mut build = Build::new(root, &output, &options);
    let (stands, said) = match build.begin() {
        Err(error) => (false, error.to_string().replace(root.to_str().unwrap(), "")),
        Ok(Begun::Standing(found)) => {
            let reports =
                [Format::Json, Format::Human { colour: true }].map(|it| render(&found.report, &found.files, it));
            (true, format!("{reports:?} {:?}", found.published))
        }
        Ok(Begun::Compiled(found)) => {
            let reports =
                [Format::Json, Format::Human { colour: true }].map(|it| render(&found.report, &found.files, it));
            let published = found.report.is_publishable().then(|| {
                let published = build.publish(&found, &mut found.timings.clone());
                published
                    .map_or_else(|error| error.to_string().replace(root.to_str().unwrap(), ""), |it| format!("{it:?}"))
            });
            (false, format!("{reports:?} {}", published.unwrap_or_default()))
        }
    };
    (stands, Seen { said, output: files_below(&output) })
}

struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// A file that may be changed, and two ways in which it may be.
const FILES: [(&str, [&str; 2]); 9] = [
    ("content/briefs/who-wants-what.md", ["the ", "a "]),
    ("content/sources/three-ways.yaml", ["statement: ", "statement: So "]),
    ("content/options/tunnel.md", ["name: ", "name: New "]),
    ("content/events.yaml", ["name: ", "name: New "]),
    ("sourcebook.toml", ["title = \"", "title = \"So: "]),
    ("sourcebook.toml", ["uncited-paragraph = \"error\"", "uncited-paragraph = \"warning\""]),
    ("sourcebook.lock", ["paragraph", "paragraphs"]),
    ("templates/own.html", ["", "<p>own</p>"]),
    ("static/own.css", ["", "p { color: red }"]),
];

/// What happens to a site between two builds.
fn happen(root: &Path, original: &Path, what: usize, which: usize) {
    let (file, [from, to]) = FILES[which % FILES.len()];
    let path = root.join(file);
    let page = root.join("public").join(["index.html", "options/tunnel/index.html", "gaps/index.html"][which % 3]);
    match what {
        0..=2 => {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, fs::read_to_string(&path).unwrap_or_default().replacen(from, to, 1)).unwrap();
        }
        3 => drop(fs::remove_file(&path)),
        // Moved, so that another file has the same bytes.
        4 => drop(fs::rename(&path, path.with_extension("moved.md"))),
        5 => {
            let text = "---\ntitle: New\ndate: 2024-01-01\nsummary: New.\n---\n\nIt rests on nothing.\n";
            fs::write(root.join(format!("content/briefs/new-{}.md", which % 2)), text).unwrap();
        }
        6 => {
            // Another archive under the same name, or none, or one that says something else.
            let archive = root.join("archives/tarnmouth-gazette.txt");
            let _ = fs::remove_file(&archive);
            if let Some(target) = ["gazette-one.txt", "gazette-other.txt"].get(which % 3) {
                symlink(target, &archive).unwrap();
            }
        }
        7 => drop(fs::write(&page, "tampered")),
        8 => drop(fs::remove_file(&page)),
        9 => drop(fs::write(root.join("public/CNAME"), which.to_string())),
        10 => drop(fs::remove_dir_all(root.join(["public", ".sourcebook-public", ".sourcebook"][which % 3]))),
        _ => {
            for part in ["content", "templates", "static"] {
                let _ = fs::remove_dir_all(root.join(part));
            }
            restore(original, root);
        }
    }
}

fn restore(original: &Path, root: &Path) {
    for part in ["content", "static", "sourcebook.toml", "sourcebook.lock"] {
        copy(&original.join(part), &root.join(part));
    }
    // The files that it may lead to stay, since only the stamp of an old one is trusted.
    let archive = root.join("archives/tarnmouth-gazette.txt");
    let _ = fs::remove_file(&archive);
    symlink("gazette-one.txt", archive).unwrap();
}

fn wishes(which: usize) -> CompileOptions {
    CompileOptions {
        deny_warnings: which == 1,
        base_url: (which == 2).then(|| "https://other.example/".to_owned()),
        trusts_seen: true,
        ..CompileOptions::default()
    }
}

#[test]
fn a_build_that_trusts_a_former_one_does_what_a_build_does() {
    let original = Project::golden();
    let archives = repository().join("tests/golden/archives");
    let (trusting, other) = (Project::empty(), Project::empty());
    for project in [&trusting, &other] {
        copy(&archives, &project.path("archives"));
        copy(&archives.join("tarnmouth-gazette.txt"), &project.path("archives/gazette-one.txt"));
        project.write("archives/gazette-other.txt", "Another text.");
        restore(original.root(), project.root());
    }
    // Until the archives are old enough for their stamps to be trusted.
    std::thread::sleep(Duration::from_millis(4100));
    let (mut dice, mut standing, mut published, mut wish) = (Dice(11), 0, 0, 0);
    for step in 0..60 {
        let (what, which) = (dice.throw(12), dice.throw(27));
        if dice.throw(5) < 3 {
            happen(trusting.root(), original.root(), what, which);
            happen(other.root(), original.root(), what, which);
        }
        if dice.throw(4) == 0 {
            wish = dice.throw(3);
        }
        let _ = fs::remove_file(other.path(".sourcebook-public/note"));
        let options = wishes(wish);
        let ((stands, found), (stood, expected)) = (build(trusting.root(), &options), build(other.root(), &options));
        assert_eq!(found.said, expected.said, "step {step}: {what} {which}");
        assert!(found.output == expected.output, "step {step}: {what} {which}");
        assert!(!stood, "nobody told it");
        standing += usize::from(stands);
        published += usize::from(found.said.contains("Published"));
    }
    assert!(standing >= 8 && published >= standing + 8, "{standing} of {published}: some of both");
}

#[test]
fn a_note_that_is_damaged_missing_or_cannot_be_kept_changes_nothing() {
    let project = Project::golden();
    let options = wishes(0);
    let note = project.path(".sourcebook-public/note");
    let (_, first) = build(project.root(), &options);
    let (stands, again) = build(project.root(), &options);
    assert!(stands && first.output == again.output);
    let whole = fs::read(&note).unwrap();
    for damaged in [&whole[..whole.len() - 1], b"", b"\xff\xfe", &[whole.as_slice(), b" "].concat()] {
        fs::write(&note, damaged).unwrap();
        let (stands, found) = build(project.root(), &options);
        assert!(!stands && found == again);
        assert!(build(project.root(), &options).0, "the next note is whole");
    }
    fs::remove_file(&note).unwrap();
    fs::create_dir(&note).unwrap();
    for _ in 0..2 {
        let (stands, found) = build(project.root(), &options);
        assert!(!stands && found == again);
    }
}

#[test]
fn who_wants_every_archive_read_gets_no_note() {
    let project = Project::golden();
    build(project.root(), &wishes(0));
    let options = CompileOptions { trusts_seen: false, ..wishes(0) };
    assert!(!build(project.root(), &options).0);
}

#[test]
fn of_a_changed_sentence_only_the_pages_that_show_it_are_written() {
    const BRIEF: &str = "content/briefs/who-wants-what.md";
    let project = Project::golden();
    let settings = fs::read_to_string(project.path("sourcebook.toml")).unwrap();
    project.write("sourcebook.toml", format!("search = false\n{settings}"));
    let before = build(project.root(), &wishes(0)).1.output;
    let text = fs::read_to_string(project.path(BRIEF)).unwrap();
    project.write(BRIEF, text.replace("would move the mayor", "would please the mayor"));
    let after = build(project.root(), &wishes(0)).1;
    let changed: Vec<&String> =
        after.output.keys().filter(|path| before.get(*path) != after.output.get(*path)).collect();
    let shown = ["briefs/who-wants-what/index.html", "claims/quay-commentary/mayor-against-bridge/index.html"];
    let pages: Vec<_> = changed.into_iter().filter(|path| !path.starts_with('.')).collect();
    assert_eq!(pages, shown);
    assert!(after.said.contains("written: 2,"), "{}", after.said);
}

#[test]
fn another_archive_under_the_same_name_is_another_site() {
    let (original, project) = (Project::golden(), Project::empty());
    let archives = repository().join("tests/golden/archives");
    copy(&archives, &project.path("archives"));
    copy(&archives.join("tarnmouth-gazette.txt"), &project.path("archives/gazette-one.txt"));
    project.write("archives/gazette-other.txt", "Another text.");
    restore(original.root(), project.root());
    let builds = || build(project.root(), &wishes(0));
    builds();
    assert!(!builds().0, "archives as young as these may change unseen");
    std::thread::sleep(Duration::from_millis(4100));
    let (_, first) = builds();
    assert!(builds().0);
    for which in [1, 2] {
        happen(project.root(), original.root(), 6, which);
        let (stands, found) = builds();
        assert!(!stands && (which == 2 || found.said.contains("missing-excerpt")), "{which}: {}", found.said);
    }
    happen(project.root(), original.root(), 6, 0);
    let (_, found) = builds();
    assert!(first.output == found.output, "{}", found.said);
    assert!(builds().0);
}
