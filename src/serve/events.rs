use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::response::sse::Event;
use futures_core::Stream;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::problems::Problems;
use super::version::Version;

/// What a page in a browser is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum News {
    /// It is as it was, and nothing is wrong any more.
    Well,
    /// It has changed: load it again.
    Reload,
    /// Only its stylesheets have; this is its version from now on.
    Styles(Version),
    /// Nothing stands at its address any more.
    Gone,
    /// The site has errors.
    Problems(Problems),
}

/// Browsers pass over a message without data.
const NOTHING_MORE: &str = "-";

impl News {
    fn event(&self) -> Event {
        match self {
            Self::Well => Event::default().event("well").data(NOTHING_MORE),
            Self::Reload => Event::default().event("reload").data(NOTHING_MORE),
            Self::Styles(version) => Event::default().event("styles").data(version.to_string()),
            Self::Gone => Event::default().event("gone").data(NOTHING_MORE),
            // A list of strings always serialises.
            Self::Problems(problems) => {
                Event::default().event("problems").data(serde_json::to_string(problems).unwrap_or_default())
            }
        }
    }
}

/// The receiving end of one page's news, as a stream of server-sent events.
pub(super) struct Events(UnboundedReceiver<News>);

/// A channel for the news of one page. The page learns the state of things, not a history, so little ever waits in it.
pub(super) fn channel() -> (UnboundedSender<News>, Events) {
    let (sender, receiver) = unbounded_channel();
    (sender, Events(receiver))
}

impl Stream for Events {
    type Item = Result<Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|news| news.map(|news| Ok(news.event())))
    }
}
