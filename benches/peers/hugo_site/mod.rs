//! The generated site as Hugo reads it: the configuration and the templates of `benches/peers/hugo`, the theme's static
//! files, and a file of content for every record.
//!
//! In: a [`Shape`]. Out: a folder. The front matter holds what the records say, and what Hugo has no notion of or could
//! not find out: the sentences that texts cite and name in, the proof of a quotation, the lines that a statement takes
//! in a drawing, the numbers of citations. Every join is left to the templates. Never here: a text that Sourcebook's
//! page does not have.

mod front;
mod paths;
mod text;

pub(crate) use paths::{actor_path, brief_path, claim_path, criterion_path, option_path, source_path, topic_path};

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::site::Shape;
use crate::site::records::{EVENTS, claims_of, event_year};

/// What Sourcebook's theme brings with every site.
const STATIC: [&str; 4] = ["early.js", "icon.svg", "site.css", "site.js"];

/// Writes the configuration, the templates and the content.
pub(crate) fn write(root: &Path, shape: &Shape) {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let skeleton = repository.join("benches/peers/hugo");
    for file in crate::program::files(&skeleton) {
        put(&root.join(&file), &fs::read_to_string(skeleton.join(&file)).unwrap());
    }
    for file in STATIC {
        put(&root.join("static").join(file), &fs::read_to_string(repository.join("static").join(file)).unwrap());
    }
    put(&root.join("data/events.json"), &events().to_string());
    for at in 0..shape.sources {
        page(root, &source_path(at), &front::source(shape, at), "");
        let mut begin = 0;
        for (place, claim) in claims_of(shape, at).enumerate() {
            page(root, &claim_path(shape, claim), &front::claim(shape, claim, place, &mut begin), "");
        }
    }
    for at in 0..shape.actors {
        page(root, &actor_path(at), &front::actor(shape, at), &text::actor(shape, at));
    }
    for at in 0..shape.options {
        page(root, &option_path(at), &front::option(shape, at), &text::option(shape, at));
    }
    for at in 0..shape.criteria {
        page(root, &criterion_path(at), &front::criterion(shape, at), &text::criterion(shape, at));
    }
    (0..shape.topics).for_each(|at| page(root, &topic_path(at), &json!({ "title": format!("T{at}") }), ""));
    (0..shape.briefs).for_each(|at| page(root, &brief_path(at), &front::brief(shape, at), &text::brief(shape, at)));
}

/// Where a brief is written.
pub(crate) fn brief_file(root: &Path, at: usize) -> PathBuf {
    file(root, &brief_path(at))
}

fn file(root: &Path, path: &str) -> PathBuf {
    root.join(format!("content{path}.md"))
}

fn page(root: &Path, path: &str, front: &Value, text: &str) {
    put(&file(root, path), &format!("{front}\n\n{text}"));
}

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn events() -> Value {
    let event = |at: usize| (format!("e{at}"), json!({ "name": format!("Event number {at}"), "date": event_year(at) }));
    Value::Object((0..EVENTS).map(event).collect::<Map<_, _>>())
}
