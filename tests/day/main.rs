//! A whole day of an author, in an empty folder, with nothing but the installed program.
#![cfg(test)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

#[test]
fn an_author_gets_from_an_empty_folder_to_a_published_brief() {
    let home = tempfile::tempdir().unwrap();
    let (program, folder) = (home.path().join("bin"), home.path().join("work"));
    fs::create_dir(&program).unwrap();
    fs::create_dir(&folder).unwrap();
    symlink(env!("CARGO_BIN_EXE_sourcebook"), program.join("sourcebook")).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/day/day.sh");

    let day =
        Command::new("/bin/bash").arg(script).current_dir(&folder).env_clear().env("PATH", &program).output().unwrap();

    let (printed, complaints) = (String::from_utf8_lossy(&day.stdout), String::from_utf8_lossy(&day.stderr));
    assert!(day.status.success(), "{printed}\n{complaints}");
}
