use std::fs;
use std::path::Path;

use crate::is_page;
use crate::program::{build_cold, files, write_proved};
use crate::site::Shape;

/// The range that growth is promised for.
const SIZES: [usize; 5] = [1_000, 3_000, 10_000, 30_000, 100_000];

/// Builds sites of the ordinary shape, by the program, and prints what each page of them costs.
pub(crate) fn print() {
    println!(
        "{:>8} {:>9} {:>8} {:>13} {:>8} {:>13} {:>9} {:>13} {:>13}",
        "pages", "links", "s", "µs a page", "MB", "kB a page", "output", "links a page", "kB a page"
    );
    for pages in SIZES {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (site, output) = (folder.path().join("site"), folder.path().join("public"));
        fs::create_dir(&site).expect("a folder");
        write_proved(&site, &Shape::of_pages(pages));
        let run = build_cold(&site, &output);
        let made = Made::count(&output);
        let of_page = |amount: f64| amount / amount_of(pages);
        println!(
            "{pages:>8} {:>9} {:>8.2} {:>13.0} {:>8.0} {:>13.1} {:>6.0} MB {:>13.1} {:>13.1}",
            made.links,
            run.seconds,
            of_page(run.seconds * 1e6),
            run.peak,
            of_page(run.peak * 1e3),
            amount_of(made.bytes) / 1e6,
            of_page(amount_of(made.links)),
            of_page(amount_of(made.bytes) / 1e3),
        );
    }
}

/// What stands in an output folder.
#[derive(Default)]
struct Made {
    bytes: usize,
    links: usize,
}

impl Made {
    fn count(folder: &Path) -> Self {
        let mut made = Self::default();
        for path in files(folder) {
            let bytes = fs::read(folder.join(&path)).expect("a file");
            made.bytes += bytes.len();
            if is_page(&path) {
                made.links += String::from_utf8_lossy(&bytes).matches(" href=\"").count();
            }
        }
        made
    }
}

#[allow(clippy::cast_precision_loss, reason = "figures for readers")]
fn amount_of(count: usize) -> f64 {
    count as f64
}
