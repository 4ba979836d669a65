//! Proof of quotations: no excerpt is published that its source does not contain.
//!
//! In: excerpts as their authors wrote them ([`SourceToVerify`]), the folders with the archives, the lock. Out: a
//! [`Proof`] for every excerpt, the lock as it is to be, and diagnostics. For each source, in parallel:
//!
//! 1. [`extract`] reads the archive's text in headings and paragraphs;
//! 2. [`ArchiveText`] normalises it once ([`normalise`] says what that sets aside) and keeps the way back;
//! 3. [`find`] looks for all excerpts of the source in one pass and settles which place is meant;
//! 4. a proof records outcome, [`Locator`], position, and the [`Pointer`] that leads a reader's browser there; an excerpt
//!    that has none is reported, with the nearest passage;
//! 5. the [`Lock`] remembers, for machines on which the archive is not at hand.
//!
//! A source whose archive and section of the lock are what this machine has [`Seen`] and proved is not read again; a
//! run of [`Verifying`] takes over from the one before it what rests on the same.
//!
//! The words that texts of the site quote from what they cite are proved the same way ([`verify_texts`]); those that a
//! record gives as its source's own must stand in its excerpts ([`is_stated`]).
//!
//! Never here: the text of an archive in anything that is published or committed; a proof by likeness (the nearest
//! passage is shown to the author and otherwise forgotten); a lock that is believed about words that it does not hold.

mod basis;
mod boundary;
mod character;
mod consult;
mod difference;
mod extract;
mod find;
mod known;
mod lock;
mod nearest;
mod normalise;
mod not_at_hand;
mod one_source;
mod opened;
mod pieces;
mod pointer;
mod proof;
mod prose;
mod report;
mod seen;
mod site;
mod source;
mod stated;
#[cfg(test)]
mod tests;
mod text;
mod verbatim;
mod verified;
mod verify;
mod verifying;

pub use consult::{Consulted, Context, Passage, consult};
pub use extract::{Block, BlockKind, Extracted, Format, Unreadable, extract};
pub use find::{Absence, Found, PLACES, Place, Wanted, find};
pub use lock::{Change, Difference, LOCK_FILE, Lock, LockedExcerpt, LockedSource, NoRoom, changes, context};
pub use normalise::normalise;
pub use pieces::{Piece, pieces, written_parts};
pub use proof::{ArchiveRecord, Locator, Match, Outcome, Part, Pointer, Proof, Proved, SectionRecord};
pub use prose::verify_texts;
pub use seen::Seen;
pub use site::{Proofs, to_verify, verify_site};
pub use source::{Quotation, SourceToVerify};
pub use stated::is_stated;
pub use text::ArchiveText;
pub use verified::{Verified, VerifiedSource};
pub use verify::verify;
pub use verifying::Verifying;
