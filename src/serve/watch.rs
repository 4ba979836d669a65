use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::files::{Kind, look, real_path};

/// How long nothing may happen before a change counts as finished. Editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(10);
/// The same once a file has been closed by who wrote it: then only another file may follow.
const CLOSED: Duration = Duration::from_millis(2);
/// How long a stream of changes is waited for: a checkout of another branch, a copy of many files.
const LONGEST: Duration = Duration::from_millis(500);
/// How often files are looked at where the system does not say what changes.
const POLLED: Duration = Duration::from_millis(500);

/// What of a site's own folder is part of the site.
const PARTS: [&str; 5] = ["content", "templates", "static", "sourcebook.toml", "sourcebook.lock"];

/// Watches all that a site is made from. What changed is not asked for: the compiler finds it by the files' stamps.
pub(super) struct Watch {
    root: PathBuf,
    watcher: Option<Box<dyn Watcher + Send>>,
    changes: Sender<Change>,
    watched: BTreeMap<PathBuf, RecursiveMode>,
    /// Why files are looked at from time to time, until somebody has been told.
    polls_because: Option<String>,
    is_polling: bool,
}

/// A sign that something may have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// In a file.
    File,
    /// A file is written to its end.
    Closed,
    /// Folders may have come or gone, so they are to be watched anew.
    Folders,
}

/// What a wait came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waited {
    /// Something may have changed.
    Changed {
        /// As in [`Change::Folders`].
        folders: bool,
    },
    /// Nothing has.
    InVain,
    /// The server ends.
    Ended,
}

/// Where signs of change arrive.
pub(super) struct Changes(Receiver<Change>);

impl Watch {
    pub(super) fn new(root: &Path, polls: bool) -> (Self, Changes) {
        let (changes, received) = channel();
        let root = absolute(root);
        let watched = BTreeMap::new();
        let mut watch = Self { root, watcher: None, changes, watched, polls_because: None, is_polling: false };
        match RecommendedWatcher::new(watch.handler(), config()) {
            Ok(watcher) if !polls => watch.watcher = Some(Box::new(watcher)),
            Ok(_) => watch.poll("as requested"),
            Err(error) => watch.poll(&error.to_string()),
        }
        (watch, Changes(received))
    }

    /// Watches the folders of the site and those with archives, as they stand now. Whether it had to begin anew:
    /// what changed before that may not have been seen.
    pub(super) fn renew(&mut self, archives: &[PathBuf], folders_changed: bool) -> bool {
        let wanted = self.wanted(archives);
        if !folders_changed && wanted == self.watched {
            return false;
        }
        if let Err(error) = self.apply(&wanted)
            && !self.is_polling
        {
            self.poll(&error.to_string());
            // Of a folder that cannot even be looked at nothing is seen until it comes back.
            let _ = self.apply(&wanted);
        }
        self.watched = wanted;
        true
    }

    /// Why files are looked at from time to time, said once.
    pub(super) fn polls_because(&mut self) -> Option<String> {
        self.polls_because.take()
    }

    fn wanted(&self, archives: &[PathBuf]) -> BTreeMap<PathBuf, RecursiveMode> {
        // The folder itself is watched for files and folders that come and go.
        let mut wanted = BTreeMap::from([(self.root.clone(), RecursiveMode::NonRecursive)]);
        let parts = PARTS.iter().take(3).map(|part| self.root.join(part)).filter(|part| !is_link(part));
        for folder in parts.chain(archives.iter().map(|folder| real(folder))) {
            if folder.is_dir() {
                wanted.insert(folder, RecursiveMode::Recursive);
            } else if let Some(parent) = folder.parent().filter(|parent| parent.is_dir()) {
                wanted.entry(parent.to_path_buf()).or_insert(RecursiveMode::NonRecursive);
            }
        }
        wanted
    }

