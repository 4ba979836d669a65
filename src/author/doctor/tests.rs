use std::fs;

use super::*;
use crate::author::{init, new_site};
use crate::render::Static;

const DAY: Date = jiff::civil::date(2024, 6, 1);

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path(), &new_site()).unwrap();
    folder
}

fn prove(root: &Path, day: Date) {
    let compiled = compile(root, &CompileOptions { today: Some(day), ..CompileOptions::default() }).unwrap();
    fs::write(root.join(LOCK_FILE), compiled.verified.lock.to_string()).unwrap();
}

/// What is not fine, as "about: message".
fn complaints(root: &Path) -> Vec<(State, String)> {
    let found = examine(root, &root.join("public"), &CompileOptions::default(), DAY).unwrap();
    for finding in &found {
        assert_eq!(finding.way_out.is_some(), finding.state != State::Fine, "{finding:?}");
    }
    let shown = |finding: Finding| (finding.state, format!("{}: {}", finding.about, finding.message));
    found.into_iter().filter(|finding| finding.state != State::Fine).map(shown).collect()
}

#[track_caller]
fn complains(root: &Path, state: State, words: &str) {
    let complaints = complaints(root);
    assert!(complaints.iter().any(|(found, text)| *found == state && text.contains(words)), "{complaints:?}");
}

#[test]
fn a_new_site_that_is_verified_lacks_only_its_address() {
    let site = site();
    prove(site.path(), DAY);
    let [(State::Note, text)] = &complaints(site.path())[..] else { panic!("{:?}", complaints(site.path())) };
    assert!(text.starts_with("base address: not set"), "{text}");
}

#[test]
fn each_lack_is_told() {
    let site = site();
    let root = site.path();
    complains(root, State::Mend, "lock: there is no `sourcebook.lock`");
    prove(root, DAY);

    let settings = fs::read_to_string(root.join("sourcebook.toml")).unwrap();
    fs::write(root.join("sourcebook.toml"), settings.replace("# base-url", "base-url")).unwrap();
    complains(root, State::Note, "is a placeholder");

    let record = root.join("content/sources/pilots-letter.yaml");
    let text = fs::read_to_string(&record).unwrap();
    fs::write(&record, text.replace("two tugs in place", "two tugs\n      in place")).unwrap();
    assert!(!complaints(root).iter().any(|(_, text)| text.contains("content")), "the same words");
    fs::write(&record, text.replace("need two tugs", "need three tugs")).unwrap();
    complains(root, State::Mend, "content: errors: 1");
    complains(root, State::Mend, "excerpts: not proved: 1 of 12");
    fs::write(&record, text.replace("need two tugs in place of one", "need two tugs")).unwrap();
    complains(root, State::Mend, "lock: `sourcebook.lock` is out of date");
    fs::write(&record, text).unwrap();

    fs::rename(root.join("archives"), root.join("elsewhere")).unwrap();
    complains(root, State::Note, "archives: the folder `archives` does not exist");
    complains(root, State::Note, "not at hand, but proved by the lock: `harbour-study`, `pilots-letter`");
    fs::remove_file(root.join(LOCK_FILE)).unwrap();
    complains(root, State::Mend, "not at hand, and not fully proved: `harbour-study`, `pilots-letter`");
}

#[test]
fn old_proofs_are_told() {
    let site = site();
    prove(site.path(), jiff::civil::date(2022, 1, 1));
    complains(site.path(), State::Note, "proved more than a year ago: 12, the earliest on 2022-01-01");
    prove(site.path(), DAY);
}

#[test]
fn a_repository_that_would_take_archives_in_is_told() {
    let site = site();
    prove(site.path(), DAY);
    fs::create_dir(site.path().join(".git")).unwrap();
    assert_eq!(complaints(site.path()).len(), 1);
    fs::write(site.path().join(".gitignore"), "/public/\n").unwrap();
    complains(site.path(), State::Mend, "git: `archives/` is not ignored");
    complains(site.path(), State::Mend, "git: `.sourcebook-public/` is not ignored");
}

#[test]
fn foreign_output_and_idle_templates_are_told() {
    let site = site();
    prove(site.path(), DAY);
    let write = |path: &str, text: &[u8]| {
        let path = site.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("public/thesis.docx", b"mine");
    write("templates/breif.html", b"<p>");
    write("templates/part.html", b"<p>");
    write("templates/gaps.html", b"{% include \"part.html\" %}");
    let (name, bytes) = crate::render::built_in().statics.into_iter().next().unwrap();
    let Static::BuiltIn(bytes) = bytes else { panic!("`{name}` is built in") };
    write(&format!("static/{name}"), bytes);
    complains(site.path(), State::Mend, "output folder: ");
    complains(site.path(), State::Mend, "theme: `templates/breif.html` is not a template of the theme");
    complains(site.path(), State::Note, &format!("theme: `static/{name}` is the same"));
    assert_eq!(complaints(site.path()).iter().filter(|(_, text)| text.starts_with("theme")).count(), 2);
}

#[test]
fn a_lock_that_is_not_there_is_not_up_to_date() {
    let site = site();
    fs::remove_dir_all(site.path().join("archives")).unwrap();
    complains(site.path(), State::Note, "lock: there is no `sourcebook.lock`");
}
