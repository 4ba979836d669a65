//! Whether git leaves alone what does not belong into a repository, as far as `.gitignore` files tell.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::Finding;
use crate::files::{self, FileError, Limits, ProblemKind, Readings};
use crate::model::Config;

/// The file of patterns of a folder.
const PATTERNS: &str = ".gitignore";

/// The largest such file that is read, in bytes.
const PATTERNS_BYTES: u64 = 1024 * 1024;

/// Files of patterns that are not read, and why not.
type Unread = BTreeMap<PathBuf, ProblemKind>;

/// Archives and output that lie in the repository and are not ignored. Nothing where there is no repository.
pub(super) fn examine(root: &Path, output: &Path, config: &Config) -> Result<Vec<Finding>, FileError> {
    const ABOUT: &str = "git";
    let root = files::real_path(root)?;
    let Some(repository) = root.ancestors().find(|folder| files::exists(&folder.join(".git"))) else {
        return Ok(Vec::new());
    };
    let work = output.file_name().map(|name| output.with_file_name(format!(".sourcebook-{}", name.to_string_lossy())));
    let archives = config.archives.iter().map(|folder| (root.join(folder), "archives are other people's work"));
    let made = std::iter::once(output.to_path_buf())
        .chain(work)
        .map(|folder| (absolute(&root, &folder), "every build makes it anew"));
    let (mut found, mut unread) = (Vec::new(), Unread::new());
    for (folder, reason) in archives.chain(made) {
        let Some(path) = within(repository, &folder) else { continue };
        if !is_ignored(repository, &path, &mut unread)? {
            let shown = path.join("/");
            let message = format!("`{shown}/` is not ignored: {reason}");
            found.push(Finding::mend(ABOUT, message, format!("add the line `/{shown}/` to `.gitignore`")));
        }
    }
    if found.is_empty() {
        found.push(Finding::fine(ABOUT, "archives and output are not part of the repository"));
    }
    found.splice(0..0, unread.iter().map(|(file, why)| not_read(ABOUT, file, why)));
    Ok(found)
}

fn not_read(about: &'static str, file: &Path, why: &ProblemKind) -> Finding {
    let (why, way_out) = match why {
        ProblemKind::Link { .. } => {
            ("it is a symbolic link, which git does not follow", "replace it with a copy of its target")
        }
        ProblemKind::TooLarge { .. } => {
            ("it is larger than 1 MiB", "is it the right file? Remove patterns that repeat")
        }
        _ => ("it is not a text file", "replace it with a file of patterns"),
    };
    Finding::note(about, format!("`{}` is not read: {why}", files::shown(file)), way_out)
}

/// A folder as it was named, from the root's real place; it need not exist.
fn absolute(root: &Path, folder: &Path) -> PathBuf {
    match folder.file_name().zip(folder.parent()) {
        Some((name, parent)) => {
            let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
            files::real_path(parent).map_or_else(|_| root.join(name), |parent| parent.join(name))
        }
        None => root.to_path_buf(),
    }
}

/// The names on the way from a repository to a folder in it.
fn within(repository: &Path, folder: &Path) -> Option<Vec<String>> {
    let mut names = Vec::new();
    for part in folder.strip_prefix(repository).ok()?.components() {
        match part {
            Component::Normal(name) => names.push(name.to_str()?.to_owned()),
            Component::ParentDir => {
                names.pop()?;
            }
            _ => {}
        }
    }
    (!names.is_empty()).then_some(names)
}

