//! What the tests share: sites in temporary folders, the program, and readers of what it made.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Says that a test, or a part of it, cannot be tried here. Written past the test harness, which shows nothing of a test
/// that passes.
pub(crate) fn pass_over(reason: &str) {
    writeln!(std::io::stderr(), "passed over: {reason}").unwrap();
}

/// The repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A site in a folder of its own.
pub(crate) struct Project {
    folder: TempDir,
}

/// What a run of the program left behind.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Project {
    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A folder with nothing in it, below another.
    pub(crate) fn empty_in(parent: &Path) -> Self {
        Self { folder: tempfile::tempdir_in(parent).unwrap() }
    }

    /// A copy of the repository's own site, without its output and without archives.
    pub(crate) fn first_edition() -> Self {
        let project = Self::empty();
        for part in ["content", "sourcebook.toml", "sourcebook.lock"] {
            copy(&repository().join(part), &project.path(part));
        }
        project
    }

    /// A copy of the small site in `tests/golden/site`.
    pub(crate) fn golden() -> Self {
        let project = Self::empty();
        copy(&repository().join("tests/golden/site"), project.root());
        project
    }

    /// The small site with so many entries of a list on a page.
    pub(crate) fn golden_on_pages_of(entries: usize) -> Self {
        let project = Self::golden();
        let config = fs::read_to_string(project.path("sourcebook.toml")).unwrap();
        assert!(config.contains("page-size = 200\n"));
        project.file("sourcebook.toml", config.replace("page-size = 200\n", &format!("page-size = {entries}\n")))
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    /// Writes a file of the site.
    pub(crate) fn file(self, relative: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.write(relative, bytes);
        self
    }

    pub(crate) fn write(&self, relative: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(relative);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Runs the program in the site's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    /// Runs the program in the site's folder with variables of the environment.
    pub(crate) fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_sourcebook"))
            .args(arguments)
            .current_dir(self.root())
            .env_remove("SOURCEBOOK_ARCHIVES")
            .env("NO_COLOR", "1")
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        Run {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Builds the site and fails the test if that fails.
    pub(crate) fn build(&self) -> Run {
        let run = self.run(&["build"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run
    }

    /// The output folder's files by path, with their bytes.
    pub(crate) fn output(&self) -> BTreeMap<String, Vec<u8>> {
        files_below(&self.path("public"))
    }
}

/// Copies a file or a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else if from.exists() {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    }
}

/// All files below a folder, by path with `/`.
pub(crate) fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    if folder.is_dir() {
        walk(folder, folder, &mut found);
    }
    found
}

/// Copies the program. By another program: while this one had the copy open for writing, a process that another thread
/// starts would have it open too, and nobody can run a program that is open for writing.
pub(crate) fn copy_program(to: &Path) {
    let copied = Command::new("cp").arg(env!("CARGO_BIN_EXE_sourcebook")).arg(to).status();
    assert!(copied.unwrap().success(), "the program cannot be copied");
}
