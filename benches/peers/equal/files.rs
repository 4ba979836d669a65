//! The files for other programs: each says the same in both, wherever a generator puts it.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::kinds::sample;
use crate::hugo_site::{brief_path, claim_path, source_path};
use crate::site::Shape;

/// Compares those of a sample of records. Gives their number.
pub(super) fn check(shape: &Shape, ours: &Path, theirs: &Path) -> usize {
    let claims =
        sample(shape.claims).map(|at| annotation(&shape.key(at), &claim_path(shape, at), ours, theirs)).count();
    let sources = sample(shape.sources).map(source_path);
    let works = sources.chain(sample(shape.briefs).map(brief_path)).map(|path| exports(&path, ours, theirs)).count();
    claims + 3 * works
}

fn annotation(key: &str, path: &str, ours: &Path, theirs: &Path) {
    let mut one = json(&ours.join("data/annotations").join(key).join("1.json"));
    let mut other = json(&theirs.join(&path[1..]).join("annotation.json"));
    // Each has its own address.
    for annotation in [&mut one, &mut other] {
        assert!(annotation.as_object_mut().unwrap().remove("id").is_some());
    }
    assert_eq!(one, other, "the annotation of {path}");
}

fn exports(path: &str, ours: &Path, theirs: &Path) {
    let name = path.rsplit('/').next().unwrap();
    let file = |extension: &str| {
        [(ours, name), (theirs, "index")]
            .map(|(output, name)| output.join(&path[1..]).join(name).with_extension(extension))
    };
    let [one, other] = file("json").map(|file| json(&file));
    assert_eq!(one, other, "the CSL-JSON of {path}");
    for extension in ["bib", "ris"] {
        let [one, other] = file(extension).map(|file| fs::read_to_string(file).unwrap());
        assert!(one.lines().eq(other.lines()), "{path}.{extension}:\n{one}{other}");
    }
}

fn json(file: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}
