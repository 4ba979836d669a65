use std::sync::Arc;

use serde::{Serialize, Serializer};
use tera::Value;

/// A part of views that many pages have in common, with what templates are given of it, which is made once: whoever
/// shows it on another page has this one.
///
/// The engine keeps its maps in no order, so no page that is data holds one.
#[derive(Debug)]
pub(super) struct Shared<T>(Arc<Made<T>>);

#[derive(Debug)]
struct Made<T> {
    part: T,
    /// The same as the engine holds it.
    value: Value,
}

impl<T: Serialize> Shared<T> {
    pub(super) fn new(part: T) -> Self {
        Self(Arc::new(Made { value: Value::from_serializable(&part), part }))
    }
}

impl<T> Shared<T> {
    pub(super) fn part(&self) -> &T {
        &self.0.part
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            self.0.value.serialize(serializer)
        } else {
            self.0.part.serialize(serializer)
        }
    }
}
