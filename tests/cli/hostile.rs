//! What strangers may put into content, arguments and surroundings.

use std::fs;
use std::process::Command;

use crate::author::begun;
use crate::common::{replace, sourcebook};
use crate::support::{Project, Run, copy_program};

const BRIEF: &str = "content/briefs/ferries-or-a-bridge.md";
const SOURCE: &str = "content/sources/pilots-letter.yaml";

fn said(project: &Project, arguments: &[&str]) -> (Option<i32>, String) {
    let output = sourcebook(project, arguments).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// Writes a field in the place of a file's own.
fn set(project: &Project, path: &str, field: &str) {
    let text = fs::read_to_string(project.path(path)).unwrap();
    let (name, _) = field.split_once([':', ' ']).unwrap();
    let is_field = |line: &&str| line.strip_prefix(name).is_some_and(|rest| rest.starts_with([':', ' ']));
    let line = text.lines().find(is_field).unwrap();
    replace(project, path, line, field);
}

#[test]
fn what_no_feed_can_hold_is_refused() {
    for (path, field) in [
        (BRIEF, r#"title: "a\u0007b""#),
        (BRIEF, r#"summary: "a\eb""#),
        (SOURCE, r#"title: "a\vb""#),
        (SOURCE, r#"title: "a\ufffeb""#),
        ("sourcebook.toml", r#"title = "a\uFFFFb""#),
    ] {
        let project = begun();
        set(&project, path, field);
        let (status, said) = said(&project, &["build", "--base-url", "https://example.org/"]);
        assert_eq!(status, Some(1), "{field}: {said}");
        assert!(said.contains("error[unusable-character]") && said.contains(path), "{field}: {said}");
        assert_eq!(said.matches("error[").count(), 1, "{field}: {said}");
    }
}

#[test]
fn what_turns_the_order_of_letters_is_seen_in_every_file() {
    for (path, from, to) in [
        ("sourcebook.toml", "title = \"", "title = \"\u{202e}"),
        ("sourcebook.toml", "description = \"", "description = \"\\u2066"),
        (BRIEF, "title: ", "title: \u{202e}"),
    ] {
        let project = begun();
        replace(&project, path, from, to);
        let (status, said) = said(&project, &["check"]);
        assert!(status == Some(1) && said.contains("error[hidden-direction]"), "{to}: {said}");
    }
    let project = begun();
    replace(&project, "sourcebook.lock", "section = \"", "section = \"\u{202e}");
    let (status, said) = said(&project, &["check"]);
    assert!(status == Some(1) && said.contains("error[invalid-lock]"), "{said}");
}

#[test]
fn a_name_that_nobody_sees_is_none() {
    let project = begun();
    set(&project, BRIEF, "title: \"\u{200b}\"");
    let (status, said) = said(&project, &["check"]);
    assert!(status == Some(1) && said.contains("error[empty-value]"), "{said}");
}

#[test]
fn a_base_address_has_a_host_and_nothing_that_ends_it() {
    let project = begun();
    for address in ["https://", "http://[::1", "https://a.example/\u{1b}", "https://a.example/?b", "https://:80/"] {
        let (status, said) = said(&project, &["build", "--base-url", address]);
        assert!(status == Some(2) && said.contains("is not a base address"), "{address}: {said}");
    }
    replace(&project, "sourcebook.toml", "title = ", "base-url = \"https://a.example/?b\"\ntitle = ");
    let (status, said) = said(&project, &["check"]);
    assert!(status == Some(1) && said.contains("error[invalid-url]"), "{said}");
}

#[test]
fn a_terminal_obeys_no_argument() {
    let project = begun();
    let evil = "a\u{1b}[31m\u{202e}b";
    let runs: [&[&str]; 8] = [
        &["explain", evil],
        &["clip", evil, "words"],
        &["coverage", evil],
        &["check", "--root", evil],
        &["build", "--output", evil],
        &["check", "--color", evil],
        &[evil],
        &["check", "a\n::error::\u{2028}b"],
    ];
    for arguments in runs {
        let (_, said) = said(&project, arguments);
        assert!(!said.is_empty() && !said.contains(['\u{1b}', '\u{202e}', '\u{2028}']), "{arguments:?}: {said:?}");
        assert!(!said.contains("\n::"), "{arguments:?}: {said:?}");
    }
}

/// Runs the program and holds all that it writes to what neither a terminal nor a log obeys.
#[track_caller]
fn inert(project: &Project, arguments: &[&str]) -> (i32, String) {
    let run = project.run(arguments);
    let said = format!("{}{}", run.stdout, run.stderr);
    let is_obeyed = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202e}');
    assert!(!said.is_empty() && !said.contains(is_obeyed), "{arguments:?}: {said:?}");
    let command = said.lines().find(|line| line.trim_start().starts_with("::"));
    assert_eq!(command, None, "{arguments:?}: {said}");
    (run.status, said)
}

/// Ends of lines with a command after each, and what moves a terminal's cursor.
const FORGED: &str =
    "a\n::error::b\r::error::c\u{85}::error::d\u{2028}::error::e\u{2029}\u{9b}31m\u{9d}0;f\u{9c}\t\u{7f}";

/// As YAML, TOML and JSON alike take it.
fn escaped(text: &str) -> String {
    let letters: Vec<String> = text.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect();
    format!("\"{}\"", letters.concat())
}

/// Gives a source a field, in the place of its own if it has one.
fn set_or_add(project: &Project, path: &str, name: &str, value: &str) {
    let text = fs::read_to_string(project.path(path)).unwrap();
    if text.lines().any(|line| line.starts_with(&format!("{name}:"))) {
        set(project, path, &format!("{name}: {value}"));
    } else {
        replace(project, path, "title: ", &format!("{name}: {value}\ntitle: "));
    }
}

#[test]
fn a_terminal_obeys_no_value_and_no_log_takes_one_for_a_command() {
    let forged = escaped(FORGED);
    for field in
        ["title", "type", "date", "url", "doi", "language", "archive", "accessed", "isbn", "pages", "publisher"]
    {
        let project = begun();
        set_or_add(&project, SOURCE, field, &forged);
        for command in ["check", "verify", "doctor", "coverage"] {
            inert(&project, &[command]);
        }
    }
    for field in ["id", "kind", "quote", "about", "topics", "statement", "speaker"] {
        let project = begun();
        let text = fs::read_to_string(project.path(SOURCE)).unwrap();
        let (record, _) = text.split_once("\nclaims:").unwrap();
        let filled = [("id", "c"), ("statement", "A."), ("kind", "fact"), ("quote", "the")];
        let others: Vec<String> =
            filled.iter().filter(|(name, _)| *name != field).map(|(name, it)| format!("    {name}: {it}\n")).collect();
        project.write(SOURCE, format!("{record}\nclaims:\n  -\n{}    {field}: {forged}\n", others.concat()));
        for command in ["check", "verify", "doctor", "coverage"] {
            inert(&project, &[command]);
        }
    }
    for setting in [
        "title = V",
        "citation-style = V",
        "language = V",
        "base-url = V",
        "archives = [V]",
        "V = 1",
        "[topics]\nV = \"a\"",
        "[topics]\na = V",
        "[severity]\nV = \"off\"",
        "[severity]\nraw-html = V",
        "navigation = [V]",
    ] {
        let project = begun();
        project.write("sourcebook.toml", format!("{}\n", setting.replace('V', &forged)));
        for arguments in [&["check"][..], &["doctor"], &["doctor", "--format", "json"]] {
            inert(&project, arguments);
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_obeys_no_name_of_a_file_and_no_log_takes_one_for_a_command() {
    for (folder, ending) in [
        ("static", ""),
        ("content", ".md"),
        ("content/briefs", ".md"),
        ("content/sources", ".yaml"),
        ("templates", ".html"),
        ("templates", ""),
    ] {
        let project = begun();
        fs::create_dir_all(project.path(folder)).unwrap();
        for name in ["x\n::stop-commands::t", FORGED, "\u{1b}[31m"] {
            project.write(&format!("{folder}/{name}{ending}"), "{{ a.b.c }}");
        }
        for arguments in [&["check"][..], &["doctor"], &["coverage"], &["check", "--format", "human"], &["build"]] {
            inert(&project, arguments);
        }
        let github = project.run(&["check", "--format", "github"]).stdout;
        assert!(github.lines().all(|line| line.starts_with("::error title=") || line.starts_with("::warning title=")));
    }
}

#[test]
fn a_terminal_obeys_no_words_of_an_archive() {
    const STUDY: &str = "content/sources/harbour-study.yaml";
    let project = begun();
    let archive = fs::read_to_string(project.path("archives/harbour-study.md")).unwrap();
    let hostile = "# Head\u{9b}31m\u{2028}\u{85}::error::a\n\nThe old\u{9b}31m ferry\u{9d}0;b\u{9c} went\u{2028} on one engine for long.\n";
    project.write("archives/harbour-study.md", format!("{archive}\n\n{hostile}"));
    let study = fs::read_to_string(project.path(STUDY)).unwrap();
    let (status, said) = inert(&project, &["clip", "harbour-study", "ferry\u{9d}0;b\u{9c} went"]);
    assert!(status == 0 && said.contains("Head\u{fffd}31m"), "{said}");
    project.write(STUDY, study);
    let quote = r#"claims:
  - id: one-engine
    statement: It went.
    kind: fact
    quote: "on one engine"
  - id: old
    statement: It is old.
    kind: fact
    quote: "old\x9B31m ferry"
"#;
    replace(&project, STUDY, "claims:\n", quote);
    let (_, said) = inert(&project, &["verify"]);
    assert!(said.contains("“old\u{fffd}31m ferry”: new"), "{said}");
    for arguments in
        [&["coverage"][..], &["coverage", "--format", "json"], &["doctor"], &["check"], &["verify", "--locked"]]
    {
        inert(&project, arguments);
    }
    replace(&project, STUDY, r"old\x9B31m ferry", r"old\x9B31m ferries");
    inert(&project, &["check"]);
    inert(&project, &["verify", "--fix"]);
    replace(&project, STUDY, r"old\x9B31m ferries", r"old\x9B31m ferry");
    fs::remove_dir_all(project.path("archives")).unwrap();
    let (_, said) = inert(&project, &["coverage"]);
    assert!(said.contains("Head\u{fffd}31m"), "the lock alone knows the heading: {said}");
}

#[test]
fn a_terminal_obeys_no_export_and_no_log_takes_a_line_of_it_for_a_command() {
    let json = serde_json::json!([{ "id": "k", "type": "book", "title": "T", "::error::a": FORGED, FORGED: "b",
        "DOI": FORGED, "URL": FORGED, "language": FORGED }]);
    let two = serde_json::json!([{ "id": FORGED, "type": "book", "title": FORGED },
        { "id": "::error::k", "type": "book", "title": "T" }]);
    let ris = "TY  - JOUR\nID  - k\nTI  - T\nDO  - 10.1/\u{1b}[31m\u{1b}]0;PWN\u{7}\nUR  - x\u{1b}[2J\nER  - \n";
    let bib = "@book{k, title = {T}, doi = {10.1/\u{1b}[31m\u{9b}1m}, url = {x\u{1b}[2J}, note\u{9b} = {a\u{2028}::b}}";
    let project = begun();
    project.write("r.ris", ris);
    project.write("r.json", json.to_string());
    project.write("r.bib", bib);
    project.write("two.json", two.to_string());
    for (at, name) in ["r.ris", "r.json", "r.bib"].into_iter().enumerate() {
        inert(&project, &["new", "source", "--from", name, "--id", &format!("made-{at}")]);
    }
    for arguments in [&["two.json"][..], &["two.json", "a"], &["two.json", "::error::l"]] {
        let (status, _) = inert(&project, &[&["new", "source", "--from"], arguments].concat());
        assert_eq!(status, 2);
    }
    project.write("nameless.json", serde_json::json!([{ "type": "book", "title": "\n::error::\u{2028}" }]).to_string());
    inert(&project, &["new", "source", "--from", "nameless.json"]);
}

/// Programs read the very values: no sign stands for a character there.
#[test]
fn programs_get_every_value_as_it_is() {
    let project = begun();
    let forged = escaped(FORGED);
    set_or_add(&project, SOURCE, "date", &forged);
    let text = project.run(&["check", "--format", "json"]).stdout;
    let found = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let messages: Vec<String> = found.map(|it| it["message"].as_str().unwrap().to_owned()).collect();
    assert!(messages.iter().any(|message| message.contains(FORGED)), "{messages:?}");
}

#[test]
fn a_template_puts_no_command_into_a_log() {
    let project = begun();
    for text in ["{% extends \"a\n::error::b\" %}", "\n::error::{{ a", "{% include \"a\n::error::b\u{9b}\" %}"] {
        project.write("templates/brief.html", text);
        inert(&project, &["check"]);
        inert(&project, &["build"]);
    }
}

#[test]
fn a_folder_that_cannot_be_is_the_configurations_fault() {
    let project = begun();
    let folder = "x".repeat(300);
    replace(&project, "sourcebook.toml", "\"archives\"", &format!("\"archives\", \"{folder}\""));
    fs::remove_dir_all(project.path("archives")).unwrap();
    let (status, said) = said(&project, &["check"]);
    assert!(status == Some(1) && said.contains("error[unusable-name]"), "{said}");
    assert!(said.contains("sourcebook.toml:") && !said.contains("content/sources"), "{said}");
}

/// As somebody who may have one process and no more: only such a user's threads are counted.
#[test]
fn a_system_without_threads_is_no_panic() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = begun();
    let program = project.path("program");
    copy_program(&program);
    for path in [project.root(), &program] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let user = ["--reuid=61234", "--clear-groups", "prlimit", "--nproc=1"];
    let can = Command::new("setpriv").args(user).arg("true").output().is_ok_and(|output| output.status.success());
    if !can {
        crate::support::pass_over("there is no setpriv, no prlimit, or no right to be somebody else");
        return;
    }
    let output = Command::new("setpriv").args(user).arg(&program).arg("check").current_dir(project.root()).output();
    let output = output.unwrap();
    let run = Run {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    };
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(run.stderr.starts_with("error: cannot start worker threads"), "{}", run.stderr);
}
