//! What holds of every site, whatever is in it and wherever it is built: tried with sites and edits made up at random,
//! and with what fuzzers have found worth keeping.
//!
//! A few cases of each by default, many with `SOURCEBOOK_LONG=1`; `PROPTEST_CASES` asks for as many, `PROPTEST_RNG_SEED` for the same again.
#![cfg(test)]

mod corpus;
mod disk;
mod edits;
mod incremental;
mod names;
mod order;
mod site;
mod surroundings;
#[allow(unreachable_pub, reason = "for its own crate these are public")]
#[path = "../../fuzz/src/lib.rs"]
mod fuzz;
#[path = "../support/mod.rs"]
mod support;

use proptest::test_runner::Config;

/// So many cases, unless more are asked for: each runs the whole program several times. Fifty times as many in the long
/// form.
fn cases(few: u32) -> Config {
    let usual = if std::env::var_os("SOURCEBOOK_LONG").is_some() { few * 50 } else { few };
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok()).unwrap_or(usual);
    Config { cases, failure_persistence: None, max_shrink_iters: 64, ..Config::default() }
}
