//! The folder of the site.

use std::fs;

use crate::common::{changes_nothing, published, refuses, refuses_to, with};

#[test]
fn no_content_folder() {
    let project = published();
    fs::remove_dir_all(project.path("content")).unwrap();
    refuses(&project, 2, &["cannot read `content`", "--root"]);
}

#[test]
fn a_root_that_is_no_site() {
    let project = published();
    for root in ["nowhere", "sourcebook.toml", "public"] {
        refuses_to(&project, &["build", "--root", root], 2, &["cannot read", root]);
    }
}

#[test]
fn content_that_is_a_file() {
    let project = published();
    fs::remove_dir_all(project.path("content")).unwrap();
    project.write("content", "---\ntitle: A site\n---\n");
    refuses(&project, 2, &["`content`"]);
}

#[test]
fn folders_that_are_nested_too_deep() {
    let project = published();
    for folder in ["content/briefs", "static", "templates"] {
        let depth = if folder.contains('/') { 15 } else { 16 };
        let deepest = format!("{folder}/{}", vec!["d"; depth].join("/"));
        fs::create_dir_all(project.path(&deepest)).unwrap();
        changes_nothing(&project);
        for levels in [1, 1_000] {
            let below = format!("{deepest}/{}", vec!["d"; levels].join("/"));
            fs::create_dir_all(project.path(&below)).unwrap();
            let run = refuses(&project, 1, &["error[nested-too-deep]", &format!("--> {deepest}/d")]);
            assert!(run.stderr.contains("1 error, "), "{}", run.stderr);
        }
        fs::remove_dir_all(project.path(&format!("{folder}/d"))).unwrap();
    }
}

#[test]
fn templates_and_static_that_are_files() {
    refuses(&with("templates", "<p>"), 2, &["templates"]);
    let project = published();
    fs::remove_dir_all(project.path("static")).unwrap();
    project.write("static", "x");
    refuses_to(&project, &["build"], 2, &["static"]);
}
