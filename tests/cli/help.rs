//! What the program says of itself, and of words that it does not know.

use snapbox::str;

use crate::common::{expect, sourcebook};
use crate::support::Project;

#[test]
fn help() {
    expect(
        &Project::empty(),
        &["--help"],
        0,
        str![[r#"
A compiler for evidence: Markdown briefs and proved source excerpts become a static, cross-linked
briefing site

Usage: sourcebook [OPTIONS] <COMMAND>

Commands:
  init         Create a small working site
  new          Create the file for a new brief, source, actor, option, criterion or template
  clip         Find words in a source's archive and append a claim that quotes them, ready to edit
  verify       Find every excerpt in its source's archive and record the proof in sourcebook.lock
  serve        Serve the site on this machine, and update open pages as the files change
  check        Check the content without building the site
  build        Build the site into its output folder
  coverage     Show which paragraphs of sources have claims, and which paragraphs of texts rest on
               evidence
  doctor       Report what is missing: archives, proofs, settings
  explain      Explain a diagnostic code
  completions  Print a completion script for a shell
  man          Write the manual pages
  schema       Print a JSON Schema, which lets editors complete and check the site's files
  help         Print this message or the help of the given subcommand(s)

Options:
  -h, --help     Print help
  -V, --version  Print version

Global options:
      --root <DIR>    The site's folder [default: the current folder, or the nearest site above it]
  -q, --quiet         Print errors only
  -v, --verbose       Also print how long each stage takes
      --color <WHEN>  When to use colours [default: auto] [possible values: auto, always, never]

Examples:
  sourcebook init my-site             a small working site to start from
  sourcebook new brief "A question"   a file to write in
  sourcebook verify                   prove every quotation
  sourcebook serve                    see the site in a browser while you write
  sourcebook check && sourcebook build

Exit status: 0 on success, 1 if the content has errors, 2 if the environment fails.

"#]],
        "",
    );
}

#[test]
fn help_of_build() {
    expect(
        &Project::empty(),
        &["build", "--help"],
        0,
        str![[r#"
Build the site into its output folder

Usage: sourcebook build [OPTIONS]

Options:
      --output <DIR>    The output folder [default: public in the site's folder]
      --base-url <URL>  The address at which the site will be published, overriding base-url in
                        sourcebook.toml
      --deny <WHAT>     Treat warnings as errors [possible values: warnings]
      --archive <DIR>   A folder of archives, searched before those in sourcebook.toml; may be
                        repeated [env: SOURCEBOOK_ARCHIVES=]
  -h, --help            Print help

Global options:
      --root <DIR>    The site's folder [default: the current folder, or the nearest site above it]
  -q, --quiet         Print errors only
  -v, --verbose       Also print how long each stage takes
      --color <WHEN>  When to use colours [default: auto] [possible values: auto, always, never]

Examples:
  sourcebook build
  sourcebook build --base-url https://example.org/summit/
  sourcebook build --output /tmp/site --deny warnings

"#]],
        "",
    );
}

#[test]
fn help_of_check() {
    expect(
        &Project::empty(),
        &["check", "--help"],
        0,
        str![[r#"
Check the content without building the site

Usage: sourcebook check [OPTIONS]

Options:
      --format <FORMAT>  The format of the diagnostics; json and github go to standard output
                         [default: human] [possible values: human, json, github]
      --deny <WHAT>      Treat warnings as errors [possible values: warnings]
      --archive <DIR>    A folder of archives, searched before those in sourcebook.toml; may be
                         repeated [env: SOURCEBOOK_ARCHIVES=]
  -h, --help             Print help

Global options:
      --root <DIR>    The site's folder [default: the current folder, or the nearest site above it]
  -q, --quiet         Print errors only
  -v, --verbose       Also print how long each stage takes
      --color <WHEN>  When to use colours [default: auto] [possible values: auto, always, never]

Examples:
  sourcebook check
  sourcebook check --format github --deny warnings

"#]],
        "",
    );
}

#[test]
fn help_of_verify() {
    expect(
        &Project::empty(),
        &["verify", "--help"],
        0,
        str![[r#"
Find every excerpt in its source's archive and record the proof in sourcebook.lock

Usage: sourcebook verify [OPTIONS]

Options:
      --locked         Write nothing, and fail if sourcebook.lock would change or an excerpt is not
                       proved
      --fix            First correct excerpts that differ from their archives only by white space
                       and typography
      --archive <DIR>  A folder of archives, searched before those in sourcebook.toml; may be
                       repeated [env: SOURCEBOOK_ARCHIVES=]
  -h, --help           Print help

Global options:
      --root <DIR>    The site's folder [default: the current folder, or the nearest site above it]
  -q, --quiet         Print errors only
  -v, --verbose       Also print how long each stage takes
      --color <WHEN>  When to use colours [default: auto] [possible values: auto, always, never]

Examples:
  sourcebook verify
  sourcebook verify --archive ../archives --locked
  sourcebook verify --fix

"#]],
        "",
    );
}

#[test]
fn without_a_command_the_help_is_shown_and_it_is_an_error() {
    let help = sourcebook(&Project::empty(), &["--help"]).output().unwrap().stdout;
    let output = sourcebook(&Project::empty(), &[]).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), &b""[..]));
    assert_eq!(output.stderr, help);
}

#[test]
fn its_version() {
    expect(&Project::empty(), &["--version"], 0, format!("sourcebook {}\n", env!("CARGO_PKG_VERSION")), "");
}

#[test]
fn an_unknown_command() {
    expect(
        &Project::empty(),
        &["biuld"],
        2,
        "",
        str![[r#"
error: unrecognized subcommand 'biuld'

  tip: a similar subcommand exists: 'build'

Usage: sourcebook [OPTIONS] <COMMAND>

For more information, try '--help'.

"#]],
    );
}

#[test]
fn an_unknown_flag() {
    expect(
        &Project::empty(),
        &["build", "--outptu", "x"],
        2,
        "",
        str![[r#"
error: unexpected argument '--outptu' found

  tip: a similar argument exists: '--output'

Usage: sourcebook build --output <DIR>

For more information, try '--help'.

"#]],
    );
}

#[test]
fn words_that_do_not_go_together() {
    expect(
        &Project::empty(),
        &["check", "-q", "-v"],
        2,
        "",
        str![[r#"
error: the argument '--quiet' cannot be used with '--verbose'

Usage: sourcebook check --quiet

For more information, try '--help'.

"#]],
    );
    expect(
        &Project::empty(),
        &["check", "--format", "xml"],
        2,
        "",
        str![[r#"
error: invalid value 'xml' for '--format <FORMAT>'
  [possible values: human, json, github]

For more information, try '--help'.

"#]],
    );
}

#[test]
fn words_of_a_list_are_suggested_too() {
    expect(
        &Project::empty(),
        &["check", "--format", "jsno"],
        2,
        "",
        str![[r#"
error: invalid value 'jsno' for '--format <FORMAT>'
  [possible values: human, json, github]

  tip: a similar value exists: 'json'

For more information, try '--help'.

"#]],
    );
    expect(
        &Project::golden(),
        &["coverage", "three-way"],
        2,
        "",
        str![[r#"
error: there is no source, brief or profile `three-way`; did you mean `three-ways`?

"#]],
    );
    expect(
        &Project::golden(),
        &["clip", "three-way", "some words"],
        2,
        "",
        str![[r#"
error: there is no source `three-way`; did you mean `three-ways`?

"#]],
    );
}

/// The names of all commands but `help`.
fn commands() -> Vec<String> {
    let help = sourcebook(&Project::empty(), &["--help"]).output().unwrap().stdout;
    let help = String::from_utf8(help).unwrap();
    let list = help.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0;
    let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn every_command_has_examples_and_the_global_options_apart() {
    let commands = commands();
    assert!(commands.len() >= 11, "{commands:?}");
    for name in &commands {
        let help = sourcebook(&Project::empty(), &[name, "--help"]).output().unwrap().stdout;
        let help = String::from_utf8(help).unwrap();
        assert!(help.contains(&format!("Examples:\n  sourcebook {name}")), "{help}");
        assert!(help.contains("Global options:\n      --root"), "{help}");
    }
}

#[test]
fn shells_get_completions_and_every_command_has_a_page() {
    let project = Project::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = project.run(&["completions", shell]);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{shell}");
        assert!(run.stdout.contains("coverage") && run.stdout.contains("base-url"), "{shell}");
    }
    assert!(project.run(&["completions", "bsh"]).stderr.contains("a similar value exists: 'bash'"));

    let run = project.run(&["man"]);
    assert!(run.status == 0 && run.stdout.contains(".TH sourcebook 1"), "{}", run.stdout);
    assert_eq!(project.run(&["man", "--output", "man1"]).status, 0);
    let mut pages: Vec<String> = crate::support::files_below(&project.path("man1")).into_keys().collect();
    pages.sort();
    let mut expected: Vec<String> = commands().iter().map(|name| format!("sourcebook-{name}.1")).collect();
    expected.push("sourcebook.1".to_owned());
    expected.sort();
    assert_eq!(pages, expected);
}

#[test]
fn a_misspelled_command_is_told_the_nearest() {
    let project = Project::empty();
    for (arguments, nearest) in [(&["chek"][..], Some("check")), (&["help", "bild"], Some("build")), (&["xyzzy"], None)]
    {
        let run = project.run(arguments);
        assert_eq!(run.status, 2);
        let tip = run.stderr.lines().find(|line| line.contains("similar"));
        let expected = nearest.map(|name| format!("a similar subcommand exists: '{name}'"));
        assert_eq!(tip.is_some(), expected.is_some(), "{}", run.stderr);
        assert!(expected.is_none_or(|expected| run.stderr.contains(&expected)), "{}", run.stderr);
    }
}
