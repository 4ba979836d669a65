//! Puts an edition of the site into the output folder, in one step.
//!
//! In: the output folder, the path of every file of the edition, and a function that makes a file's bytes if they are
//! needed; perhaps a [`Bundle`] of files that get their names only when they are made. Out: the edition in its place,
//! with a [manifest](MANIFEST) of its files, and the count of what changed.
//!
//! Never here:
//! - an output folder that holds part of an edition. The edition grows in a folder beside it, in which unchanged files
//!   are second names of the existing ones, and one system call exchanges the two folders;
//! - a write, if nothing changed;
//! - the loss of a file that is not ours. Ours are the files in the folder's manifest. All others are carried from
//!   edition to edition; if one is in the way, nothing is published;
//! - a path out of the output folder, or a link that is followed: not from the caller, not from a manifest;
//! - the bytes of more files than there are threads, a bundle's apart.
//!
//! # What a build survives
//!
//! Whatever ends a build (an error, a panic, SIGKILL, a full disk), the output folder holds the former edition or the
//! new one, and the next build continues from what it finds. A loss of power is different. Of all files, only the
//! manifest is waited for until it is on the disk, since waiting for each would cost more than the rest of the build.
//! If power fails within moments of the exchange, single files of the new edition may be cut short. The manifest on the
//! disk gives their lengths, so the next build finds and repairs them.
//!
//! # What it costs
//!
//! Time is linear in files, and for unchanged files only names are touched. Where making and deleting folders is
//! costly, that still adds up. So the folders of the replaced edition are kept beside the output folder, and the next
//! edition is made in them. That copies no file.

mod bundle;
mod error;
mod foreign;
mod former;
mod manifest;
mod note;
mod paths;
mod place;
mod slot;
mod stage;
mod work;

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rayon::prelude::*;

pub use bundle::{Bundle, BundleFile, BundleSlot, FilledBundle};
pub use error::{OutputError, PublishError, SetAside};
pub use manifest::MANIFEST;
pub use note::{keep_note, note, stands};
pub use paths::PathError;
pub use slot::{Filled, Slot};

use crate::files::{self, Fingerprint};
use foreign::Carried;
use former::Former;
use manifest::{Entry, Manifest};
use paths::Named;
use place::Place;
use slot::Page;
use stage::Stage;
use work::WorkFolder;

/// What publishing did.
#[derive(Debug)]
pub struct Published {
    /// What the edition that stands now is known by.
    pub edition: Fingerprint,
    /// Files that were written: new ones, and those whose bytes changed.
    pub written: usize,
    /// Files that stayed what they were, down to their times.
    pub unchanged: usize,
    /// Files of the former edition that the new one no longer has.
    pub removed: usize,
    /// Former editions that could not be cleared away. Warnings: the new edition is whole, and nothing was lost.
    pub set_aside: Vec<SetAside>,
}

/// Whether anything forbids to publish into an output folder. Changes nothing.
///
/// # Errors
/// What forbids it.
pub fn check_place(output: &Path, protected: &[PathBuf]) -> Result<(), OutputError> {
    Place::check(output, protected).map(drop)
}

/// Publishes an edition of which each job makes one file. See [`publish_with`].
///
/// # Errors
/// As there.
pub fn publish<J: Sync, E: Send>(
    output: &Path,
    protected: &[PathBuf],
    jobs: &[J],
    path: impl Fn(&J) -> &str,
    produce: impl Fn(&J, Slot<'_>) -> Result<Filled, E> + Sync,
) -> Result<Published, PublishError<E>> {
    publish_with(output, protected, jobs, path, produce, None)
}

/// Publishes an edition of which each job makes one file, and a bundle those of a folder of its own.
///
/// `path` gives a job's file relative to the output folder, with `/` (`actors/kim-jong-un/index.html`). `produce` fills
/// the [`Slot`] that it is given; it is called once for each job, in parallel, and not at all where the paths or the
/// folder forbid publishing. No folder of `protected` may be the output folder, lie in it or hold it; one that is
/// missing may.
///
/// # Errors
/// The first error of `produce` in the order of paths, else that of the bundle, or what forbids publishing. In each
/// case, and if one of them panics, the output folder is as it was.
pub fn publish_with<J: Sync, E: Send>(
    output: &Path,
    protected: &[PathBuf],
    jobs: &[J],
    path: impl Fn(&J) -> &str,
    produce: impl Fn(&J, Slot<'_>) -> Result<Filled, E> + Sync,
    bundle: Option<Bundle<'_, E>>,
) -> Result<Published, PublishError<E>> {
    let folder = bundle.as_ref().map(Bundle::folder);
    let mut names = paths::in_order(jobs.iter().map(path).chain(folder)).map_err(OutputError::from)?;
    // The bundle's folder has been compared with every path; no job makes it.
    names.retain(|name| name.job < jobs.len());
    let place = Place::check(output, protected)?;
    let work = WorkFolder::open(&place)?;
    let (former, set_aside) = work.recover(&place.output)?;
    let stage = Stage::new(work.stage(), &names);
    let make = |name: &Named<'_>| -> Result<Page, PublishError<E>> {
        let former = former.as_ref().map_or(Ok(None), |former| former.whole(name.path)).map_err(OutputError::from)?;
        let slot = Slot { path: name.path, former, stage: &stage, begins_folder: name.begins_folder };
        let filled = produce(&jobs[name.job], slot);
        let filled = filled.map_err(|error| PublishError::Page { path: name.path.to_owned(), error })?;
        Ok(filled.0.map_err(OutputError::from)?)
    };
    let fill = |bundle: Bundle<'_, E>| -> Result<Vec<(String, Page)>, PublishError<E>> {
        let folder = bundle.folder();
        let filled = bundle.fill(BundleSlot { folder, former: former.as_ref(), stage: &stage });
        let filled = filled.map_err(|error| PublishError::Page { path: folder.to_owned(), error })?;
        Ok(filled.0?)
    };
    let (pages, bundled) = thread::scope(|scope| {
        let begin = |bundle| thread::Builder::new().spawn_scoped(scope, || fill(bundle)).map_err(OutputError::Thread);
        let bundled = bundle.map(begin).transpose()?;
        let pages = all_or_first_error(&names, make);
        let bundled = bundled.map(|thread| thread.join().unwrap_or_else(|panicked| resume_unwind(panicked)));
        Ok::<_, PublishError<E>>((pages?, bundled.transpose()?.unwrap_or_default()))
    })?;
    let pages = pages.into_iter().map(|(name, page)| (name.path, page));
    let mut pages: Vec<_> = pages.chain(bundled.iter().map(|(path, page)| (path.as_str(), *page))).collect();
    pages.sort_unstable_by_key(|(path, _)| *path);
    let mut published = finish(&place.output, &work, stage, former.as_ref(), &pages)?;
    published.set_aside.splice(0..0, set_aside);
    Ok(published)
}

