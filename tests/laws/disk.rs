//! A file system lists the files of a folder in an order of its own: that in which they came, or its reverse, or that of
//! their names' hashes. Sites that hold the same files give the same edition, the same lock and the same reports.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::cases;
use super::site::{all_texts, text};
use super::support::{Project, Run, files_below};

/// All that a run leaves and says.
#[derive(Debug, PartialEq)]
struct Seen {
    runs: Vec<(i32, String, String)>,
    lock: Option<String>,
    edition: BTreeMap<String, Vec<u8>>,
}

/// What the commands make of a site.
fn seen(project: &Project) -> Seen {
    let commands: [&[&str]; 5] =
        [&["check"], &["check", "--format", "json"], &["verify"], &["build"], &["coverage", "--format", "json"]];
    let said = |Run { status, stdout, stderr }| (status, stdout, stderr);
    Seen {
        runs: commands.iter().map(|arguments| said(project.run(arguments))).collect(),
        lock: fs::read_to_string(project.path("sourcebook.lock")).ok(),
        edition: files_below(&project.path("public")),
    }
}

/// The files of a site that has many in each folder, and folders in folders.
fn files(versions: &[usize]) -> Vec<(String, String)> {
    let mut files = all_texts(versions);
    for (number, version) in versions.iter().enumerate() {
        let version = version + number;
        files.push((format!("content/briefs/more-{number}.md"), text("content/briefs/second.md", version)));
        files.push((
            format!("content/actors/actor-{version}-{number}.md"),
            format!("---\nname: N{number}\nkind: person\n---\n"),
        ));
        // One name for all of them is a fault of each but the first.
        files.push((format!("content/options/same-{number}.md"), format!("---\nname: Same {}\n---\n", number % 9)));
        files.push((format!("static/a/b/{}/c/{number}.css", version % 3), "p {}\n".to_owned()));
        files.push((format!("static/{version}-{number}/x.css"), "p {}\n".to_owned()));
        files.push((format!("templates/own/{number}.html"), "<p>".to_owned()));
        files.push((format!("archives/{number}.txt"), "Nobody names it.\n".to_owned()));
    }
    files
}

/// A site whose files were made in this order.
fn written(below: &Path, files: &[(String, String)], order: &[usize]) -> Project {
    let project = Project::empty_in(below);
    for &file in order {
        let (path, text) = &files[file];
        project.write(path, text);
    }
    project
}

/// The folders of a site, each with its names as the system lists them.
fn listed(project: &Project) -> Vec<Vec<PathBuf>> {
    ["content/briefs", "content/actors", "static", "static/a/b", "templates/own"]
        .map(|folder| {
            let entries = fs::read_dir(project.path(folder)).unwrap();
            entries.map(|entry| entry.unwrap().path().strip_prefix(project.root()).unwrap().to_path_buf()).collect()
        })
        .to_vec()
}

/// A file system that lists names in the order in which they came, or its reverse.
const TMPFS: &str = "/dev/shm";

proptest! {
    #![proptest_config(cases(3))]

    #[test]
    fn the_order_of_files_on_the_disk_changes_nothing(
        (versions, order) in prop::collection::vec(0..60_usize, 15).prop_flat_map(|versions| {
            let count = files(&versions).len();
            (Just(versions), Just((0..count).collect::<Vec<_>>()).prop_shuffle())
        }),
        broken in prop::option::of(0..15_usize),
    ) {
        let mut files = files(&versions);
        if let Some((_, text)) = broken.and_then(|file| files.get_mut(file)) {
            text.truncate(text.floor_char_boundary(text.len() / 2));
        }
        let usual = std::env::temp_dir();
        let below = if Path::new(TMPFS).is_dir() { Path::new(TMPFS) } else { usual.as_path() };
        let sorted: Vec<usize> = (0..files.len()).collect();
        let sites = [
            written(below, &files, &sorted),
            written(below, &files, &order),
            written(&usual, &files, &order),
        ];
        if listed(&sites[0]) == listed(&sites[1]) && listed(&sites[0]) == listed(&sites[2]) {
            crate::support::pass_over("the file systems list these files in one order");
        }
        let expected = seen(&sites[0]);
        prop_assert!(expected.runs.iter().all(|run| (0..=2).contains(&run.0)), "{:?}", expected.runs);
        prop_assert!(expected.runs[0].2.contains("content/"), "a report that says something");
        for site in &sites[1..] {
            let found = seen(site);
            prop_assert_eq!(&found.runs, &expected.runs);
            prop_assert_eq!(&found.lock, &expected.lock);
            prop_assert!(found.edition == expected.edition);
        }
    }
}
