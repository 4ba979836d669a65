use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use sourcebook::files::Fingerprint;
use sourcebook::publish::{Bundle, BundleFile, OutputError, PathError, PublishError, Published, publish_with};

use crate::support::*;

const FOLDER: &str = "search/index";

/// Publishes pages and a bundle whose files have the words of `from`; says whether they were made.
fn build_bundle(
    output: &Path,
    pages: &Pages,
    from: &str,
    files: &[(&str, &str)],
) -> (Result<Published, PublishError<String>>, bool) {
    let made = AtomicUsize::new(0);
    let bundle = Bundle::new(FOLDER, |slot| {
        slot.fill(Fingerprint::of(from.as_bytes()), || {
            made.fetch_add(1, Ordering::Relaxed);
            let file = |&(path, words): &(&str, &str)| BundleFile { path: path.to_owned(), bytes: words.into() };
            if files.is_empty() { Err("no files".to_owned()) } else { Ok(files.iter().map(file).collect()) }
        })
    });
    let jobs: Vec<_> = pages.iter().collect();
    let published = publish_with(
        output,
        &[],
        &jobs,
        |(path, _)| path,
        |(_, words), slot| slot.fill(Fingerprint::of(words.as_bytes()), || Ok(words.as_bytes())),
        Some(bundle),
    );
    (published, made.into_inner() > 0)
}

fn index() -> Pages {
    pages(&[("index.html", "page")])
}

#[test]
fn a_bundle_is_made_again_only_from_something_else() {
    let (_folder, output) = site();
    let (published, made) = build_bundle(&output, &index(), "one", &[("b/2", "two"), ("a", "one")]);
    assert_eq!((counts(&published.unwrap()), made), ((3, 0, 0), true));
    let first = pages(&[("index.html", "page"), ("search/index/a", "one"), ("search/index/b/2", "two")]);
    assert_eq!(tree(&output), first);

    let before = stamps(&output);
    let (published, made) = build_bundle(&output, &index(), "one", &[("other", "never made")]);
    assert_eq!((counts(&published.unwrap()), made), ((0, 3, 0), false));
    assert_eq!(stamps(&output), before);

    // Beside a page that changed it stays, though the edition is a new one.
    let (published, made) = build_bundle(&output, &pages(&[("index.html", "new")]), "one", &[("other", "never made")]);
    assert_eq!((counts(&published.unwrap()), made), ((1, 2, 0), false));

    // Of another bundle, the file with other bytes is written, the one with the same stays, and the one that went goes.
    let (published, made) = build_bundle(&output, &index(), "two", &[("a", "one"), ("c", "three")]);
    assert_eq!((counts(&published.unwrap()), made), ((2, 1, 1), true));
    let second = pages(&[("index.html", "page"), ("search/index/a", "one"), ("search/index/c", "three")]);
    assert_eq!(tree(&output), second);

    assert_eq!(counts(&build(&output, &index()).unwrap()).2, 2, "without a bundle its files go");
}

#[test]
fn a_bundle_that_lost_a_file_or_a_byte_is_made_again() {
    let (_folder, output) = site();
    let files = [("a", "one"), ("b", "two")];
    build_bundle(&output, &index(), "one", &files).0.unwrap();
    let whole = tree(&output);
    fs::remove_file(output.join("search/index/a")).unwrap();
    let (published, made) = build_bundle(&output, &index(), "one", &files);
    assert_eq!((counts(&published.unwrap()), made), ((1, 2, 0), true));
    assert_eq!(tree(&output), whole);
    fs::remove_file(output.join("search/index/b")).unwrap();
    fs::write(output.join("search/index/b"), "owt").unwrap();
    assert!(build_bundle(&output, &index(), "one", &files).1);
    assert_eq!(tree(&output), whole);
}

#[test]
fn nothing_else_stands_in_the_folder_of_a_bundle_and_nothing_leaves_it() {
    let (_folder, output) = site();
    for path in ["search/index/page.html", "search/index", "search", "Search/Index/x"] {
        let (published, made) = build_bundle(&output, &pages(&[(path, "words")]), "one", &[("a", "one")]);
        assert!(published.is_err() && !made, "{path}");
    }
    for path in ["../../index.html", "/etc/passwd", "a//b"] {
        let (published, _) = build_bundle(&output, &index(), "one", &[(path, "one")]);
        let Err(error) = published else { panic!("{path}") };
        assert!(matches!(&error, PublishError::Output(_)), "{path}: {error}");
    }
    let (twice, _) = build_bundle(&output, &index(), "one", &[("a", "one"), ("a", "two")]);
    assert!(matches!(twice, Err(PublishError::Output(OutputError::Path(PathError::Duplicate { .. })))));
    assert!(!output.exists());
}

#[test]
fn a_bundle_that_fails_leaves_the_former_edition() {
    let (_folder, output) = site();
    build_bundle(&output, &index(), "one", &[("a", "one")]).0.unwrap();
    let before = stamps(&output);
    let (failed, _) = build_bundle(&output, &pages(&[("index.html", "new")]), "two", &[]);
    assert_eq!(failed.unwrap_err().to_string(), "cannot make `search/index`: no files");
    assert_eq!(stamps(&output), before);
}
