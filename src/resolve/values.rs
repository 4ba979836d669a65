//! Small things that all records are resolved with.

use crate::diagnostic::{Diagnostic, codes};
use crate::files::Spanned;

pub(super) fn self_relation(written: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(&codes::SELF_RELATION, written.span, format!("`{}` is related to itself", written.value))
        .help("name another record, or drop the relation")
}

pub(super) fn value<T>(spanned: Option<Spanned<T>>) -> Option<T> {
    spanned.map(|spanned| spanned.value)
}

pub(super) fn values<T>(spanned: Vec<Spanned<T>>) -> Vec<T> {
    spanned.into_iter().map(|spanned| spanned.value).collect()
}
