//! The layers of the house: a module of the library uses only those that stand before it in `src/lib.rs`.
#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The modules in the order in which `src/lib.rs` lists them, from the ground up.
fn layers(source: &Path) -> Vec<String> {
    let lib = fs::read_to_string(source.join("lib.rs")).unwrap();
    lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).map(str::to_owned).collect()
}

/// The layers that a text names by `crate::LAYER`, grouped imports (`use crate::{a, b}`) included.
fn named_layers<'t>(text: &'t str, layers: &[String]) -> Vec<&'t str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => {
                let group = &group[..group.find("};").unwrap_or(group.len())];
                found.extend(group.split([',', '{', '}', '\n', ' ']).map(|item| item.split("::").next().unwrap_or("")));
            }
            None => found.push(&rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())]),
        }
    }
    found.retain(|name| layers.iter().any(|layer| layer == name));
    found
}

#[test]
fn imports_run_in_one_direction() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let layers = layers(&source);
    assert!(layers.len() >= 10, "src/lib.rs lists the layers: {layers:?}");
    let height = |layer: &str| layers.iter().position(|known| known == layer);
    let mut broken = Vec::new();
    for (own, layer) in layers.iter().enumerate() {
        for file in rust_files(&source.join(layer)) {
            let text = fs::read_to_string(&file).unwrap();
            for named in named_layers(&text, &layers) {
                if height(named).is_some_and(|other| other > own) {
                    broken.push(format!("{} uses `{named}`, which stands above `{layer}`", file.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// The modules of a folder that the imports of a text name, by `crate::FOLDER::` or, of a file beside them, `super::`.
fn imported<'t>(text: &'t str, folder: &str, is_beside: bool) -> Vec<&'t str> {
    let whole = format!("crate::{folder}::");
    let imports = text.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("use "));
    let relative = |import: &'t str| is_beside.then(|| import.strip_prefix("super::")).flatten();
    let rest = imports.filter_map(|import| import.strip_prefix(&whole).or_else(|| relative(import)));
    rest.filter_map(|rest| rest.split([':', ';']).next()).collect()
}

#[test]
fn imports_of_the_plan_run_in_one_direction() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/plan");
    let text = fs::read_to_string(folder.join("mod.rs")).unwrap();
    let modules: Vec<&str> = text
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    assert!(modules.len() >= 20, "src/plan/mod.rs lists the modules: {modules:?}");
    let height = |module: &str| modules.iter().position(|known| *known == module);
    let mut broken = Vec::new();
    for file in rust_files(&folder) {
        let inside = file.strip_prefix(&folder).unwrap();
        let module = inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        let Some(own) = height(module) else { continue };
        let text = fs::read_to_string(&file).unwrap();
        let is_beside = inside.components().count() == 1;
        for named in imported(without_tests(&text), "plan", is_beside) {
            if height(named).is_some_and(|other| other > own) {
                broken.push(format!("{} uses `{named}`, which stands above `{module}`", file.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_test_sees_an_import_that_runs_up() {
    let imports = "use super::views::{A, B};\npub use crate::plan::page::Page;\nuse crate::model::Date;";
    assert_eq!(imported(imports, "plan", true), ["views", "page"]);
    assert_eq!(imported(imports, "plan", false), ["page"]);
    let layers = ["files".to_owned(), "model".to_owned(), "cli".to_owned()];
    assert_eq!(named_layers("use crate::cli::run; fn f() { crate::model::x() }", &layers), ["cli", "model"]);
    assert_eq!(named_layers("use crate::{files::A, cli::{B, C}};", &layers), ["files", "cli"]);
}

/// A file without the tests at its end. Tests in a file of their own are named wherever its head is.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

#[test]
fn only_the_files_layer_touches_the_disk() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let offenders: Vec<_> = rust_files(&source)
        .into_iter()
        .filter(|file| !file.starts_with(source.join("files")))
        .filter(|file| {
            let text = fs::read_to_string(file).unwrap();
            let code = without_tests(&text);
            let is_test = file.components().any(|part| part.as_os_str() == "tests") || file.ends_with("tests.rs");
            // `ArchiveFile::` is another.
            let mut names = code.match_indices("File::").map(|(at, _)| code[..at].chars().next_back());
            let names_file = names.any(|before| !before.is_some_and(char::is_alphanumeric));
            !is_test && (code.contains("std::fs") || code.contains("fs::read") || names_file)
        })
        .collect();
    assert!(offenders.is_empty(), "{offenders:?}");
}

/// The files of the library, tests aside, that name one of these words.
fn naming(words: &[&str]) -> Vec<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let names = |file: &PathBuf| {
        let text = fs::read_to_string(file).unwrap();
        let code = without_tests(&text);
        words.iter().any(|word| code.contains(word))
    };
    let found = rust_files(&source).into_iter().filter(|file| !file.ends_with("tests.rs")).filter(names);
    found.map(|file| file.strip_prefix(&source).unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn no_program_is_run_but_the_author_s_editor() {
    assert_eq!(naming(&["process::Command", "Command::new(", "posix_spawn", "execv"]), ["cli/editor.rs"]);
}

#[test]
fn nothing_but_the_server_knows_a_network() {
    let files = naming(&["std::net", "net::Tcp", "net::Udp", "TcpListener", "TcpStream", "UdpSocket", "UnixStream"]);
    assert!(!files.is_empty() && files.iter().all(|file| file.starts_with("serve/")), "{files:?}");
}
