//! Files of the site's own theme that change nothing, or that let no page be drawn.

use std::path::Path;

use super::Finding;
use crate::files::{FileError, Readings, read_folder};
use crate::render::{Static, Theme, built_in, load_theme};

/// Templates that nothing asks for, and files that are the built-in ones.
pub(super) fn examine(root: &Path) -> Result<Vec<Finding>, FileError> {
    const ABOUT: &str = "theme";
    let built_in = built_in();
    // What cannot be taken is reported with the content.
    let templates = read_folder(root, "templates", &mut Readings::default())?.files;
    let theme = load_theme(root, &mut Readings::default())?;
    let statics: Vec<_> = theme.statics.iter().filter(|(_, file)| matches!(file, Static::Own(_))).collect();
    let mut found = Vec::new();
    for (name, bytes) in &templates {
        let texts = templates.iter().chain(&built_in.templates).filter(|(other, _)| *other != name);
        let is_named = || texts.map(|(_, text)| text).any(|text| holds(text, name));
        if built_in.templates.get(name) == Some(bytes) {
            found.push(same(&format!("templates/{name}")));
        } else if !built_in.templates.contains_key(name) && !holds(bytes, "{% component ") && !is_named() {
            found.push(Finding::mend(
                ABOUT,
                format!("`templates/{name}` is not a template of the theme, and no template includes it"),
                "rename it to the template that it should replace, or delete it",
            ));
        }
    }
    let is_built_in = |name: &str, file: &Static| {
        built_in.statics.get(name).is_some_and(|built_in| built_in.fingerprint() == file.fingerprint())
    };
    let copies = statics.iter().filter(|(name, file)| is_built_in(name, file));
    found.extend(copies.map(|(name, _)| same(&format!("static/{name}"))));
    if let Err(error) = Theme::new(&theme) {
        found.push(Finding::mend(ABOUT, error.to_string(), "mend it: no page can be drawn until then"));
    }
    if found.is_empty() && templates.len() + statics.len() > 0 {
        found.push(Finding::fine(ABOUT, format!("{} own files, all in use", templates.len() + statics.len())));
    }
    Ok(found)
}

fn same(path: &str) -> Finding {
    let message = format!("`{path}` is the same as the built-in one");
    Finding::note("theme", message, "delete it, so that a newer Sourcebook can replace it")
}

fn holds(text: &[u8], words: &str) -> bool {
    text.windows(words.len()).any(|window| window == words.as_bytes())
}
