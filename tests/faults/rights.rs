//! Rights that are missing.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, lchown};
use std::path::Path;
use std::process::Command;

use crate::common::{Site, at, begun_in, ended, names};
use crate::support::{Project, copy_program, pass_over};

const NOBODY: u32 = 65_534;

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Gives all of a site to somebody whom rights bind, as they do not bind root, and a way to run the program as they.
/// `None` where there is none.
fn bound(project: &Project) -> Option<impl Fn(&[&str]) -> Command> {
    let is_root = fs::metadata(project.root()).unwrap().uid() == 0;
    // The program may lie where only root can go.
    let program = project.path(".program");
    copy_program(&program);
    allow(project.root(), 0o755);
    if is_root {
        if !Command::new("setpriv").arg("--version").output().is_ok_and(|output| output.status.success()) {
            pass_over("rights do not bind root, and there is no setpriv");
            return None;
        }
        give_away(project.root());
    }
    let root = project.root().to_path_buf();
    Some(move |arguments: &[&str]| {
        let mut command = Command::new(if is_root { "setpriv".into() } else { program.clone() });
        if is_root {
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&program);
        }
        command.args(arguments).current_dir(&root).env_remove("SOURCEBOOK_ARCHIVES").env("NO_COLOR", "1");
        command
    })
}

fn give_away(path: &Path) {
    lchown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    if fs::symlink_metadata(path).unwrap().is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            give_away(&entry.unwrap().path());
        }
    }
}

#[test]
fn an_output_folder_that_may_not_be_written() {
    let site = Site::new();
    let Some(program) = bound(&site.project) else { return };
    site.turn_to(1);
    for closed in ["public", ".", ".sourcebook-public"] {
        let path = site.project.path(closed);
        allow(&path, 0o555);
        let (status, said) = ended(&mut program(&["build"]));
        allow(&path, 0o755);
        assert_eq!(status, Some(2), "{closed}: {said}");
        let shown = if closed == "." { "`.`" } else { closed };
        assert!(said.contains(shown) && said.contains("cannot be written to"), "{closed}: {said}");
        assert!(said.contains("change its permissions"), "{closed}: {said}");
        assert_eq!(site.standing("closed"), 0);
    }
    let (status, said) = ended(&mut program(&["build"]));
    assert_eq!(status, Some(0), "{said}");
    assert_eq!(site.standing("open again"), 1);
}

#[test]
fn a_folder_or_a_file_of_the_output_that_may_not_be_written() {
    let site = Site::new();
    let Some(program) = bound(&site.project) else { return };
    let build = |edition: usize| {
        site.turn_to(edition);
        let (status, said) = ended(&mut program(&["build"]));
        assert_eq!(status, Some(0), "{said}");
        assert_eq!(site.standing("built"), edition);
        said
    };
    let page = "public/briefs/who-wants-what/index.html";
    allow(&site.project.path(page), 0o444);
    build(1);
    build(0);
    for folder in ["public/briefs/who-wants-what", "public/claims", "public/briefs"] {
        allow(&site.project.path(folder), 0o555);
        for edition in [1, 0, 1, 0] {
            let said = build(edition);
            assert!(!said.contains("aside"), "{said}");
        }
    }
    let stage = fs::metadata(site.project.path(".sourcebook-public/stage/briefs")).unwrap();
    assert_eq!(stage.permissions().mode() & 0o700, 0o700, "the editions to come are made in folders that are open");
}

#[test]
fn a_file_of_the_output_that_nobody_may_change() {
    let site = Site::new();
    let page = site.project.path("public/briefs/who-wants-what/index.html");
    let change = |flag: &str, path: &Path| Command::new("chattr").arg(flag).arg(path).output();
    if !change("+i", &page).is_ok_and(|output| output.status.success()) {
        return pass_over("no file here can be made immutable");
    }
    let mut has_left = false;
    for edition in [1, 0, 1, 0] {
        site.turn_to(edition);
        let run = site.project.run(&["build"]);
        let standing = site.standing("a page is immutable");
        if run.status == 0 {
            assert_eq!(standing, edition, "{}", run.stderr);
        } else {
            assert!(run.stderr.contains("Operation not permitted"), "{}", run.stderr);
            has_left = true;
        }
    }
    assert!(has_left, "no build met the page");
    let output = Command::new("chattr").args(["-R", "-i"]).arg(site.project.root()).output().unwrap();
    assert!(output.status.success());
    site.turn_to(1);
    site.project.build();
    assert_eq!(site.standing("built"), 1);
    let left = names(&site.project.path(".sourcebook-public"));
    assert!(!left.iter().any(|name| name.starts_with("rest-")), "{left:?}");
}

#[test]
fn files_of_an_author_that_may_not_be_written() {
    let project = begun_in(Project::empty());
    fs::write(project.path("sourcebook.lock"), "version = 1\n").unwrap();
    let Some(program) = bound(&project) else { return };
    let commands: [(&str, &[&str], &str); 3] = [
        (".", &["verify"], "sourcebook.lock"),
        (
            "content/sources",
            &["clip", "pilots-letter", "in fog the harbour would close"],
            "content/sources/pilots-letter.yaml",
        ),
        ("content/briefs", &["new", "brief", "A thing"], "content/briefs/a-thing.md"),
    ];
    for (folder, arguments, file) in commands {
        let path = project.path(folder);
        let before = crate::support::files_below(&path);
        allow(&path, 0o555);
        let (status, said) = ended(&mut at(&project, program(arguments)));
        allow(&path, 0o755);
        assert_eq!(status, Some(2), "{arguments:?}: {said}");
        assert!(
            said.contains(file) && said.contains("Permission denied") && said.contains("change its permissions"),
            "{said}"
        );
        let after = crate::support::files_below(&path);
        assert!(
            after.keys().all(|name| before.contains_key(name) || name.starts_with(".sourcebook/")),
            "{arguments:?}"
        );
    }
}
