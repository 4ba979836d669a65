//! `explain`.

use snapbox::str;
use sourcebook::diagnostic::codes;
use std::fs;

use crate::common::{expect, sourcebook};
use crate::support::{Project, repository};

#[test]
fn explain_lists_every_code_once() {
    let output = sourcebook(&Project::empty(), &["explain"]).output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
    let list = String::from_utf8(output.stdout).unwrap();
    let listed: Vec<&str> = list.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(listed, codes::ALL.iter().map(|code| code.name).collect::<Vec<_>>());
}

#[test]
fn explain_shows_the_text_of_a_code() {
    let text = fs::read_to_string(repository().join("src/diagnostic/codes/unknown-field.md")).unwrap();
    expect(
        &Project::empty(),
        &["explain", "unknown-field"],
        0,
        format!("{}\n\nBy default: error.\n", text.trim_end()),
        "",
    );
}

#[test]
fn explain_suggests_the_code_that_was_meant() {
    expect(
        &Project::empty(),
        &["explain", "unknwon-field"],
        2,
        "",
        str![[r#"
error: there is no code `unknwon-field`; did you mean `unknown-field`?

"#]],
    );
    expect(
        &Project::empty(),
        &["explain", "xyzzy"],
        2,
        "",
        str![[r#"
error: there is no code `xyzzy`

"#]],
    );
}

#[test]
fn a_code_is_taken_as_it_stands_in_a_report() {
    let project = crate::support::Project::empty();
    let plain = project.run(&["explain", "raw-html"]);
    assert_eq!(plain.status, 0);
    for written in ["warning[raw-html]", "warning[raw-html]:", "[raw-html]"] {
        assert_eq!(project.run(&["explain", written]).stdout, plain.stdout, "{written}");
    }
}

#[test]
fn shells_complete_codes() {
    // For fish, values of what is no option are not written.
    for shell in ["bash", "zsh"] {
        let script = crate::support::Project::empty().run(&["completions", shell]).stdout;
        assert!(codes::ALL.iter().all(|code| script.contains(code.name)), "{shell}");
    }
}
