//! The command line: what goes where, in which words, and with which exit status.
#![cfg(test)]
#![allow(clippy::needless_raw_string_hashes, reason = "the snapshots are written by the tool")]

mod common;
mod author;
mod build;
mod check;
mod doctor;
mod explain;
mod help;
mod hostile;
mod terminal;
mod verify;
#[path = "../support/mod.rs"]
mod support;
