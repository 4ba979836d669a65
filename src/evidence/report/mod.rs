//! What authors are told about excerpts and archives.

mod archive;
mod excerpt;
mod passage;

pub(super) use archive::{drift, refused, unchecked, unreadable};
pub(super) use excerpt::{report_missing as missing, unfound, unproved};
pub(super) use passage::around;
