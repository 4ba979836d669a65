use jiff::Zoned;

use super::arguments::VerifyCommand;
use super::fault::Fault;
use super::session::{Session, answer, count};
use crate::evidence::{LOCK_FILE, Outcome, Verified};
use crate::files::write_atomically;
use crate::stages::{CompileOptions, compile};
use crate::syntax::Word as _;

/// Proves every excerpt and records the proofs. `Ok(false)` if the content has errors or the lock would change where it
/// must not.
pub(super) fn run(session: &Session, command: &VerifyCommand) -> Result<bool, Fault> {
    let options = CompileOptions {
        archives: command.archives.folders.clone(),
        today: Some(Zoned::now().date()),
        ..CompileOptions::default()
    };
    let compiled = compile(session.root(), &options)?;
    session.report(&compiled);
    session.timings(&compiled.timings);
    for change in &compiled.verified.changes {
        answer(&format!("{change}\n"))?;
    }
    session.say(&summary(&compiled.verified));
    let is_changed = !compiled.verified.changes.is_empty();
    if is_changed && command.locked {
        session.say(&format!("`{LOCK_FILE}` would change; run `sourcebook verify` and commit it"));
        return Ok(false);
    }
    if is_changed {
        write_atomically(&session.root().join(LOCK_FILE), compiled.verified.lock.to_string().as_bytes())?;
        session.say(&format!("`{LOCK_FILE}` written: {}", count(compiled.verified.changes.len(), "change")));
    }
    Ok(compiled.report.is_publishable())
}

/// "210 excerpts: 208 exact, 1 normalised, 1 elided".
fn summary(verified: &Verified) -> String {
    let outcomes: Vec<Outcome> =
        verified.sources.iter().flat_map(|source| &source.proofs).map(|proof| proof.outcome).collect();
    let counted = Outcome::ALL.iter().filter_map(|outcome| {
        let number = outcomes.iter().filter(|found| *found == outcome).count();
        (number > 0).then(|| format!("{number} {}", outcome.name()))
    });
    format!("{}: {}", count(outcomes.len(), "excerpt"), counted.collect::<Vec<_>>().join(", "))
}
