//! Proof of quotations at size: 10,000 excerpts against 100 MB of archives, in the shapes that they come in.
//!
//! `cargo bench --bench proof` gives the time of each shape, and after it the most memory that one run of it took. The
//! archives are written once into a temporary folder, so they are read from the page cache. Every excerpt must be
//! proved: a run that was quick because it found nothing is no figure.

#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up measures nothing")]

#[allow(dead_code, reason = "what is generated serves several benchmarks")]
mod corpus;

use std::fmt::{self, Display, Formatter};
use std::path::Path;
use std::process::Command;

use corpus::{Form, Words, archive};
use divan::Bencher;
use sourcebook::diagnostic::Diagnostics;
use sourcebook::evidence::{Lock, Quotation, SourceToVerify, Verifying, verify};
use sourcebook::files::{ArchiveFolders, Files, Span};
use tempfile::TempDir;

/// All archives together, in bytes.
const BYTES: usize = 100_000_000;

/// All excerpts together.
const EXCERPTS: usize = 10_000;

/// How 100 MB are divided.
#[derive(Clone, Copy)]
struct Shape {
    archives: usize,
    form: Form,
}

const SHAPES: [Shape; 6] = [
    Shape { archives: 100, form: Form::Plain },
    Shape { archives: 10, form: Form::Plain },
    Shape { archives: 1, form: Form::Plain },
    Shape { archives: 100, form: Form::Html },
    Shape { archives: 10, form: Form::Html },
    Shape { archives: 1, form: Form::Html },
];

impl Display for Shape {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "{} of {} MB {}", self.archives, BYTES / self.archives / 1_000_000, self.form.extension())
    }
}

/// Names the folder and the shape for a process of its own, whose memory is that of one run.
const RUN: &str = "SOURCEBOOK_BENCH_RUN";

fn main() {
    if let Ok(run) = std::env::var(RUN) {
        let (index, folder) = run.split_once(' ').expect("an index and a folder");
        let corpus = Corpus::open(SHAPES[index.parse::<usize>().expect("an index")], Path::new(folder));
        corpus.verify();
        print_peak();
        return;
    }
    divan::main();
    // `cargo test --benches` and `--list` ask for no figures.
    if std::env::args().any(|argument| argument == "--bench") {
        for (index, shape) in SHAPES.iter().enumerate() {
            measure_memory(index, *shape);
        }
    }
}

#[divan::bench(args = SHAPES, sample_count = 5, sample_size = 1)]
fn verify_excerpts(bencher: Bencher<'_, '_>, shape: Shape) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    Corpus::write(shape, folder.path());
    let corpus = Corpus::open(shape, folder.path());
    bencher.bench_local(|| corpus.verify());
}

#[allow(clippy::print_stdout, reason = "figures are what a benchmark is for")]
fn measure_memory(index: usize, shape: Shape) {
    let folder: TempDir = tempfile::tempdir().expect("a temporary folder");
    Corpus::write(shape, folder.path());
    let program = std::env::current_exe().expect("this program has a path");
    let run = format!("{index} {}", folder.path().display());
    let output = Command::new(program).env(RUN, run).output().expect("this program runs again");
    print!("{shape}: {}", String::from_utf8_lossy(&output.stdout));
}

/// The largest resident size of this process, as Linux counts it.
#[allow(clippy::print_stdout, reason = "figures are what a benchmark is for")]
fn print_peak() {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("not known here");
    println!("peak memory {}", peak.trim());
}

/// Archives on disk, and the excerpts of each.
struct Corpus {
    folder: ArchiveFolders,
    sources: Vec<(String, String, Vec<String>)>,
}

impl Corpus {
    fn write(shape: Shape, folder: &Path) {
        let words = Words::new();
        for index in 0..shape.archives {
            let made = shape.archive(&words, index);
            std::fs::write(folder.join(shape.name(index)), made.text).expect("a temporary folder can be written");
            std::fs::write(folder.join(format!("{index}.excerpts")), made.excerpts.join("\n"))
                .expect("a temporary folder can be written");
        }
    }

    fn open(shape: Shape, folder: &Path) -> Self {
        let source = |index: usize| {
            let list = std::fs::read_to_string(folder.join(format!("{index}.excerpts"))).expect("it was written");
            (format!("s{index}"), shape.name(index), list.lines().map(str::to_owned).collect())
        };
        Self { folder: ArchiveFolders::new([folder.to_path_buf()]), sources: (0..shape.archives).map(source).collect() }
    }

    /// Verifies everything, with an empty lock: every archive is read.
    fn verify(&self) {
        let span = Span::new(Files::default().add("content/sources/s.yaml", ""), 0, 0);
        let quotation =
            |exact| Quotation { claim: "s/c", ordinal: 0, exact, prefix: None, suffix: None, section: None, span };
        let sources: Vec<SourceToVerify<'_>> = self
            .sources
            .iter()
            .map(|(id, name, excerpts)| SourceToVerify {
                id,
                archive: Some(name),
                archive_span: None,
                span,
                has_address: true,
                quotations: excerpts.iter().map(|exact| quotation(exact.as_str())).collect(),
            })
            .collect();
        let mut sink = Diagnostics::new();
        let verified = verify(&sources, &self.folder, &Lock::default(), None, &mut Verifying::default(), &mut sink)
            .expect("archives can be read");
        let proofs: Vec<_> = verified.sources.iter().flat_map(|source| &source.proofs).collect();
        assert_eq!(proofs.len(), EXCERPTS);
        assert!(proofs.iter().all(|proof| proof.proved().is_some()), "{:?}", sink.first().map(|found| &found.message));
    }
}

impl Shape {
    fn name(self, index: usize) -> String {
        format!("{index}.{}", self.form.extension())
    }

    fn archive(self, words: &Words, index: usize) -> corpus::Archive {
        archive(words, self.form, index as u64 + 1, BYTES / self.archives, EXCERPTS / self.archives)
    }
}
