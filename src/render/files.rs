use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, File as EmbeddedFile, include_dir};

use crate::diagnostic::closest;
use crate::files::{FileError, Readings, read_folder};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATICS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// The files of a theme, by path relative to `templates/` and `static/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThemeFiles {
    /// Templates.
    pub templates: BTreeMap<String, Arc<[u8]>>,
    /// Files that are copied as they are.
    pub statics: BTreeMap<String, Arc<[u8]>>,
}

/// The built-in theme.
#[must_use]
pub fn built_in() -> ThemeFiles {
    ThemeFiles { templates: embedded(&TEMPLATES), statics: embedded(&STATICS) }
}

fn embedded(root: &Dir<'_>) -> BTreeMap<String, Arc<[u8]>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            files.insert(path, file.contents().into());
        }
    }
    files
}

/// The text of the built-in template of that name.
pub(super) fn built_in_template(name: &str) -> Option<&'static [u8]> {
    TEMPLATES.get_file(name).map(EmbeddedFile::contents)
}

impl ThemeFiles {
    /// Whether no template differs from the built-in ones.
    pub(super) fn has_built_in_templates(&self) -> bool {
        self.templates == embedded(&TEMPLATES)
    }

    /// Templates of the site's own that nothing draws with: they stand in place of none that is built in, no other one
    /// names them, and they define no component. Each with the one whose place it was probably meant to take.
    #[must_use]
    pub fn unused_templates(&self) -> Vec<(&str, Option<&str>)> {
        let is_built_in = |name: &str| built_in_template(name).is_some();
        let is_named = |name: &str| {
            let quoted = [format!("\"{name}\""), format!("'{name}'")];
            self.templates.values().any(|text| {
                let text = String::from_utf8_lossy(text);
                quoted.iter().any(|quoted| text.contains(quoted))
            })
        };
        let unused = self.templates.iter().filter(|(name, text)| {
            !is_built_in(name) && !String::from_utf8_lossy(text).contains("{% component ") && !is_named(name)
        });
        let built_in = || self.templates.keys().map(String::as_str).filter(|name| is_built_in(name));
        unused.map(|(name, _)| (name.as_str(), closest(name, built_in()))).collect()
    }
}

/// The theme of a site: the built-in one, with the site's own files in place of those of the same name.
///
/// # Errors
/// If one of the site's files cannot be read.
pub fn load_theme(root: &Path, readings: &mut Readings) -> Result<ThemeFiles, FileError> {
    let mut files = built_in();
    files.templates.extend(read_folder(root, "templates", readings)?);
    files.statics.extend(read_folder(root, "static", readings)?);
    Ok(files)
}
