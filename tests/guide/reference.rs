//! The reference, which the program writes: what it says of its commands, codes and fields is what is printed there.
//! `SNAPSHOTS=overwrite cargo test --test guide` writes it anew.

use std::fmt::Write as _;
use std::process::Command;

use snapbox::{Assert, Data};

fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_sourcebook"))
        .args(arguments)
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .env_remove("SOURCEBOOK_ARCHIVES")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn is_written(name: &str, text: &str) {
    let path = super::guide().join("reference").join(name);
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let text = lines.join("\n") + "\n";
    Assert::new().action_env("SNAPSHOTS").eq(text, Data::read_from(&path, None).raw());
}

#[test]
fn commands() {
    let overview = printed(&["--help"]);
    let mut text = format!(
        "# Commands\n\nWhat `sourcebook help` and `sourcebook help COMMAND` print.\n\n```text\n{overview}```\n"
    );
    let (_, listed) = overview.split_once("Commands:\n").unwrap();
    for line in listed.lines().take_while(|line| !line.is_empty()) {
        // A line that goes on with the words of the one before is indented further.
        let Some(name) = line.strip_prefix("  ").filter(|line| !line.starts_with(' ')) else { continue };
        let name = name.split(' ').next().unwrap();
        if name != "help" {
            write!(text, "\n## {name}\n\n```text\n{}```\n", printed(&["help", name])).unwrap();
        }
    }
    is_written("commands.md", &text);
}

#[test]
fn codes() {
    let listed = printed(&["explain"]);
    let codes: Vec<(&str, &str)> = listed
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(code, rest)| (code, rest.split_whitespace().next().unwrap()))
        .collect();
    let mut text = String::from(
        "# Codes\n\nWhat `sourcebook explain CODE` says of every diagnostic. `[severity]` in `sourcebook.toml` sets how grave one is:\n\
         `error`, `warning` or `off`. A code whose reports leave something out of the site cannot be less than an error.\n\n\
         | code | severity |\n| --- | --- |\n",
    );
    for (code, severity) in &codes {
        writeln!(text, "| [{code}](#{code}) | {severity} |").unwrap();
    }
    for (code, _) in &codes {
        // Its headings go one level down, and those in its examples stay what they are.
        let mut is_code = false;
        for line in printed(&["explain", code]).lines() {
            is_code ^= line.starts_with("```");
            let deeper = if line.starts_with('#') && !is_code { "#" } else { "" };
            if deeper == "#" && line.starts_with("# ") {
                text.push('\n');
            }
            writeln!(text, "{deeper}{line}").unwrap();
        }
    }
    is_written("codes.md", &text);
}

#[test]
fn fields() {
    is_written("fields.md", &printed(&["schema", "--format", "markdown"]));
}
