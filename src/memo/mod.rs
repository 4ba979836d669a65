//! Results of pure functions, kept from one run to the next for as long as they are asked for.
//!
//! In: keys and results. Out: the same results. A stage that runs again takes from its [`Memo`] what it made of the
//! same input before, so a run after a small change costs little. Without a memo the stage gives the same results.
//! Never here: a record of what depends on what, or a result whose function saw more than its key and its guard
//! represent.

use std::collections::HashMap;
use std::hash::Hash;

/// Two generations of results. What a run does not take over from the former one is forgotten, so memory follows the
/// size of the site and not the number of runs.
#[derive(Debug)]
pub struct Memo<K, V> {
    former: HashMap<K, V>,
    current: HashMap<K, V>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { former: HashMap::new(), current: HashMap::new() }
    }
}

impl<K: Hash + Eq, V: Clone> Memo<K, V> {
    /// Begins a run.
    pub fn turn(&mut self) {
        self.former = std::mem::take(&mut self.current);
        self.current.reserve(self.former.len());
    }

    /// Takes a result over from the former run, if there is one and it still `holds`.
    pub fn take(&mut self, key: K, holds: impl FnOnce(&V) -> bool) -> Option<V> {
        let value = self.former.remove(&key).filter(holds)?;
        self.current.insert(key, value.clone());
        Some(value)
    }

    /// Keeps a result for the next run.
    pub fn keep(&mut self, key: K, value: V) {
        self.current.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::Memo;

    #[test]
    fn what_a_run_does_not_ask_for_is_forgotten() {
        let mut memo = Memo::default();
        memo.keep("a", 1);
        memo.keep("b", 2);
        memo.turn();
        assert_eq!(memo.take("a", |_| true), Some(1));
        memo.turn();
        assert_eq!((memo.take("a", |_| true), memo.take("b", |_| true)), (Some(1), None));
    }

    #[test]
    fn a_result_that_no_longer_holds_is_not_given() {
        let mut memo = Memo::default();
        memo.keep("a", 1);
        memo.turn();
        assert_eq!(memo.take("a", |value| *value == 2), None);
        memo.turn();
        assert_eq!(memo.take("a", |_| true), None);
    }
}
