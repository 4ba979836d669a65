//! `init` and `new`: from an empty folder to a site, and records that are added to it.

use std::fs;

use snapbox::str;

use crate::common::{expect, sourcebook};
use crate::support::{Project, files_below};

/// The site that `init` makes, verified.
pub(crate) fn begun() -> Project {
    let project = Project::empty();
    for arguments in [["init", "."], ["verify", "-q"]] {
        let run = project.run(&arguments);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{arguments:?}");
    }
    project
}

#[test]
fn a_new_site_is_proved_checked_and_built_without_a_word() {
    let project = begun();
    let steps: [&[&str]; 3] = [&["verify", "--locked", "-q"], &["check", "--deny", "warnings", "-q"], &["build", "-q"]];
    for arguments in steps {
        let run = project.run(arguments);
        assert_eq!((run.status, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""), "{arguments:?}");
    }
    let pages: Vec<_> = project.output().into_iter().filter(|(path, _)| path.ends_with("index.html")).collect();
    assert!(pages.len() > 25, "{}", pages.len());
    for (path, bytes) in pages {
        let page = scraper::Html::parse_document(str::from_utf8(&bytes).unwrap());
        assert!(page.errors.is_empty(), "{path}: {:?}", page.errors);
    }
    let brief = &project.output()["briefs/ferries-or-a-bridge/index.html"];
    let brief = str::from_utf8(brief).unwrap();
    for shown in ["55–80", "harbour-study/ferry-is-old", "a freighter would need two tugs", "our own view"] {
        assert!(brief.contains(shown), "the brief shows `{shown}`");
    }
}

