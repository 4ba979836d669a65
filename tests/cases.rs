//! Every diagnostic code has a failing case: a small site that breaks this one rule, and what `check` says about it.
//!
//! `cases/CODE/` is laid over `cases/_base/`, a small site without a fault; its `expected.txt` is what
//! `sourcebook check` then writes to standard error. After a change of messages, run
//! `SNAPSHOTS=overwrite cargo test --test cases` and read the difference as an author would.

use std::fs;
use std::io::{self, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::prelude::*;
use snapbox::{Assert, Data};
use sourcebook::diagnostic::{Code, Severity, codes};

/// Makes files in the folder of a site.
type SetUp = fn(&Path) -> io::Result<()>;

/// What a repository cannot hold, or should not: made when the case runs.
const UNUSUAL: [(&str, SetUp); 6] = [
    // One MiB above the limits, without a byte on the disk.
    ("file-too-large", |site| {
        fs::File::create(site.join("content/briefs/second-look.md"))?.set_len(9 << 20)?;
        fs::File::create(site.join("archives/scan.txt"))?.set_len(129 << 20)
    }),
    // Links to a file beside the site, and one to nothing.
    ("symbolic-link", |site| {
        fs::write(site.join("../notes.md"), "Not for the site.\n")?;
        symlink("../../../notes.md", site.join("content/briefs/notes.md"))?;
        symlink("../../notes.md", site.join("archives/copy.txt"))?;
        symlink("../ferryman.md", site.join("content/actors/miller.md"))
    }),
    ("missing-configuration", |site| fs::remove_file(site.join("sourcebook.toml"))),
    // A folder that is one too deep below `content/`.
    ("nested-too-deep", |site| fs::create_dir_all(site.join("content/briefs").join("deep/".repeat(16)))),
    // A socket stays when its listener is gone.
    ("not-a-file", |site| UnixListener::bind(site.join("content/briefs/talk.md")).map(drop)),
    // A name in Latin-1.
    ("unusable-name", |site| {
        let name = std::ffi::OsStr::from_bytes(b"content/actors/f\xe4hrmann.md");
        fs::write(site.join(name), "")
    }),
];

/// A case that is about no single code: errors of every stage in one run.
const MANY: &str = "_many";

#[test]
fn the_base_has_no_fault() {
    let (_folder, site) = site("_base").unwrap();
    let (said, status) = check(&site).unwrap();
    assert_eq!((said.as_str(), status), ("3 claims, 1 source, 1 brief: no problems found\n", Some(0)));
}

#[test]
fn every_code_has_a_case_that_breaks_this_rule_alone() {
    let failures: Vec<String> = codes::ALL.par_iter().filter_map(|code| run(code).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn run(code: &Code) -> Result<(), String> {
    let name = code.name;
    let (_folder, site) = site(name).map_err(|error| format!("{name}: {error}"))?;
    let (said, status) = check(&site).map_err(|error| format!("{name}: {error}"))?;
    compare(name, &said)?;
    let expected_status = i32::from(code.severity == Severity::Error);
    if status != Some(expected_status) {
        return Err(format!("{name}: exit status {status:?}, not {expected_status}"));
    }
    let expected_head = format!("{}[{name}]: ", code.severity.name());
    let heads: Vec<&str> = said.lines().filter(|line| is_head(line)).collect();
    if heads.is_empty() {
        return Err(format!("{name}: the case does not break the rule"));
    }
    if let Some(report) = reports(&said).find(|report| !report.contains("= help: ")) {
        return Err(format!("{name}: a report without a way out:\n{report}"));
    }
    match heads.iter().find(|head| !head.starts_with(&expected_head)) {
        Some(other) => Err(format!("{name}: the case breaks another rule as well, or has another severity: {other}")),
        None => Ok(()),
    }
}

#[test]
fn every_code_counts_as_the_settings_say() {
    let failures: Vec<String> = codes::ALL.par_iter().filter_map(|code| run_with_severities(code).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Runs the case of a code under each severity. One that is fixed stays what it is, and to set it lower is a fault.
fn run_with_severities(code: &Code) -> Result<(), String> {
    let name = code.name;
    for severity in ["off", "warning", "error"] {
        let (_folder, site) = site(name).map_err(|error| format!("{name}: {error}"))?;
        // Without settings, or with some that are none, there is nothing to be set.
        let Ok(settings) = fs::read_to_string(site.join("sourcebook.toml")) else { return Ok(()) };
        if name == "invalid-toml" {
            return Ok(());
        }
        let line = format!("[severity]\n{name} = \"{severity}\"\n");
        let settings = if settings.contains("[severity]\n") {
            settings.replace("[severity]\n", &line)
        } else {
            format!("{settings}\n{line}")
        };
        fs::write(site.join("sourcebook.toml"), settings).map_err(|error| format!("{name}: {error}"))?;
        let (said, status) = check(&site).map_err(|error| format!("{name}: {error}"))?;
        let counts_as = if code.is_fixed { "error" } else { severity };
        let heads: Vec<&str> = said.lines().filter(|line| line.contains(&format!("[{name}]: "))).collect();
        let is_as_set = match counts_as {
            "off" => heads.is_empty() && status == Some(0),
            _ => !heads.is_empty() && heads.iter().all(|head| head.starts_with(&format!("{counts_as}["))),
        };
        let is_refused = said.contains(&format!("`{name}` cannot be less than an error"));
        if !is_as_set || is_refused != (code.is_fixed && severity != "error") {
            return Err(format!("{name} = {severity:?}: exit status {status:?}\n{said}"));
        }
    }
    Ok(())
}

#[test]
fn errors_of_every_stage_come_out_of_one_run() {
    let (_folder, site) = site(MANY).unwrap();
    let (said, status) = check(&site).unwrap();
    compare(MANY, &said).unwrap_or_else(|failure| panic!("{failure}"));
    assert_eq!(status, Some(1));
    for (place, head, help) in [
        (
            "sourcebook.toml:3:1",
            "error[unknown-field]: the configuration has no field `languge`",
            "did you mean `language`?",
        ),
        ("content/actors/Miller.md:1:1", "error[invalid-identifier]: `Miller` is not an identifier", "`miller.md`"),
        (
            "content/actors/town-council.md:4:11",
            "error[duplicate-address]: two pages would stand at `/actors/ferrymen/`",
            "drop",
        ),
        ("content/criteria/stone-bridge.md:1:1", "error[duplicate-identifier]: `stone-bridge`", "rename"),
        ("content/events.yaml:2:45", "error[invalid-date]: `next winter` is not a date", "write 2025"),
        (
            "content/briefs/second-look.md:2:8",
            "error[uncited-brief]: the brief “A second look” cites nothing",
            "cite the claims",
        ),
        ("content/sources/letter.yaml:9:12", "error[wrong-type]: expected a list, found text", "`[ferrymen]`"),
        (
            "content/sources/letter.yaml:10:14",
            "error[unknown-reference]: there is no actor `ferryman`",
            "did you mean `ferrymen`?",
        ),
        (
            "content/sources/letter.yaml:12:36",
            "error[unknown-reference]: there is no option `stone-bridges`",
            "did you mean `stone-bridge`?",
        ),
        ("content/sources/letter.yaml:14:18", "error[self-relation]: `letter/not-against-a-bridge`", "name another"),
        (
            "content/sources/letter.yaml:15:5",
            "error[claim-without-excerpt]: this claim rests on no excerpt",
            "add `quote",
        ),
        ("content/sources/letter.yaml:21:12", "error[excerpt-too-long]: this excerpt has", "`excerpt-words`"),
    ] {
        assert_reported(&site, &said, place, head, help);
    }
}

/// A report has its head, its place, the line of the file with the marked words under it, and a way out.
fn assert_reported(site: &Path, said: &str, place: &str, head: &str, help: &str) {
    let arrow = format!("--> {place}");
    let mut reports = said.split("\n\n").filter(|report| report.starts_with(head));
    let report = reports.find(|report| report.lines().any(|line| line.trim_start() == arrow));
    let report = report.unwrap_or_else(|| panic!("no report `{head}` at {place} in:\n{said}"));
    let shown = quoted_line(site, place);
    assert!(report.lines().any(|line| Some(line) == shown.as_deref()), "not shown: {shown:?}\n{report}");
    assert!(report.contains('^'), "nothing is marked:\n{report}");
    let is_way_out = |line: &str| line.trim_start().starts_with("= help: ") && line.contains(help);
    assert!(report.lines().any(is_way_out), "no way out with `{help}`:\n{report}");
}

/// The line of a file as a report quotes it, from `FILE:LINE:COLUMN`.
fn quoted_line(site: &Path, place: &str) -> Option<String> {
    let mut parts = place.split(':');
    let text = fs::read_to_string(site.join(parts.next()?)).ok()?;
    let number: usize = parts.next()?.parse().ok()?;
    Some(format!("{number} | {}", text.lines().nth(number.checked_sub(1)?)?))
}

#[test]
fn every_code_is_explained_in_the_same_form() {
    let faults: Vec<String> = codes::ALL.iter().flat_map(|code| explanation_faults(code)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn explanation_faults(code: &Code) -> Vec<String> {
    let text = code.explanation;
    let lines: Vec<&str> = text.lines().collect();
    let mut fences = 0;
    let mut headings = Vec::new();
    for line in &lines {
        fences += usize::from(line.starts_with("```"));
        // Inside of a fence it is part of an example.
        if fences % 2 == 0 && line.starts_with("## ") {
            headings.push(*line);
        }
    }
    let summary_and_after = lines.get(2).zip(lines.get(3));
    let faults = [
        (lines.first() != Some(&format!("# {}", code.name).as_str()), "begins with its name"),
        (lines.get(1) != Some(&""), "has a blank line after its name"),
        (code.summary() != lines.get(2).copied().unwrap_or(""), "has its summary in the third line"),
        (
            !summary_and_after
                .is_some_and(|(line, after)| line.find(". ").is_none() && line.ends_with('.') && after.is_empty()),
            "has a summary of one sentence",
        ),
        (headings != ["## Why", "## Wrong", "## Right"], "has the headings Why, Wrong and Right"),
        (fences < 4 || fences % 2 != 0, "shows what is wrong and what is right in fenced blocks"),
        (text.contains("TODO"), "is finished"),
        (!(10..=40).contains(&lines.len()), "has ten to forty lines"),
        (lines.iter().any(|line| line.chars().count() > 110), "fits a terminal"),
    ];
    faults
        .iter()
        .filter(|(is_fault, _)| *is_fault)
        .map(|(_, rule)| format!("{}.md: not so: {rule}", code.name))
        .collect()
}

#[test]
fn there_is_no_case_without_a_code_and_no_explanation_without_one() {
    let names = |folder: &str| -> Vec<String> {
        let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
        entries.map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned()).collect()
    };
    let cases = names("tests/cases").into_iter().filter(|name| !name.starts_with('_'));
    let strays: Vec<_> =
        cases.chain(names("src/diagnostic/codes")).filter(|name| codes::find(name).is_none()).collect();
    assert!(strays.is_empty(), "{strays:?}");
    let unknown = UNUSUAL.iter().find(|(name, _)| codes::find(name).is_none());
    assert!(unknown.is_none(), "{:?}", unknown.map(|(name, _)| name));
}

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// The site of a case in a folder of its own, which goes when the first of the two is dropped.
fn site(case: &str) -> io::Result<(tempfile::TempDir, PathBuf)> {
    let folder = tempfile::tempdir()?;
    let site = folder.path().join("site");
    lay(&cases().join("_base"), &site)?;
    if cases().join(case).exists() {
        lay(&cases().join(case), &site)?;
    }
    if let Some((_, make)) = UNUSUAL.iter().find(|(name, _)| *name == case) {
        make(&site)?;
    }
    Ok((folder, site))
}

/// Copies a folder into another, over what stands there; what is expected of a case is no part of its site.
fn lay(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            lay(&entry.path(), &target)?;
        } else if entry.file_name() != "expected.txt" {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Runs `check` in a site: what it says on standard error, and its exit status.
fn check(site: &Path) -> io::Result<(String, Option<i32>)> {
    let output = Command::new(env!("CARGO_BIN_EXE_sourcebook"))
        .args(["check", "--color", "never"])
        .env_remove("SOURCEBOOK_ARCHIVES")
        .current_dir(site)
        .output()?;
    io::stdout().write_all(&output.stdout)?;
    Ok((String::from_utf8_lossy(&output.stderr).into_owned(), output.status.code()))
}

/// Compares with `expected.txt`, character for character, or writes it anew if the environment says so.
fn compare(case: &str, said: &str) -> Result<(), String> {
    let expected = Data::read_from(&cases().join(case).join("expected.txt"), None).raw();
    let assert = Assert::new().action_env("SNAPSHOTS");
    assert.try_eq(Some(&case), Data::text(said), expected).map_err(|error| error.to_string())
}

/// The reports of a run.
fn reports(said: &str) -> impl Iterator<Item = &str> {
    said.split("\n\n").filter(|part| is_head(part))
}

/// Whether a line is the first of a report.
fn is_head(line: &str) -> bool {
    line.starts_with("error[") || line.starts_with("warning[")
}
