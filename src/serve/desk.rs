use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use tokio::sync::mpsc::UnboundedSender;

use super::edition::{Edition, Found};
use super::events::{Events, News, channel};
use super::problems::Problems;
use super::version::Version;
use crate::plan::PageKind;

/// How things stand: the last good edition, and what keeps the next one from taking its place.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    pub(super) edition: Option<Arc<Edition>>,
    pub(super) problems: Option<Problems>,
}

/// Where editions are laid out and readers are told of new ones.
#[derive(Debug, Default)]
pub(super) struct Desk {
    inner: Mutex<Inner>,
    /// Rung when there is something to show.
    opened: Condvar,
}

#[derive(Debug, Default)]
struct Inner {
    state: State,
    readers: Vec<Reader>,
}

/// A page that is open in a browser.
#[derive(Debug)]
struct Reader {
    address: String,
    /// Of the page as the browser has it; none of one that only shows problems.
    version: Option<Version>,
    last: Option<News>,
    news: UnboundedSender<News>,
}

/// What came of telling everyone.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// How many open pages have changed.
    pub(super) changed: usize,
    /// A template that could not draw one of them.
    pub(super) failure: Option<String>,
}

impl Desk {
    pub(super) fn state(&self) -> State {
        self.inner().state.clone()
    }

    /// How things stand once the site has been compiled for the first time, which is waited for.
    pub(super) fn first_state(&self) -> State {
        let is_closed = |inner: &mut Inner| inner.state.edition.is_none() && inner.state.problems.is_none();
        let inner = self.opened.wait_while(self.inner(), is_closed).unwrap_or_else(PoisonError::into_inner);
        inner.state.clone()
    }

    /// Whether a page is open at whose address the edition would have nothing any more.
    pub(super) fn would_lose(&self, edition: &Edition) -> bool {
        let inner = self.inner();
        let Some(current) = &inner.state.edition else { return false };
        let is_lost = |reader: &Reader| is_gone(edition, &reader.address) && !is_gone(current, &reader.address);
        inner.readers.iter().any(|reader| !reader.news.is_closed() && is_lost(reader))
    }

    /// Lays out a new state and tells every reader what it means for them.
    pub(super) fn publish(&self, state: State) -> Told {
        let mut inner = self.inner();
        let Inner { state: current, readers } = &mut *inner;
        *current = state;
        self.opened.notify_all();
        readers.retain(|reader| !reader.news.is_closed());
        let mut told = Told::default();
        for reader in readers {
            match reader.tell(current) {
                Ok(News::Reload | News::Styles(_) | News::Gone) => told.changed += 1,
                Ok(News::Well | News::Problems(_)) => {}
                Err(failure) => told.failure = Some(failure),
            }
        }
        told
    }

    /// Takes in a reader, who is told at once if something changed since the page was drawn.
    pub(super) fn enter(&self, address: String, version: Option<Version>) -> Events {
        let (news, events) = channel();
        let mut inner = self.inner();
        let mut reader = Reader { address, version, last: None, news };
        // That a template fails was said when the edition was laid out, and the page shows it.
        let _ = reader.tell(&inner.state);
        inner.readers.push(reader);
        events
    }

    /// What a panic of another thread left is whole: every change is one assignment or one push.
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reader {
    /// Says what is new, unless it was said last. Fails if the page should be loaded again and cannot be drawn, which
    /// the reader is told in place of that.
    fn tell(&mut self, state: &State) -> Result<News, String> {
        let (news, failure) = match self.news(state) {
            Ok(news) => (news, None),
            Err(failure) => (News::Problems(Problems::of_failure(&failure)), Some(failure)),
        };
        if let News::Styles(version) = news {
            self.version = Some(version);
        }
        if self.last.as_ref() != Some(&news) || matches!(news, News::Reload | News::Styles(_)) {
            // A browser that has gone is taken off the list at the next change.
            let _ = self.news.send(news.clone());
        }
        self.last = Some(news.clone());
        failure.map_or(Ok(news), Err)
    }

    fn news(&self, state: &State) -> Result<News, String> {
        if let Some(problems) = &state.problems {
            return Ok(News::Problems(problems.clone()));
        }
        let Some(edition) = &state.edition else { return Ok(News::Well) };
        let Found::Page(page) = edition.find(&self.address) else { return Ok(News::Reload) };
        let Some(had) = self.version else { return Ok(News::Reload) };
        let has = edition.version(&page);
        if had == has {
            return Ok(News::Well);
        }
        if page.kind == PageKind::NotFound {
            return Ok(if had.page == has.page { News::Reload } else { News::Gone });
        }
        if had.page == has.page && had.files == has.files {
            return Ok(News::Styles(has));
        }
        edition.draw(&page).map_err(|error| error.to_string())?;
        Ok(News::Reload)
    }
}

fn is_gone(edition: &Edition, address: &str) -> bool {
    matches!(edition.find(address), Found::Page(page) if page.kind == PageKind::NotFound)
}
