use std::ffi::OsString;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::files::{self, Durability, FileError, Kind, shown};
use crate::schema;

/// The example site. A name that begins with `dot-` stands for a hidden one: hidden files have a meaning of their own
/// in the repository of this program.
static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/author/starter");

/// Where the files are written before they are put in place; what a killed run left of it is cleared away.
const STAGE: &str = ".sourcebook-init";

/// What may stand in the folder of a site to come: what a repository begins with.
const WELCOME: [&str; 9] =
    [".git", ".gitattributes", ".hg", ".jj", ".DS_Store", ".idea", "LICENSE", "LICENSE.md", STAGE];

/// A file of a new site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Relative to the site, with `/`.
    pub path: String,
    /// Its content.
    pub text: String,
}

/// Why no site was made.
#[derive(Debug, thiserror::Error)]
pub enum InitError {
    /// The system refuses.
    #[error(transparent)]
    File(#[from] FileError),
    /// The folder holds something already.
    #[error(
        "`{}` is not empty: it holds `{found}`; name a new folder, or an empty one (it may hold a `.git`)",
        shown(folder)
    )]
    NotEmpty {
        /// The folder.
        folder: PathBuf,
        /// One thing that is in it.
        found: String,
    },
    /// A file stands where the folder is to be.
    #[error("`{}` is not a folder; name a new one", shown(.0))]
    NotAFolder(PathBuf),
}

/// Every file of a new site, in order: the example's, which name their schemas, and the schemas.
#[must_use]
pub fn new_site() -> Vec<NewFile> {
    let mut new = Vec::new();
    let mut folders = vec![&STARTER];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        new.extend(folder.files().filter_map(|file| {
            let path = file.path().to_string_lossy().replace('\\', "/");
            let shown =
                |part: &str| part.strip_prefix("dot-").map_or_else(|| part.to_owned(), |name| format!(".{name}"));
            let path = path.split('/').map(shown).collect::<Vec<_>>().join("/");
            let text = file.contents_utf8()?.replace("@VERSION@", env!("CARGO_PKG_VERSION"));
            Some(NewFile { text: with_schema(&path, text), path })
        }));
    }
    let schema_file =
        |schema: schema::Schema| NewFile { path: format!("{}/{}", schema::FOLDER, schema.file), text: schema.text };
    new.extend(schema::all().into_iter().map(schema_file));
    new.sort_by(|one, other| one.path.cmp(&other.path));
    new
}

/// A file's first line names its schema, if editors have a use for that.
fn with_schema(path: &str, text: String) -> String {
    let name = match path {
        "sourcebook.toml" => "sourcebook",
        "content/events.yaml" => "events",
        _ if path.starts_with("content/sources/") => "source",
        _ => return text,
    };
    match schema::modeline(name) {
        Some(line) => format!("{line}\n{text}"),
        None => text,
    }
}

/// Makes a small, working site in a folder that is empty or not there yet. Nothing that stands there is changed.
///
/// A new folder comes into being whole. In one that is there, the files are made beside their places and then moved,
/// `sourcebook.toml` last: a folder without one holds no site.
///
/// # Errors
/// See [`InitError`]. Then the folder is as it was, or holds a hidden folder that the next run clears away.
pub fn init(folder: &Path, new: &[NewFile]) -> Result<(), InitError> {
    match files::look_through(folder)?.map(|standing| standing.kind) {
        // A link that leads nowhere is something that stands there.
        None if files::exists(folder) => return Err(InitError::NotAFolder(folder.to_path_buf())),
        None => return Ok(make(folder, new)?),
        Some(Kind::Folder) => {}
        Some(_) => return Err(InitError::NotAFolder(folder.to_path_buf())),
    }
    let mut names: Vec<String> =
        files::list(folder)?.into_iter().map(|(name, _)| name.to_string_lossy().into_owned()).collect();
    names.sort();
    if let Some(found) = names.into_iter().find(|name| !WELCOME.contains(&name.as_str())) {
        return Err(InitError::NotEmpty { folder: folder.to_path_buf(), found });
    }
    let stage = folder.join(STAGE);
    files::remove_tree(&stage)?;
    let placed = write(&stage, new).and_then(|()| put_in_place(&stage, folder));
    // What is left of the stage is ours, and a second error would hide the first.
    let _ = files::remove_tree(&stage);
    Ok(placed?)
}

/// A folder that is not there yet comes into being whole.
fn make(folder: &Path, new: &[NewFile]) -> Result<(), FileError> {
    let mut name = OsString::from(".");
    name.push(folder.file_name().unwrap_or_default());
    name.push(STAGE);
    let stage = folder.with_file_name(name);
    files::remove_tree(&stage)?;
    let placed = write(&stage, new).and_then(|()| files::rename(&stage, folder));
    let _ = files::remove_tree(&stage);
    placed
}

fn write(stage: &Path, new: &[NewFile]) -> Result<(), FileError> {
    for file in new {
        let path = stage.join(&file.path);
        files::create_folders(path.parent().unwrap_or(stage))?;
        files::write_new(&path, file.text.as_bytes(), Durability::Lazy)?;
    }
    Ok(())
}

fn put_in_place(stage: &Path, folder: &Path) -> Result<(), FileError> {
    let mut names: Vec<_> = files::list(stage)?.into_iter().map(|(name, _)| name).collect();
    names.sort_by_key(|name| (name == "sourcebook.toml", name.clone()));
    names.iter().try_for_each(|name| files::rename(&stage.join(name), &folder.join(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_site_has_its_hidden_files_and_the_programs_version() {
        let new = new_site();
        let file = |path: &str| new.iter().find(|file| file.path == path).map(|file| file.text.as_str());
        for path in [".gitignore", ".editorconfig", ".vscode/settings.json", "sourcebook.toml", "content/events.yaml"] {
            assert!(file(path).is_some(), "{path}");
        }
        for (path, line) in [
            (
                "content/sources/pilots-letter.yaml",
                "# yaml-language-server: $schema=../../.sourcebook/schemas/source.json",
            ),
            ("content/events.yaml", "# yaml-language-server: $schema=../.sourcebook/schemas/events.json"),
            ("sourcebook.toml", "#:schema ./.sourcebook/schemas/sourcebook.json"),
        ] {
            assert_eq!(file(path).and_then(|text| text.lines().next()), Some(line));
            assert!(file(line.rsplit_once("./").unwrap().1).is_some(), "{line}");
        }
        let workflow = file(".github/workflows/publish.yml").unwrap();
        assert!(workflow.contains(&format!("SOURCEBOOK: \"{}\"", env!("CARGO_PKG_VERSION"))), "{workflow}");
        assert!(new.iter().all(|file| !file.text.contains("@VERSION@") && !file.path.contains("dot-")));
    }

    #[test]
    fn every_action_of_the_workflow_is_pinned_by_its_hash() {
        let new = new_site();
        let workflow = new.iter().find(|file| file.path.ends_with("publish.yml")).unwrap();
        let used: Vec<&str> =
            workflow.text.lines().filter_map(|line| line.split_once("uses: ")).map(|it| it.1).collect();
        assert!(used.len() >= 4);
        for action in used {
            let (hash, version) = action.split_once('@').unwrap().1.split_once(" # v").unwrap();
            assert!(hash.len() == 40 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{action}");
            assert_eq!(version.split('.').count(), 3, "{action}");
        }
    }
}
