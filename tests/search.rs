//! What the search of a site holds, and when its index is made.
#![cfg(test)]

mod support;

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;
use sourcebook::files::Fingerprint;
use sourcebook::plan::{SearchEntry, search_entries};
use sourcebook::resolve::SEARCH_INDEX;
use sourcebook::search::{IndexFile, fingerprint, index};
use sourcebook::stages::{CompileOptions, compile};
use support::{Project, files_below, repository};

fn entries(project: &Project) -> Vec<SearchEntry> {
    let compiled = compile(project.root(), &CompileOptions::default()).unwrap();
    search_entries(&compiled.site, &compiled.proofs)
}

fn entry<'e>(entries: &'e [SearchEntry], address: &str) -> &'e SearchEntry {
    entries.iter().find(|entry| entry.address == address).unwrap_or_else(|| panic!("no entry for {address}"))
}

/// The index's files in the output folder.
fn published_index(project: &Project) -> BTreeMap<String, Vec<u8>> {
    files_below(&project.path("public").join(SEARCH_INDEX))
}

#[test]
fn the_entries_of_the_golden_site_are_as_expected() {
    let actual = serde_json::to_string_pretty(&entries(&Project::golden())).unwrap() + "\n";
    let file = repository().join("tests/golden/search.json");
    if std::env::var_os("SNAPSHOTS").is_some_and(|wish| wish == "overwrite") {
        fs::write(file, actual).unwrap();
        return;
    }
    let expected = fs::read_to_string(file).unwrap();
    snapbox::assert_data_eq!(actual, snapbox::Data::text(expected).raw());
}

#[test]
fn every_entry_leads_to_a_place_of_the_site() {
    let project = Project::first_edition();
    project.build();
    let output = project.output();
    let mut seen = std::collections::BTreeSet::new();
    for entry in entries(&project) {
        let (path, fragment) = entry.address.split_once('#').unwrap_or((&entry.address, ""));
        let page = output.get(&format!("{path}index.html")).unwrap_or_else(|| panic!("{}", entry.address));
        let page = std::str::from_utf8(page).unwrap();
        assert!(fragment.is_empty() || page.contains(&format!("id=\"{fragment}\"")), "{}", entry.address);
        assert!(!entry.title.is_empty(), "{}", entry.address);
        assert!(seen.insert(entry.address.clone()), "{} twice", entry.address);
    }
    for page in output.keys().filter_map(|path| path.strip_suffix("index.html")) {
        let is_record = page.matches('/').count() >= 2 && !page.starts_with("search/");
        let is_redirect = String::from_utf8_lossy(&output[&format!("{page}index.html")]).contains("http-equiv");
        assert!(!is_record || is_redirect || seen.contains(page), "nothing finds {page}");
    }
}

#[test]
fn a_section_is_found_by_its_own_words_and_facets() {
    let brief = "---\ntitle: A brief\nsummary: One sentence.\n---\n\nBefore [@three-ways/average-traffic].\n\n\
                 ## First {#one}\n\nLarch [[ilse-brandt]] spoke. [@none]\n\n> ## Nested\n>\n> Quoted words. [@none]\n\n\
                 ## Second\n\nAlder [@quay-commentary/council-wavers].\n";
    let project = Project::golden().file("content/briefs/a-brief.md", brief);
    let entries = entries(&project);
    let whole = entry(&entries, "briefs/a-brief/");
    assert_eq!(whole.text, "One sentence. Before.");
    assert_eq!(whole.facets.source.iter().collect::<Vec<_>>(), ["three-ways"]);
    let first = entry(&entries, "briefs/a-brief/#one");
    assert_eq!((first.title.as_str(), first.detail.as_str()), ("First", "A brief"));
    assert_eq!(first.text, "Larch Ilse Brandt spoke. Quoted words.");
    assert!(first.facets.actor.contains("ilse-brandt") && first.facets.source.is_empty());
    let second = entry(&entries, "briefs/a-brief/#second");
    assert_eq!((second.text.as_str(), second.facets.page), ("Alder.", "brief"));
    assert!(second.facets.source.contains("quay-commentary") && !second.facets.source.contains("three-ways"));
    assert!(!entries.iter().any(|entry| entry.address.contains("nested")));
}

