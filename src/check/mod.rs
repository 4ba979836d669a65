//! The stage `check`: the rules of evidence.
//!
//! In: a resolved site, and the files that are copied as they are. Out: diagnostics. One subject a file. Never here: a
//! question to a proof, a change to the site, or a rule that an earlier stage needs to make sense of its input.

mod addresses;
mod checking;
mod excerpts;
mod likelihood;
mod stances;
mod texts;

pub use addresses::{StaticEntry, Statics};
pub use checking::Checking;
pub use excerpts::check_excerpt;

use crate::diagnostic::Diagnostics;
use crate::files::Files;
use crate::resolve::{RecordId, Site};
use likelihood::Rules;

/// Holds a site to all rules, but for what a former run has found sound. `files` has its texts, and `statics` are the files
/// that are copied as they are.
pub fn check(site: &Site, files: &Files, statics: &Statics, checking: &mut Checking, sink: &mut Diagnostics) {
    checking.turn(site);
    let rules = Rules::of(site.config.likelihood_scale, files);
    let Checking { sources, briefs, actors, options, criteria, .. } = checking;
    let of_claims = |id, found: &mut Diagnostics| {
        for claim in site.sources[id].claims.iter().map(|&claim| &site.claims[claim]) {
            excerpts::check(site, claim, found);
            likelihood::check_claim(&rules, claim, found);
            stances::check(site, claim, found);
        }
    };
    sources.check(&site.sources, of_claims, sink);
    let of_text = |record, text: &_, found: &mut Diagnostics| {
        texts::check(site, record, text, found);
        likelihood::check(site, &rules, text, found);
    };
    briefs.check(&site.briefs, |id, found| of_text(RecordId::Brief(id), &site.briefs[id].text, found), sink);
    actors.check(&site.actors, |id, found| of_text(RecordId::Actor(id), &site.actors[id].text, found), sink);
    options.check(&site.options, |id, found| of_text(RecordId::Option(id), &site.options[id].text, found), sink);
    criteria.check(&site.criteria, |id, found| of_text(RecordId::Criterion(id), &site.criteria[id].text, found), sink);
    addresses::check(site, statics, sink);
}
