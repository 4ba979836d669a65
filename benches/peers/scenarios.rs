use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::equal;
use crate::hugo::Hugo;
use crate::hugo_site;
use crate::program::{Edition, Run, build, build_cold, set_search, settle, write_proved};
use crate::site::Shape;

/// The index is made up to this size, and its memory is not that of a build.
const MOST_INDEXED: usize = 10_000;

/// The brief that is changed.
const EDITED: usize = 1;

/// What was measured at one size.
pub(crate) struct Measured {
    pub(crate) pages: usize,
    pub(crate) sourcebook: Times,
    pub(crate) hugo: Times,
    pub(crate) index: Option<Index>,
}

/// The runs of one generator.
#[derive(Default)]
pub(crate) struct Times {
    pub(crate) cold: Vec<Run>,
    /// The seconds that writing the files of the cold builds took.
    pub(crate) floor: Vec<f64>,
    pub(crate) files: usize,
    pub(crate) bytes: usize,
    /// Nothing has changed.
    pub(crate) warm: Vec<Run>,
    /// One brief has changed.
    pub(crate) edited: Vec<Run>,
    /// The files that were written then.
    pub(crate) written: usize,
}

/// Making the search index, after one brief has changed.
pub(crate) struct Index {
    pub(crate) seconds: f64,
    /// The peak of the build that made it, in MB.
    pub(crate) peak: f64,
}

/// Has both make the pages of one size, and looks only at whether they are equal.
pub(crate) fn compare(hugo: &Hugo, work: &Path, pages: usize) {
    let shape = Shape::of_pages(pages);
    let (ours, theirs) = sites(work, &shape);
    let (to, from) = (work.join("ours"), work.join("theirs"));
    build(&ours, &to);
    hugo.build(&theirs, &from);
    println!("{}", equal::check(&shape, &to, &from));
}

/// Writes the same site for both.
fn sites(work: &Path, shape: &Shape) -> (PathBuf, PathBuf) {
    let (ours, theirs) = (work.join("sourcebook"), work.join("hugo"));
    write_proved(&ours, shape);
    hugo_site::write(&theirs, shape);
    (ours, theirs)
}

/// Measures everything at one size.
pub(crate) fn measure(hugo: &Hugo, work: &Path, pages: usize, runs: usize) -> Measured {
    let shape = Shape::of_pages(pages);
    let (ours, theirs) = sites(work, &shape);
    let (mut sourcebook, mut hugo_times) = (Times::default(), Times::default());

    let output = |name: &str, number: usize| work.join(format!("{name}-{number}"));
    for number in 0..runs {
        let (to, from) = (output("ours", number), output("theirs", number));
        sourcebook.cold.push(build_cold(&ours, &to));
        settle();
        hugo_times.cold.push(hugo.build(&theirs, &from));
        if number == 0 {
            println!("{}", equal::check(&shape, &to, &from));
        }
        floor(&mut sourcebook, &to, &output("ours-floor", number));
        floor(&mut hugo_times, &from, &output("theirs-floor", number));
    }

    let (to, from) = (output("ours", runs - 1), output("theirs", runs - 1));
    settle();
    for _ in 0..runs {
        sourcebook.warm.push(build(&ours, &to));
        hugo_times.warm.push(hugo.build(&theirs, &from));
    }
    for number in 0..runs {
        edit(&ours.join(format!("content/briefs/b{EDITED}.md")), number);
        edit(&hugo_site::brief_file(&theirs, EDITED), number);
        let begun = now();
        sourcebook.edited.push(build(&ours, &to));
        sourcebook.written = written_since(&to, begun);
        let begun = now();
        hugo_times.edited.push(hugo.build(&theirs, &from));
        hugo_times.written = written_since(&from, begun);
    }
    let index = (pages <= MOST_INDEXED).then(|| index(&ours, &work.join("indexed")));
    Measured { pages, sourcebook, hugo: hugo_times, index }
}

fn floor(times: &mut Times, built: &Path, folder: &Path) {
    let edition = Edition::read(built);
    (times.files, times.bytes) = (edition.count(), edition.size());
    settle();
    times.floor.push(edition.write(folder));
}

/// Appends a sentence to a brief's judgement, another one each time.
fn edit(file: &Path, number: usize) {
    let text = fs::read_to_string(file).unwrap();
    fs::write(file, format!("{}\n> It was changed {number} times.\n", text.trim_end())).unwrap();
}

/// Now, by the clock of the file system, which may be a tick behind.
fn now() -> SystemTime {
    SystemTime::now() - Duration::from_millis(20)
}

fn written_since(folder: &Path, begun: SystemTime) -> usize {
    let paths: Vec<PathBuf> = crate::program::files(folder);
    paths.iter().filter(|path| folder.join(path).metadata().unwrap().modified().unwrap() >= begun).count()
}

/// Makes an index of a site that has one already, so that little else is done in that build.
fn index(site: &Path, output: &Path) -> Index {
    set_search(site, true);
    build(site, output);
    edit(&site.join(format!("content/briefs/b{EDITED}.md")), usize::MAX);
    let built = build(site, output);
    let line = built.said.lines().find(|line| line.contains("search index")).unwrap();
    let milliseconds: f64 = line.split_whitespace().next().unwrap().parse().unwrap();
    Index { seconds: milliseconds / 1000.0, peak: built.peak }
}
