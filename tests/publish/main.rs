//! What publishing promises, tried on real folders: one complete edition at any time, no needless write, nothing lost.

#![cfg(test)]

mod bundle;
mod editions;
mod faults;
mod foreign;
mod kills;
mod law;
mod refusals;
#[path = "../support/mod.rs"]
mod shared;
mod support;
