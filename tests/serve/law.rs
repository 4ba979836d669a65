//! Whatever is changed in whatever order: compiling again gives what compiling anew gives.

use std::fs;
use std::path::Path;
use std::time::Duration;

use sourcebook::diagnostic::{Format, render};
use sourcebook::evidence::Proof;
use sourcebook::plan::{Audience, Cards, pages, view};
use sourcebook::render::Theme;
use sourcebook::stages::{CompileOptions, Compiled, Compiler, compile};

use super::support::{Project, copy, repository};

/// All that can be seen of a compiled site.
fn seen(compiled: &Compiled) -> (String, Vec<(String, String)>, String) {
    let theme = Theme::new(&compiled.theme).unwrap();
    let cards = Cards::new(&compiled.site);
    let shown = pages(&compiled.site, &compiled.proofs).into_iter().map(|page| {
        let view = view(&compiled.basis(&cards, &theme, Audience::Authors), &page).unwrap();
        (page.address.path().to_owned(), theme.fingerprint(&view).to_string())
    });
    let report = render(&compiled.report, &compiled.files, Format::Json);
    (report, shown.collect(), compiled.verified.lock.to_string())
}

struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// Adds, removes, breaks, mends, renames and rewrites.
fn edit(root: &Path, original: &Path, dice: &mut Dice) -> String {
    const FILES: [&str; 9] = [
        "content/briefs/who-wants-what.md",
        "content/briefs/which-way-over-the-orle.md",
        "content/sources/quay-commentary.yaml",
        "content/sources/three-ways.yaml",
        "content/actors/ilse-brandt.md",
        "content/options/tunnel.md",
        "content/events.yaml",
        "sourcebook.toml",
        "sourcebook.lock",
    ];
    let file = FILES[dice.throw(FILES.len())];
    let path = root.join(file);
    let text = fs::read_to_string(&path).unwrap_or_default();
    let what = dice.throw(9);
    match what {
        0 => drop(fs::remove_file(&path)),
        1 => fs::write(&path, text.replacen("the ", "that ", 1)).unwrap(),
        2 => fs::write(&path, format!("\n{text}")).unwrap(),
        3 => fs::write(&path, &text[..text.floor_char_boundary(text.len() / 2)]).unwrap(),
        4 => fs::write(root.join(format!("content/briefs/new-{}.md", dice.throw(3))),
            "---\ntitle: New\ndate: 2024-01-01\nsummary: New.\n---\n\nIt is so [@quay-commentary/council-wavers] “a b c d e f g”. See [[tunnel]].\n").unwrap(),
        5 => fs::write(root.join(format!("archives/{}", ["tarnmouth-gazette.txt", "other.txt"][dice.throw(2)])), "Another text.").unwrap(),
        // Under another name a record stands elsewhere in all lists.
        6 => {
            let named = ["name: ", "title: ", "author: ["].into_iter().zip(["name: Z", "title: Z", "author: [Aa, "]);
            fs::write(&path, named.fold(text, |text, (from, to)| text.replacen(from, to, 1))).unwrap();
        }
        _ => {
            drop(fs::remove_dir_all(root.join("content")));
            for part in ["content", "sourcebook.toml", "sourcebook.lock", "archives"] {
                copy(&original.join(part), &root.join(part));
            }
        }
    }
    format!("{what} {file}")
}

#[test]
fn compiling_again_is_compiling_anew() {
    let original = Project::golden();
    copy(&repository().join("tests/golden/archives"), &original.path("archives"));
    let project = Project::empty();
    copy(original.root(), project.root());
    let mut compiler = Compiler::new(project.root(), CompileOptions::default());
    let mut dice = Dice(7);
    let mut good = 0;
    for step in 0..50 {
        let again = compiler.compile().unwrap();
        let anew = compile(project.root(), &CompileOptions::default()).unwrap();
        assert_eq!(seen(&again), seen(&anew), "step {step}");
        good += usize::from(again.report.is_publishable());
        let claims = again.site.claims.handles();
        let proved = claims.filter(|&id| again.proofs.of(id).first().is_some_and(|it| *it != Proof::Unchecked));
        assert!(step > 0 || proved.count() > 10, "the archives are at hand");
        if step % 3 == 0 {
            // Long enough for what was read to be trusted.
            std::thread::sleep(Duration::from_millis(120));
            compiler.compile().unwrap();
        }
        edit(project.root(), original.root(), &mut dice);
    }
    assert!((5..50).contains(&good), "{good}: some sites are whole and some are not");
}
