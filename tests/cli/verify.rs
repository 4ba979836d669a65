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

#[test]
fn a_lock_that_cannot_be_read_is_left_alone() {
    for (from, to) in
        [("version = 1", "version = 2"), ("version = 1", "<<<<<<< HEAD\nversion = 1"), ("sha256 = ", "sha = ")]
    {
        let project = Project::golden();
        let text = fs::read_to_string(project.path("sourcebook.lock")).unwrap().replacen(from, to, 1);
        fs::write(project.path("sourcebook.lock"), &text).unwrap();
        let archives = repository().join("tests/golden/archives");
        let output = sourcebook(&project, &["verify", "--archive", archives.to_str().unwrap()]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("invalid-lock") && said.contains("was left unchanged"), "{said}");
        assert_eq!(output.stdout, b"", "what would change is not known");
        assert_eq!(fs::read_to_string(project.path("sourcebook.lock")).unwrap(), text);
    }
}

#[test]
fn an_archive_that_is_not_found_is_looked_for_under_a_nearby_name() {
    let project = crate::author::begun();
    crate::common::replace(&project, "content/sources/pilots-letter.yaml", "pilots-letter.txt", "pilot-letter.txt");
    let run = project.run(&["verify"]);
    assert!(run.stderr.contains("help: did you mean `pilots-letter.txt`?"), "{}", run.stderr);
    assert!(!run.stderr.contains("trusted"), "what the lock does not know is not trusted: {}", run.stderr);
    // A name that another source has is not meant.
    crate::common::replace(&project, "content/sources/pilots-letter.yaml", "pilot-letter.txt", "harbour-studi.md");
    let run = project.run(&["verify"]);
    assert!(!run.stderr.contains("did you mean"), "{}", run.stderr);

    crate::common::replace(&project, "sourcebook.toml", "\"archives\"", "\"archivs\"");
    let run = project.run(&["check"]);
    assert!(run.stderr.contains("note: the archive folder `archivs` does not exist"), "{}", run.stderr);
}

#[test]
fn nothing_of_a_source_that_cannot_be_read_is_forgotten() {
    let source = "content/sources/pilots-letter.yaml";
    let broken: [fn(&str) -> String; 5] = [
        |_| "type: [".to_owned(),
        |text| format!("{text}\0"),
        |text| text.replacen("quote", "qoute", 1),
        |text| text.replacen("archive: ", "archive: [] # ", 1),
        |text| format!("{text}#{}", "x".repeat(9 * 1024 * 1024)),
    ];
    for breaks in broken {
        let project = crate::author::begun();
        assert_eq!(project.run(&["verify"]).status, 0);
        fs::rename(project.path("archives"), project.path("elsewhere")).unwrap();
        let [lock, text] = ["sourcebook.lock", source].map(|path| fs::read_to_string(project.path(path)).unwrap());
        project.write(source, breaks(&text));
        let run = project.run(&["verify"]);
        assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{}", run.stderr);
        assert_eq!(fs::read_to_string(project.path("sourcebook.lock")).unwrap(), lock, "{}", run.stderr);
        project.write(source, &text);
        let run = project.run(&["check", "--deny", "warnings"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
    }
    // A source that is gone is gone.
    let project = crate::author::begun();
    assert_eq!(project.run(&["verify"]).status, 0);
    fs::remove_file(project.path(source)).unwrap();
    assert!(project.run(&["verify"]).stdout.contains("archive of pilots-letter: gone"));
}

#[test]
fn what_neither_an_archive_nor_the_lock_proves_fails_where_nothing_may_be_written() {
    let project = Project::golden();
    let locked = ["verify", "--locked"];
    assert_eq!(project.run(&locked).status, 0, "the lock is trusted where the archives are not at hand");
    // Of one source the lock says nothing.
    let lock = fs::read_to_string(project.path("sourcebook.lock")).unwrap();
    let without = |block: &&str| !block.contains("three-ways");
    let rest: Vec<&str> = lock.split("\n\n").filter(without).collect();
    project.write("sourcebook.lock", rest.join("\n\n"));
    let run = project.run(&locked);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("excerpts of `three-ways` are proved neither by an archive nor by `sourcebook.lock`; run"),
        "{}",
        run.stderr
    );
    assert_eq!(project.run(&["verify"]).status, 0);
    // Settings cannot make a proof of none.
    fs::remove_file(project.path("sourcebook.lock")).unwrap();
    let settings = fs::read_to_string(project.path("sourcebook.toml")).unwrap();
    project.write("sourcebook.toml", settings.replace("[severity]\n", "[severity]\nunchecked-source = \"off\"\n"));
    let run = project.run(&locked);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(run.stderr.contains("unchecked\nexcerpts of `quay-commentary`"), "{}", run.stderr);
    assert!(!project.path("sourcebook.lock").exists());
}

#[test]
fn a_folder_that_is_named_and_not_there_is_told() {
    let run = Project::golden().run(&["verify", "--archive", "nowhere"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains("the archive folder `nowhere` does not exist\n"), "{}", run.stderr);
}
