//! What the machine can do to a run, and content to the machine: whatever happens, the output folder holds one complete
//! edition, the next build goes on, and time and memory stay in proportion to what is read.
//!
//! `SOURCEBOOK_LONG=1 cargo test --release --test faults --test publish` tries each of these many times more often, and with
//! content of the sizes at which a fault hurts; without it the tests take less than a minute.
#![cfg(test)]
#![cfg(unix)]
#![allow(clippy::print_stderr, reason = "`--nocapture` shows what was measured")]

mod bombs;
mod bounds;
mod common;
mod disk;
mod documents;
mod exports;
mod kills;
mod matching;
mod outside;
mod races;
mod rights;
mod signals;
#[path = "../support/mod.rs"]
mod support;
mod threads;
