//! The stored copies of sources, and the proofs that rest on them.

use std::path::Path;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Finding;
use crate::evidence::{Outcome, Proof};
use crate::files::{ArchiveFile, ArchiveFolders, FileError, exists};
use crate::model::Config;
use crate::resolve::{ClaimId, SourceId};
use crate::stages::Compiled;

const ABOUT: &str = "archives";

/// As many names as fit a line.
const NAMED: usize = 8;

/// Folders of the configuration that are not there.
pub(super) fn folders(root: &Path, config: &Config) -> Vec<Finding> {
    if config.archives.is_empty() {
        return vec![Finding::note(
            ABOUT,
            "`sourcebook.toml` names no folder with archives",
            "name one: `archives = [\"archives\"]`",
        )];
    }
    let missing = config.archives.iter().filter(|folder| !exists(&root.join(folder)));
    let finding = |folder: &String| {
        Finding::note(
            ABOUT,
            format!("the folder `{folder}` is not here"),
            "make it and put the stored copies of the sources into it, or name another folder with `--archive DIR`",
        )
    };
    missing.map(finding).collect()
}

/// Which sources have their archives at hand, and of which nothing could be proved.
pub(super) fn at_hand(compiled: &Compiled, folders: &ArchiveFolders) -> Result<Vec<Finding>, FileError> {
    let (mut at_hand, mut trusted, mut unproved, mut nameless) = (0, Vec::new(), Vec::new(), Vec::new());
    for (id, source) in compiled.site.sources.iter() {
        if source.claims.is_empty() {
            continue;
        }
        match &source.archive {
            None => nameless.push(source.id.as_str()),
            Some(archive) if folders.find(&archive.value)? != ArchiveFile::Absent => at_hand += 1,
            Some(_) if proofs(compiled, id).all(|proof| proof.outcome.is_proved()) => trusted.push(source.id.as_str()),
            Some(_) => unproved.push(source.id.as_str()),
        }
    }
    let mut found = Vec::new();
    if at_hand > 0 {
        found.push(Finding::fine(
            ABOUT,
            format!("at hand of {at_hand} of {}", at_hand + trusted.len() + unproved.len() + nameless.len()),
        ));
    }
    if !trusted.is_empty() {
        let message = format!("not at hand, and the lock is trusted: {}", listed(&trusted));
        found.push(Finding::note(ABOUT, message, "to prove them anew, name their folder with `--archive DIR`"));
    }
    if !unproved.is_empty() {
        let message = format!("not at hand, and not all is proved: {}", listed(&unproved));
        found.push(Finding::mend(ABOUT, message, "name their folder: `sourcebook verify --archive DIR`"));
    }
    if !nameless.is_empty() {
        let message = format!("sources with claims that name none: {}", listed(&nameless));
        found.push(Finding::mend(ABOUT, message, "save their texts, and name the files with `archive:`"));
    }
    Ok(found)
}

/// Excerpts that are not proved, and those whose proof is old and rests on the lock alone.
pub(super) fn excerpts(compiled: &Compiled, today: Date) -> Vec<Finding> {
    const EXCERPTS: &str = "excerpts";
    let all: Vec<&Proof> = compiled.site.sources.handles().flat_map(|id| proofs(compiled, id)).collect();
    let mut found = Vec::new();
    let unproved = all.iter().filter(|proof| !proof.outcome.is_proved()).count();
    let unchecked = all.iter().filter(|proof| proof.outcome == Outcome::Unchecked).count();
    if unproved > 0 {
        let message = format!("not proved: {unproved} of {}, of which nobody has looked for {unchecked}", all.len());
        found.push(Finding::mend(EXCERPTS, message, "run `sourcebook verify` where the archives are at hand"));
    } else if !all.is_empty() {
        found.push(Finding::fine(EXCERPTS, format!("{} proved", all.len())));
    }
    let year_ago = today.checked_sub(1.year()).unwrap_or(today);
    let oldest = all.iter().filter_map(|proof| proof.verified).filter(|date| *date < year_ago).min();
    if let Some(oldest) = oldest {
        let aged = all.iter().filter(|proof| proof.verified.is_some_and(|date| date < year_ago)).count();
        found.push(Finding::note(
            EXCERPTS,
            format!("proved more than a year ago, the first on {oldest}: {aged}"),
            "see whether the originals still say so; save them anew, then run `sourcebook verify`",
        ));
    }
    found
}

fn proofs(compiled: &Compiled, source: SourceId) -> impl Iterator<Item = &Proof> {
    let (site, proofs) = (&compiled.site, &compiled.proofs);
    let of_claim = move |claim: &ClaimId| {
        let claim = *claim;
        (0..site.claims[claim].excerpts.len()).filter_map(move |excerpt| proofs.of(claim, excerpt))
    };
    site.sources[source].claims.iter().flat_map(of_claim)
}

fn listed(names: &[&str]) -> String {
    let shown = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if names.len() > NAMED { format!("{shown} and {} more", names.len() - NAMED) } else { shown }
}
