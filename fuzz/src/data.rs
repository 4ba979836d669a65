//! Data files: records, front matter, the configuration, the lock.

use sourcebook::diagnostic::Diagnostics;
use sourcebook::evidence::{LOCK_FILE, Lock, changes};
use sourcebook::files::Files;
use sourcebook::model::Config;
use sourcebook::plan::{Audience, Cards, pages, view};
use sourcebook::syntax::{parse_toml, parse_yaml, split_front_matter};

use super::found::reports_are_sound;
use super::memory::{THEME, compile};
use super::text;
use super::tree::tree_is_sound;

/// Any text as the record of a source with its claims.
pub fn source_yaml(bytes: &[u8]) {
    let text = text(bytes);
    let mut files = Files::default();
    let path = "content/sources/s.yaml";
    let file = files.add(path, text);
    if let Some(root) = parse_yaml(file, text, 0, &mut Diagnostics::new()) {
        tree_is_sound(&files, &root);
    }
    content(path, text);
}

/// Any text as a Markdown file with front matter, of the kind that its first letter says: `a` an actor, `b` an option,
/// `c` a criterion, `d` a brief.
pub fn front_matter(bytes: &[u8]) {
    let text = text(bytes);
    let mut letters = text.chars();
    let folder = ["briefs", "actors", "options", "criteria"][letters.next().unwrap_or('a') as usize % 4];
    let text = letters.as_str();
    let path = format!("content/{folder}/x.md");
    let mut files = Files::default();
    let file = files.add(&path, text);
    if let Some(parts) = split_front_matter(file, text, &mut Diagnostics::new()) {
        assert!(parts.yaml.end <= parts.body.start && parts.body.end == text.len());
        assert!(text[..parts.yaml.start].trim_start_matches('\u{feff}').starts_with("---"));
        assert!(text[parts.yaml.end..parts.body.start].starts_with("---"));
        if let Some(root) = parse_yaml(file, &text[parts.yaml.clone()], parts.yaml.start, &mut Diagnostics::new()) {
            tree_is_sound(&files, &root);
        }
    }
    content(&path, text);
}

/// One file as a site: compiled twice it is the same, and what can be published has its views.
fn content(path: &str, text: &str) {
    let configuration = ("sourcebook.toml", "title = \"T\"\n");
    let compiled = compile([configuration, (path, text)]);
    reports_are_sound(&compiled.found, &compiled.files, text.len());
    let again = compile([configuration, (path, text)]);
    assert_eq!(compiled.report(), again.report());
    if compiled.is_publishable() {
        let cards = Cards::new(&compiled.site);
        for page in pages(&compiled.site, &compiled.proofs) {
            assert!(!page.address.path().contains("..") && !page.address.path().starts_with('/'), "{page:?}");
            let shown = view(&compiled.basis(&cards, &*THEME, Audience::Authors), &page);
            assert!(shown.is_ok(), "{}: {:?}", page.address.path(), shown.err());
        }
    }
}

/// Any text as `sourcebook.toml`.
pub fn configuration(bytes: &[u8]) {
    let text = text(bytes);
    let mut files = Files::default();
    let file = files.add("sourcebook.toml", text);
    if let Some(root) = parse_toml(file, text, &mut Diagnostics::new()) {
        tree_is_sound(&files, &root);
    }
    let read = || {
        let mut found = Diagnostics::new();
        (Config::read(file, text, &mut found), found)
    };
    let (config, found) = read();
    reports_are_sound(&found, &files, text.len());
    let (again, found_again) = read();
    assert_eq!((format!("{config:?}"), found), (format!("{again:?}"), found_again));
    assert!((1..=1_000_000).contains(&config.excerpt_words));
    assert!(config.base_url.is_none_or(|url| url.starts_with("http") && url.ends_with('/')));
    assert!(!config.title.trim().is_empty() && !config.language.is_empty());
}

/// Any text as `sourcebook.lock`: what could be read of it, written out, reads as the same.
pub fn lock(bytes: &[u8]) {
    let text = text(bytes);
    let mut files = Files::default();
    let file = files.add(LOCK_FILE, text);
    let (lock, found) = read_lock(text);
    reports_are_sound(&found, &files, text.len());
    if let Some(root) = parse_toml(file, text, &mut Diagnostics::new()) {
        tree_is_sound(&files, &root);
    }
    let (again, found_again) = read_lock(text);
    assert_eq!((&lock, &found), (&again, &found_again));
    let written = lock.to_string();
    assert!(written.len() <= 1_000 + 20 * text.len(), "{} bytes become {}", text.len(), written.len());
    let (again, found) = read_lock(&written);
    assert_eq!((&lock, found), (&again, Diagnostics::new()), "{written}");
    assert_eq!(again.to_string(), written);
    assert!(changes(&lock, &again).is_empty());
}

fn read_lock(text: &str) -> (Lock, Diagnostics) {
    let mut found = Diagnostics::new();
    let file = Files::default().add(LOCK_FILE, text);
    (Lock::parse(file, text, &mut found), found)
}
