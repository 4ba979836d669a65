use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::*;

/// An edition that is told from every other by its words and by which pages it has.
pub(crate) fn numbered(number: usize) -> Pages {
    let mut edition: Pages =
        (0..40).map(|page| (format!("same/{page}/index.html"), format!("the words of page {page}"))).collect();
    edition.extend((0..20).map(|page| (format!("changed/{page}.html"), format!("edition {number}"))));
    edition.extend((0..10).map(|page| (format!("moved/{}/{page}/index.html", number % 7), String::new())));
    edition.insert("index.html".to_owned(), number.to_string());
    edition
}

const OUTPUT: &str = "SOURCEBOOK_TEST_OUTPUT";
const FIRST: &str = "SOURCEBOOK_TEST_FIRST";

/// Not a test by itself: the other tests run this binary again, as a process that builds.
#[test]
fn other_process() {
    let (Ok(output), Ok(first)) = (std::env::var(OUTPUT), std::env::var(FIRST)) else { return };
    let mut number: usize = first.parse().unwrap();
    loop {
        if let Err(error) = build(Path::new(&output), &numbered(number)) {
            std::io::stderr().write_all(error.to_string().as_bytes()).unwrap();
            return;
        }
        number += 1;
    }
}

pub(crate) fn other_process_command(output: &Path, first: usize) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "kills::other_process", "--nocapture", "--test-threads=1"]);
    command.env(OUTPUT, output).env(FIRST, first.to_string()).env("RAYON_NUM_THREADS", "2");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

#[test]
fn a_killed_build_leaves_one_complete_edition() {
    const KILLS: usize = 40;
    let (_folder, output) = site();
    build(&output, &numbered(0)).unwrap();
    let foreign = pages(&[("CNAME", "example.org"), ("moved/3/4/own.txt", "own"), (".git/HEAD", "main")]);
    for (path, words) in &foreign {
        write(output.join(path), words);
    }
    let mut seen = std::collections::BTreeSet::new();
    let mut random = 1_u64;
    for kill in 1..=KILLS {
        let mut child = other_process_command(&output, kill * 10_000).spawn().unwrap();
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let delay = Duration::from_micros(2_000 + (random >> 33) % 60_000);
        std::thread::sleep(delay);
        child.kill().unwrap();
        let ended = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(!ended.status.success() && said.is_empty(), "it ended by itself: {said}");

        let found = tree(&output);
        let number: usize = found["index.html"].parse().unwrap();
        let mut expected = numbered(number);
        expected.extend(foreign.clone());
        assert_eq!(found, expected, "killed after {delay:?}");
        seen.insert(number);
    }
    assert!(seen.len() > 1, "no build came to an end before it was killed");
    let published = build(&output, &numbered(7)).unwrap();
    assert!(published.set_aside.is_empty(), "{:?}", published.set_aside);
    let mut expected = numbered(7);
    expected.extend(foreign);
    assert_eq!(tree(&output), expected);
    assert_eq!(work_names(&output), [".gitignore", "lock", "stage"]);
}
