//! What holds of every site, whatever is in it and wherever it is built: tried with sites and edits made up at random,
//! and with what fuzzers have found worth keeping.
//!
//! A few cases of each by default; `PROPTEST_CASES` asks for more, `PROPTEST_RNG_SEED` for the same again.
#![cfg(test)]

mod corpus;
mod edits;
mod incremental;
mod order;
mod surroundings;
#[allow(unreachable_pub, reason = "for its own crate these are public")]
#[path = "../../fuzz/src/lib.rs"]
mod fuzz;
#[path = "../support/mod.rs"]
mod support;

use proptest::test_runner::Config;

/// So many cases, unless more are asked for: each runs the whole program several times.
fn cases(few: u32) -> Config {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok()).unwrap_or(few);
    Config { cases, failure_persistence: None, max_shrink_iters: 64, ..Config::default() }
}
