//! YAML that is made to hurt.

use crate::common::{RECORD, published, read, refuses_file, run};

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().concat()
}

#[test]
fn anchors_do_not_multiply() {
    let project = published();
    let mut bomb = vec!["type: report\na: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned()];
    for pair in b"abcdefghij".windows(2) {
        let [from, to] = [pair[0], pair[1]].map(char::from);
        bomb.push(format!("{to}: &{to} [{}]\n", vec![format!("*{from}"); 9].join(", ")));
    }
    refuses_file(&project, RECORD, bomb.concat(), 1, &["error[unsupported-yaml]", &format!("{RECORD}:2:")]);
    let aliases = format!("type: &a report\naliases: [{}]\n", vec!["*a"; 200_000].join(", "));
    refuses_file(&project, RECORD, aliases, 1, &["error[unsupported-yaml]", &format!("{RECORD}:1:")]);
    let front = format!("---\ntitle: &t A title\nauthors: [{}]\n---\n", vec!["*t"; 200_000].join(", "));
    refuses_file(&project, "content/briefs/x.md", front, 1, &["error[unsupported-yaml]", "content/briefs/x.md:2:"]);
    refuses_file(
        &project,
        "content/events.yaml",
        "- &x { id: a, name: A }\n- { <<: *x, id: b }\n",
        1,
        &["unsupported-yaml"],
    );
}

#[test]
fn nesting_ends() {
    let project = published();
    let deep = "error[nested-too-deep]";
    let flow = format!("type: {}\n", "[".repeat(200_000));
    refuses_file(&project, RECORD, flow, 1, &[deep, &format!("{RECORD}:1:")]);
    let maps = format!("type: {}\n", "{a: ".repeat(200_000));
    refuses_file(&project, RECORD, maps, 1, &[deep, &format!("{RECORD}:1:")]);
    let block = lines(2_000, |depth| format!("{}a:\n", " ".repeat(depth)));
    refuses_file(&project, RECORD, block, 1, &[deep, &format!("{RECORD}:33:")]);
    let dashes = format!("type: report\nauthor:\n  {}x\n", "- ".repeat(200_000));
    refuses_file(&project, RECORD, dashes, 1, &[deep, &format!("{RECORD}:3:")]);
    let toml = format!("title = {}\n", "[".repeat(200_000));
    refuses_file(&project, "sourcebook.toml", toml, 1, &[deep, "sourcebook.toml:1:"]);
    let text = read(&project, "sourcebook.toml");
    let place = format!("sourcebook.toml:{}:", text.lines().count() + 1);
    let names = format!("{text}[{}]\n", vec!["a"; 10_000].join("."));
    refuses_file(&project, "sourcebook.toml", names, 1, &[deep, &place]);
}

#[test]
fn mappings_of_many_keys() {
    let project = published();
    let within = lines(20_000, |number| format!("  k{number}: a\n"));
    refuses_file(
        &project,
        RECORD,
        format!("type: report\nfields:\n{within}"),
        1,
        &["error[unknown-field]", "`fields`"],
    );
    let unknown = lines(19_999, |number| format!("k{number}: a\n"));
    refuses_file(
        &project,
        RECORD,
        format!("type: report\n{unknown}"),
        1,
        &["error[unknown-field]", &format!("{RECORD}:2:1")],
    );
    let beyond = lines(20_001, |number| format!("k{number}: a\n"));
    refuses_file(&project, RECORD, beyond, 1, &["error[file-too-large]", &format!("{RECORD}:1:1")]);
}

#[test]
fn long_lists_take_no_long_time() {
    let project = published();
    let text = read(&project, RECORD);
    let authors = vec!["A. N. Other"; 20_000].join(", ");
    project.write(RECORD, text.replace("author: null", &format!("author: [{authors}]")));
    assert_eq!(run(&project, &["check"]).status, 0);
}
