//! `verify`, and where archives come from.

use snapbox::str;
use std::fs;

use crate::common::{expect, replace, sourcebook};
use crate::support::{Project, repository};

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
