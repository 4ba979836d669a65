//! The lock.

use crate::common::{published, read, refuses_edit, refuses_file};

#[test]
fn a_damaged_lock() {
    let project = published();
    let whole = read(&project, "sourcebook.lock");
    for (from, to) in [
        ("outcome = \"exact\"", "outcome = \"proved\""),
        ("outcome = \"exact\"", "outcome = \"missing\""),
        ("position = [", "position = [7, "),
        ("sha256 = \"", "sha256 = \"0"),
        ("verified = 20", "verified = 20-"),
        ("version = 1", "<<<<<<< HEAD\nversion = 1"),
    ] {
        let line = whole[..whole.find(from).unwrap()].matches('\n').count() + 1;
        let words = ["error[invalid-lock]", &format!("sourcebook.lock:{line}:"), "sourcebook verify"];
        refuses_edit(&project, "sourcebook.lock", from, to, &words);
    }
    for damaged in [&whole[..whole.len() / 2 - 2], "%%%", "version = 1\n[[excerpt]]\n", "version = 2\n"] {
        refuses_file(&project, "sourcebook.lock", damaged, 1, &["error[invalid-lock]", "sourcebook.lock:"]);
    }
}

#[test]
fn a_lock_vouches_for_no_other_words() {
    let source = "content/sources/quay-commentary.yaml";
    let words = ["error[unproved-excerpt]", source, "`quay-commentary/quay-lives-on-waiting`"];
    refuses_edit(&published(), source, "six customers in ten", "seven customers in ten", &words);
}
