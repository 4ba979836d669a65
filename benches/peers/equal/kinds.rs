//! The kinds of pages, and which pages of a kind are read.

use crate::hugo_site::{actor_path, brief_path, claim_path, criterion_path, option_path, source_path, topic_path};
use crate::site::Shape;

/// Of each kind, about so many pages are read.
const SAMPLE: usize = 40;

/// A kind of pages.
pub(super) struct Kind<'a> {
    pub(super) name: &'static str,
    pub(super) count: usize,
    /// The path of a page, without the slash behind.
    pub(super) path: Box<dyn Fn(usize) -> String + 'a>,
}

/// All kinds that records have pages of.
pub(super) fn kinds(shape: &Shape) -> [Kind<'_>; 7] {
    [
        Kind { name: "claims", count: shape.claims, path: Box::new(|at| claim_path(shape, at)) },
        Kind { name: "briefs", count: shape.briefs, path: Box::new(brief_path) },
        Kind { name: "sources", count: shape.sources, path: Box::new(source_path) },
        Kind { name: "actors", count: shape.actors, path: Box::new(actor_path) },
        Kind { name: "options", count: shape.options, path: Box::new(option_path) },
        Kind { name: "criteria", count: shape.criteria, path: Box::new(criterion_path) },
        Kind { name: "topics", count: shape.topics, path: Box::new(topic_path) },
    ]
}

/// The numbers of the pages that are read, of so many.
pub(super) fn sample(count: usize) -> impl Iterator<Item = usize> {
    (0..count).step_by(count.div_ceil(SAMPLE))
}
