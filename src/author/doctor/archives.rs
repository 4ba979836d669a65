//! The stored copies of sources, and the proofs that rest on them.

use std::path::Path;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Finding;
use crate::evidence::Proof;
use crate::files::{FileError, Problem, exists};
use crate::stages::Compiled;

const ABOUT: &str = "archives";

/// As many names as fit a line.
const NAMED: usize = 8;

/// Folders of the configuration that are not there, and links in their way.
pub(super) fn folders(root: &Path, compiled: &Compiled) -> Vec<Finding> {
    let folders = &compiled.site.config.archives;
    if folders.is_empty() {
        return vec![Finding::note(
            ABOUT,
            "`sourcebook.toml` names no archive folder",
            "name one: `archives = [\"archives\"]`",
        )];
    }
    let linked = compiled.archives.refused().iter().map(|Problem { path, .. }| {
        Finding::mend(
            ABOUT,
            format!("`{path}` is a symbolic link, and no link of a site is followed"),
            "put the folder itself in its place, or give the folder that it leads to with `--archive DIR`",
        )
    });
    let missing = folders.iter().filter(|folder| !exists(&root.join(folder)));
    let finding = |folder: &String| {
        Finding::note(
            ABOUT,
            format!("the folder `{folder}` does not exist"),
            "create it and put the stored copies of the sources into it, or name another folder with `--archive DIR`",
        )
    };
    linked.chain(missing.map(finding)).collect()
}

/// Which sources have their archives at hand, and of which nothing could be proved.
pub(super) fn at_hand(compiled: &Compiled) -> Result<Vec<Finding>, FileError> {
    let (mut at_hand, mut trusted, mut unproved, mut nameless) = (0, Vec::new(), Vec::new(), Vec::new());
    for (id, source) in compiled.site.sources_by_identifier() {
        if source.claims.is_empty() {
            continue;
        }
        match &source.archive {
            None => nameless.push(source.id.as_str()),
            Some(archive) if compiled.archives.has(&archive.value)? => at_hand += 1,
            Some(_) if compiled.verified.sources[id.index()].is_proved() => trusted.push(source.id.as_str()),
            Some(_) => unproved.push(source.id.as_str()),
        }
    }
    let mut found = Vec::new();
    if at_hand > 0 {
        found.push(Finding::fine(
            ABOUT,
            format!("{at_hand} of {} at hand", at_hand + trusted.len() + unproved.len() + nameless.len()),
        ));
    }
    if !trusted.is_empty() {
        let message = format!("not at hand, but proved by the lock: {}", listed(&trusted));
        found.push(Finding::note(ABOUT, message, "to prove them anew, name their folder with `--archive DIR`"));
    }
    if !unproved.is_empty() {
        let message = format!("not at hand, and not fully proved: {}", listed(&unproved));
        found.push(Finding::mend(ABOUT, message, "name their folder: `sourcebook verify --archive DIR`"));
    }
    if !nameless.is_empty() {
        let message = format!("sources with claims but no archive: {}", listed(&nameless));
        found.push(Finding::mend(ABOUT, message, "save their texts, and name the files with `archive:`"));
    }
    Ok(found)
}

/// Excerpts that are not proved, and those whose proof is old and rests on the lock alone.
pub(super) fn excerpts(compiled: &Compiled, today: Date) -> Vec<Finding> {
    const EXCERPTS: &str = "excerpts";
    let all: Vec<&Proof> = compiled.verified.sources.iter().flat_map(|source| &source.proofs).collect();
    let mut found = Vec::new();
    let unproved = all.iter().filter(|proof| proof.proved().is_none()).count();
    let unchecked = all.iter().filter(|proof| ***proof == Proof::Unchecked).count();
    if unproved > 0 {
        let message = format!("not proved: {unproved} of {}, of which {unchecked} not checked", all.len());
        found.push(Finding::mend(EXCERPTS, message, "run `sourcebook verify` where the archives are at hand"));
    } else if !all.is_empty() {
        found.push(Finding::fine(EXCERPTS, format!("{} proved", all.len())));
    }
    let year_ago = today.checked_sub(1.year()).unwrap_or(today);
    let dates = all.iter().filter_map(|proof| proof.proved()?.verified);
    let aged: Vec<Date> = dates.filter(|date| *date < year_ago).collect();
    if let Some(oldest) = aged.iter().min() {
        let aged = aged.len();
        found.push(Finding::note(
            EXCERPTS,
            format!("proved more than a year ago: {aged}, the earliest on {oldest}"),
            "check that the originals still say so; save new copies, then run `sourcebook verify`",
        ));
    }
    found
}

fn listed(names: &[&str]) -> String {
    let shown = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if names.len() > NAMED { format!("{shown} and {} more", names.len() - NAMED) } else { shown }
}
