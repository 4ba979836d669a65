//! A site while it is being written: its pages over loopback, each refreshed when what it shows has changed.
//!
//! In: a folder, and how to compile it. Out: pages and messages over HTTP, and [`Notice`]s for whoever runs it.
//!
//! 1. `watch` waits until something that the site is made from may have changed;
//! 2. `rebuild` compiles it again, with a [`Compiler`](crate::stages::Compiler) that remembers, into an `edition`;
//! 3. `desk` holds the edition and everyone who reads a page of it, and tells each whether theirs has changed: the
//!    fingerprints of a page's view and of the theme's files make its `version`;
//! 4. `http` draws a page when it is asked for.
//!
//! The search `index` is renewed after that, once the author rests or a reader searches.
//!
//! Never here: a file written; a file served that the edition does not name; an answer to another host's name or
//! another machine; an edition that replaces the last good one while the site has errors.

mod address;
mod desk;
mod edition;
mod error;
mod events;
mod host;
mod http;
mod index;
mod listen;
mod notice;
mod page;
mod problems;
mod rebuild;
mod version;
mod watch;

pub use error::ServeError;
pub use listen::{Port, serve};
pub use notice::Notice;
