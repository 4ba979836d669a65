//! What it costs to build larger and larger sites. `cargo bench --bench growth`.
//!
//! First sites in which one thing has very many others: time and bytes at three sizes, and how they grow from one to
//! the next. A number of entries may follow, and words that a shape's name holds. Linear is a ratio of about 2.
//!
//! Then sites of the ordinary shape, from 1,000 to 100,000 pages: time, memory, links and bytes of a page, each the
//! median of three runs. Linear is the same figure at each size; where it is not, the floor tells whether that is the
//! machine's: what writing the same files from memory takes, as in `peers`. `-- pages` asks for these alone.
//!
//! Figures are for comparison within one run on one machine. A disk distorts them: what one size wrote is deleted
//! before the next is measured. So `TMPDIR` should be a folder in memory with 5 GB of room. Nothing is asserted here:
//! that pages do not grow out of bounds is `tests/growth.rs`.

#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up measures nothing")]
#![allow(clippy::print_stdout, reason = "the figures are what it is for")]

use std::path::Path;
use std::time::{Duration, Instant};

use sourcebook::plan::Audience;
use sourcebook::stages::{CompileOptions, build, compile};

mod pages;
#[path = "../program/mod.rs"]
mod program;
#[path = "../site/shapes.rs"]
mod shapes;
#[path = "../site/mod.rs"]
mod site;

use shapes::Growing;

/// What asks for whole sites alone.
const PAGES: &str = "pages";

fn main() {
    // `cargo test --benches` asks for no figures.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let most = words.iter().find_map(|word| word.parse().ok()).unwrap_or(20_000);
    let wanted: Vec<&String> = words.iter().filter(|word| word.parse::<usize>().is_err()).collect();
    if wanted != [PAGES] {
        print_shapes(most, &wanted);
    }
    if wanted.is_empty() || wanted == [PAGES] {
        pages::print();
    }
}

fn print_shapes(most: usize, wanted: &[&String]) {
    println!("{:40} {:>8} {:>9} {:>6} {:>9} {:>6} {:>9}", "", "many", "ms", "×", "MB", "×", "largest");
    for shape in shapes::ALL.iter().filter(|shape| wanted.iter().all(|word| shape.name.contains(word.as_str()))) {
        let mut before: Option<Figures> = None;
        for many in [most / 4, most / 2, most] {
            let now = measure(shape, many);
            let ratio = |of: fn(&Figures) -> f64| before.as_ref().map_or(0.0, |before| of(&now) / of(before));
            println!(
                "{:40} {many:>8} {:>9.0} {:>6.2} {:>9.1} {:>6.2} {:>9}",
                shape.name,
                milliseconds(now.time),
                ratio(|figures| milliseconds(figures.time)),
                megabytes(now.bytes),
                ratio(|figures| megabytes(figures.bytes)),
                now.largest
            );
            before = Some(now);
        }
    }
}

struct Figures {
    time: Duration,
    bytes: u64,
    largest: u64,
}

fn measure(shape: &Growing, many: usize) -> Figures {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (root, output) = (folder.path().join("site"), folder.path().join("public"));
    shape.write(&root, many);
    let start = Instant::now();
    let mut compiled = compile(&root, &CompileOptions::default()).expect("the site is there");
    let mut timings = std::mem::take(&mut compiled.timings);
    build(&root, &output, &compiled, Audience::Readers, &mut timings).expect("the folder is writable");
    let time = start.elapsed();
    let pages = program::files(&output).into_iter().filter(|path| is_page(path));
    let sizes: Vec<u64> = pages.map(|path| output.join(path).metadata().expect("a file").len()).collect();
    Figures { time, bytes: sizes.iter().sum(), largest: sizes.iter().copied().max().unwrap_or_default() }
}

fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "html")
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[allow(clippy::cast_precision_loss, reason = "megabytes for readers")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
