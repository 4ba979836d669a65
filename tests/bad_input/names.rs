//! Names.

use std::fs;

use crate::common::{BRIEF, BUILT, changes_nothing, published, read, refuses, refuses_edit, refuses_file, run, with};

#[test]
fn file_names_that_are_no_identifiers() {
    let project = published();
    let text = read(&BUILT, BRIEF);
    for (name, help) in [
        ("with space", "`with-space.md`"),
        ("Upper", "`upper.md`"),
        ("CON", "it may contain only lower-case letters"),
        ("con", "Windows reserves the name for a device"),
        ("lpt1", "Windows reserves the name for a device"),
        ("aux", "Windows reserves the name for a device"),
        ("NUL", "it may contain only lower-case letters"),
        ("com¹", "it may contain only lower-case letters"),
        ("a.", "`a.md`"),
        ("a ", "`a.md`"),
        ("a\u{200b}b", "it may contain only lower-case letters"),
        ("none", "the site reserves this word"),
        ("a..", "`a.md`"),
        ("a%2f..%2fb", "`a-2f-2fb.md`"),
        ("a\\..\\b", "`a-b.md`"),
        ("мост", "it may contain only lower-case letters"),
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
    let record = |folder| fs::read_dir(project.path(folder)).unwrap().next().unwrap().unwrap().path();
    for (folder, end) in [
        ("content/briefs", ".md"),
        ("content/actors", ".md"),
        ("content/options", ".md"),
        ("content/criteria", ".md"),
        ("content/sources", ".yaml"),
        ("static", ".css"),
        ("static/below", ".css"),
        ("templates", ".html"),
        ("templates/components", ".html"),
    ] {
        let text = if folder.starts_with("content") { fs::read(record(folder)).unwrap() } else { b"{# own #}".into() };
        fs::create_dir_all(project.path(folder)).unwrap();
        for (one, other) in [
            ("caf\u{e9}", "cafe\u{301}"),
            ("Miller", "miller"),
            ("stra\u{df}e", "STRASSE"),
            ("\u{3c3}\u{3c2}", "\u{3c3}\u{3c3}"),
        ] {
            let (one, other) = (format!("{folder}/{one}{end}"), format!("{folder}/{other}{end}"));
            let before = fs::read_dir(project.path(folder)).unwrap().count();
            project.write(&one, &text);
            project.write(&other, &text);
            if fs::read_dir(project.path(folder)).unwrap().count() == before + 1 {
                crate::support::pass_over("this file system takes them for one");
            } else {
                let words = ["error[unusable-name]", "only by letter case or Unicode form", "give it a name"];
                refuses(&project, 1, &words);
                fs::remove_file(project.path(&other)).unwrap();
            }
            fs::remove_file(project.path(&one)).unwrap();
        }
    }
}

#[test]
fn folders_that_some_systems_take_for_one() {
    let project = published();
    for folder in ["static", "templates"] {
        for (one, other) in [("D/y.html", "d/x.html"), ("a/caf\u{e9}/x.html", "a/cafe\u{301}/y.html")] {
            let [one, other] = [one, other].map(|path| format!("{folder}/{path}"));
            project.write(&one, "{# own #}");
            let words = ["error[unusable-name]", "its folder differs from that of", "by letter case or Unicode form"];
            refuses_file(&project, &other, "{# own #}", 1, &words);
            for path in [one, other] {
                fs::remove_dir_all(project.path(&path).parent().unwrap()).unwrap();
            }
        }
    }
    changes_nothing(&project);
}

/// On such a system the two cannot even be checked out together.
#[test]
fn a_file_that_is_a_folder_but_for_letter_case() {
    let project = published();
    for folder in ["static", "templates"] {
        let (file, inside) = (format!("{folder}/Miller"), format!("{folder}/miller/own.html"));
        project.write(&inside, "{# own #}");
        project.write(&file, "{# own #}");
        refuses(&project, 1, &["error[unusable-name]", &file, "needs a folder of this name"]);
        fs::remove_file(project.path(&file)).unwrap();
        fs::remove_dir_all(project.path(&inside).parent().unwrap()).unwrap();
    }
    changes_nothing(&project);
}

/// What identifies is refused in any letters but small ones, so that no two identifiers differ by letter case alone.
#[test]
fn identifiers_of_other_letters() {
    let project = published();
    for (path, from, to) in [
        ("content/sources/three-ways.yaml", "aliases: [crossing-study]", "aliases: [crossing-study, Crossing-Study]"),
        ("content/sources/three-ways.yaml", "aliases: [crossing-study]", "aliases: [caf\u{e9}]"),
        ("content/sources/three-ways.yaml", "id: binding-law", "id: Binding-Law"),
        ("content/sources/three-ways.yaml", "id: binding-law", "id: binding-la\u{2011}w"),
        ("content/events.yaml", "id: ferry-act", "id: Ferry-Act"),
        ("sourcebook.toml", "money =", "Money ="),
    ] {
        refuses_edit(&project, path, from, to, &["error[invalid-identifier]", path]);
    }
}

/// Headings and footnotes are places in a page; nobody who writes a link sees the difference.
#[test]
fn places_of_a_text_that_look_alike() {
    let text = read(&BUILT, BRIEF)
        + "\n## A {#Miller}\n\n## B {#miller}\n\n## C {#서울}\n\n\
        ## D {#\u{1109}\u{1165}\u{110b}\u{116e}\u{11af}}\n\nSo[^caf\u{e9}] and so[^cafe\u{301}]. [@none]\n\n\
        [^caf\u{e9}]: One. [@none]\n\n[^cafe\u{301}]: Another. [@none]\n";
    let project = with(BRIEF, text);
    let run = run(&project, &["build"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(run.stderr.matches("differ only by letter case or Unicode form").count(), 2, "{}", run.stderr);
    assert_eq!(run.stderr.matches("differ only by Unicode form").count(), 1, "{}", run.stderr);
    let page = read(&project, "public/briefs/who-wants-what/index.html");
    assert_eq!((page.matches("One.").count(), page.matches("Another.").count()), (1, 1));
}

#[test]
fn a_file_name_that_is_not_unicode() {
    use std::os::unix::ffi::OsStrExt as _;
    let project = published();
    let name = std::ffi::OsStr::from_bytes(b"content/briefs/\xff.md");
    if let Err(refusal) = fs::write(project.root().join(name), "---\n") {
        crate::support::pass_over(&format!("this file system takes no such name: {refusal}"));
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
}

/// A name is what it looks like.
#[test]
fn names_of_the_themes_files_that_hold_what_nobody_sees() {
    let project = published();
    for folder in ["static", "templates"] {
        for name in ["gpj\u{202e}.css", "a\u{200b}b.css", "so\u{ad}ft.css", "\u{feff}a.css", "a\u{2066}b/c.css"] {
            let path = format!("{folder}/{name}");
            refuses_file(&project, &path, "{# own #}", 1, &["error[unusable-name]", "an invisible character"]);
            if name.contains('/') {
                fs::remove_dir(project.path(&path).parent().unwrap()).unwrap();
            }
        }
    }
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
    let long = ["x".repeat(200).as_str(); 15].join("/");
    let run = refuses(&with(&format!("static/{long}/con.txt"), "x"), 1, &["error[unusable-name]", " … "]);
    assert!(run.stderr.len() < 3_000, "{}", run.stderr.len());
}

/// A page of the site is replaced by no file, and a file of the theme by none but one of its very name.
#[test]
fn files_that_would_be_pages_or_the_themes_but_for_letter_case() {
    let project = published();
    for (path, code, words) in [
        ("static/index.html", "duplicate-address", "would take the place of a page"),
        ("static/Index.html", "duplicate-address", "ignore differences of letter case"),
        ("static/Claims/index.html", "duplicate-address", "would take the place of a page"),
        ("static/briefs/Who-Wants-What/INDEX.html", "duplicate-address", "the page of this record"),
        ("static/actor\u{17f}/index.html", "duplicate-address", "would take the place of a page"),
        ("static/Search/Names.JSON", "duplicate-address", "would take the place of a page"),
        ("static/sources/three-ways/THREE-WAYS.bib", "duplicate-address", "would take the place of a page"),
        ("static/Briefs", "duplicate-address", "one for a file and one for a folder"),
        ("static/Briefs/picture.png", "duplicate-address", "would lie in the folder of the page `briefs/"),
        ("static/sources/Three-Ways/picture.png", "duplicate-address", "would lie in the folder of the page"),
        ("static/Robots.txt/x", "duplicate-address", "one for a file and one for a folder"),
        ("static/sources/three-ways/three-ways.BIB/x", "duplicate-address", "one for a file and one for a folder"),
        ("static/data/annotations/x/y/1.json", "duplicate-address", "among the files that are made in `data/ann"),
        ("static/data", "duplicate-address", "among the files that are made in `data/annotations/`"),
        ("static/data/Annotations", "duplicate-address", "among the files that are made in `data/annotations/`"),
        ("static/search/pagefind/pagefind.js", "duplicate-address", "among the files that are made in `search/pag"),
        ("static/sitemap/1.xml", "duplicate-address", "among the files that are made in `sitemap/`"),
        ("static/claims/page/2/index.html", "duplicate-address", "a list on the page `claims/index.html` goes on"),
        ("static/claims/page", "duplicate-address", "a list on the page `claims/index.html` goes on"),
        ("static/actors/orland/claims/2/x.png", "duplicate-address", "a list on the page `actors/orland/index.html`"),
        ("static/Site.css", "unusable-name", "the theme's `site.css`"),
        ("static/SITE.CSS/x", "unusable-name", "the theme's `site.css`"),
        ("static/Search", "unusable-name", "the theme's `search/"),
        ("static/Search/own.css", "unusable-name", "its folder differs from that of the theme's `search/"),
    ] {
        refuses_file(&project, path, "x", 1, &[&format!("error[{code}]"), path, words]);
        let first = path.split('/').nth(1).unwrap();
        drop(fs::remove_dir_all(project.path(&format!("static/{first}"))));
    }
    // Another place, whatever the case.
    project.write("static/Actors-index.html", "x");
    project.write("static/briefs/picture.png", "x");
    project.write("static/briefs/2024/11/picture.png", "x");
    project.write("static/data/numbers.csv", "x");
    let run = run(&project, &["build"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
}
