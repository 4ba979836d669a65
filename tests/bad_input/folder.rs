//! The folder of the site.

use std::fs;

use crate::common::{published, refuses, refuses_to, with};

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
fn templates_and_static_that_are_files() {
    refuses(&with("templates", "<p>"), 2, &["templates"]);
    let project = published();
    fs::remove_dir_all(project.path("static")).unwrap();
    project.write("static", "x");
    refuses_to(&project, &["build"], 2, &["static"]);
}
