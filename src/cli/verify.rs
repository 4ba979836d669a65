use clap::Args;
use jiff::Zoned;

use super::arguments::Archives;
use super::fault::Fault;
use super::session::{Session, answer, count};
use crate::author::{Fix, fix};
use crate::evidence::{LOCK_FILE, Outcome, Verified};
use crate::files::{real_path, write_atomically};
use crate::stages::{CompileOptions, Compiled, archive_folders, compile};
use crate::syntax::{Word as _, scalar};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sourcebook verify
  sourcebook verify --archive ../archives --locked
  sourcebook verify --fix")]
pub(super) struct VerifyCommand {
    /// Write nothing, and fail where sourcebook.lock would change or an excerpt is proved by nothing
    #[arg(long)]
    pub(super) locked: bool,
    /// First write excerpts that differ from their archives by white space and typography alone as the archives have
    /// them
    #[arg(long, conflicts_with = "locked")]
    pub(super) fix: bool,
    #[command(flatten)]
    pub(super) archives: Archives,
}

/// Proves every excerpt and records the proofs. `Ok(false)` if the content has errors, and, where nothing may be written,
/// if the lock would change or an excerpt is proved neither by an archive nor by the lock.
pub(super) fn run(session: &Session, command: &VerifyCommand) -> Result<bool, Fault> {
    let options = CompileOptions {
        archives: session.archives(&command.archives),
        today: Some(Zoned::now().date()),
        progress: session.progress().clone(),
        // A lock is checked to the last byte, as if for the first time.
        trusts_seen: !command.locked,
        ..CompileOptions::default()
    };
    let mut compiled = session.work(|| compile(session.root(), &options))?;
    if command.fix && fix_spelling(session, &compiled, &options)? {
        compiled = session.work(|| compile(session.root(), &options))?;
    }
    session.report(&compiled.report, &compiled.files);
    session.timings(&compiled.timings);
    if compiled.has_lost_lock {
        // What would change in it is not known.
        session.say(&summary(&compiled.verified));
        session.say(&format!("`{LOCK_FILE}` stays as it is, since it could not be read"));
        return Ok(false);
    }
    for change in &compiled.verified.changes {
        answer(&format!("{change}\n"))?;
    }
    session.say(&summary(&compiled.verified));
    let trusted = not_at_hand(session, &compiled, &options)?;
    if !trusted.is_empty() {
        session.say(&format!("not at hand, so the lock is trusted: the archives of {}", trusted.join(", ")));
    }
    let unproved = if command.locked { unproved(&compiled) } else { Vec::new() };
    if !unproved.is_empty() {
        session.say(&format!(
            "proved neither by an archive nor by `{LOCK_FILE}`: excerpts of {}; run `sourcebook verify --archive DIR` where \
             the archives are, and commit `{LOCK_FILE}`",
            named(&unproved)
        ));
    }
    let is_changed = !compiled.verified.changes.is_empty();
    if is_changed && command.locked {
        session.say(&format!("`{LOCK_FILE}` would change; run `sourcebook verify` and commit it"));
        return Ok(false);
    }
    if is_changed {
        let text = match compiled.verified.lock.written() {
            Ok(text) => text,
            Err(no_room) => {
                session.say(&format!("`{LOCK_FILE}` stays as it is: {no_room}"));
                return Ok(false);
            }
        };
        write_atomically(&session.root().join(LOCK_FILE), text.as_bytes())?;
        session.say(&format!("`{LOCK_FILE}` written: {}", count(compiled.verified.changes.len(), "change")));
    }
    Ok(compiled.report.is_publishable() && unproved.is_empty())
}

/// The sources of which an excerpt has no proof, however grave the site's settings take that to be.
fn unproved(compiled: &Compiled) -> Vec<&str> {
    let sources = compiled.site.sources.values().zip(&compiled.verified.sources);
    let unproved = sources.filter(|(_, verified)| verified.proofs.iter().any(|proof| !proof.outcome.is_proved()));
    unproved.map(|(source, _)| source.id.as_str()).collect()
}

/// "`a`, `b` and 5 more".
fn named(sources: &[&str]) -> String {
    const SHOWN: usize = 10;
    let names: Vec<String> = sources.iter().take(SHOWN).map(|id| format!("`{id}`")).collect();
    let more = sources.len() - names.len();
    if more > 0 { format!("{} and {more} more", names.join(", ")) } else { names.join(", ") }
}

/// The sources that are proved, and by the lock alone, since none of the folders has their archive.
fn not_at_hand<'c>(session: &Session, compiled: &'c Compiled, options: &CompileOptions) -> Result<Vec<&'c str>, Fault> {
    let folders = archive_folders(session.root(), &options.archives, &compiled.site.config);
    let mut absent = Vec::new();
    for (source, verified) in compiled.site.sources.values().zip(&compiled.verified.sources) {
        if verified.proofs.is_empty() || verified.proofs.iter().any(|proof| !proof.outcome.is_proved()) {
            continue;
        }
        let Some(name) = &source.archive else { continue };
        if !folders.has(&name.value)? {
            absent.push(source.id.as_str());
        }
    }
    Ok(absent)
}

/// Writes excerpts as their archives have them. Whether there were any.
fn fix_spelling(session: &Session, compiled: &Compiled, options: &CompileOptions) -> Result<bool, Fault> {
    let folders = archive_folders(session.root(), &options.archives, &compiled.site.config);
    let fixed = fix(compiled, &folders)?;
    for path in &fixed.refused {
        session.say(&format!("`{path}` is written in a way in which no excerpt can be changed with certainty"));
    }
    for (path, text) in &fixed.texts {
        write_atomically(&real_path(&session.root().join(path))?, text.as_bytes())?;
    }
    for Fix { claim, path, place, from, to } in &fixed.fixes {
        let (from, to) = (scalar(from), scalar(to));
        answer(&format!("{path}:{}:{}: `{claim}`: {from} → {to}\n", place.line, place.column))?;
    }
    Ok(!fixed.fixes.is_empty())
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
