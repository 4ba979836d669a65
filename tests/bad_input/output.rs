//! The output folder.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;

use crate::common::{BRIEF, BUILT, assert_refusal, published, read, refuses, refuses_file, refuses_to, run, with};
use crate::support::Project;

#[test]
fn output_folders_that_are_not_ours() {
    let project = with("file", "mine").file("folder/mine.txt", "mine");
    symlink("public", project.path("link")).unwrap();
    let before = files(&project);
    for (output, words) in [
        ("file", "`file` is not a folder"),
        ("folder", "`folder` is not empty and was not made by Sourcebook"),
        ("link", "`link` is a symbolic link"),
        ("content", "`content` cannot be the output folder"),
        ("./content/../content/", "cannot be the output folder"),
        ("content/briefs", "cannot be the output folder"),
        ("static", "`static` cannot be the output folder"),
        (".", "cannot be the output folder"),
        ("..", "cannot be the output folder"),
        ("/", "`/` is the root of the file system"),
        ("not/there", "create `not` first"),
    ] {
        refuses_to(&project, &["build", "--output", output], 2, &[words]);
        assert!(files(&project) == before, "{output}: a refusal touches nothing");
    }
}

#[test]
fn output_folders_in_what_is_read() {
    let project = published();
    fs::create_dir(project.path("templates")).unwrap();
    for output in ["content/site", "content/briefs/site", "static/site", "templates/site"] {
        refuses_to(&project, &["build", "--output", output], 2, &["cannot be the output folder"]);
        assert!(!project.path(output).exists(), "{output}");
    }
}

#[test]
fn an_output_folder_that_would_be_read_next_time() {
    let project = published();
    refuses_to(&project, &["build", "--output", "templates"], 2, &["cannot be the output folder"]);
    assert!(!project.path("templates").exists());
}

/// All files of a site, but for the folder in which editions are made.
fn files(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let mut files = crate::support::files_below(project.root());
    files.retain(|path, _| !path.starts_with(".sourcebook-"));
    files
}

#[test]
fn a_damaged_manifest() {
    let project = published();
    let path = "public/.sourcebook-manifest";
    let whole = read(&BUILT, path);
    for (damaged, words) in [
        (whole.replacen("index.html", "index.htm", 1), "its checksum does not match"),
        (whole[..whole.len() / 2].to_owned(), "its checksum is missing"),
        (whole.replacen("manifest 2", "manifest 1", 1), "its first line"),
        (String::new(), "its first line"),
    ] {
        assert_ne!(damaged, whole);
        refuses_file(&project, path, damaged, 2, &[path, words, "move `public` away"]);
    }
    refuses_file(&project, path, b"\xff", 2, &[path, "not UTF-8"]);
    fs::File::create(project.path(path)).unwrap().set_len((256 << 20) + 1).unwrap();
    let run = run(&project, &["build"]);
    assert_refusal(&run, 2, &[path, "larger than any that a build writes", "move `public` away"]);
    fs::remove_file(project.path(path)).unwrap();
    refuses(&project, 2, &["`public` is not empty and was not made by Sourcebook"]);
}

#[test]
fn a_foreign_file_where_a_page_must_go() {
    let project = with("public/briefs/new/index.html", "mine").file("content/briefs/new.md", read(&BUILT, BRIEF));
    refuses(&project, 2, &["public/briefs/new/index.html", "is not Sourcebook's"]);
}
