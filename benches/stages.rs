//! The stages, each by itself, on generated sites of 1,000 and of 10,000 pages: `cargo bench --bench stages`; one of
//! them: `cargo bench --bench stages -- resolve`.
//!
//! Figures are for comparison within one run on one machine. Nothing is asserted here. A stage is given what the one
//! before it made, so its time is its own; `load` reads from the page cache.

#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up measures nothing")]

mod site;

use std::path::Path;
use std::process::{Command, Stdio};

use divan::{Bencher, black_box};
use site::Shape;
use sourcebook::check::{Checking, Statics, check};
use sourcebook::cite::References;
use sourcebook::diagnostic::Diagnostics;
use sourcebook::evidence::{Lock, Verifying, verify_site, verify_texts};
use sourcebook::files::{ArchiveFolders, Fingerprint, Limits};
use sourcebook::parse::{Inputs, Loaded, Parsing, load, parse};
use sourcebook::plan::{Audience, Cards, View, pages, search_entries, view};
use sourcebook::publish::publish;
use sourcebook::render::{RenderError, Theme, built_in};
use sourcebook::resolve::{Citable, Resolving, Site, resolve};
use sourcebook::search;
use sourcebook::stages::{CompileOptions, Compiled, build, compile};
use tempfile::TempDir;

const PAGES: [usize; 2] = [1_000, 10_000];

fn main() {
    divan::main();
}

#[divan::bench(name = "1 load", args = PAGES, sample_count = 10, sample_size = 1)]
fn load_content(bencher: Bencher<'_, '_>, pages: usize) {
    let site = Generated::new(pages);
    bencher.bench_local(|| site.inputs());
}

#[divan::bench(name = "2 parse", args = PAGES, sample_count = 10, sample_size = 1)]
fn parse_records(bencher: Bencher<'_, '_>, pages: usize) {
    let inputs = Generated::new(pages).inputs();
    bencher.bench_local(|| parse(black_box(&inputs), &mut Parsing::default(), &mut Diagnostics::new()));
}

#[divan::bench(name = "3 resolve", args = PAGES, sample_count = 10, sample_size = 1)]
fn resolve_site(bencher: Bencher<'_, '_>, pages: usize) {
    let inputs = Generated::new(pages).inputs();
    let records = || parse(&inputs, &mut Parsing::default(), &mut Diagnostics::new());
    bencher
        .with_inputs(records)
        .bench_local_values(|records| resolve(records, &mut Resolving::default(), &mut Diagnostics::new()));
}

/// By the lock, as where the archives are not at hand. `cargo bench --bench proof` measures proving.
#[divan::bench(name = "4 verify", args = PAGES, sample_count = 10, sample_size = 1)]
fn verify_by_lock(bencher: Bencher<'_, '_>, pages: usize) {
    let generated = Generated::new(pages);
    let (site, inputs, nowhere) = (generated.site(), generated.inputs(), ArchiveFolders::default());
    let file = inputs.lock.expect("the site has a lock");
    bencher.bench_local(|| {
        let (found, verifying) = (&mut Diagnostics::new(), &mut Verifying::default());
        let lock = Lock::parse(file, inputs.files.text(file), found);
        let proofs = verify_site(&site, &nowhere, &lock, None, verifying, found).expect("no disk is read");
        verify_texts(&site, &inputs.files, &nowhere, verifying, found).expect("no disk is read");
        proofs
    });
}

#[divan::bench(name = "5 check", args = PAGES, sample_count = 10, sample_size = 1)]
fn check_site(bencher: Bencher<'_, '_>, pages: usize) {
    let generated = Generated::new(pages);
    let (site, inputs) = (generated.site(), generated.inputs());
    bencher.bench_local(|| {
        check(black_box(&site), &inputs.files, &Statics::new(), &mut Checking::default(), &mut Diagnostics::new());
    });
}

/// The view of every page, by one thread, with the claims that they share drawn.
#[divan::bench(name = "6 plan", args = PAGES, sample_count = 5, sample_size = 1)]
fn plan_views(bencher: Bencher<'_, '_>, pages: usize) {
    let compiled = Generated::new(pages).compiled();
    let theme = theme();
    bencher.bench_local(|| views(&compiled, &theme).map(black_box).count());
}

/// The reference of every source and brief, by one thread: a part of the views.
#[divan::bench(name = "6 plan, references", args = PAGES, sample_count = 5, sample_size = 1)]
fn make_references(bencher: Bencher<'_, '_>, pages: usize) {
    let site = Generated::new(pages).site();
    let read = References::new(&site);
    bencher.with_inputs(|| read.again(&site)).bench_local_values(|references| {
        let sources = site.sources.iter().map(|(id, _)| Citable::Source(id));
        let citable = sources.chain(site.briefs.iter().map(|(id, _)| Citable::Brief(id)));
        citable.map(|citable| references.of(&site, citable).map_or(0, str::len)).sum::<usize>()
    });
}

