//! What authors, and all that they work with, may do to a site between two builds.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

use super::site::{FILES, NAMED, text, write_site};
use super::support::{Project, Run, copy, files_below};

/// What is done to a site between two builds. Numbers choose among what there is.
#[derive(Debug, Clone)]
pub(crate) enum Edit {
    /// A file says something else, or is there again.
    Write { file: usize, version: usize },
    /// As before, by something that gives it the time that it had.
    WriteUnnoticed { file: usize, version: usize },
    /// A file is as it was, written anew.
    Touch { file: usize },
    /// A file is there that was not.
    Add { file: usize, version: usize },
    /// A file goes.
    Delete { file: usize },
    /// A file gets another name, which nothing else uses.
    Rename { file: usize },
    /// A file ends in its middle, as if its editor had been stopped.
    Break { file: usize },
    /// All files are whole again.
    Mend { version: usize },
    /// `sourcebook verify` writes the lock.
    Verify,
    /// The lock goes.
    Unlock,
    /// Somebody has been at the lock.
    SpoilLock,
    /// The archives at hand are those that have been there for long, whose stamps are trusted.
    Settle,
    /// Somebody has been at the edition, or at what builds keep for each other.
    Spoil { file: usize, how: usize },
}

/// Files that a site need not have, of every kind, with those that they are written like.
const MORE: [(&str, &str); 8] = [
    ("content/briefs/new.md", "content/briefs/second.md"),
    ("content/briefs/newer.md", "content/briefs/first.md"),
    ("content/actors/eve.md", "content/actors/bo.md"),
    ("content/sources/west.yaml", "content/sources/south.yaml"),
    ("static/custom.css", "static/own.css"),
    ("static/deep/er/own.css", "static/own.css"),
    ("templates/own.html", "static/own.css"),
    ("archives/west.txt", "archives/south.txt"),
];

impl Edit {
    /// Does it.
    pub(crate) fn apply(&self, project: &Project) {
        let some = |file: &usize| FILES[file % FILES.len()];
        match self {
            Self::Write { file, version } => project.write(some(file), text(some(file), *version)),
            Self::WriteUnnoticed { file, version } => {
                let before = fs::metadata(project.path(some(file))).and_then(|found| found.modified());
                project.write(some(file), text(some(file), *version));
                if let Ok(before) = before {
                    File::options().write(true).open(project.path(some(file))).unwrap().set_modified(before).unwrap();
                }
            }
            Self::Touch { file } => {
                if let Ok(bytes) = fs::read(project.path(some(file))) {
                    project.write(some(file), bytes);
                }
            }
            Self::Add { file, version } => {
                let (path, like) = MORE[file % MORE.len()];
                project.write(path, text(like, *version));
            }
            Self::Delete { file } => drop(fs::remove_file(project.path(some(file)))),
            Self::Rename { file } => {
                let path = FILES[NAMED.start + file % (FILES.len() - NAMED.start)];
                let (stem, ending) = path.rsplit_once('.').unwrap();
                drop(fs::rename(project.path(path), project.path(&format!("{stem}-2.{ending}"))));
            }
            Self::Break { file } => {
                let Ok(whole) = fs::read_to_string(project.path(some(file))) else { return };
                project.write(some(file), &whole[..whole.floor_char_boundary(whole.len() / 2)]);
            }
            Self::Mend { version } => {
                for folder in ["content", "templates", "static", "archives"] {
                    drop(fs::remove_dir_all(project.path(folder)));
                }
                write_site(project, *version);
            }
            Self::Verify => drop(run(project, "verify")),
            Self::Unlock => drop(fs::remove_file(project.path("sourcebook.lock"))),
            Self::SpoilLock => {
                if let Ok(lock) = fs::read_to_string(project.path("sourcebook.lock")) {
                    project.write("sourcebook.lock", lock.replacen("exact\"", "normalised\"", 1));
                }
            }
            Self::Settle => drop(fs::remove_dir_all(project.path("archives"))),
            Self::Spoil { file, how } => spoil(project, *file, *how),
        }
    }
}

/// Runs a command with the archives of the site, or with the settled ones where it has none.
pub(crate) fn run(project: &Project, command: &str) -> Run {
    if project.path("archives").exists() {
        return project.run(&[command]);
    }
    project.run(&[command, "--archive", SETTLED.to_str().unwrap()])
}

/// Archives that nothing has changed for so long that any change would show.
static SETTLED: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("settled");
    fs::create_dir_all(&folder).unwrap();
    for path in FILES.iter().filter(|path| path.starts_with("archives/")) {
        let (place, text) = (folder.join(Path::new(path).file_name().unwrap()), text(path, 0));
        if fs::read_to_string(&place).is_ok_and(|found| found == text) {
            continue;
        }
        fs::write(&place, text).unwrap();
        // Clocks of file systems tick: a younger file may change again unseen, and is read each time.
        std::thread::sleep(Duration::from_millis(4_200));
    }
    folder
});

/// Damages a file of the edition, or of what is kept for the next build.
fn spoil(project: &Project, file: usize, how: usize) {
    let kept = [".sourcebook/seen", ".sourcebook-public/note"];
    let edition: Vec<String> = files_below(&project.path("public")).into_keys().collect();
    let paths: Vec<&str> = kept.into_iter().chain(edition.iter().map(String::as_str)).collect();
    let path = match paths[file % paths.len()] {
        path if kept.contains(&path) => project.path(path),
        // Without its manifest an edition is a folder of somebody's files.
        path if path == sourcebook::publish::MANIFEST => return,
        path => project.path("public").join(path),
    };
    let Ok(bytes) = fs::read(&path) else { return };
    let half = bytes.len() / 2;
    match how % 5 {
        0 => fs::remove_file(&path).unwrap(),
        1 => fs::write(&path, &bytes[..half]).unwrap(),
        2 => fs::write(&path, vec![b'x'; bytes.len()]).unwrap(),
        3 => fs::write(&path, [&bytes[..], b"x"].concat()).unwrap(),
        // As a backup puts it there: the same bytes in another file, of another time.
        _ => {
            let aside = project.path("aside");
            copy(&path, &aside);
            fs::rename(aside, &path).unwrap();
        }
    }
}
