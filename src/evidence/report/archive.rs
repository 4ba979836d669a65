//! Reports about a source as a whole: its archive, its drift, its unchecked excerpts.

use crate::diagnostic::{Code, Diagnostic, codes, mebibytes};
use crate::evidence::extract::Unreadable;
use crate::evidence::known::Known;
use crate::evidence::not_at_hand::NotAtHand;
use crate::evidence::proof::{Outcome, Proof};
use crate::evidence::source::SourceToVerify;
use crate::files::ProblemKind;
use crate::syntax::Word as _;

/// The file of an archive is not one that is read.
pub(in crate::evidence) fn refused(source: &SourceToVerify<'_>, name: &str, problem: &ProblemKind) -> Diagnostic {
    let (code, message, help): (&'static Code, _, _) = match problem {
        ProblemKind::UnusableName { reason } => (
            &codes::UNUSABLE_NAME,
            format!("`{name}` cannot be an archive: {reason}"),
            "give the name of a file in one of the archive folders",
        ),
        ProblemKind::Link { target } => (
            &codes::SYMBOLIC_LINK,
            format!("the archive `{name}` is reached by a symbolic link, to `{target}`, that is not followed"),
            "put the file itself into the archive folder",
        ),
        ProblemKind::NotAFile | ProblemKind::FolderNamedAsFile => (
            &codes::NOT_A_FILE,
            format!("the archive `{name}` is not a file"),
            "give the name of a file, not of a folder",
        ),
        ProblemKind::TooLarge { bytes, limit } => (
            &codes::FILE_TOO_LARGE,
            format!(
                "the archive `{name}` is too large: it has {}, and the limit is {}",
                mebibytes(*bytes),
                mebibytes(*limit)
            ),
            "archive only the text of the source",
        ),
        ProblemKind::InvalidUtf8 { .. } | ProblemKind::Utf16 | ProblemKind::NulByte { .. } | ProblemKind::TooDeep => (
            &codes::UNREADABLE_ARCHIVE,
            format!("the archive `{name}` cannot be read"),
            "save the source's text as UTF-8",
        ),
    };
    Diagnostic::new(code, source.archive_place(), message).help(help)
}

/// The archive yields no text.
pub(in crate::evidence) fn unreadable(source: &SourceToVerify<'_>, name: &str, why: &Unreadable) -> Diagnostic {
    let message = format!("the archive `{name}` has no text that can be searched: {why}");
    Diagnostic::new(&codes::UNREADABLE_ARCHIVE, source.archive_place(), message).help(why.way_out())
}

/// Nobody has proved some of the source's excerpts.
pub(in crate::evidence) fn unchecked(source: &SourceToVerify<'_>, count: usize, known: &NotAtHand) -> Diagnostic {
    let total = source.quotations.len();
    let excerpts = match (count, total) {
        (1, 1) => "the excerpt of this source is unchecked".to_owned(),
        (_, _) if count == total => format!("the {total} excerpts of this source are unchecked"),
        (_, _) => format!(
            "{count} of the {total} excerpts of this source {} unchecked",
            if count == 1 { "is" } else { "are" }
        ),
    };
    let (reason, help) = match source.archive {
        Some(name) => (
            format!(
                "its archive `{name}` is not at hand, and the lock does not know {}",
                if count == 1 { "it" } else { "them" }
            ),
            "run `sourcebook verify --archive DIR` where the archive is, and commit `sourcebook.lock`",
        ),
        None => ("it names no archive".to_owned(), "save the source's text, and name the file: `archive: NAME.txt`"),
    };
    let missing = known.missing_folders.iter();
    let missing = missing.map(|folder| format!("the archive folder `{folder}` does not exist"));
    let report = Diagnostic::new(&codes::UNCHECKED_SOURCE, source.archive_place(), excerpts).label(reason);
    missing
        .fold(report, Diagnostic::note)
        .maybe_help(known.meant.as_ref().map(|name| format!("did you mean `{name}`?")))
        .help(help)
}

/// The archive is not the one that the lock was written for.
pub(in crate::evidence) fn drift(source: &SourceToVerify<'_>, known: &Known<'_>, proofs: &[Proof]) -> Diagnostic {
    let (mut gone, mut changed, mut moved, mut same) = (Vec::new(), Vec::new(), Vec::new(), 0_usize);
    for (quotation, proof) in source.quotations.iter().zip(proofs) {
        let Some(former) = known.of(quotation) else { continue };
        let claim = format!("`{}` “{}”", quotation.claim, quotation.exact);
        let outcome = proof.outcome().name();
        let Some(proved) = proof.proved() else {
            gone.push(format!("{claim} ({outcome})"));
            continue;
        };
        if former.how != proved.how {
            changed.push(format!("{claim} ({outcome}, was {})", Outcome::Proved(former.how).name()));
        } else if former.locator != proved.locator {
            moved.push(format!("{claim} ({} → {})", former.locator, proved.locator));
        } else {
            same += 1;
        }
    }
    let message = format!("the archive of `{}` has changed since its excerpts were verified", source.id);
    let lists = [("no longer proved", gone), ("proved differently", changed), ("moved", moved)];
    let mut diagnostic = Diagnostic::new(&codes::CHANGED_ARCHIVE, source.archive_place(), message);
    for (what, list) in lists.iter().filter(|(_, list)| !list.is_empty()) {
        diagnostic = diagnostic.note(format!("{what}: {}", list.join(", ")));
    }
    diagnostic
        .note(format!("still where they stood: {same} of {} excerpts", source.quotations.len()))
        .help("if this is the source as it is now, commit the `sourcebook.lock` that `sourcebook verify` writes")
}
