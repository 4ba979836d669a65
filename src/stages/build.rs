use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::timing::{ThreadTime, timed};
use super::{Compiled, Timings};
use crate::files::Fingerprint;
use crate::plan::{Audience, Basis, Cards, Page, pages, search_entries, view};
use crate::publish::{
    Bundle, BundleFile, BundleSlot, Filled, FilledBundle, OutputError, PublishError, Published, Slot, check_place,
    publish_with,
};
use crate::render::{RenderError, Static, StaticFile, Theme};
use crate::resolve::SEARCH_INDEX;
use crate::search::{self, SearchError};

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The theme cannot be read.
    #[error(transparent)]
    Theme(#[from] RenderError),
    /// A page cannot be drawn, or the output folder cannot be written.
    #[error(transparent)]
    Publish(#[from] PublishError<ProduceError>),
}

/// Why a file of the edition could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ProduceError {
    /// A page.
    #[error(transparent)]
    Page(#[from] RenderError),
    /// The search index.
    #[error(transparent)]
    Index(#[from] SearchError),
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
    fn page(page: Page) -> Self {
        let file = page.address.file();
        Self::Page(page, file)
    }

    /// Relative to the output folder.
    fn path(&self) -> &str {
        match self {
            Self::Page(_, file) => file,
            Self::Static(file) => &file.path,
        }
    }
}

/// Takes a compiled site through `plan → render → publish`. Where readers can search the site, the index is made
/// beside that, unless nothing that it holds has changed.
///
/// # Errors
/// If a template fails, the index cannot be made or the output folder cannot be written; the former edition then stands
/// as it was.
pub fn build(
    root: &Path,
    output: &Path,
    compiled: &Compiled,
    audience: Audience,
    timings: &mut Timings,
) -> Result<Published, BuildError> {
    let (planned, (theme, reading)) = timings.time("plan", || {
        rayon::join(
            || pages(&compiled.site, &compiled.proofs).into_par_iter().map(Job::page).collect::<Vec<_>>(),
            || timed(|| Theme::new(&compiled.theme)),
        )
    });
    timings.note("theme, in parallel", reading);
    let theme = theme?;
    let mut jobs = planned;
    jobs.extend(theme.statics_for(&compiled.site.config).map(Job::Static));
    let mut indexing = None;
    let bundle = compiled.site.config.search.then(|| {
        Bundle::new(SEARCH_INDEX, |slot| {
            let (filled, time) = timed(|| fill_index(compiled, slot));
            indexing = Some(time);
            Ok(filled?)
        })
    });
    let cards = Cards::new(&compiled.site);
    let (basis, effort) = (compiled.basis(&cards, &theme, audience), Effort::default());
    let published = timings.time_steps("render and publish", jobs.len(), |progress| {
        let produce = |job: &Job<'_>, slot: Slot<'_>| {
            let filled = effort.all.spend(|| produce(&basis, &theme, job, slot, &effort));
            progress.step();
            Ok(filled?)
        };
        publish_with(output, &protected(root), &jobs, Job::path, produce, bundle)
    });
    let is_static = |path: &str| theme.statics_for(&compiled.site.config).any(|file| file.path == path);
    let called = |path: String| if is_static(&path) { format!("static/{path}") } else { path };
    let published = published.map_err(|error| error.called(called))?;
    effort.note(timings);
    if let Some(indexing) = indexing {
        timings.note("search index, in parallel", indexing);
    }
    Ok(published)
}

/// What an output folder may neither be nor hold nor lie in.
pub(super) fn protected(root: &Path) -> [PathBuf; 5] {
    ["content", "templates", "static", "sourcebook.toml", "sourcebook.lock"].map(|part| root.join(part))
}

/// Whether an edition of the site could be put into an output folder. Changes nothing.
///
/// # Errors
/// What forbids it.
pub fn check_output(root: &Path, output: &Path) -> Result<(), OutputError> {
    check_place(output, &protected(root))
}

/// What the threads spent on the files of the edition.
#[derive(Debug, Default)]
struct Effort {
    views: ThreadTime,
    render: ThreadTime,
    all: ThreadTime,
}

impl Effort {
    /// What is neither views nor rendering is comparing and writing.
    fn note(&self, timings: &mut Timings) {
        let (views, render) = (self.views.total(), self.render.total());
        timings.note("views, over all threads", views);
        timings.note("render, over all threads", render);
        timings.note("write, over all threads", self.all.total().saturating_sub(views + render));
    }
}

fn produce(
    basis: &Basis<'_>,
    theme: &Theme,
    job: &Job<'_>,
    slot: Slot<'_>,
    effort: &Effort,
) -> Result<Filled, RenderError> {
    match job {
        Job::Static(file) => match &file.bytes {
            Static::BuiltIn(bytes) => slot.fill(file.fingerprint, || Ok(bytes)),
            Static::Own(stored) => Ok(slot.copy(stored)),
        },
        Job::Page(page, _) => {
            let (view, made_from): (_, Fingerprint) = effort.views.spend(|| {
                let view = view(basis, page)?;
                let made_from = theme.fingerprint(&view);
                Ok::<_, RenderError>((view, made_from))
            })?;
            slot.fill(made_from, || effort.render.spend(|| theme.render(&view)))
        }
    }
}

fn fill_index(compiled: &Compiled, slot: BundleSlot<'_>) -> Result<FilledBundle, SearchError> {
    let language = &compiled.site.config.language;
    let entries = search_entries(&compiled.site, &compiled.proofs);
    slot.fill(search::fingerprint(language, &entries), || {
        let files = search::index(language, entries)?;
        Ok(files.into_iter().map(|file| BundleFile { path: file.path, bytes: file.bytes }).collect())
    })
}
