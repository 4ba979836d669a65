use std::net::SocketAddr;
use std::time::Duration;

use crate::stages::Compiled;

/// What whoever runs the server may want to know.
#[derive(Debug)]
pub enum Notice<'a> {
    /// The server can be asked at this address.
    Listening(SocketAddr),
    /// The site has been compiled.
    Compiled(&'a Compiled),
    /// There is a first edition, after this time.
    Built(Duration),
    /// There is a new edition, and everyone has been told.
    Rebuilt {
        /// From the first sign of a change.
        took: Duration,
        /// How many of the pages that are being read have changed.
        changed: usize,
    },
    /// The search index has been made, behind an edition.
    Indexed(Duration),
    /// The site has errors; the last good edition stands.
    Kept,
    /// The site has errors, and there is no edition yet.
    Waiting,
    /// Something that is no fault of the content: a file that cannot be read, a template that cannot be drawn.
    Failed(&'a str),
    /// The system does not say what changes, so files are looked at from time to time.
    Polling(&'a str),
}