/// Every page from its view, by one thread.
#[divan::bench(name = "7 render", args = PAGES, sample_count = 5, sample_size = 1)]
fn render_pages(bencher: Bencher<'_, '_>, pages: usize) {
    let compiled = Generated::new(pages).compiled();
    let theme = theme();
    let views: Vec<(String, View)> = views(&compiled, &theme).collect();
    bencher.bench_local(|| {
        let drawn = views.iter().map(|(_, view)| theme.render(view).map_or(0, |bytes| bytes.len()));
        drawn.sum::<usize>()
    });
}

/// An edition that is drawn already, by all threads, into a fresh folder.
#[divan::bench(name = "8 publish", args = PAGES, sample_count = 5, sample_size = 1)]
fn publish_edition(bencher: Bencher<'_, '_>, pages: usize) {
    let compiled = Generated::new(pages).compiled();
    let theme = theme();
    let drawn: Vec<(String, Vec<u8>)> = views(&compiled, &theme)
        .map(|(path, view)| (path, theme.render(&view).expect("the theme fits its views")))
        .collect();
    let folder = temporary();
    bencher.with_inputs(fresh_in(folder.path())).bench_local_refs(|output| {
        publish(
            output,
            &[],
            &drawn,
            |(path, _)| path,
            |(_, bytes), slot| slot.fill(Fingerprint::of(bytes), || Ok::<_, RenderError>(bytes)),
        )
        .expect("a temporary folder can be written")
    });
}

#[divan::bench(name = "9 index", args = PAGES, sample_count = 3, sample_size = 1)]
fn make_index(bencher: Bencher<'_, '_>, pages: usize) {
    let compiled = Generated::new(pages).compiled();
    bencher.bench_local(|| {
        let entries = search_entries(&compiled.site, &compiled.proofs);
        search::index(&compiled.site.config.language, entries).expect("any entries make an index").len()
    });
}

/// All of it, into a fresh folder.
#[divan::bench(name = "cold build", args = PAGES, sample_count = 3, sample_size = 1)]
fn cold_build(bencher: Bencher<'_, '_>, pages: usize) {
    let (site, folder) = (Generated::new(pages), temporary());
    bencher.with_inputs(fresh_in(folder.path())).bench_local_refs(|output| site.build(output));
}

/// The same, where most claims are about one actor and nearly every brief cites one claim: as long, if all is linear.
#[divan::bench(name = "cold build, skewed", args = PAGES, sample_count = 3, sample_size = 1)]
fn cold_build_of_a_skewed_site(bencher: Bencher<'_, '_>, pages: usize) {
    let (site, folder) = (Generated::of(&Shape::skewed(pages)), temporary());
    bencher.with_inputs(fresh_in(folder.path())).bench_local_refs(|output| site.build(output));
}

/// All of it, where nothing has changed, through every stage: no note of a former build spares it any.
#[divan::bench(name = "warm build", args = PAGES, sample_count = 5, sample_size = 1)]
fn warm_build(bencher: Bencher<'_, '_>, pages: usize) {
    let (site, folder) = (Generated::new(pages), temporary());
    let output = folder.path().join("public");
    site.build(&output);
    bencher.bench_local(|| site.build(&output));
}

/// A generated site on disk, with its lock.
struct Generated(TempDir);

impl Generated {
    fn new(pages: usize) -> Self {
        Self::of(&Shape::of_pages(pages))
    }

    fn of(shape: &Shape) -> Self {
        let folder = temporary();
        site::write_shape(folder.path(), shape);
        let mut verify = Command::new(env!("CARGO_BIN_EXE_sourcebook"));
        let status = verify.args(["verify", "-q"]).current_dir(folder.path()).stdout(Stdio::null()).status();
        assert!(status.expect("the program runs").success());
        Self(folder)
    }

    fn inputs(&self) -> Inputs {
        load(self.0.path(), Limits::default(), &mut Loaded::default()).expect("the site can be read")
    }

    fn site(&self) -> Site {
        resolve(
            parse(&self.inputs(), &mut Parsing::default(), &mut Diagnostics::new()),
            &mut Resolving::default(),
            &mut Diagnostics::new(),
        )
    }

    fn compiled(&self) -> Compiled {
        compile(self.0.path(), &CompileOptions { trusts_seen: true, ..CompileOptions::default() })
            .expect("the site can be read")
    }

    fn build(&self, output: &Path) {
        let mut compiled = self.compiled();
        let mut timings = std::mem::take(&mut compiled.timings);
        build(self.0.path(), output, &compiled, Audience::Readers, &mut timings)
            .expect("a temporary folder can be written");
    }
}

fn views(compiled: &Compiled, theme: &Theme) -> impl Iterator<Item = (String, View)> {
    let cards = Cards::new(&compiled.site);
    pages(&compiled.site, &compiled.proofs).into_iter().map(move |page| {
        let view = view(&compiled.basis(&cards, theme, Audience::Readers), &page);
        (page.address.file(), view.expect("the theme draws every claim"))
    })
}

fn theme() -> Theme {
    Theme::new(&built_in()).expect("the built-in theme is whole")
}

fn temporary() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// Folders that do not exist yet, one after another.
fn fresh_in(folder: &Path) -> impl FnMut() -> std::path::PathBuf + '_ {
    let mut number = 0;
    move || {
        number += 1;
        folder.join(number.to_string())
    }
}
