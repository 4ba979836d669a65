//! The server, driven as its users drive it: the program in a folder, requests and messages over loopback.
#![cfg(test)]

#[path = "../support/mod.rs"]
mod support;

mod client;
mod editing;
mod law;
mod pages;
mod refusals;
