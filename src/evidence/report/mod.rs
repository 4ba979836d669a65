//! What authors are told about excerpts and archives.

mod archive;
mod excerpt;
mod passage;
mod quotation;

pub(super) use archive::{drift, refused, unchecked, unreadable};
pub(super) use excerpt::{report_missing as missing, unfound, unproved};
pub(super) use passage::around;
pub(super) use quotation::{unchecked_quotation, unproved_quotation};
