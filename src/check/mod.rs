//! The stage `check`: the rules of evidence.
//!
//! In: a resolved site and its proofs. Out: diagnostics. One subject a file. Never here: a change to the site, or a rule
//! that an earlier stage needs in order to make sense of its input.

mod addresses;
mod excerpts;
mod likelihood;
mod stances;
mod texts;

pub use addresses::Statics;
pub use excerpts::check_excerpt;

use crate::diagnostic::Diagnostic;
use crate::resolve::Site;

/// Holds a site to all rules. `statics` are the files that are copied as they are.
pub fn check(site: &Site, statics: &Statics, sink: &mut Vec<Diagnostic>) {
    excerpts::check(site, sink);
    texts::check(site, sink);
    likelihood::check(site, sink);
    stances::check(site, sink);
    addresses::check(site, statics, sink);
}
