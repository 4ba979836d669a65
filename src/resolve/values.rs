//! Small things that all records are resolved with.

use crate::diagnostic::{Diagnostic, codes};
use crate::files::Spanned;

pub(super) fn self_relation(written: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(&codes::SELF_RELATION, written.span, format!("`{}` is related to itself", written.value))
        .help("name another record, or drop the relation")
}

pub(super) fn value<T: Clone>(spanned: Option<&Spanned<T>>) -> Option<T> {
    spanned.map(|spanned| spanned.value.clone())
}

pub(super) fn values<T: Clone>(spanned: &[Spanned<T>]) -> Vec<T> {
    spanned.iter().map(|spanned| spanned.value.clone()).collect()
}
