//! What is missing or odd about a site and the place where it is worked on, apart from its content.
//!
//! In: a site. Out: [`Finding`]s, each with the way out. Never here: a change to anything; a second opinion on content
//! (only the number of its errors is reported); running another program, git included.

mod archives;
mod ignored;
mod theme;

use std::path::Path;

use jiff::civil::Date;
use serde::Serialize;

use crate::diagnostic::Severity;
use crate::evidence::LOCK_FILE;
use crate::files::{FileError, exists, shown};
use crate::stages::{CompileOptions, Compiled, check_output, compile};

/// How a site stands in one respect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// As it should be.
    Fine,
    /// Worth knowing; may be meant.
    Note,
    /// To be mended.
    Mend,
}

/// What was found in one respect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Finding {
    /// How it stands.
    pub state: State,
    /// What it is about, in a word or two.
    pub about: &'static str,
    /// One sentence without a full stop.
    pub message: String,
    /// What to do about it, unless it is fine.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub way_out: Option<String>,
}

impl Finding {
    fn fine(about: &'static str, message: impl Into<String>) -> Self {
        Self { state: State::Fine, about, message: message.into(), way_out: None }
    }

    fn note(about: &'static str, message: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self { state: State::Note, about, message: message.into(), way_out: Some(way_out.into()) }
    }

    fn mend(about: &'static str, message: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self { state: State::Mend, ..Self::note(about, message, way_out) }
    }
}

/// Looks at a site in every respect, in the order in which an author would mend things.
///
/// # Errors
/// If the system refuses to read the site, its theme or an archive that is there.
pub fn examine(root: &Path, output: &Path, options: &CompileOptions, today: Date) -> Result<Vec<Finding>, FileError> {
    let compiled = compile(root, options)?;
    let mut found = vec![content(&compiled), base_address(&compiled)];
    found.extend(archives::folders(root, &compiled));
    found.extend(archives::at_hand(&compiled)?);
    found.push(lock(root, &compiled));
    found.extend(archives::excerpts(&compiled, today));
    found.extend(ignored::examine(root, output, &compiled.site.config)?);
    found.push(output_folder(root, output));
    found.extend(theme::examine(root)?);
    Ok(found)
}

fn content(compiled: &Compiled) -> Finding {
    const ABOUT: &str = "content";
    let (errors, warnings) = (compiled.report.count(Severity::Error), compiled.report.count(Severity::Warning));
    let counted = format!("errors: {errors}, warnings: {warnings}");
    match (errors, warnings) {
        (0, 0) => Finding::fine(ABOUT, "no errors, no warnings"),
        (0, _) => Finding::note(ABOUT, counted, "`sourcebook check` shows them"),
        _ => Finding::mend(ABOUT, counted, "`sourcebook check` shows them; nothing is published until they are mended"),
    }
}

fn base_address(compiled: &Compiled) -> Finding {
    const ABOUT: &str = "base address";
    const WAY_OUT: &str = "set `base-url` in `sourcebook.toml`, or build with `--base-url URL`";
    match &compiled.site.config.base_url {
        None => Finding::note(ABOUT, "not set: the site gets no feed, no sitemap, no canonical addresses", WAY_OUT),
        Some(url) if url.contains("//example.") => Finding::note(ABOUT, format!("`{url}` is a placeholder"), WAY_OUT),
        Some(url) => Finding::fine(ABOUT, url),
    }
}

fn lock(root: &Path, compiled: &Compiled) -> Finding {
    const ABOUT: &str = "lock";
    let changes = compiled.verified.changes.len();
    if !exists(&root.join(LOCK_FILE)) && changes > 0 {
        return Finding::mend(
            ABOUT,
            format!("there is no `{LOCK_FILE}`: where the archives are not at hand, no quotation counts as proved"),
            "run `sourcebook verify` and commit the file",
        );
    }
    if changes > 0 {
        return Finding::mend(
            ABOUT,
            format!("`{LOCK_FILE}` is out of date; changes that are due: {changes}"),
            "run `sourcebook verify` and commit the file",
        );
    }
    if !exists(&root.join(LOCK_FILE)) {
        return Finding::note(
            ABOUT,
            format!("there is no `{LOCK_FILE}`, and there are no proofs to record in it"),
            "run `sourcebook verify` where the archives are at hand, and commit the file",
        );
    }
    Finding::fine(ABOUT, format!("`{LOCK_FILE}` is up to date (version 1)"))
}

fn output_folder(root: &Path, output: &Path) -> Finding {
    const ABOUT: &str = "output folder";
    match check_output(root, output) {
        Ok(()) if exists(output) => Finding::fine(ABOUT, format!("`{}` holds an edition", shown(output))),
        Ok(()) => Finding::fine(ABOUT, format!("`{}` can be created", shown(output))),
        Err(error) => {
            // The messages of publishing name the way out after a semicolon.
            let text = error.to_string();
            let (message, way_out) =
                text.split_once("; ").unwrap_or((&text, "name another folder with `--output DIR`"));
            Finding::mend(ABOUT, message, way_out)
        }
    }
}

#[cfg(test)]
mod tests;
