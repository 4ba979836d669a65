//! Links, pipes, devices.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::common::{BRIEF, changes_nothing, published, refuses, run};
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
        let run = refuses(&project, 1, &["error[symbolic-link]", link]);
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
    refuses(&project, 1, &["error[symbolic-link]", "--> content\n"]);
}

/// A theme's files are published as they are, so that a link to archives or to `.git` would publish those.
#[test]
fn no_link_of_a_theme_is_followed_wherever_it_leads() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.txt"), "The secret word.").unwrap();
    let project = published().file(".git/config", "The secret word.").file("content/word.txt", "A word.");
    fs::create_dir_all(project.path("templates")).unwrap();
    for folder in ["static", "templates"] {
        project.write(&format!("{folder}/below/own.txt"), "{# own #}");
        for target in [
            outside.path(),
            &outside.path().join("secret.txt"),
            Path::new("../.git"),
            Path::new("../archives"),
            Path::new("../public"),
            Path::new("../.sourcebook-public"),
            Path::new("../content/word.txt"),
            Path::new("below"),
            Path::new("below/own.txt"),
            Path::new("."),
            Path::new("nowhere"),
        ] {
            let link = format!("{folder}/more");
            symlink(target, project.path(&link)).unwrap();
            let run = refuses(&project, 1, &["error[symbolic-link]", &link, "put a copy of what it leads to"]);
            assert!(!run.stderr.contains("secret word"), "{}", run.stderr);
            fs::remove_file(project.path(&link)).unwrap();
        }
        let (whole, aside) = (project.path(folder), project.path("aside"));
        fs::rename(&whole, &aside).unwrap();
        for target in [Path::new("aside"), outside.path()] {
            symlink(target, &whole).unwrap();
            refuses(&project, 1, &["error[symbolic-link]", &format!("--> {folder}\n")]);
            fs::remove_file(&whole).unwrap();
        }
        fs::rename(&aside, &whole).unwrap();
    }
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
        refuses(&project, 1, &["error[symbolic-link]", link]);
        fs::remove_file(project.path(link)).unwrap();
    }
}

#[test]
fn a_link_within_the_site_is_not_followed_either() {
    let project = published();
    fs::rename(project.path(BRIEF), project.path("content/draft.txt")).unwrap();
    symlink("../draft.txt", project.path(BRIEF)).unwrap();
    refuses(&project, 1, &["error[symbolic-link]", BRIEF]);
    fs::remove_file(project.path(BRIEF)).unwrap();
    fs::rename(project.path("content/draft.txt"), project.path(BRIEF)).unwrap();
    changes_nothing(&project);
    // A line of what it leads to would stand in the report.
    project.write(".git/config", "token = the secret word =\n");
    for path in ["sourcebook.toml", "sourcebook.lock"] {
        let former = fs::read(project.path(path)).unwrap();
        fs::remove_file(project.path(path)).unwrap();
        symlink(".git/config", project.path(path)).unwrap();
        let run = refuses(&project, 1, &["error[symbolic-link]", path]);
        assert!(!run.stderr.contains("secret word"), "{}", run.stderr);
        fs::remove_file(project.path(path)).unwrap();
        project.write(path, former);
    }
}

#[test]
fn a_pipe_is_not_waited_for() {
    let project = published();
    let put_pipe = |path: &str| {
        let _ = fs::remove_file(project.path(path));
        fs::create_dir_all(project.path(path).parent().unwrap()).unwrap();
        assert!(Command::new("mkfifo").arg(project.path(path)).status().unwrap().success());
    };
    for path in ["static/pipe", "templates/brief.html"] {
        put_pipe(path);
        let folder = path.split('/').next().unwrap();
        refuses(&project, 1, &["error[not-a-file]", path, &format!("move it out of `{folder}/`")]);
        fs::remove_file(project.path(path)).unwrap();
    }
    changes_nothing(&project);
    for path in ["content/briefs/pipe.md", "sourcebook.lock", "sourcebook.toml"] {
        put_pipe(path);
        refuses(&project, 1, &["error[not-a-file]", path]);
    }
}

#[test]
fn the_lock_of_a_build_that_is_no_file() {
    let project = published();
    let lock = project.path(".sourcebook-public/lock");
    let makers: [fn(&Path); 3] = [
        |path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success()),
        |path| symlink("/dev/null", path).unwrap(),
        |path| fs::create_dir(path).unwrap(),
    ];
    for make in makers {
        fs::remove_file(&lock).unwrap_or_else(|_| fs::remove_dir(&lock).unwrap());
        make(&lock);
        project.write(BRIEF, fs::read_to_string(project.path(BRIEF)).unwrap() + "\nMore [@none].\n");
        refuses(&project, 2, &[".sourcebook-public/lock", "not a regular file; delete it"]);
    }
}

/// What a stranger's link leads to is not written to, by any command.
#[test]
fn nothing_is_written_through_a_link() {
    let outside = tempfile::tempdir().unwrap();
    let project = published();
    let linked = |link: &str, arguments: &[&str]| {
        let place = project.path(link);
        let aside = project.path("aside");
        let is_there = fs::rename(&place, &aside).is_ok();
        symlink(outside.path(), &place).unwrap();
        let before = project.output();
        let run = run(&project, arguments);
        assert_eq!(run.status, 2, "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains("nothing is written through one"), "{arguments:?}: {}", run.stderr);
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0, "{arguments:?}");
        assert!(project.output() == before);
        fs::remove_file(&place).unwrap();
        if is_there {
            fs::rename(&aside, &place).unwrap();
        }
    };
    linked("content/briefs", &["new", "brief", "Foo"]);
    linked("content", &["new", "brief", "Foo"]);
    linked("content/sources", &["new", "source", "Foo"]);
    linked("templates", &["new", "template", "brief.html"]);
    linked(".sourcebook", &["schema", "--output", ".sourcebook/schemas"]);
}

#[test]
fn a_new_site_where_a_link_leads_nowhere() {
    let project = published();
    symlink("nowhere", project.path("site")).unwrap();
    let run = run(&project, &["init", "site"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("`site` is not a folder; name a new one"), "{}", run.stderr);
}
