use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use hayagriva::citationberg::IndependentStyle;
use hayagriva::citationberg::json::Item;

use super::{Facts, settle};

/// How many shapes of works are kept. A site has a handful; one that has more makes the rest of its references from the
/// whole style.
const SHAPES: usize = 256;

/// A style, and what is left of it for each shape of work that was met.
///
/// Cutting a style takes about as long as formatting one work by the whole of it. It is a function of style and shape
/// alone, so it is all one who does it first, or whether two do it at once.
#[derive(Debug)]
pub(in crate::cite) struct Settled {
    style: Arc<IndependentStyle>,
    kept: RwLock<HashMap<Facts, Arc<IndependentStyle>>>,
}

impl Settled {
    /// The style for any work.
    pub(in crate::cite) fn new(style: IndependentStyle) -> Self {
        Self { style: Arc::new(style), kept: RwLock::default() }
    }

    /// The whole style.
    #[cfg(test)]
    pub(in crate::cite) fn whole(&self) -> &IndependentStyle {
        &self.style
    }

    /// The style for a work: what is left of it, or the whole where nothing can be settled.
    pub(in crate::cite) fn style_for(&self, item: &Item) -> Arc<IndependentStyle> {
        let Some(facts) = Facts::of(item) else { return Arc::clone(&self.style) };
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(style) = kept.get(&facts) {
            return Arc::clone(style);
        }
        if kept.len() >= SHAPES {
            return Arc::clone(&self.style);
        }
        drop(kept);
        let style = Arc::new(settle(&self.style, &facts));
        self.kept.write().unwrap_or_else(PoisonError::into_inner).insert(facts, Arc::clone(&style));
        style
    }
}
