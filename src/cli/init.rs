use std::path::{Component, Path, PathBuf};

use clap::Args;

use super::fault::Fault;
use super::session::{Lines, answer, count};
use crate::author::{init, new_site};
use crate::files::{exists, real_path};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sourcebook init my-site
  sourcebook init .

The site is an example: two sources with archives, claims of several kinds, a brief. Make it yours, file by file.")]
pub(super) struct InitCommand {
    /// The folder for the new site; it must not exist yet, or be empty except for a `.git`
    pub(super) dir: PathBuf,
}

/// Makes a small working site, and says what to do with it.
pub(super) fn run(command: &InitCommand) -> Result<bool, Fault> {
    let new = new_site();
    init(&command.dir, &new)?;
    let mut out = Lines::default();
    out.line(&format!("created a site in `{}`: {}", command.dir.display(), count(new.len(), "file")));
    out.line("next:");
    if let Some(site) = site_around(&command.dir) {
        out.line(&format!("  (it is inside the site in `{}`, but not part of it)", site.display()));
    }
    for line in next(&command.dir) {
        out.line(&format!("  {line}"));
    }
    answer(&out)?;
    Ok(true)
}

/// The nearest site that a folder lies in.
fn site_around(dir: &Path) -> Option<PathBuf> {
    let dir = real_path(dir).ok()?;
    dir.ancestors().skip(1).find(|above| exists(&above.join("sourcebook.toml"))).map(Path::to_path_buf)
}

fn next(dir: &Path) -> Vec<String> {
    let here = dir.components().all(|part| part == Component::CurDir);
    let go = (!here).then(|| format!("cd {}", quoted(dir)));
    go.into_iter().chain(["sourcebook verify", "sourcebook serve"].map(str::to_owned)).collect()
}

/// A path as a shell takes it for one word.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let is_safe = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_');
    if path.chars().all(is_safe) { path } else { format!("'{}'", path.replace('\'', "'\\''")) }
}