/// As git decides: of all patterns that match, the last counts; what lies in an ignored folder is ignored.
fn is_ignored(repository: &Path, path: &[String], unread: &mut Unread) -> Result<bool, FileError> {
    let mut patterns: Vec<(usize, String)> = Vec::new();
    let mut folder = repository.to_path_buf();
    for (depth, name) in path.iter().enumerate() {
        let text = patterns_in(&folder)?.unwrap_or_else(|why| {
            unread.insert(folder.join(PATTERNS), why);
            String::new()
        });
        patterns.extend(text.lines().map(|line| (depth, line.to_owned())));
        folder.push(name);
        let verdict = patterns.iter().rev().find_map(|(from, line)| verdict(line, &path[*from..=depth]));
        if verdict == Some(true) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The patterns of a folder, none if it has no file of them.
fn patterns_in(folder: &Path) -> Result<Result<String, ProblemKind>, FileError> {
    let limits = Limits::default().of_file(PATTERNS_BYTES);
    Ok(match files::read_optional_text(folder, PATTERNS, limits, &mut Readings::default())? {
        None => Ok(String::new()),
        Some(Ok(text)) => Ok(text.to_string()),
        // Git reads bytes.
        Some(Err(ProblemKind::InvalidUtf8 { lossy: text, .. } | ProblemKind::NulByte { text, .. })) => Ok(text),
        Some(Err(why)) => Err(why),
    })
}

/// What a line says of a folder, whose path is given from the line's file on. None if nothing.
fn verdict(line: &str, path: &[String]) -> Option<bool> {
    let line = line.trim_end();
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let (pattern, is_ignored) = line.strip_prefix('!').map_or((line, true), |pattern| (pattern, false));
    let pattern = pattern.strip_suffix('/').unwrap_or(pattern);
    let matches = if pattern.contains('/') {
        let parts: Vec<&str> = pattern.trim_start_matches('/').split('/').collect();
        path_matches(&parts, path)
    } else {
        path.last().is_some_and(|name| name_matches(pattern.as_bytes(), name.as_bytes()))
    };
    matches.then_some(is_ignored)
}

/// `**` stands for any folders. In one pass over the pattern, whatever it repeats: what it matches so far is kept as the
/// lengths of the path's beginnings.
fn path_matches(pattern: &[&str], path: &[String]) -> bool {
    let mut matched = vec![false; path.len() + 1];
    matched[0] = true;
    for part in pattern {
        let before = matched.clone();
        for (length, matches) in matched.iter_mut().enumerate() {
            *matches = if *part == "**" {
                before[..=length].contains(&true)
            } else {
                length > 0 && before[length - 1] && name_matches(part.as_bytes(), path[length - 1].as_bytes())
            };
        }
    }
    matched[path.len()]
}

/// `*` stands for any characters, `?` for one. Goes back to the last `*` only, so it is never slow.
fn name_matches(pattern: &[u8], name: &[u8]) -> bool {
    let (mut at, mut of, mut star) = (0, 0, None);
    while of < name.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, of));
                at += 1;
            }
            Some(&byte) if byte == b'?' || byte == name[of] => {
                at += 1;
                of += 1;
            }
            _ => {
                let Some((star_at, from)) = star else { return false };
                star = Some((star_at, from + 1));
                at = star_at + 1;
                of = from + 1;
            }
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(lines: &[&str], path: &str) -> bool {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(".gitignore"), lines.join("\n")).unwrap();
        let path: Vec<String> = path.split('/').map(str::to_owned).collect();
        is_ignored(folder.path(), &path, &mut Unread::new()).unwrap()
    }

    /// What is found in a repository whose file of patterns was made so.
    fn found(make: impl Fn(&Path)) -> Vec<Finding> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        make(&folder.path().join(PATTERNS));
        examine(folder.path(), &folder.path().join("public"), &Config::default()).unwrap()
    }

    #[test]
    fn patterns_that_are_not_read_are_told_of_and_ignore_nothing() {
        let outside = tempfile::tempdir().unwrap();
        let all = outside.path().join("all");
        std::fs::write(&all, "*\n").unwrap();
        assert_eq!(found(|file| std::fs::write(file, "*\n").unwrap()).len(), 1);
        let link = |to: &Path, file: &Path| std::os::unix::fs::symlink(to, file).unwrap();
        for (found, why) in [
            (found(|file| link(&all, file)), "a symbolic link"),
            (found(|file| link(Path::new("/dev/zero"), file)), "a symbolic link"),
            (found(|file| std::fs::write(file, "*\n".repeat(600_000)).unwrap()), "larger than 1 MiB"),
            (found(|file| std::fs::create_dir(file).unwrap()), "not a text file"),
        ] {
            assert!(found[0].message.contains(".gitignore` is not read: it is "), "{found:?}");
            assert!(found[0].message.contains(why) && found[0].state == super::super::State::Note, "{found:?}");
            assert!(found[1..].iter().any(|it| it.message.contains("`public/` is not ignored")), "{found:?}");
        }
    }

    #[test]
    fn a_pattern_that_repeats_itself_is_read_in_good_time() {
        let started = std::time::Instant::now();
        let (folders, stars) = ("**/".repeat(150_000), "*a".repeat(200_000));
        assert!(says(&[&format!("{folders}archives")], "a/b/c/archives"));
        assert!(!says(&[&format!("{folders}archive"), &format!("{stars}b")], &format!("a/{}", "a".repeat(200))));
        assert!(started.elapsed().as_secs() < 20);
    }

    #[test]
    fn patterns_are_read_as_git_reads_them() {
        assert!(says(&["/archives/"], "archives") && says(&["archives"], "site/archives"));
        assert!(says(&["site/archives"], "site/archives") && says(&["/site"], "site/archives"));
        assert!(says(&["**/archives"], "a/b/archives") && says(&["/.sourcebook-*/"], ".sourcebook-public"));
        assert!(says(&["arch?ves"], "archives") && says(&["*"], "archives"));
        assert!(!says(&["/archives"], "site/archives") && !says(&["archive"], "archives"));
        assert!(!says(&["# archives", "", "*.txt"], "archives"));
        assert!(says(&["a/**/archives"], "a/archives") && !says(&["a/**/archives"], "b/archives"));
        assert!(!says(&["/archives", "!/archives"], "archives") && says(&["!/archives", "/archives"], "archives"));
    }
}
