//! Exports of reference managers that were written to take time and memory.

use std::fs;
use std::time::Instant;

use crate::bombs::within_a_gibibyte;
use crate::common::{begun_in, names, numbered};
use crate::support::Project;

#[test]
fn exports_that_are_nothing_but_parts() {
    let item = |title: &str| format!("[{{\"id\": \"a\", \"title\": \"{title}\"}}]");
    let project = begun_in(Project::empty());
    let sources = project.path("content/sources");
    let ris = |lines: &str| format!("TY  - RPRT\nTI  - A title\n{lines}ER  - \n");
    for (name, file, text, status, words) in [
        ("tags of a title", "a.json", item(&format!("A title {}", "<span a>".repeat(200_000))), 0, ""),
        ("tags without an end", "a.json", item(&format!("A title {}", "<span ".repeat(100))), 0, ""),
        ("lists in lists", "a.json", "[".repeat(1_000_000), 2, "recursion limit"),
        ("objects", "a.json", format!("[{}{{}}]", "{\"a\":0},".repeat(1_100_000)), 2, "more than 1000000 objects"),
        ("numbers", "a.json", format!("[{}0]", "0,".repeat(4_100_000)), 2, "more than 4000000 values"),
        (
            "authors",
            "a.json",
            format!("[{{\"id\":\"a\",\"title\":\"T\",\"author\":[{}{{}}]}}]", "{\"family\":\"a\"},".repeat(200_000)),
            0,
            "",
        ),
        (
            "parts of a date",
            "a.json",
            format!("[{{\"id\":\"a\",\"title\":\"T\",\"issued\":{{\"date-parts\":[[{}1]]}}}}]", "1,".repeat(500_000)),
            0,
            "",
        ),
        (
            "a number without end",
            "a.json",
            format!("[{{\"id\":\"a\",\"title\":\"T\",\"volume\":{}}}]", "9".repeat(2_000_000)),
            2,
            "number out of range",
        ),
        ("lines", "a.ris", ris(&"AU  -\n".repeat(4_100_000)), 2, "more than 4000000 lines"),
        ("authors", "a.ris", ris(&"AU  - A, B\n".repeat(200_000)), 0, ""),
        ("addresses", "a.ris", ris(&"UR  - x\nL1  - x\nDA  - x\n".repeat(100_000)), 0, ""),
        (
            "entries",
            "a.ris",
            numbered(100_000, |n| format!("TY  - RPRT\nID  - k{n}\nER  - \n")),
            2,
            "holds 100000 entries",
        ),
        ("a line that goes on", "a.ris", ris(&"a\n".repeat(500_000)), 0, ""),
        ("an entry without end", "a.ris", "TY  - RPRT\n".repeat(2), 2, "has no `ER  -`"),
    ] {
        project.write(file, &text);
        let begun = Instant::now();
        let key = if status == 0 && file.ends_with("json") { "a" } else { "1" };
        let arguments: &[&str] = if words.contains("entries") {
            &["new", "source", "--from", file]
        } else {
            &["new", "source", "--from", file, key]
        };
        let before = names(&sources);
        let (found, said) = within_a_gibibyte(&project, arguments);
        eprintln!("{name}: {} bytes, {:?}, {} bytes said", text.len(), begun.elapsed(), said.len());
        assert_eq!(found, Some(status), "{name}: {}", said.chars().take(2_000).collect::<String>());
        assert!(said.contains(words), "{name}: {}", said.chars().take(2_000).collect::<String>());
        assert!(said.len() < 100_000, "{name}: {} bytes are said", said.len());
        for name in names(&sources).iter().filter(|name| !before.contains(name)) {
            fs::remove_file(sources.join(name)).unwrap();
        }
    }
}
