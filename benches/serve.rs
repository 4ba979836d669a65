//! From a saved file to the message that reloads its page, at 10,000 pages, by the program itself: `cargo bench --bench
//! serve`. Prints medians, and the memory before and after a thousand edits. Another number of pages and of edits may
//! be given: `cargo bench --bench serve -- PAGES EDITS`.
//!
//! Nothing is asserted here: figures of a busy machine would say more about its other work.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark that cannot be set up measures nothing")]

mod site;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

fn main() {
    let mut numbers = std::env::args().filter_map(|argument| argument.parse::<usize>().ok());
    let (pages, edits) = (numbers.next().unwrap_or(10_000), numbers.next().unwrap_or(1_000));
    let folder = tempfile::tempdir().unwrap();
    site::write(folder.path(), pages);
    // The lock, as any site has it.
    let mut verify = Command::new(env!("CARGO_BIN_EXE_sourcebook"));
    let status = verify.args(["verify", "-q"]).current_dir(folder.path()).stdout(Stdio::null()).status();
    assert!(status.unwrap().success());
    // An archive that has just been written is read again and again: its stamp cannot tell whether it changes.
    std::thread::sleep(Duration::from_secs(4));
    let (mut server, port) = serve(folder.path());
    let before = memory(&server);
    let brief = Edited { page: "briefs/b1/", file: folder.path().join("content/briefs/b1.md"), from: "It is" };
    let claim =
        Edited { page: "claims/s1/k1/", file: folder.path().join("content/sources/s1.yaml"), from: "statement: The" };
    let samples = 40.min(edits);
    report("a saved brief", &brief.times(port, samples));
    report("a saved brief, while the search index is made", &while_indexed(port, || brief.times(port, 1), samples));
    report("a changed statement", &claim.times(port, samples));
    println!("memory: {before} MiB when served");
    let mut done = 3 * samples;
    for until in [100, 500, edits].into_iter().filter(|until| *until <= edits) {
        brief.times(port, until.saturating_sub(done));
        done = done.max(until);
        println!("memory: {} MiB after {done} edits", memory(&server));
    }
    server.kill().unwrap();
    server.wait().unwrap();
}

fn serve(root: &Path) -> (Child, u16) {
    let mut server = Command::new(env!("CARGO_BIN_EXE_sourcebook"))
        .args(["serve", "--port", "0"])
        .current_dir(root)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(server.stderr.take().unwrap()).lines().map_while(Result::ok);
    let address = said.next().unwrap();
    let port = address.split("127.0.0.1:").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
    assert!(said.by_ref().any(|line| line.starts_with("built in")));
    // Somebody has to listen, or it would wait to be heard.
    std::thread::spawn(move || said.for_each(drop));
    (server, port)
}

/// Samples taken while the index is made, which is asked for as often as needed.
fn while_indexed(port: u16, sample: impl Fn() -> Vec<Duration>, samples: usize) -> Vec<Duration> {
    let mut times = Vec::new();
    while times.len() < samples {
        // A file of the index is sent when all of it is made.
        let asked = std::thread::spawn(move || {
            ask(port, "search/pagefind/pagefind-entry.json").read_to_end(&mut Vec::new()).unwrap();
        });
        loop {
            let sampled = sample();
            if asked.is_finished() {
                break;
            }
            times.extend(sampled);
        }
        asked.join().unwrap();
    }
    times
}

/// A page and the file that is saved for it.
struct Edited {
    page: &'static str,
    file: std::path::PathBuf,
    from: &'static str,
}

impl Edited {
    /// How long each of some edits took, from the write to the message.
    fn times(&self, port: u16, edits: usize) -> Vec<Duration> {
        let good = fs::read_to_string(&self.file).unwrap();
        let time = |edit: usize| {
            let mut messages = self.open(port);
            assert_eq!(next(&mut messages), "well");
            let text = good.replacen(self.from, &format!("{} {edit}", self.from), 1);
            let begun = Instant::now();
            fs::write(&self.file, text).unwrap();
            assert_eq!(next(&mut messages), "reload");
            begun.elapsed()
        };
        (0..edits).map(time).collect()
    }

    fn open(&self, port: u16) -> BufReader<TcpStream> {
        let mut page = String::new();
        ask(port, self.page).read_to_string(&mut page).unwrap();
        let version = page.split("data-version=\"").nth(1).unwrap().split('"').next().unwrap();
        ask(port, &format!(".sourcebook/events?page={}&version={version}", self.page))
    }
}

/// What the server answers to a request, from its first byte.
fn ask(port: u16, path: &str) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(stream, "GET /{path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n").unwrap();
    BufReader::new(stream)
}

/// The name of the next message.
fn next(messages: &mut impl std::io::BufRead) -> String {
    loop {
        let mut line = String::new();
        assert!(messages.read_line(&mut line).unwrap() > 0, "the messages ended");
        if let Some(name) = line.trim_end().strip_prefix("event: ") {
            return name.to_owned();
        }
    }
}

fn report(what: &str, times: &[Duration]) {
    let mut times = times.to_vec();
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default().as_secs_f64() * 1000.0;
    println!("{what}: median {:.0} ms, 9 in 10 within {:.0} ms, of {} edits", at(50), at(90), times.len());
}

/// What the program has in memory, in MiB.
fn memory(server: &Child) -> usize {
    let status = fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap_or_default();
    let kib =
        status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.split_whitespace().next()?.parse::<usize>().ok());
    kib.unwrap_or(0) / 1024
}