#[test]
fn the_same_entries_give_the_same_files_whatever_the_threads() {
    let made = |threads: usize| -> Vec<IndexFile> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| index("en", entries(&Project::golden())).unwrap())
    };
    let files = made(1);
    assert!(files == made(4) && files == made(4));
    let names: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert!(names.is_sorted());
    for name in ["licence.txt", "pagefind-entry.json", "pagefind.js", "wasm.en.pagefind"] {
        assert!(names.contains(&name), "{name}");
    }
    let kinds =
        |name: &&&str| !["filter/", "fragment/", "index/", "pagefind.en_"].iter().any(|known| name.starts_with(known));
    assert_eq!(names.iter().filter(kinds).count(), 4, "nothing but what is used: {names:?}");
}

#[test]
fn a_language_without_stems_has_an_index_too() {
    let names = |language: &str| -> Vec<String> {
        index(language, entries(&Project::golden())).unwrap().into_iter().map(|file| file.path).collect()
    };
    assert!(names("ko-KR").contains(&"wasm.unknown.pagefind".to_owned()));
    assert!(!names("en-GB").contains(&"wasm.unknown.pagefind".to_owned()));
}

#[test]
fn the_fingerprint_covers_every_field_and_the_language() {
    let entries = entries(&Project::golden());
    let of = |change: &dyn Fn(&mut SearchEntry)| -> Fingerprint {
        let mut changed = entries.clone();
        change(&mut changed[0]);
        fingerprint("en", &changed)
    };
    let mut all = vec![
        of(&|_| {}),
        fingerprint("de", &entries),
        of(&|entry| entry.address.push('x')),
        of(&|entry| entry.title.push('x')),
        of(&|entry| entry.also.push(String::new())),
        of(&|entry| entry.detail.push('x')),
        of(&|entry| entry.text.push('x')),
        of(&|entry| entry.facets.page = "x"),
        of(&|entry| entry.facets.kind = Some("x")),
        of(&|entry| entry.facets.actor.extend(["x".to_owned()])),
        of(&|entry| entry.facets.option.extend(["x".to_owned()])),
        of(&|entry| entry.facets.source.extend(["x".to_owned()])),
    ];
    assert_eq!(all[0], of(&|_| {}));
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count);
}

#[test]
fn the_index_follows_the_words_and_not_the_theme() {
    let project = Project::golden();
    project.build();
    let before = published_index(&project);
    // Every page changes, and no word that a search could find.
    project.write("templates/404.html", "{% extends \"base.html\" %}{% block main %}Gone{% endblock main %}");
    project.build();
    assert_eq!(published_index(&project), before);
    let path = "content/criteria/river.md";
    let text = fs::read_to_string(project.path(path)).unwrap();
    project.write(path, format!("{text}\nNobody has asked the kingfisher. [@none]\n"));
    project.build();
    let after = published_index(&project);
    assert_ne!(after, before);
    project.write(path, text);
    project.build();
    assert_eq!(published_index(&project), before);
}

#[test]
fn a_site_may_do_without() {
    let project = Project::golden();
    let config = fs::read_to_string(project.path("sourcebook.toml")).unwrap();
    project.build();
    assert!(project.output().keys().any(|path| path.starts_with("search/")));
    project.write("sourcebook.toml", config.replacen("title =", "search = false\ntitle =", 1));
    project.build();
    for (path, bytes) in project.output() {
        assert!(!path.starts_with("search/"), "{path}");
        let is_page = bytes.starts_with(b"<!DOCTYPE html>");
        assert!(!is_page || !String::from_utf8_lossy(&bytes).contains("search/"), "{path} leads to a search");
    }
    project.write("content/criteria/dry.md", "---\nname: Dry\n---\n[Search](/search/) it. [@none]\n");
    let run = project.run(&["check"]);
    assert!(run.stderr.contains("broken-link"), "{}", run.stderr);
    project.write("sourcebook.toml", config.replacen("title =", "search = \"perhaps\"\ntitle =", 1));
    let run = project.run(&["check"]);
    assert!(run.status == 1 && run.stderr.contains("neither true nor false"), "{}", run.stderr);
}

#[test]
fn the_names_are_data_for_the_box() {
    let project = Project::golden();
    project.build();
    let names: Value = serde_json::from_slice(&project.output()["search/names.json"]).unwrap();
    let names = names["names"].as_array().unwrap();
    assert_eq!(names[0]["page"], "actor");
    let brandt = names.iter().find(|name| name["address"] == "actors/ilse-brandt/").unwrap();
    assert_eq!(brandt["name"], "Ilse Brandt");
    assert!(names.iter().all(|name| !name["address"].as_str().unwrap().starts_with("claims/")));
}
