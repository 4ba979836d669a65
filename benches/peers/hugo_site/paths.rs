//! Paths of pages as Hugo writes them: a slash before, none behind.

use crate::site::Shape;

pub(crate) fn claim_path(shape: &Shape, at: usize) -> String {
    format!("/claims/{}", shape.key(at))
}

pub(crate) fn source_path(at: usize) -> String {
    format!("/sources/s{at}")
}

pub(crate) fn actor_path(at: usize) -> String {
    format!("/actors/a{at}")
}

pub(crate) fn option_path(at: usize) -> String {
    format!("/options/o{at}")
}

pub(crate) fn criterion_path(at: usize) -> String {
    format!("/criteria/c{at}")
}

pub(crate) fn topic_path(at: usize) -> String {
    format!("/topics/t{at}")
}

pub(crate) fn brief_path(at: usize) -> String {
    format!("/briefs/b{at}")
}
