//! A template of the built-in theme, for its author to change.

use std::path::Path;

use crate::diagnostic::{closest, did_you_mean};
use crate::files::{self, Durability, FileError};
use crate::render::built_in;

/// Why no template was written.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// The system refuses to write the file, or it is there.
    #[error(transparent)]
    File(#[from] FileError),
    /// There is one already, which stays.
    #[error("`{0}` already exists")]
    Exists(String),
    /// There is no such template.
    #[error("the theme has no template `{name}`{hint}\nits templates are: {listed}")]
    Unknown {
        /// What was asked for.
        name: String,
        /// What was probably meant.
        hint: String,
        /// The names of all.
        listed: String,
    },
}

/// The names of the built-in templates, relative to `templates/`.
#[must_use]
pub fn template_names() -> Vec<String> {
    built_in().templates.into_keys().collect()
}

/// Writes the built-in template of that name into the site, where it takes the place of itself until it is changed.
/// Gives its path relative to the site.
///
/// # Errors
/// See [`TemplateError`]. A file that stands is never written over.
pub fn copy_template(root: &Path, name: &str) -> Result<String, TemplateError> {
    let name = name.strip_prefix("templates/").unwrap_or(name);
    let theme = built_in();
    let Some(text) = theme.templates.get(name) else {
        let names: Vec<&str> = theme.templates.keys().map(String::as_str).collect();
        let hint = did_you_mean(closest(name, names.iter().copied()));
        return Err(TemplateError::Unknown { name: name.to_owned(), hint, listed: names.join(", ") });
    };
    let path = format!("templates/{name}");
    let file = files::place_below(root, &path)?;
    if files::exists(&file) {
        return Err(TemplateError::Exists(path));
    }
    files::create_folders(file.parent().unwrap_or(root))?;
    files::write_new(&file, text, Durability::Synced)?;
    Ok(path)
}
