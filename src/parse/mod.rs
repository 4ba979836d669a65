//! The stage `parse`: from texts to records.
//!
//! In: the [`Inputs`] that `load` read. Out: [`Records`], with Markdown parsed and every error collected. Never here:
//! a look at another record than the one at hand.

mod inputs;
mod place;
mod problems;
mod records;

pub use inputs::{Inputs, Loaded, load};
pub use place::{ContentKind, place};
pub use problems::problem_diagnostic;
pub use records::{Parsing, Records, WithText, parse};
