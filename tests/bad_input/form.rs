//! The form of a file.

use crate::common::{BRIEF, RECORD, changes_nothing, published, read, refuses_edit, refuses_file};

#[test]
fn no_front_matter() {
    let project = published();
    for text in ["Just a text.\n", "", "---\ntitle: Never closed\n", "\n---\ntitle: Too late\n---\n"] {
        refuses_file(&project, "content/briefs/x.md", text, 1, &["error[missing-front-matter]", "content/briefs/x.md"]);
    }
}

#[test]
fn a_key_that_is_written_twice() {
    let project = published();
    let words = ["error[duplicate-key]", &format!("{RECORD}:3:1"), "first written here"];
    refuses_file(&project, RECORD, "type: report\ntitle: One\ntitle: Two\n", 1, &words);
    let words = ["error[duplicate-key]: `title` is written twice", "sourcebook.toml:4:1"];
    refuses_edit(&project, "sourcebook.toml", "title = ", "title = \"One\"\ntitle = ", &words);
}

#[test]
fn line_ends_of_windows_and_a_byte_order_mark_change_nothing() {
    let project = published();
    for path in
        [BRIEF, RECORD, "content/events.yaml", "content/sources/three-ways.yaml", "sourcebook.toml", "sourcebook.lock"]
    {
        let text = read(&project, path);
        project.write(path, format!("\u{feff}{}", text.replace('\n', "\r\n")));
    }
    changes_nothing(&project);
}