/// Maps in parallel. Of several errors the first in order is returned, as if there were one thread; what comes after an
/// error is not begun.
fn all_or_first_error<'a, T: Sync, U: Send, E: Send>(
    items: &'a [T],
    map: impl Fn(&'a T) -> Result<U, E> + Sync,
) -> Result<Vec<(&'a T, U)>, E> {
    let failed = AtomicUsize::new(usize::MAX);
    let results: Vec<_> = items
        .par_iter()
        .enumerate()
        .filter_map(|(at, item)| {
            if at > failed.load(Ordering::Relaxed) {
                return None;
            }
            let result = map(item);
            if result.is_err() {
                failed.fetch_min(at, Ordering::Relaxed);
            }
            Some(result.map(|made| (item, made)))
        })
        .collect();
    results.into_iter().collect()
}

/// Completes the edition of which the changed files are staged, and puts it in place; or finds that nothing changed.
fn finish(
    output: &Path,
    work: &WorkFolder,
    stage: Stage<'_>,
    former: Option<&Former>,
    pages: &[(&str, Page)],
) -> Result<Published, OutputError> {
    let manifest = Manifest::new(pages.iter().map(|(path, page)| entry(path, page)).collect());
    let text = manifest.write();
    let edition = Fingerprint::of(text.as_bytes());
    let mut published = count(former, &manifest, edition, pages);
    if let Some(former) = former.filter(|_| published.written == 0 && published.removed == 0) {
        if former.edition != edition {
            work.replace_manifest(output, &text)?;
        }
        return Ok(published);
    }
    stage.begin()?;
    pages.par_iter().try_for_each(|(path, page)| match page.kept {
        Some(identity) => stage.keep(path, output, identity),
        None => Ok(()),
    })?;
    let carried = match former {
        Some(former) => foreign::carry(&foreign::find(output, &former.manifest)?, output, stage.folder())?,
        None => Carried::new(),
    };
    stage.complete(&text)?;
    let replaced = work.put_in_place(output, former.is_some(), files::exchange)?;
    published.set_aside.extend(stage.release());
    if let Some(former) = former {
        published.set_aside.extend(work.retire(&replaced, output, Some(&former.manifest), &carried));
    }
    Ok(published)
}

fn entry(path: &str, page: &Page) -> Entry {
    Entry { made_from: page.made_from, content: page.content, length: page.length, path: path.to_owned() }
}

fn count(former: Option<&Former>, manifest: &Manifest, edition: Fingerprint, pages: &[(&str, Page)]) -> Published {
    let unchanged = pages.iter().filter(|(_, page)| page.kept.is_some()).count();
    let former = former.map_or(&[][..], |former| former.manifest.entries());
    let removed = former.iter().filter(|entry| manifest.find(&entry.path).is_none()).count();
    Published { edition, written: pages.len() - unchanged, unchanged, removed, set_aside: Vec::new() }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn the_first_error_in_order_wins_though_another_came_before() {
        let threads = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
        let items: Vec<usize> = (0..64).collect();
        let later_failed = AtomicBool::new(false);
        let result = threads.install(|| {
            all_or_first_error(&items, |&item| match item {
                0 => {
                    let begun = Instant::now();
                    while !later_failed.load(Ordering::SeqCst) && begun.elapsed() < Duration::from_secs(5) {
                        std::thread::yield_now();
                    }
                    Ok(())
                }
                3 => Err(item),
                40 => {
                    later_failed.store(true, Ordering::SeqCst);
                    Err(item)
                }
                _ => Ok(()),
            })
        });
        assert!(later_failed.into_inner());
        assert_eq!(result.unwrap_err(), 3);
    }
}
