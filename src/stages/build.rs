use std::path::{Path, PathBuf};

use super::{Compiled, Timings};
use crate::files::Fingerprint;
use crate::plan::{Audience, Page, pages, view};
use crate::publish::{Filled, OutputError, PublishError, Published, Slot, check_place, publish};
use crate::render::{RenderError, StaticFile, Theme};

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The theme cannot be read.
    #[error(transparent)]
    Theme(#[from] RenderError),
    /// A page cannot be drawn, or the output folder cannot be written.
    #[error(transparent)]
    Publish(#[from] PublishError<RenderError>),
}

/// The output folder of a site unless another is named.
#[must_use]
pub fn default_output(root: &Path) -> PathBuf {
    root.join("public")
}

/// One file of the edition.
enum Job<'a> {
    Page(Page, String),
    Static(&'a StaticFile),
}

impl Job<'_> {
    /// Relative to the output folder.
    fn path(&self) -> &str {
        match self {
            Self::Page(_, file) => file,
            Self::Static(file) => &file.path,
        }
    }
}

/// Takes a compiled site through `plan → render → publish`.
///
/// # Errors
/// If a template fails or the output folder cannot be written; the former edition then stands as it was.
pub fn build(
    root: &Path,
    output: &Path,
    compiled: &Compiled,
    audience: Audience,
    timings: &mut Timings,
) -> Result<Published, BuildError> {
    let theme = timings.time("theme", || Theme::new(&compiled.theme))?;
    let jobs: Vec<Job<'_>> = timings.time("plan", || {
        let pages = pages(&compiled.site).into_iter().map(|page| {
            let file = page.address.file();
            Job::Page(page, file)
        });
        pages.chain(theme.statics.iter().map(Job::Static)).collect()
    });
    let published = timings.time_steps("render and publish", jobs.len(), |progress| {
        let produce = |job: &Job<'_>, slot: Slot<'_>| {
            let filled = produce(compiled, &theme, audience, job, slot);
            progress.step();
            filled
        };
        publish(output, &protected(root), &jobs, Job::path, produce)
    });
    Ok(published?)
}

/// What an output folder may neither be nor hold nor lie in.
fn protected(root: &Path) -> [PathBuf; 5] {
    ["content", "templates", "static", "sourcebook.toml", "sourcebook.lock"].map(|part| root.join(part))
}

/// Whether an edition of the site could be put into an output folder. Changes nothing.
///
/// # Errors
/// What forbids it.
pub fn check_output(root: &Path, output: &Path) -> Result<(), OutputError> {
    check_place(output, &protected(root))
}

fn produce(
    compiled: &Compiled,
    theme: &Theme,
    audience: Audience,
    job: &Job<'_>,
    slot: Slot<'_>,
) -> Result<Filled, RenderError> {
    match job {
        Job::Static(file) => slot.fill(file.fingerprint, || Ok(&file.bytes)),
        Job::Page(page, _) => {
            let view = view(&compiled.site, &compiled.proofs, page, audience);
            let made_from: Fingerprint = theme.fingerprint(&view);
            slot.fill(made_from, || theme.render(&view))
        }
    }
}
