//! The stages, each on the repository's own site: `cargo bench`.
//!
//! Figures are for comparison within one run on one machine. Nothing is asserted here.

#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up measures nothing")]

use std::path::Path;

use divan::{Bencher, black_box};
use sourcebook::check::{Statics, check};
use sourcebook::evidence::{Lock, Verifying, verify_site};
use sourcebook::files::{ArchiveFolders, Limits};
use sourcebook::parse::{Inputs, load, parse};
use sourcebook::plan::{Audience, pages, view};
use sourcebook::render::{Theme, built_in};
use sourcebook::resolve::{Site, resolve};
use sourcebook::stages::{CompileOptions, build, compile};

fn main() {
    divan::main();
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn inputs() -> Inputs {
    load(root(), Limits::default()).expect("the repository is a site")
}

fn site() -> Site {
    resolve(parse(&inputs(), &mut Vec::new()), &mut Vec::new())
}

#[divan::bench]
fn load_content(bencher: Bencher<'_, '_>) {
    bencher.bench(inputs);
}

#[divan::bench]
fn parse_records(bencher: Bencher<'_, '_>) {
    let inputs = inputs();
    bencher.bench(|| parse(black_box(&inputs), &mut Vec::new()));
}

#[divan::bench]
fn resolve_site(bencher: Bencher<'_, '_>) {
    let inputs = inputs();
    bencher.with_inputs(|| parse(&inputs, &mut Vec::new())).bench_values(|records| resolve(records, &mut Vec::new()));
}

#[divan::bench]
fn verify_by_lock(bencher: Bencher<'_, '_>) {
    let (site, inputs) = (site(), inputs());
    let lock = inputs.lock.map(|file| Lock::parse(file, inputs.files.text(file), &mut Vec::new())).unwrap_or_default();
    let nowhere = ArchiveFolders::default();
    bencher.bench(|| {
        let found = &mut Vec::new();
        verify_site(black_box(&site), &nowhere, &lock, None, &mut Verifying::default(), found).expect("no disk is read")
    });
}

#[divan::bench]
fn check_site(bencher: Bencher<'_, '_>) {
    let site = site();
    bencher.bench(|| check(black_box(&site), &Statics::new(), &mut Vec::new()));
}

#[divan::bench]
fn plan_and_render_every_page(bencher: Bencher<'_, '_>) {
    let compiled = compile(root(), &CompileOptions::default()).expect("the repository is a site");
    let theme = Theme::new(&built_in()).expect("the built-in theme is whole");
    bencher.bench(|| {
        let drawn = pages(&compiled.site).into_iter().map(|page| {
            let view = view(&compiled.site, &compiled.proofs, &compiled.references, &page, Audience::Readers);
            theme.render(&view).map_or(0, |bytes| bytes.len())
        });
        black_box(drawn.sum::<usize>())
    });
}

#[divan::bench]
fn cold_build(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut number = 0;
    bencher
        .with_inputs(|| {
            number += 1;
            folder.path().join(number.to_string())
        })
        .bench_local_refs(|output| build_into(output));
}

#[divan::bench]
fn warm_build(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = folder.path().join("public");
    build_into(&output);
    bencher.bench(|| build_into(&output));
}

fn build_into(output: &Path) {
    let mut compiled = compile(root(), &CompileOptions::default()).expect("the repository is a site");
    let mut timings = std::mem::take(&mut compiled.timings);
    build(root(), output, &compiled, Audience::Readers, &mut timings).expect("a temporary folder can be written");
}
