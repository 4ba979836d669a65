//! The search index of what is served.
//!
//! It is made when somebody asks for one of its files, or else when the author rests, and made again only when the
//! edition holds other entries. Who asks while it is made waits for it, so what is found is never older than the pages.
//! Either way it is made by threads of its own, behind the next edition.

use std::collections::HashMap;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::desk::Desk;
use super::edition::Edition;
use super::notice::Notice;
use crate::files::Fingerprint;
use crate::search::{self, SearchError};

/// How long nothing may have changed before the index is made unasked; and no less than the last one took, so that at
/// most half the time of an author's machine goes into indexes.
const REST: Duration = Duration::from_secs(1);

/// Where indexes are made, and the last one is kept.
#[derive(Debug)]
pub(super) struct Index {
    threads: ThreadPool,
    made: Mutex<Option<Made>>,
}

type Files = Arc<HashMap<String, Arc<[u8]>>>;

#[derive(Debug)]
struct Made {
    edition: Weak<Edition>,
    from: Fingerprint,
    files: Files,
}

impl Index {
    /// None is made yet.
    ///
    /// # Errors
    /// If the system gives no threads.
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self { threads: background()?, made: Mutex::default() })
    }

    /// A file of an edition's index, by its path below the index's folder.
    pub(super) fn file(&self, edition: &Arc<Edition>, path: &str) -> Result<Option<Arc<[u8]>>, SearchError> {
        self.of(edition).map(|(files, _)| files.get(path).cloned())
    }

    /// Makes the index whenever the author rests, until the server ends.
    pub(super) fn keep(&self, desk: &Desk, published: &Receiver<()>, notify: impl Fn(&Notice<'_>)) {
        let mut rest = REST;
        while published.recv().is_ok() {
            loop {
                match published.recv_timeout(rest) {
                    Ok(()) => {}
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            let Some(edition) = desk.state().edition.filter(|edition| edition.has_search()) else { continue };
            match self.of(&edition) {
                Ok((_, Some(took))) => {
                    rest = took.max(REST);
                    notify(&Notice::Indexed(took));
                }
                Ok((_, None)) => {}
                Err(error) => notify(&Notice::Failed(&error.to_string())),
            }
        }
    }

    /// The files of an edition's index, and how long they took if they were made now.
    fn of(&self, edition: &Arc<Edition>) -> Result<(Files, Option<Duration>), SearchError> {
        // What a panic of another thread left is whole: the only change is one assignment.
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = made.as_ref().filter(|made| made.edition.ptr_eq(&Arc::downgrade(edition))) {
            return Ok((Arc::clone(&made.files), None));
        }
        let begun = Instant::now();
        let (language, entries) = edition.search_entries();
        let from = search::fingerprint(language, &entries);
        let edition = Arc::downgrade(edition);
        if let Some(made) = made.as_mut().filter(|made| made.from == from) {
            made.edition = edition;
            return Ok((Arc::clone(&made.files), None));
        }
        let files = self.threads.install(|| search::index(language, entries))?;
        let files: Files = Arc::new(files.into_iter().map(|file| (file.path, file.bytes.into())).collect());
        *made = Some(Made { edition, from, files: Arc::clone(&files) });
        Ok((files, Some(begun.elapsed())))
    }
}

/// Threads that stand back wherever others want the processor.
fn background() -> io::Result<ThreadPool> {
    let threads =
        ThreadPoolBuilder::new().num_threads(rayon::current_num_threads()).thread_name(|_| "index".to_owned());
    // Elsewhere than on Linux a priority is a whole process's. A system that refuses has a server that is slower.
    #[cfg(target_os = "linux")]
    let threads = threads.start_handler(|_| {
        let _ = rustix::process::setpriority_process(None, 19);
    });
    threads.build().map_err(io::Error::other)
}
