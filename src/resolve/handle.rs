use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;
use std::sync::Arc;

/// A reference to one entry of a [`Table`]. Only the table that holds the entry can make one.
pub struct Handle<T> {
    index: u32,
    kind: PhantomData<fn() -> T>,
}

impl<T> Handle<T> {
    /// The position in the table, for side tables that run beside it.
    #[must_use]
    pub const fn index(self) -> usize {
        self.index as usize
    }
}

// Derived implementations would ask the same of `T`, which is only a marker here.
impl<T> Clone for Handle<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Handle<T> {}
impl<T> PartialEq for Handle<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Handle<T> {}
impl<T> PartialOrd for Handle<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Handle<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}
impl<T> Hash for Handle<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}
impl<T> fmt::Debug for Handle<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{}", self.index)
    }
}

/// All entries of one kind, in a fixed order. Sites that differ in one record share the others' entries.
#[derive(Debug, Clone)]
pub struct Table<T> {
    entries: Vec<Arc<T>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

impl<T> FromIterator<Arc<T>> for Table<T> {
    fn from_iter<I: IntoIterator<Item = Arc<T>>>(entries: I) -> Self {
        Self { entries: entries.into_iter().collect() }
    }
}

impl<T> Table<T> {
    /// How many entries there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The handles, in order.
    pub fn handles(&self) -> impl ExactSizeIterator<Item = Handle<T>> + DoubleEndedIterator + use<T> {
        (0..self.entries.len()).map(handle)
    }

    /// The handles with their entries, in order.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Handle<T>, &T)> {
        self.entries.iter().enumerate().map(|(index, entry)| (handle(index), &**entry))
    }

    /// The handles with their entries, to be shared beyond the table's life, in order.
    pub fn shared(&self) -> impl Iterator<Item = (Handle<T>, &Arc<T>)> {
        self.entries.iter().enumerate().map(|(index, entry)| (handle(index), entry))
    }

    /// The entries, in order.
    #[must_use]
    pub fn values(&self) -> impl ExactSizeIterator<Item = &T> + DoubleEndedIterator {
        self.entries.iter().map(|entry| &**entry)
    }
}

/// The handle that the entry number `index` of a table will have. For the first pass over the records, which enters
/// names before any entry can be built.
pub(super) fn handle<T>(index: usize) -> Handle<T> {
    Handle { index: u32::try_from(index).unwrap_or(u32::MAX), kind: PhantomData }
}

impl<T> Index<Handle<T>> for Table<T> {
    type Output = T;

    fn index(&self, handle: Handle<T>) -> &T {
        &self.entries[handle.index()]
    }
}
