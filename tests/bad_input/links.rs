//! Links, pipes, devices.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::common::{BRIEF, assert_refusal, changes_nothing, edit, published, refuses, run};
use crate::support::{Project, Run, copy, repository};

const SOURCE: &str = "content/sources/three-ways.yaml";

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

/// A published site with its archives.
fn with_archives() -> Project {
    let project = published();
    copy(&repository().join("tests/golden/archives"), &project.path("archives"));
    project
}

/// What stands in a folder that a site names for archives is read, and what is not found there, shown beside it.
#[test]
fn archives_behind_a_link_of_the_site() {
    let outside = tempfile::tempdir().unwrap();
    let project = with_archives();
    fs::rename(project.path("archives"), project.path("aside")).unwrap();
    // The right archives, so that nothing but the link can be what is wrong.
    copy(&project.path("aside"), outside.path());
    let refuses_link = |link: &str| {
        let refusal = refuses(&project, 1, &["error[symbolic-link]", &format!("--> {link}\n"), "SOURCEBOOK_ARCHIVES"]);
        assert!(refusal.stderr.contains("1 error, 0 warnings"), "{}", refusal.stderr);
        let clip = run_clip(&project);
        assert_refusal(&clip, 1, &["error[symbolic-link]", &format!("--> {link}\n")]);
        let doctor = run(&project, &["doctor"]);
        assert!(doctor.stdout.contains(&format!("`{link}` is a symbolic link")), "{}", doctor.stdout);
        assert!(!doctor.stdout.contains("of 2 at hand"), "{}", doctor.stdout);
    };
    for target in [outside.path(), Path::new("aside"), Path::new("nowhere"), Path::new("/proc/self")] {
        symlink(target, project.path("archives")).unwrap();
        refuses_link("archives");
        fs::remove_file(project.path("archives")).unwrap();
    }
    edit(&project, "sourcebook.toml", "\"archives\"", "\"papers/archives\"");
    copy(&project.path("aside"), &outside.path().join("archives"));
    symlink(outside.path(), project.path("papers")).unwrap();
    refuses_link("papers");
    fs::remove_file(project.path("papers")).unwrap();
    // A folder that is not there is no error, and one that whoever runs the program names may be a link.
    changes_nothing(&project);
    symlink(outside.path(), project.path("linked")).unwrap();
    let run = run(&project, &["doctor", "--archive", "linked"]);
    assert!(run.stdout.contains("2 of 2 at hand"), "{}", run.stdout);
}

fn run_clip(project: &Project) -> Run {
    run(project, &["clip", "three-ways", "the"])
}

#[test]
fn archives_that_are_links_in_a_folder_of_the_site() {
    let project = with_archives();
    let archives: Vec<_> = fs::read_dir(project.path("archives")).unwrap().map(|entry| entry.unwrap().path()).collect();
    fs::create_dir(project.path("archives/below")).unwrap();
    for archive in archives {
        let name = archive.file_name().unwrap();
        fs::rename(&archive, project.path("archives/below").join(name)).unwrap();
        symlink(Path::new("below").join(name), &archive).unwrap();
    }
    refuses(&project, 1, &["error[symbolic-link]", "content/sources/three-ways.yaml:", "put the file itself into"]);
    // In a folder of this machine, a link to a file of that folder is one more name of it.
    edit(&project, "sourcebook.toml", "\"archives\"", "\"none\"");
    let run = run(&project, &["doctor", "--archive", "archives"]);
    assert!(run.stdout.contains("2 of 2 at hand"), "{}", run.stdout);
}

#[test]
fn archive_folders_outside_of_the_site_and_hidden_ones() {
    let outside = tempfile::tempdir().unwrap();
    let project = with_archives().file(".git/config", "The secret word.");
    copy(&project.path("archives"), outside.path());
    let settings = fs::read_to_string(project.path("sourcebook.toml")).unwrap();
    let absolute = outside.path().to_str().unwrap().to_owned();
    let inside = project.path("archives").to_str().unwrap().to_owned();
    for folder in [absolute.as_str(), &inside, "/etc", "/", "..", "../x", "archives/../..", "archives/../archives"] {
        project.write("sourcebook.toml", settings.replace("\"archives\"", &format!("\"archives\", \"{folder}\"")));
        let refusal =
            refuses(&project, 1, &["error[unusable-name]: this folder does not lie in the site", "`--archive`"]);
        assert!(refusal.stderr.contains("sourcebook.toml:7:25\n"), "{folder}: {}", refusal.stderr);
    }
    for folder in [".git", "archives/.git", "./.git"] {
        project.write("sourcebook.toml", settings.replace("\"archives\"", &format!("\"archives\", \"{folder}\"")));
        refuses(&project, 1, &["error[unusable-name]: no archive is looked for in a hidden folder"]);
    }
    project.write("sourcebook.toml", settings.replace("\"archives\"", "\".\""));
    let record = fs::read_to_string(project.path(SOURCE)).unwrap();
    let name = record.lines().find(|line| line.starts_with("archive:")).unwrap();
    project.write(SOURCE, record.replace(name, "archive: .git/config"));
    let refusal = refuses(&project, 1, &["error[unusable-name]: `.git/config` cannot be an archive", SOURCE]);
    assert!(!refusal.stderr.contains("secret word"), "{}", refusal.stderr);
    project.write(SOURCE, record);
    project.write("sourcebook.toml", settings);
    let run = run(&project, &["doctor", "--archive", &absolute]);
    assert!(run.stdout.contains("2 of 2 at hand"), "{}", run.stdout);
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
            let run = refuses(&project, 1, &["error[symbolic-link]", &link, "replace it with a copy of its target"]);
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
