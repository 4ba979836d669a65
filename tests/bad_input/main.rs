//! What a site can hold that is no good: each ends soon, in an error that names the file, and leaves the former output
//! as it was, byte for byte.
#![cfg(test)]
#![cfg(unix)]

mod common;
mod folder;
mod form;
mod kept;
mod links;
mod lock;
mod names;
mod output;
mod text;
mod theme;
mod yaml;
#[path = "../support/mod.rs"]
mod support;
