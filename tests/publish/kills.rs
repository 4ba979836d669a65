use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

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

/// So many tries, or with `SOURCEBOOK_LONG` so many.
fn tries(short: usize, long: usize) -> usize {
    if std::env::var_os("SOURCEBOOK_LONG").is_some() { long } else { short }
}

/// Moments to kill at, the same in each run; what happens at them is not.
struct Moments(u64);

impl Moments {
    fn next(&mut self, within: Duration) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Duration::from_micros((self.0 >> 33) % u64::try_from(within.as_micros()).unwrap())
    }
}

fn kill_after(delay: Duration, mut child: Child) {
    std::thread::sleep(delay);
    child.kill().unwrap();
    let ended = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(!ended.status.success() && said.is_empty(), "it ended by itself: {said}");
}

fn number_of(output: &Path) -> Option<usize> {
    fs::read_to_string(output.join("index.html")).ok()?.parse().ok()
}

fn wait_for(output: &Path, number: usize) {
    let begun = Instant::now();
    while number_of(output).is_none_or(|found| found < number) {
        assert!(begun.elapsed() < Duration::from_mins(1), "no edition is ever published");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_killed_build_leaves_one_complete_edition() {
    let kills = tries(40, 400);
    let (_folder, output) = site();
    build(&output, &numbered(0)).unwrap();
    let foreign = pages(&[("CNAME", "example.org"), ("moved/3/4/own.txt", "own"), (".git/HEAD", "main")]);
    for (path, words) in &foreign {
        write(output.join(path), words);
    }
    let mut moments = Moments(1);
    for kill in 1..=kills {
        let child = other_process_command(&output, kill * 10_000).spawn().unwrap();
        // Every other time in any later build, else likely in the first, which goes on from the kill before.
        let delay = if kill % 2 == 0 {
            wait_for(&output, kill * 10_000);
            moments.next(Duration::from_millis(20))
        } else {
            Duration::from_millis(2) + moments.next(Duration::from_millis(30))
        };
        kill_after(delay, child);
        let mut expected = numbered(number_of(&output).unwrap());
        expected.extend(foreign.clone());
        assert_eq!(tree(&output), expected, "killed after {delay:?}");
    }
    let published = build(&output, &numbered(7)).unwrap();
    assert!(published.set_aside.is_empty(), "{:?}", published.set_aside);
    let mut expected = numbered(7);
    expected.extend(foreign);
    assert_eq!(tree(&output), expected);
    assert_eq!(work_names(&output), [".gitignore", "lock", "stage"]);
}

#[test]
fn a_killed_first_build_leaves_a_complete_edition_or_none() {
    let kills = tries(12, 120);
    let mut moments = Moments(2);
    for _ in 0..kills {
        let (_folder, output) = site();
        let child = other_process_command(&output, 1).spawn().unwrap();
        kill_after(Duration::from_millis(2) + moments.next(Duration::from_millis(10)), child);
        if output.exists() {
            assert_eq!(tree(&output), numbered(number_of(&output).unwrap()));
        }
        assert!(build(&output, &numbered(7)).unwrap().set_aside.is_empty());
        assert_eq!(tree(&output), numbered(7));
    }
}