#[test]
fn a_clone_without_archives_trusts_the_lock() {
    let project = begun();
    assert!(fs::read_to_string(project.path(".gitignore")).unwrap().contains("/archives/"));
    fs::remove_dir_all(project.path("archives")).unwrap();
    expect(
        &project,
        &["verify", "--locked"],
        0,
        "",
        str![[r#"
12 excerpts: 11 exact, 1 elided
the lock is trusted for sources whose archives are not at hand: harbour-study, pilots-letter

"#]],
    );
    expect(&project, &["check", "--deny", "warnings", "-q"], 0, "", "");
}

#[test]
fn init_says_what_comes_next() {
    let project = Project::empty();
    expect(
        &project,
        &["init", "my site"],
        0,
        str![[r#"
created a site in `my site`: [..] files
next:
  cd 'my site'
  sourcebook verify
  sourcebook serve

"#]],
        "",
    );
    assert!(project.path("my site/sourcebook.toml").exists());
    assert_eq!(fs::read_dir(project.root()).unwrap().count(), 1, "nothing else is left behind");
}

#[test]
fn init_takes_a_new_repository_and_no_folder_with_anything_else() {
    let project = Project::empty().file(".git/HEAD", "ref").file("LICENSE", "mine");
    assert_eq!(project.run(&["init", "."]).status, 0);
    assert_eq!(fs::read(project.path("LICENSE")).unwrap(), b"mine");

    let before = files_below(project.root());
    expect(
        &project,
        &["init", "."],
        2,
        "",
        str![[r#"
error: `.` is not empty: it holds `.editorconfig`; name a new folder, or an empty one (it may hold a `.git`)

"#]],
    );
    let file = project.path("sourcebook.toml");
    assert!(project.run(&["init", file.to_str().unwrap()]).stderr.contains("is not a folder"));
    assert!(files_below(project.root()) == before, "a refusal touches nothing");
}

#[test]
fn a_new_record_says_where_it_is_and_what_it_lacks() {
    let project = begun();
    expect(
        &project,
        &["new", "actor", "Tug owners"],
        0,
        str![[r#"
content/actors/tug-owners.md
still to fill in:
  content/actors/tug-owners.md:3: kind: state, person or organisation
next: write its profile below the second `---`; texts link to it with [[tug-owners]]

"#]],
        "",
    );
    expect(
        &project,
        &["new", "brief", "Ferries or a bridge?"],
        2,
        "",
        str![[r#"
error: the identifier `ferries-or-a-bridge` is taken by `content/briefs/ferries-or-a-bridge.md`; name another with `--id`, such as `--id ferries-or-a-bridge-2`

"#]],
    );
    expect(
        &project,
        &["new", "option", "부두 2"],
        2,
        "",
        str![[r#"
error: no identifier can be made from `부두 2`: it has letters beyond a–z; name one with `--id`, such as `--id 2`

"#]],
    );
    expect(
        &project,
        &["new", "criterion"],
        2,
        "",
        str![[r#"
error: the new criterion needs a name: `sourcebook new criterion "A NAME"`

"#]],
    );
}

const BIB: &str = r"@report{harbour2024,
  title = {Noise on the {North Shore}}, author = {M{\aa}nsson, Ida and {{Harbour Office}}},
  institution = {Harbour Office of Skarhaven}, date = {2024-05}, number = {7}, doi = {10.1234/noise}
}
@book{bridge2023, title = {Bridges}}
";

#[test]
fn a_source_is_taken_from_an_export() {
    let project = begun().file("refs.bib", BIB);
    expect(
        &project,
        &["new", "source", "--from", "refs.bib", "harbour2024"],
        0,
        str![[r#"
content/sources/noise-north-shore.yaml
next: save the text of the document in a folder listed in `archives`, name the file with `archive:`, then
  sourcebook clip noise-north-shore "words of the document"

"#]],
        "",
    );
    let record = fs::read_to_string(project.path("content/sources/noise-north-shore.yaml")).unwrap();
    let fields: Vec<&str> = record.lines().skip(1).take(10).collect();
    assert_eq!(
        fields,
        [
            "type: report",
            "title: Noise on the North Shore",
            "author:",
            "  - { family: Månsson, given: Ida }",
            "  - { literal: Harbour Office }",
            "number: 7",
            "doi: \"10.1234/noise\"",
            "publisher: Harbour Office of Skarhaven",
            "date: 2024-05",
            "language: null",
        ]
    );
    expect(&project, &["check", "--deny", "warnings", "-q"], 0, "", "");
    expect(
        &project,
        &["new", "source", "--from", "refs.bib", "harbor2024"],
        2,
        "",
        str![[r#"
error: `refs.bib` holds no entry `harbor2024`; did you mean `harbour2024`?
  harbour2024: Noise on the North Shore
  bridge2023: Bridges

"#]],
    );
    project.write("broken.bib", "@book{a,\n  title = {A}\n  year = 2024\n}\n");
    let run = project.run(&["new", "source", "--from", "broken.bib"]);
    assert!(run.status == 2 && run.stderr.starts_with("error: broken.bib:3:"), "{}", run.stderr);
    std::fs::File::create(project.path("large.bib")).unwrap().set_len((64 << 20) + 1).unwrap();
    let run = project.run(&["new", "source", "--from", "large.bib"]);
    assert!(run.stderr.contains("larger than 64 MiB; export fewer entries"), "{}", run.stderr);
    assert!(project.run(&["new", "actor", "--from", "refs.bib", "bridge2023"]).stderr.contains("is for sources only"));
}

#[cfg(unix)]
#[test]
fn the_editor_is_started_without_a_shell() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = begun().file("my editor", "#!/bin/sh\nprintf '%s|' \"$@\" > seen\n");
    fs::set_permissions(project.path("my editor"), fs::Permissions::from_mode(0o755)).unwrap();
    let editor = format!("'{}' -a '$HOME;x'", project.path("my editor").display());
    let edit = |name, variable: &str, value: &str| {
        let arguments = ["new", "criterion", name, "--edit"];
        sourcebook(&project, &arguments).env_remove("VISUAL").env_remove("EDITOR").env(variable, value).assert()
    };
    edit("Noise", "EDITOR", &editor).code(0);
    assert_eq!(fs::read_to_string(project.path("seen")).unwrap(), "-a|$HOME;x|./content/criteria/noise.md|");
    edit("Light", "VISUAL", "no-such-editor").code(2).stderr_eq(str![[r#"
error: the editor `no-such-editor` cannot be started: [..]; the file is `content/criteria/light.md`

"#]]);
    assert!(project.path("content/criteria/light.md").exists());
    edit("Wind", "VISUAL", "").code(2).stderr_eq(str![[r#"
error: no editor is named: set `VISUAL` or `EDITOR`, for example `EDITOR=nano`

"#]]);
}

#[test]
fn a_template_of_the_theme_is_written_to_be_changed() {
    let project = begun();
    assert_eq!(project.run(&["build", "-q"]).status, 0);
    let before = project.output();
    expect(
        &project,
        &["new", "template", "brief.html"],
        0,
        str![[r#"
templates/brief.html
next: edit it; it replaces the built-in template until you delete it

"#]],
        "",
    );
    let own = fs::read(project.path("templates/brief.html")).unwrap();
    assert_eq!(own, fs::read(crate::support::repository().join("templates/brief.html")).unwrap());
    assert_eq!(project.run(&["build", "-q"]).status, 0);
    assert!(before == project.output(), "the built-in template draws the same pages from its new place");
    project.write("templates/brief.html", "mine");
    for (name, said) in [
        ("templates/brief.html", "`templates/brief.html` already exists"),
        ("breif.html", "did you mean `brief.html`?"),
        ("../brief.html", "templates are: 404.html, "),
    ] {
        let run = project.run(&["new", "template", name]);
        assert_eq!(run.status, 2, "{name}");
        assert!(run.stderr.contains(said), "{name}: {}", run.stderr);
    }
    assert_eq!(fs::read(project.path("templates/brief.html")).unwrap(), b"mine");
}

#[test]
fn nothing_is_made_where_no_editor_could_open_it() {
    let project = begun();
    let mut command = crate::common::command(&project, &["new", "actor", "Pilots", "--edit"]);
    let run = command.env_remove("VISUAL").env_remove("EDITOR").output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(!project.path("content/actors/pilots.md").exists());
}

#[test]
fn a_name_that_is_taken_is_told_a_free_identifier() {
    let project = begun();
    for _ in 0..2 {
        project.run(&["new", "actor", "Große Straße"]);
    }
    assert!(project.path("content/actors/grosse-strasse.md").exists());
    let run = project.run(&["new", "actor", "Große Straße"]);
    assert!(run.stderr.contains("such as `--id grosse-strasse-2`"), "{}", run.stderr);
    assert_eq!(project.run(&["new", "actor", "Große Straße", "--id", "grosse-strasse-2"]).status, 0);
    assert!(project.run(&["new", "actor", "Große Straße"]).stderr.contains("`--id grosse-strasse-3`"));
}

#[test]
fn words_that_begin_with_a_dash_are_words() {
    let project = begun();
    let run = project.run(&["clip", "pilots-letter", "- no."]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(run.stderr.contains("missing-excerpt"), "{}", run.stderr);
    let run = project.run(&["clip", "pilots-letter", "two tugs", "--id", "tugs", "-q"]);
    assert!(run.stdout.starts_with("pilots-letter/tugs: "), "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_site_within_a_site_is_told() {
    let project = begun();
    let run = project.run(&["init", "drafts/second"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("it is inside the site in `"), "{}", run.stdout);
    let run = Project::empty().run(&["init", "first"]);
    assert!(!run.stdout.contains("lies within"), "{}", run.stdout);
}
