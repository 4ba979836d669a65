use clap::Args;
use jiff::Zoned;

use super::arguments::Archives;
use super::fault::Fault;
use super::session::{Lines, Session, answer, count};
use crate::author::{Fix, fix};
use crate::evidence::{LOCK_FILE, Outcome, Proof, Verified};
use crate::files::{place_below, write_atomically};
use crate::resolve::SourceId;
use crate::stages::{CompileOptions, Compiled, compile};
use crate::syntax::{Word as _, scalar};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sourcebook verify
  sourcebook verify --archive ../archives --locked
  sourcebook verify --fix")]
pub(super) struct VerifyCommand {
    /// Write nothing, and fail if sourcebook.lock would change or an excerpt is not proved
    #[arg(long)]
    pub(super) locked: bool,
    /// First correct excerpts that differ from their archives only by white space and typography
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
    if command.fix && fix_spelling(session, &compiled)? {
        compiled = session.work(|| compile(session.root(), &options))?;
    }
    session.report(&compiled.report, &compiled.files);
    session.timings(&compiled.timings);
    if compiled.has_lost_lock {
        // What would change in it is not known.
        session.say(&summary(&compiled.verified));
        session.say(&format!("`{LOCK_FILE}` was left unchanged because it could not be read"));
        return Ok(false);
    }
    let mut out = Lines::default();
    for change in &compiled.verified.changes {
        out.line(&change.to_string());
    }
    answer(&out)?;
    session.say(&summary(&compiled.verified));
    tell_trusted(session, &not_at_hand(&compiled)?);
    let unproved = if command.locked { unproved(&compiled) } else { Vec::new() };
    tell_unproved(session, &unproved);
    let is_settled = settle_lock(session, &compiled.verified, command.locked)?;
    Ok(is_settled && compiled.report.is_publishable() && unproved.is_empty())
}

fn tell_trusted(session: &Session, trusted: &[&str]) {
    if !trusted.is_empty() {
        session.say(&format!("the lock is trusted for sources whose archives are not at hand: {}", trusted.join(", ")));
    }
}

fn tell_unproved(session: &Session, unproved: &[&str]) {
    if !unproved.is_empty() {
        session.say(&format!(
            "excerpts of {} are proved neither by an archive nor by `{LOCK_FILE}`; run `sourcebook verify --archive DIR` \
             where the archives are, and commit `{LOCK_FILE}`",
            named(unproved)
        ));
    }
}

/// Writes the lock if it has changed. `Ok(false)` if it has and may not be written, or cannot be.
fn settle_lock(session: &Session, verified: &Verified, is_locked: bool) -> Result<bool, Fault> {
    if verified.changes.is_empty() {
        return Ok(true);
    }
    if is_locked {
        session.say(&format!("`{LOCK_FILE}` would change; run `sourcebook verify` and commit it"));
        return Ok(false);
    }
    match verified.lock.written() {
        Ok(text) => {
            write_atomically(&place_below(session.root(), LOCK_FILE)?, text.as_bytes())?;
            session.say(&format!("`{LOCK_FILE}` written: {}", count(verified.changes.len(), "change")));
            Ok(true)
        }
        Err(no_room) => {
            session.say(&format!("`{LOCK_FILE}` was left unchanged: {no_room}"));
            Ok(false)
        }
    }
}

/// The sources of which an excerpt has no proof, however grave the site's settings take that to be.
fn unproved(compiled: &Compiled) -> Vec<&str> {
    let is_proved = |id: SourceId| compiled.verified.sources[id.index()].is_proved();
    let unproved = compiled.site.sources_by_identifier().filter(|&(id, _)| !is_proved(id));
    unproved.map(|(_, source)| source.id.as_str()).collect()
}

/// "`a`, `b` and 5 more".
fn named(sources: &[&str]) -> String {
    const SHOWN: usize = 10;
    let names: Vec<String> = sources.iter().take(SHOWN).map(|id| format!("`{id}`")).collect();
    let more = sources.len() - names.len();
    if more > 0 { format!("{} and {more} more", names.join(", ")) } else { names.join(", ") }
}

/// The sources that are proved, and by the lock alone, since none of the folders has their archive.
fn not_at_hand(compiled: &Compiled) -> Result<Vec<&str>, Fault> {
    let mut absent = Vec::new();
    for (id, source) in compiled.site.sources_by_identifier() {
        let verified = &compiled.verified.sources[id.index()];
        if verified.proofs.is_empty() || !verified.is_proved() {
            continue;
        }
        let Some(name) = &source.archive else { continue };
        if !compiled.archives.has(&name.value)? {
            absent.push(source.id.as_str());
        }
    }
    Ok(absent)
}

/// Writes excerpts as their archives have them. Whether there were any.
fn fix_spelling(session: &Session, compiled: &Compiled) -> Result<bool, Fault> {
    let fixed = fix(compiled)?;
    for path in &fixed.refused {
        session.say(&format!("no excerpt in `{path}` can be changed safely, because of how the file is written"));
    }
    for (path, text) in &fixed.texts {
        write_atomically(&place_below(session.root(), path)?, text.as_bytes())?;
    }
    let mut out = Lines::default();
    for Fix { claim, path, place, from, to } in &fixed.fixes {
        let (from, to) = (scalar(from), scalar(to));
        out.line(&format!("{path}:{}:{}: `{claim}`: {from} → {to}", place.line, place.column));
    }
    answer(&out)?;
    Ok(!fixed.fixes.is_empty())
}

/// "210 excerpts: 208 exact, 1 normalised, 1 elided".
fn summary(verified: &Verified) -> String {
    let outcomes: Vec<Outcome> =
        verified.sources.iter().flat_map(|source| &source.proofs).map(Proof::outcome).collect();
    let counted = Outcome::ALL.iter().filter_map(|outcome| {
        let number = outcomes.iter().filter(|found| *found == outcome).count();
        (number > 0).then(|| format!("{number} {}", outcome.name()))
    });
    format!("{}: {}", count(outcomes.len(), "excerpt"), counted.collect::<Vec<_>>().join(", "))
}
