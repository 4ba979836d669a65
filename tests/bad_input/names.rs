//! Names.

use std::fs;

use crate::common::{BRIEF, BUILT, published, read, refuses, refuses_edit, refuses_file, run, with};

#[test]
fn file_names_that_are_no_identifiers() {
    let project = published();
    let text = read(&BUILT, BRIEF);
    for (name, help) in [
        ("with space", "`with-space.md`"),
        ("Upper", "`upper.md`"),
        ("CON", "only lower-case letters"),
        ("con", "Windows reserves the name for a device"),
        ("lpt1", "Windows reserves the name for a device"),
        ("aux", "Windows reserves the name for a device"),
        ("NUL", "only lower-case letters"),
        ("com¹", "only lower-case letters"),
        ("a.", "`a.md`"),
        ("a ", "`a.md`"),
        ("a\u{200b}b", "only lower-case letters"),
        ("none", "the word has a meaning of its own"),
        ("a..", "`a.md`"),
        ("a%2f..%2fb", "`a-2f-2fb.md`"),
        ("a\\..\\b", "`a-b.md`"),
        ("мост", "only lower-case letters"),
    ] {
        let path = format!("content/briefs/{name}.md");
        refuses_file(&project, &path, &text, 1, &["error[invalid-identifier]", &path, help]);
    }
    let long = format!("content/briefs/{}.md", "a".repeat(200));
    refuses_file(&project, &long, &text, 1, &["error[invalid-identifier]", "longer than"]);
}

#[test]
fn names_that_some_systems_take_for_one() {
    let project = published();
    let text = read(&BUILT, BRIEF);
    for (one, other) in [("caf\u{e9}", "cafe\u{301}"), ("Miller", "miller")] {
        let (one, other) = (format!("content/briefs/{one}.md"), format!("content/briefs/{other}.md"));
        let before = fs::read_dir(project.path("content/briefs")).unwrap().count();
        project.write(&one, &text);
        project.write(&other, &text);
        if fs::read_dir(project.path("content/briefs")).unwrap().count() == before + 1 {
            eprintln!("passed over: this file system takes them for one");
        } else {
            refuses(&project, 1, &["error[unusable-name]", "by letter case or Unicode form alone", "give it a name"]);
            fs::remove_file(project.path(&other)).unwrap();
        }
        fs::remove_file(project.path(&one)).unwrap();
    }
}

#[test]
fn a_file_name_that_is_not_unicode() {
    use std::os::unix::ffi::OsStrExt as _;
    let project = published();
    let name = std::ffi::OsStr::from_bytes(b"content/briefs/\xff.md");
    if let Err(refusal) = fs::write(project.root().join(name), "---\n") {
        eprintln!("passed over: this file system takes no such name: {refusal}");
        return;
    }
    refuses(&project, 1, &["error[unusable-name]", "content/briefs/\u{fffd}.md"]);
}

#[test]
fn a_file_name_cannot_write_to_the_terminal() {
    let project = with("content/briefs/\u{1b}[31mred\u{202e}.md", "---\n");
    for arguments in [&["build"][..], &["check"], &["check", "--format", "github"], &["check", "--format", "json"]] {
        let run = run(&project, arguments);
        assert_eq!(run.status, 1, "{}", run.stderr);
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(said.contains("red"), "{said}");
        assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said:?}");
    }
}

#[test]
fn identifiers_do_not_leave_their_folder() {
    let edits = [
        ("content/events.yaml", "id: ferry-act", "id: ../ferry-act", "invalid-identifier"),
        ("content/sources/three-ways.yaml", "id: binding-law", "id: ../../binding-law", "invalid-identifier"),
        ("content/sources/three-ways.yaml", "aliases: [crossing-study]", "aliases: [../../x]", "invalid-identifier"),
        ("content/sources/three-ways.yaml", "archive: three", "archive: ../../three", "unusable-name"),
        ("content/sources/three-ways.yaml", "archive: three", "archive: /three", "unusable-name"),
        ("sourcebook.toml", "money =", "\"../money\" =", "invalid-identifier"),
    ];
    let project = published();
    for (path, from, to, code) in edits {
        refuses_edit(&project, path, from, to, &[&format!("error[{code}]"), path]);
    }
}

/// What is published as it is has to be usable on every system that the edition is copied to.
#[test]
fn names_of_static_files_that_windows_does_not_take() {
    let project = published();
    for name in [
        "CON",
        "con.txt",
        "NUL.css",
        "aux.tar.gz",
        "COM¹",
        "CONIN$",
        "lpt9.html",
        "a:b",
        "trail.",
        "trail ",
        "q?",
        "a<b>",
        "nul/x.css",
        "a\\b",
    ] {
        let first = name.split('/').next().unwrap();
        refuses_file(
            &project,
            &format!("static/{name}"),
            "x",
            1,
            &["error[unusable-name]", &format!("static/{first}")],
        );
        if first != name {
            fs::remove_dir(project.path(&format!("static/{first}"))).unwrap();
        }
    }
    project.write("static/Orle.svg", "x");
    project.write("static/orle.svg", "x");
    refuses(&project, 1, &["error[unusable-name]", "static/orle.svg", "by letter case"]);
}

#[test]
fn hidden_names_that_hosts_and_programs_ask_for_are_published() {
    let project = with("static/.nojekyll", "").file("static/.well-known/security.txt", "Contact: mailto:a@b.example\n");
    project.write("static/.DS_Store", "x");
    project.write("static/below/.nojekyll", "x");
    project.build();
    for (path, is_there) in
        [(".nojekyll", true), (".well-known/security.txt", true), (".DS_Store", false), ("below/.nojekyll", false)]
    {
        assert_eq!(project.path("public").join(path).exists(), is_there, "{path}");
    }
}

#[test]
fn a_file_of_the_theme_in_the_way_is_named_as_its_author_knows_it() {
    let run = refuses(&with("static/Claims/index.html", "x"), 2, &["`static/Claims/index.html`", "another name"]);
    assert!(!run.stderr.contains("identifier"), "{}", run.stderr);
    let long = ["x".repeat(200).as_str(); 15].join("/");
    let run = refuses(&with(&format!("static/{long}/con.txt"), "x"), 1, &["error[unusable-name]", " … "]);
    assert!(run.stderr.len() < 3_000, "{}", run.stderr.len());
}
