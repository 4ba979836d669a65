//! `check`, for people and for programs.

use snapbox::str;

use crate::common::{expect, flawed, sourcebook, warned};
use crate::support::Project;

#[test]
fn check_of_a_good_site() {
    expect(
        &Project::golden(),
        &["check"],
        0,
        "",
        str![[r#"
18 claims, 3 sources, 2 briefs: no problems found

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
for more about a code: sourcebook explain unknown-reference

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
for more about a code: sourcebook explain raw-html

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
for more about a code: sourcebook explain raw-html

"#]],
    );
    let build = sourcebook(&project, &["build", "--deny", "warnings"]).output().unwrap();
    assert_eq!(build.status.code(), Some(1));
    assert!(!project.path("public").exists(), "what is denied is not published");
}

#[test]
fn a_site_is_found_from_the_folders_within_it() {
    let project = Project::golden();
    let within = |folder: &str, arguments: &[&str]| {
        let mut command = crate::common::command(&project, arguments);
        command.current_dir(project.path(folder)).output().unwrap()
    };
    let here = within("", &["check", "--deny", "warnings", "-v"]);
    let below = within("content/briefs", &["check", "--deny", "warnings", "-v"]);
    assert_eq!((here.status.code(), below.status.code()), (Some(0), Some(0)));
    let said = |output: &std::process::Output| String::from_utf8(output.stderr.clone()).unwrap();
    assert!(said(&below).starts_with("using the site in `../..`\n"), "{}", said(&below));
    assert!(!said(&here).contains("the site in"), "{}", said(&here));
    let named = within("content/briefs", &["check", "--root", "."]);
    assert_eq!(named.status.code(), Some(2), "a folder that is named is taken");
}

#[test]
fn a_folder_that_is_no_site_ends_every_command() {
    let project = Project::empty();
    for command in ["check", "build", "verify", "serve", "coverage", "doctor"] {
        let run = project.run(&[command]);
        assert_eq!(run.status, 2, "{command}");
        assert!(run.stderr.contains("a site has a folder `content/`"), "{command}: {}", run.stderr);
    }
}

#[test]
fn a_theme_that_lets_no_page_be_drawn_fails_a_check_as_it_fails_a_build() {
    let project = Project::golden();
    project.write("templates/brief.html", "<p>\n{{ page. }}\n");
    for arguments in [["check", "-q"], ["check", "--format=json"], ["build", "-q"]] {
        let run = project.run(&arguments);
        assert_eq!(run.status, 2, "{arguments:?}");
        assert!(run.stderr.contains("templates/brief.html:2:"), "{arguments:?}: {}", run.stderr);
    }
    let doctor = project.run(&["doctor"]);
    assert_eq!(doctor.status, 1);
    assert!(doctor.stdout.contains("MEND  theme: "), "{}", doctor.stdout);
}

#[test]
fn an_explanation_is_offered_of_an_error_before_one_of_a_warning() {
    let project = crate::common::warned();
    crate::common::replace(&project, "content/options/tunnel.md", "name: ", "nmae: ");
    let run = project.run(&["check"]);
    let first = run.stderr.find("warning[").zip(run.stderr.find("error["));
    assert!(first.is_some_and(|(warning, error)| warning < error), "{}", run.stderr);
    assert!(run.stderr.contains("for more about a code: sourcebook explain unknown-field"), "{}", run.stderr);
}
