//! The guide, carried out. Its pages are one story in one folder: every command in them runs and prints what stands
//! below it, every file in them is written, and whatever names a file that is not there fails.
#![cfg(test)]

mod page;
mod reference;
mod shell;

use std::fs;
use std::path::{Path, PathBuf};

use page::{Step, steps};
use shell::Shell;

fn guide() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// The pages of the story, in the order of the table of contents.
fn pages() -> Vec<String> {
    let contents = fs::read_to_string(guide().join("README.md")).unwrap();
    let is_page =
        |link: &String| Path::new(link).extension().is_some_and(|ending| ending == "md") && !link.contains('/');
    page::links(&contents).into_iter().filter(is_page).collect()
}

#[test]
fn the_guide_does_what_it_says() {
    let mut shell = Shell::new();
    for name in pages() {
        let text = fs::read_to_string(guide().join(&name)).unwrap();
        for (line, step) in steps(&text) {
            let place = format!("docs/{name}:{line}");
            match step {
                Step::Write { path, text } => shell.write(&path, &text),
                Step::Append { path, text } => shell.append(&path, &text, &place),
                Step::Patch { path, from, to } => shell.patch(&path, &from, &to, &place),
                Step::Run { command, shown } => shell.run(&command, shown.as_deref(), &place),
                Step::Unbound { language } => {
                    panic!("{place}: a block of {language} that no test carries out: say before it which file it is in")
                }
            }
        }
        let check = shell.output("sourcebook check");
        assert!(check.contains("0 errors") || !check.contains("error"), "docs/{name} leaves errors behind:\n{check}");
    }
}

#[test]
fn from_nothing_to_a_served_site_are_five_commands() {
    let text = fs::read_to_string(guide().join(&pages()[0])).unwrap();
    let commands: Vec<String> = steps(&text)
        .into_iter()
        .filter_map(|(_, step)| if let Step::Run { command, .. } = step { Some(command) } else { None })
        .collect();
    let served = commands.iter().position(|command| command.starts_with("sourcebook serve")).unwrap();
    // The first installs the program, which the tests have at hand and do not run.
    assert!(text.contains("cargo install"), "the first page does not say how to install the program");
    assert!(served < 4, "{commands:?}");
}

#[test]
fn every_page_is_in_the_contents_and_every_link_leads_somewhere() {
    let contents = fs::read_to_string(guide().join("README.md")).unwrap();
    let listed = page::links(&contents);
    for folder in ["", "reference/"] {
        for entry in fs::read_dir(guide().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "md") {
                continue;
            }
            let name = format!("{folder}{}", path.file_name().unwrap().to_string_lossy());
            assert!(name == "README.md" || listed.contains(&name), "docs/README.md does not list {name}");
            let text = fs::read_to_string(&path).unwrap();
            for link in page::links(&text).iter().filter(|link| !link.contains("://")) {
                let (target, fragment) = link.split_once('#').unwrap_or((link, ""));
                let target = if target.is_empty() { path.clone() } else { path.parent().unwrap().join(target) };
                assert!(target.exists(), "docs/{name}: {link} leads nowhere");
                if !fragment.is_empty() {
                    let text = fs::read_to_string(&target).unwrap();
                    assert!(page::anchors(&text).iter().any(|anchor| anchor == fragment), "docs/{name}: {link}");
                }
            }
        }
    }
}
