use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::is_page;
use crate::program::{Edition, Run, build_cold, middle, write_proved};
use crate::site::Shape;

/// The range that growth is promised for.
const SIZES: [usize; 5] = [1_000, 3_000, 10_000, 30_000, 100_000];

/// How often each is built. The sizes take turns, so that what else the machine does meets them all.
const RUNS: usize = 3;

/// Builds sites of the ordinary shape, by the program, and prints what each page of them costs.
pub(crate) fn print() {
    let mut sites: Vec<Growing> = SIZES.into_iter().map(Growing::write).collect();
    for _ in 0..RUNS {
        sites.iter_mut().for_each(Growing::measure);
    }
    println!(
        "{:>8} {:>9} {:>8} {:>10} {:>10} {:>10} {:>6} {:>10} {:>9} {:>12} {:>10}",
        "", "", "", "µs a page:", "", "", "", "", "", "a page:", ""
    );
    println!(
        "{:>8} {:>9} {:>8} {:>10} {:>10} {:>10} {:>6} {:>10} {:>9} {:>12} {:>10}",
        "pages", "links", "s", "build", "processor", "floor", "MB", "kB a page", "output", "links", "kB"
    );
    for site in &sites {
        let of_page = |amount: f64| amount / amount_of(site.pages);
        let of_runs = |measure: fn(&Run) -> f64| middle(site.runs.iter().map(measure).collect());
        let (seconds, peak) = (of_runs(|run| run.seconds), of_runs(|run| run.peak));
        println!(
            "{:>8} {:>9} {seconds:>8.2} {:>10.0} {:>10.0} {:>10.0} {peak:>6.0} {:>10.1} {:>6.0} MB {:>12.1} {:>10.1}",
            site.pages,
            site.links,
            of_page(seconds * 1e6),
            of_page(of_runs(|run| run.processor_seconds) * 1e6),
            of_page(middle(site.floors.clone()) * 1e6),
            of_page(peak * 1e3),
            amount_of(site.bytes) / 1e6,
            of_page(amount_of(site.links)),
            of_page(amount_of(site.bytes) / 1e3),
        );
    }
}

/// A site of some size, and what its builds took.
struct Growing {
    pages: usize,
    folder: TempDir,
    runs: Vec<Run>,
    /// The seconds that writing the same files from memory took, after each.
    floors: Vec<f64>,
    bytes: usize,
    links: usize,
}

impl Growing {
    fn write(pages: usize) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let site = folder.path().join("site");
        fs::create_dir(&site).expect("a folder");
        write_proved(&site, &Shape::of_pages(pages));
        Self { pages, folder, runs: Vec::new(), floors: Vec::new(), bytes: 0, links: 0 }
    }

    fn measure(&mut self) {
        let below = |name: &str| -> PathBuf { self.folder.path().join(name) };
        // Beside an output folder stands what is known of it.
        let (output, floor) = (below(&format!("public-{}", self.runs.len())), below("floor"));
        self.runs.push(build_cold(&below("site"), &output));
        let edition = Edition::read(&output);
        remove(&output);
        self.floors.push(edition.write(&floor));
        remove(&floor);
        self.bytes = edition.size();
        let pages = edition.contents().filter(|(path, _)| is_page(path));
        self.links = pages.map(|(_, page)| String::from_utf8_lossy(page).matches(" href=\"").count()).sum();
    }
}

fn remove(folder: &Path) {
    fs::remove_dir_all(folder).expect("a folder of this run");
}

#[allow(clippy::cast_precision_loss, reason = "figures for readers")]
fn amount_of(count: usize) -> f64 {
    count as f64
}
