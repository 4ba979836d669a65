//! The command line: what goes where, in which words, and with which exit status.
#![cfg(test)]
#![allow(clippy::needless_raw_string_hashes, reason = "the snapshots are written by the tool")]

mod support;

use std::fs;
use std::io::Read as _;
use std::process::{Child, Stdio};

use snapbox::cmd::Command;
use snapbox::{IntoData, str};
use sourcebook::diagnostic::codes;
use support::{Project, repository};

/// The program in a site's folder, as if at a terminal 100 columns wide, and without wishes from the environment.
fn command(project: &Project, arguments: &[&str]) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_sourcebook"));
    command.args(arguments).current_dir(project.root()).env("COLUMNS", "100");
    for variable in ["SOURCEBOOK_ARCHIVES", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

fn sourcebook(project: &Project, arguments: &[&str]) -> Command {
    Command::from_std(command(project, arguments)).stdin("")
}

/// Runs the program and holds it to what it may say and where. `[..]` stands for what differs by machine.
#[track_caller]
fn expect(project: &Project, arguments: &[&str], status: i32, stdout: impl IntoData, stderr: impl IntoData) {
    sourcebook(project, arguments).assert().code(status).stdout_eq(stdout).stderr_eq(stderr);
}

/// The golden site with one error, a reference to nothing, and with one warning, HTML in a text.
fn flawed() -> Project {
    let project = warned();
    replace(&project, "content/actors/orle-ferries.md", "to: orland", "to: orlnad");
    project
}

/// The golden site with one warning.
fn warned() -> Project {
    let project = Project::golden();
    replace(&project, "content/criteria/river.md", "What a crossing does", "What a <b>crossing</b> does");
    project
}

fn replace(project: &Project, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(project.path(path)).unwrap();
    assert!(text.contains(from), "{path} has `{from}`");
    project.write(path, text.replacen(from, to, 1));
}

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
  build     Build the site into its output folder
  check     Check the content and build nothing
  clip      Find words in a source's archive and append a claim with them, ready to edit
  verify    Find every excerpt in its source's archive and record the proof in sourcebook.lock
  coverage  Say which paragraphs of sources have claims, and which of texts rest on something
  serve     Show the site in a browser, and each page anew when what it shows has changed
  explain   Explain a diagnostic code
  schema    Print a JSON Schema, by which editors complete and check the site's files
  help      Print this message or the help of the given subcommand(s)

Options:
      --root <DIR>    The folder of the site [default: .]
  -q, --quiet         Say nothing but errors
  -v, --verbose       Say more: the time of each stage
      --color <WHEN>  Use colours [default: auto] [possible values: auto, always, never]
  -h, --help          Print help
  -V, --version       Print version

Exit status: 0, 1 where the content has errors, 2 where the environment failed.

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
      --root <DIR>      The folder of the site [default: .]
      --base-url <URL>  The address that the site will stand at, in place of sourcebook.toml's
  -q, --quiet           Say nothing but errors
      --deny <WHAT>     Treat warnings as errors [possible values: warnings]
  -v, --verbose         Say more: the time of each stage
      --archive <DIR>   A folder with archives, searched before those of sourcebook.toml; may be
                        given several times [env: SOURCEBOOK_ARCHIVES=]
      --color <WHEN>    Use colours [default: auto] [possible values: auto, always, never]
  -h, --help            Print help

Example: sourcebook build --base-url https://example.org/summit/

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
Check the content and build nothing

Usage: sourcebook check [OPTIONS]

Options:
      --format <FORMAT>  How to write the diagnostics; json and github go to standard output
                         [default: human] [possible values: human, json, github]
      --root <DIR>       The folder of the site [default: .]
      --deny <WHAT>      Treat warnings as errors [possible values: warnings]
  -q, --quiet            Say nothing but errors
      --archive <DIR>    A folder with archives, searched before those of sourcebook.toml; may be
                         given several times [env: SOURCEBOOK_ARCHIVES=]
  -v, --verbose          Say more: the time of each stage
      --color <WHEN>     Use colours [default: auto] [possible values: auto, always, never]
  -h, --help             Print help

Example: sourcebook check --format github --deny warnings

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
      --locked         Write nothing, and fail where sourcebook.lock would change
      --root <DIR>     The folder of the site [default: .]
      --fix            First write excerpts that differ from their archives by white space and
                       typography alone as the archives have them
  -q, --quiet          Say nothing but errors
      --archive <DIR>  A folder with archives, searched before those of sourcebook.toml; may be
                       given several times [env: SOURCEBOOK_ARCHIVES=]
  -v, --verbose        Say more: the time of each stage
      --color <WHEN>   Use colours [default: auto] [possible values: auto, always, never]
  -h, --help           Print help

Example: sourcebook verify --archive ../archives --locked

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
fn a_base_address_that_is_none() {
    let project = Project::golden();
    expect(
        &project,
        &["build", "--base-url", "javascript:alert"],
        2,
        "",
        str![[r#"
error: `javascript:alert` is not a base address; write it as https://example.org/summit/

"#]],
    );
    assert!(!project.path("public").exists());
}

#[test]
fn check_of_a_good_site() {
    expect(
        &Project::golden(),
        &["check"],
        0,
        "",
        str![[r#"
18 claims, 3 sources, 2 briefs: nothing to complain of

"#]],
    );
    expect(&Project::golden(), &["check", "-q"], 0, "", "");
}

#[test]
fn check_of_a_site_with_an_error() {
    expect(
        &flawed(),
        &["check"],
        1,
        "",
        str![[r#"
error[unknown-reference]: there is no actor `orlnad`
 --> content/actors/orle-ferries.md:5:11
  |
5 |   - { to: orlnad, kind: contractor, since: 2007, until: 2027, claim: three-ways/company-offer }
  |           ^^^^^^
  |
  = help: did you mean `orland`?

warning[raw-html]: HTML is shown to readers as it is written
 --> content/criteria/river.md:5:8
  |
5 | What a <b>crossing</b> does to the river, to what lives in it [@three-ways/sturgeon-at-risk] and to what sails on...
  |        ^^^
  |
  = help: write it in Markdown, or put it between backticks if it is meant to be seen

1 error, 1 warning
for more about one: sourcebook explain unknown-reference

"#]],
    );
}

#[test]
fn quiet_shows_errors_alone() {
    expect(
        &flawed(),
        &["check", "-q"],
        1,
        "",
        str![[r#"
error[unknown-reference]: there is no actor `orlnad`
 --> content/actors/orle-ferries.md:5:11
  |
5 |   - { to: orlnad, kind: contractor, since: 2007, until: 2027, claim: three-ways/company-offer }
  |           ^^^^^^
  |
  = help: did you mean `orland`?

1 error, 1 warning

"#]],
    );
    expect(&warned(), &["check", "-q"], 0, "", "");
    expect(&warned(), &["build", "-q"], 0, "", "");
}

#[test]
fn check_for_programs() {
    expect(
        &flawed(),
        &["check", "--format", "json"],
        1,
        str![[r#"
{"severity":"error","code":"unknown-reference","message":"there is no actor `orlnad`","places":[{"file":"content/actors/orle-ferries.md","line":5,"column":11,"end_line":5,"end_column":17,"start_byte":63,"end_byte":69,"label":""}],"notes":[],"help":["did you mean `orland`?"],"explanation":"sourcebook explain unknown-reference"}
{"severity":"warning","code":"raw-html","message":"HTML is shown to readers as it is written","places":[{"file":"content/criteria/river.md","line":5,"column":8,"end_line":5,"end_column":11,"start_byte":46,"end_byte":49,"label":""}],"notes":[],"help":["write it in Markdown, or put it between backticks if it is meant to be seen"],"explanation":"sourcebook explain raw-html"}

"#]],
        "",
    );
    expect(&Project::golden(), &["check", "--format", "json"], 0, "", "");
}

#[test]
fn check_for_github() {
    expect(
        &flawed(),
        &["check", "--format", "github"],
        1,
        str![[r#"
::error title=unknown-reference,file=content/actors/orle-ferries.md,line=5,endLine=5,col=11,endColumn=17::there is no actor `orlnad`%0Ahelp: did you mean `orland`?
::warning title=raw-html,file=content/criteria/river.md,line=5,endLine=5,col=8,endColumn=11::HTML is shown to readers as it is written%0Ahelp: write it in Markdown, or put it between backticks if it is meant to be seen

"#]],
        "",
    );
}

#[test]
fn warnings_can_be_denied() {
    let project = warned();
    expect(
        &project,
        &["check"],
        0,
        "",
        str![[r#"
warning[raw-html]: HTML is shown to readers as it is written
 --> content/criteria/river.md:5:8
  |
5 | What a <b>crossing</b> does to the river, to what lives in it [@three-ways/sturgeon-at-risk] and to what sails on...
  |        ^^^
  |
  = help: write it in Markdown, or put it between backticks if it is meant to be seen

1 warning
for more about one: sourcebook explain raw-html

"#]],
    );
    expect(
        &project,
        &["check", "--deny", "warnings"],
        1,
        "",
        str![[r#"
error[raw-html]: HTML is shown to readers as it is written
 --> content/criteria/river.md:5:8
  |
5 | What a <b>crossing</b> does to the river, to what lives in it [@three-ways/sturgeon-at-risk] and to what sails on...
  |        ^^^
  |
  = help: write it in Markdown, or put it between backticks if it is meant to be seen

1 error, 0 warnings
for more about one: sourcebook explain raw-html

"#]],
    );
    let build = sourcebook(&project, &["build", "--deny", "warnings"]).output().unwrap();
    assert_eq!(build.status.code(), Some(1));
    assert!(!project.path("public").exists(), "what is denied is not published");
}

#[test]
fn build_twice() {
    let project = Project::golden();
    expect(
        &project,
        &["build"],
        0,
        "",
        str![[r#"
[..] files in ./public: [..] written, 0 unchanged, 0 removed

"#]],
    );
    expect(
        &project,
        &["build"],
        0,
        "",
        str![[r#"
[..] files in ./public: 0 written, [..] unchanged, 0 removed

"#]],
    );
}

#[test]
fn build_tells_its_stages_and_their_times() {
    expect(
        &Project::golden(),
        &["build", "-v"],
        0,
        "",
        str![[r#"
[..] ms  load
[..] ms  parse
[..] ms  resolve
[..] ms  verify
[..] ms  check
[..] ms  theme
[..] ms  plan
[..] ms  render and publish
[..] files in ./public: [..] written, 0 unchanged, 0 removed

"#]],
    );
}

#[test]
fn build_of_a_site_with_an_error_publishes_nothing() {
    let project = flawed();
    let output = sourcebook(&project, &["build"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(1), &b""[..]), "{said}");
    assert!(said.contains("1 error, 1 warning\n") && said.ends_with("nothing was published\n"), "{said}");
    assert!(!project.path("public").exists());
}

#[test]
fn build_elsewhere() {
    let project = Project::golden();
    let elsewhere = tempfile::tempdir().unwrap();
    let site = project.root().to_str().unwrap();
    let output = elsewhere.path().join("site");
    let arguments = ["--root", site, "build", "--output", "site", "--base-url", "https://other.example"];
    Command::from_std({
        let mut command = command(&project, &arguments);
        command.current_dir(elsewhere.path());
        command
    })
    .assert()
    .code(0)
    .stdout_eq("")
    .stderr_eq(str![[r#"
[..] files in site: [..] written, 0 unchanged, 0 removed

"#]]);
    let home = fs::read_to_string(output.join("index.html")).unwrap();
    assert!(home.contains("<link rel=\"canonical\" href=\"https://other.example/\">"), "{home}");
    assert!(!project.path("public").exists());
}

#[test]
fn verify_says_what_it_found() {
    let project = Project::golden();
    let archives = repository().join("tests/golden/archives");
    let arguments = ["verify", "--archive", archives.to_str().unwrap()];
    expect(
        &project,
        &arguments,
        0,
        "",
        str![[r#"
21 excerpts: 16 exact, 2 normalised, 3 elided

"#]],
    );
    replace(&project, "content/sources/quay-commentary.yaml", "for the ferry\n", "for the\n");
    expect(
        &project,
        &arguments,
        0,
        str![[r#"
quay-commentary/quay-lives-on-waiting: “six customers in ten are people who wait for the”: new
quay-commentary/quay-lives-on-waiting: “six customers in ten are people who wait for the ferry”: gone

"#]],
        str![[r#"
21 excerpts: 16 exact, 2 normalised, 3 elided
`sourcebook.lock` written: 2 changes

"#]],
    );
}

#[test]
fn archives_may_come_from_the_environment() {
    let project = Project::golden();
    fs::remove_file(project.path("sourcebook.lock")).unwrap();
    let archives = repository().join("tests/golden/archives");
    let several = std::env::join_paths([project.path("nowhere"), archives]).unwrap();
    sourcebook(&project, &["check", "--deny", "warnings"]).env("SOURCEBOOK_ARCHIVES", several).assert().code(0);
}

#[test]
fn colours_come_when_they_are_asked_for() {
    let flawed = flawed();
    let escapes = |arguments: &[&str], no_colour: Option<&str>| {
        let mut command = sourcebook(&flawed, arguments);
        if let Some(value) = no_colour {
            command = command.env("NO_COLOR", value);
        }
        let output = command.output().unwrap();
        assert!(!output.stdout.contains(&0x1b), "the answer has no colours");
        output.stderr.contains(&0x1b)
    };
    assert!(escapes(&["check", "--color", "always"], None));
    assert!(escapes(&["check", "--color", "always"], Some("1")), "an argument is stronger than the environment");
    assert!(!escapes(&["check", "--color", "never"], None));
    assert!(!escapes(&["check"], None), "this is no terminal");
    assert!(!escapes(&["check", "--color", "always", "--format", "json"], None));
}

/// Starts the program with a pipe that nobody reads from.
fn unread(project: &Project, arguments: &[&str], close: impl FnOnce(&mut Child)) -> (Option<i32>, String) {
    let mut command = command(project, arguments);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    close(&mut child);
    let mut said = String::new();
    if let Some(mut stderr) = child.stderr.take() {
        stderr.read_to_string(&mut said).unwrap();
    }
    (child.wait().unwrap().code(), said)
}

#[test]
fn readers_may_leave() {
    let flawed = flawed();
    let no_reader = |arguments: &[&str]| unread(&flawed, arguments, |child| drop(child.stdout.take()));
    assert_eq!(no_reader(&["explain"]), (Some(0), String::new()));
    assert_eq!(no_reader(&["--help"]), (Some(0), String::new()));
    assert_eq!(no_reader(&["check", "--format", "json"]), (Some(1), String::new()));
    // Nobody hears the diagnostics, but the status tells.
    assert_eq!(unread(&flawed, &["check"], |child| drop(child.stderr.take())).0, Some(1));
    let build = unread(&Project::golden(), &["build"], |child| drop(child.stderr.take()));
    assert_eq!(build.0, Some(0));
}