    fn apply(&mut self, wanted: &BTreeMap<PathBuf, RecursiveMode>) -> notify::Result<()> {
        let Some(watcher) = &mut self.watcher else { return Ok(()) };
        for path in self.watched.keys() {
            // One that is gone is no longer watched.
            let _ = watcher.unwatch(path);
        }
        for (path, mode) in wanted {
            match watcher.watch(path, *mode) {
                Err(error) if !matches!(error.kind, notify::ErrorKind::PathNotFound) => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    fn poll(&mut self, because: &str) {
        self.is_polling = true;
        self.polls_because = Some(because.to_owned());
        self.watched.clear();
        let watcher = PollWatcher::new(self.handler(), config().with_poll_interval(POLLED));
        self.watcher = watcher.ok().map(|watcher| Box::new(watcher) as Box<dyn Watcher + Send>);
    }

    fn handler(&self) -> impl Fn(notify::Result<Event>) + Send + 'static {
        let (root, changes) = (self.root.clone(), self.changes.clone());
        move |event| {
            // Where events were lost, anything may have changed.
            let change = event.map_or(Some(Change::Folders), |event| change(&root, &event));
            if let Some(change) = change {
                // Nobody listens any more when the server ends.
                let _ = changes.send(change);
            }
        }
    }
}

/// What an event says; nothing of one about reading, or about what lies beside the site's parts.
fn change(root: &Path, event: &Event) -> Option<Change> {
    if event.need_rescan() {
        return Some(Change::Folders);
    }
    let is_closed = event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write));
    let is_reading = matches!(event.kind, EventKind::Access(_)) && !is_closed;
    let is_part = |path: &PathBuf| match path.strip_prefix(root) {
        Ok(inside) => {
            let mut parts = inside.components();
            let first = parts.next().map(|part| part.as_os_str().to_owned());
            // Deeper down only what is watched is heard of.
            first.is_none_or(|first| parts.next().is_some() || PARTS.iter().any(|part| first == *part))
        }
        Err(_) => true,
    };
    if is_reading || !event.paths.iter().any(is_part) {
        return None;
    }
    // Below a watched folder the system watches what comes by itself.
    let is_below = |path: &PathBuf| path.parent().is_some_and(|parent| parent.starts_with(root.join(PARTS[0])));
    let comes_or_goes =
        matches!(event.kind, EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
    Some(match is_closed {
        true => Change::Closed,
        false if comes_or_goes && !event.paths.iter().all(is_below) => Change::Folders,
        false => Change::File,
    })
}

impl Changes {
    /// Waits for a change, and until it is finished. When it was first seen and whether folders are part of it; none
    /// when the server ends.
    pub(super) fn wait(&self) -> Option<(Instant, bool)> {
        let first = self.0.recv().ok()?;
        let begun = Instant::now();
        self.rest(first, begun).map(|folders| (begun, folders))
    }

    /// As [`Changes::wait`], for so long at most.
    pub(super) fn wait_at_most(&self, time: Duration) -> Waited {
        match self.0.recv_timeout(time) {
            Ok(first) => self.rest(first, Instant::now()).map_or(Waited::Ended, |folders| Waited::Changed { folders }),
            Err(RecvTimeoutError::Timeout) => Waited::InVain,
            Err(RecvTimeoutError::Disconnected) => Waited::Ended,
        }
    }

    fn rest(&self, first: Change, begun: Instant) -> Option<bool> {
        let (mut folders, mut last) = (first == Change::Folders, first);
        while begun.elapsed() < LONGEST {
            match self.0.recv_timeout(if last == Change::Closed { CLOSED } else { QUIET }) {
                Ok(change) => (folders, last) = (folders || change == Change::Folders, change),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        Some(folders)
    }
}

/// What a link inside a watched folder leads to is either not read or lies in that folder; in a stranger's site it may
/// be the whole disk.
fn config() -> Config {
    Config::default().with_follow_symlinks(false)
}

/// A folder that somebody names may be a link, and links are not watched.
fn real(folder: &Path) -> PathBuf {
    real_path(folder).unwrap_or_else(|_| absolute(folder))
}

fn is_link(path: &Path) -> bool {
    look(path).is_ok_and(|found| found.is_some_and(|standing| standing.kind == Kind::Link))
}

/// The path from the root of the disk, as events name it.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}
