use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use sourcebook::publish::MANIFEST;

use crate::support::*;

/// What may happen between two builds.
#[derive(Debug, Clone)]
enum Step {
    Build { pages: Pages, theme: bool },
    Own { path: &'static str, words: Option<String> },
    Tamper { page: usize, words: Option<String> },
    ClearWorkFolder,
}

fn some_pages() -> impl Strategy<Value = Pages> {
    const PATHS: [&str; 8] =
        ["index.html", "a", "a/b.html", "a/b/c.html", "d/index.html", "d/e/index.html", "f/g/h", "f/g-h"];
    proptest::collection::btree_map(proptest::sample::select(&PATHS[..]), "[xy]{0,2}", 0..8).prop_map(|mut pages| {
        if pages.contains_key("a") {
            pages.retain(|path, _| !path.starts_with("a/"));
        }
        pages.into_iter().map(|(path, words)| (path.to_owned(), words)).collect()
    })
}

fn step() -> impl Strategy<Value = Step> {
    const OWN: [&str; 5] = ["CNAME", ".git/HEAD", "d/own.txt", "d/e/f/own.txt", "own/own.txt"];
    let words = || proptest::option::of("[xy]{0,2}");
    prop_oneof![
        6 => (some_pages(), any::<bool>()).prop_map(|(pages, theme)| Step::Build { pages, theme }),
        3 => (proptest::sample::select(&OWN[..]), words()).prop_map(|(path, words)| Step::Own { path, words }),
        2 => (0..8_usize, words()).prop_map(|(page, words)| Step::Tamper { page, words }),
        1 => Just(Step::ClearWorkFolder),
    ]
}

fn change(path: &Path, words: Option<&str>) {
    match words {
        Some(words) => write(path, words),
        None => {
            let _ = fs::remove_file(path);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// However the folder came to be what it is, a build makes of it what a build into nothing would, and leaves what
    /// is not ours. Only tampering that keeps length and time goes unseen, so tampering here is given a later time.
    #[test]
    fn every_build_equals_a_fresh_one(steps in proptest::collection::vec(step(), 1..12)) {
        let (folder, output) = site_in_memory();
        let (mut latest, mut foreign) = (Pages::new(), Pages::new());
        build(&output, &latest).unwrap();
        for (number, step) in steps.into_iter().enumerate() {
            match step {
                Step::Own { path, words } => {
                    change(&output.join(path), words.as_deref());
                    foreign.remove(path);
                    foreign.extend(words.map(|words| (path.to_owned(), words)));
                }
                Step::Tamper { page, words } => {
                    let Some(path) = latest.keys().nth(page).map(|path| output.join(path)) else { continue };
                    change(&path, words.as_deref());
                    if let Ok(file) = fs::File::open(&path) {
                        file.set_modified(SystemTime::now() + Duration::from_mins(1)).unwrap();
                    }
                }
                Step::ClearWorkFolder => {
                    let _ = fs::remove_dir_all(folder.path().join(".sourcebook-public"));
                }
                Step::Build { pages, theme } => {
                    let theme = if theme { "plain" } else { "bold" };
                    let published = build_with(&output, &pages, theme).unwrap();
                    prop_assert!(published.set_aside.is_empty());
                    prop_assert_eq!(published.written + published.unchanged, pages.len());
                    let fresh = folder.path().join(format!("fresh-{number}"));
                    build_with(&fresh, &pages, theme).unwrap();
                    prop_assert_eq!(tree(&fresh), pages.clone());
                    prop_assert_eq!(fs::read(fresh.join(MANIFEST)).unwrap(), fs::read(output.join(MANIFEST)).unwrap());
                    let mut expected = pages.clone();
                    expected.extend(foreign.clone());
                    prop_assert_eq!(tree(&output), expected);
                    latest = pages;
                }
            }
        }
    }
}
