//! Others at work in the same folders.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::common::{Moments, Site, ended, tries};

fn started(site: &Site, arguments: &[&str]) -> Child {
    site.command(arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

fn outcome(child: Child) -> (Option<i32>, String) {
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn builds_at_once_give_one_edition_and_say_who_had_to_wait() {
    let site = Site::new();
    let mut refused = 0;
    for round in 0..tries(4, 40) {
        let edition = 1 - round as usize % 2;
        site.turn_to(edition);
        let count = if round % 2 == 0 { 2 } else { 5 };
        let children: Vec<Child> = (0..count).map(|_| started(&site, &["build"])).collect();
        let outcomes: Vec<_> = children.into_iter().map(outcome).collect();
        assert!(outcomes.iter().any(|(status, _)| *status == Some(0)), "{outcomes:?}");
        for (status, said) in &outcomes {
            let is_refused = *status == Some(2) && said.contains("another build is writing `public`; wait for it");
            refused += u32::from(is_refused);
            assert!(*status == Some(0) || is_refused, "{status:?}: {said}");
        }
        assert_eq!(site.standing("builds at once"), edition);
        assert_eq!(site.left(), [".gitignore", "lock"]);
    }
    assert!(refused > 0, "no two builds met");
    site.heals(1);
}

#[test]
fn a_build_while_the_site_is_served() {
    let site = Site::new();
    let mut server = started(&site, &["serve", "--port", "0"]);
    let mut said = BufReader::new(server.stderr.take().unwrap());
    let mut heard = String::new();
    while !heard.contains("built in") {
        assert!(said.read_line(&mut heard).unwrap() > 0, "it ended: {heard}");
    }
    for edition in [1, 0, 1] {
        site.turn_to(edition);
        let (status, said) = ended(&mut site.command(&["build"]));
        assert_eq!(status, Some(0), "{said}");
        assert_eq!(site.standing("served beside"), edition);
    }
    assert_eq!(server.try_wait().unwrap(), None, "the server goes on");
    server.kill().unwrap();
    server.wait().unwrap();
    site.heals(0);
}

#[test]
fn content_that_is_pulled_away_in_the_middle_of_a_build() {
    let site = Site::new();
    let begun = Instant::now();
    site.turn_to(1);
    site.project.build();
    let (whole, mut moments, mut pulled) = (begun.elapsed(), Moments(7), 0);
    let (content, away) = (site.project.path("content"), site.project.path("away"));
    let least = tries(16, 200);
    // Content is read in the first moments of a build: every second try falls into these.
    for number in 0..400 {
        if number >= least && pulled > 0 {
            break;
        }
        let (edition, standing) = (number as usize % 2, site.standing("before"));
        site.turn_to(edition);
        let child = started(&site, &["build"]);
        std::thread::sleep(moments.next(if number % 2 == 0 { whole } else { whole / 16 }));
        fs::rename(&content, &away).unwrap();
        let (status, said) = outcome(child);
        fs::rename(&away, &content).unwrap();
        let found = site.standing("the content was pulled away");
        match status {
            Some(0) => assert_eq!(found, edition, "{said}"),
            // Of a folder, some files may have been read before it went: then what cites them is an error.
            Some(1 | 2) => {
                pulled += 1;
                assert_eq!(found, standing, "{said}");
                assert!(said.contains("content"), "{said}");
            }
            other => panic!("{other:?}: {said}"),
        }
    }
    assert!(pulled > 0, "it was never pulled away in time");
    site.heals(0);
}

#[test]
fn an_output_folder_that_is_deleted_in_the_middle_of_a_build() {
    let site = Site::new();
    let mut moments = Moments(8);
    for number in 0..tries(6, 100) {
        let edition = number as usize % 2;
        site.turn_to(edition);
        let child = started(&site, &["build"]);
        std::thread::sleep(moments.next(Duration::from_millis(400)));
        // Not with ours alone: whoever deletes the folder deletes what is theirs in it.
        let _ = fs::remove_dir_all(site.project.path("public"));
        let (status, said) = outcome(child);
        assert!(matches!(status, Some(0 | 2)), "{status:?}: {said}");
        assert!(!said.contains("panicked"), "{said}");
        let _ = fs::remove_dir_all(site.project.path("public"));
        site.project.build();
        site.project.write("public/CNAME", "example.org");
        site.project.write("public/briefs/uploads/own.txt", "own");
        assert_eq!(site.standing("built anew"), edition);
    }
}
