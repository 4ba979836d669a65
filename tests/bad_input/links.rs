//! Links, pipes, devices.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::common::{BRIEF, changes_nothing, published, refuses};
use crate::support::copy;

#[test]
fn links_out_of_the_site() {
    let outside = tempfile::tempdir().unwrap();
    let secret =
        "---\ntitle: The secret word\ndate: 2024-01-01\nsummary: The secret word.\n---\n\nThe secret word [@none].\n";
    fs::write(outside.path().join("secret.md"), secret).unwrap();
    let targets = [
        ("content/briefs/secret.md", outside.path().join("secret.md")),
        ("content/briefs/more", outside.path().to_path_buf()),
        ("content/secrets", outside.path().to_path_buf()),
        (
            "content/briefs/up.md",
            Path::new("../../..").join(outside.path().strip_prefix("/").unwrap()).join("secret.md"),
        ),
        ("content/briefs/zero.md", "/dev/zero".into()),
    ];
    let project = published();
    for (link, target) in targets {
        symlink(target, project.path(link)).unwrap();
        let run = refuses(&project, 1, &["error[link-outside-site]", link]);
        assert!(!run.stderr.contains("secret word"), "{}", run.stderr);
        fs::remove_file(project.path(link)).unwrap();
    }
}

#[test]
fn content_that_is_a_link_out_of_the_site() {
    let (project, outside) = (published(), tempfile::tempdir().unwrap());
    copy(&project.path("content"), &outside.path().join("content"));
    fs::remove_dir_all(project.path("content")).unwrap();
    symlink(outside.path().join("content"), project.path("content")).unwrap();
    refuses(&project, 1, &["error[link-outside-site]", "--> content\n"]);
}

/// A theme's files are published as they are.
#[test]
fn themes_with_links_out_of_the_site() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.txt"), "The secret word.").unwrap();
    let project = published();
    for link in ["static", "templates"] {
        let (folder, aside) = (project.path(link), project.path("aside"));
        let is_there = folder.exists();
        if is_there {
            fs::rename(&folder, &aside).unwrap();
        }
        symlink(outside.path(), &folder).unwrap();
        refuses(&project, 2, &[link, "out of the site"]);
        fs::remove_file(&folder).unwrap();
        let put_back = if is_there { fs::rename(&aside, &folder) } else { fs::create_dir(&folder) };
        put_back.unwrap();
        for (name, target) in [("more", outside.path().to_path_buf()), ("p.txt", outside.path().join("secret.txt"))] {
            let inner = format!("{link}/{name}");
            symlink(target, project.path(&inner)).unwrap();
            refuses(&project, 2, &[&inner, "out of the site"]);
            fs::remove_file(project.path(&inner)).unwrap();
        }
    }
    project.write("content/word.txt", "A word.");
    symlink("../content/word.txt", project.path("static/word.txt")).unwrap();
    assert_eq!(project.build().status, 0);
    assert_eq!(fs::read_to_string(project.path("public/word.txt")).unwrap(), "A word.");
}

#[test]
fn links_that_lead_nowhere_or_in_a_circle() {
    let project = published();
    for (link, target) in [
        ("content/briefs/dangling.md", "nowhere.md"),
        ("content/briefs/dangling", "nowhere"),
        ("content/briefs/loop.md", "loop.md"),
        ("content/briefs/again", "../briefs"),
        ("content/again", ".."),
    ] {
        symlink(target, project.path(link)).unwrap();
        refuses(&project, 1, &["error[link-outside-site]", link]);
        fs::remove_file(project.path(link)).unwrap();
    }
    symlink("../static", project.path("static/again")).unwrap();
    refuses(&project, 2, &["static/again", "loop"]);
}

#[test]
fn a_link_within_the_site_is_followed() {
    let project = published();
    fs::rename(project.path(BRIEF), project.path("content/draft.txt")).unwrap();
    symlink("../draft.txt", project.path(BRIEF)).unwrap();
    changes_nothing(&project);
}

#[test]
fn a_pipe_is_not_waited_for() {
    let project = published();
    let put_pipe = |path: &str| {
        let _ = fs::remove_file(project.path(path));
        assert!(Command::new("mkfifo").arg(project.path(path)).status().unwrap().success());
    };
    put_pipe("static/pipe");
    changes_nothing(&project);
    for path in ["content/briefs/pipe.md", "sourcebook.lock", "sourcebook.toml"] {
        put_pipe(path);
        refuses(&project, 1, &["error[not-a-file]", path]);
    }
}
