//! Numbers in ascending order as runs, each `[first, last]`.
//!
//! What no claim rests on is found between what one does: a lock says how many paragraphs an archive has, and may have been
//! written by a stranger, so nothing here counts them one by one.

/// Neighbouring numbers, from the first of them to the last.
pub(super) type Run = [u32; 2];

/// Numbers in ascending order as runs.
pub(super) fn runs(numbers: impl IntoIterator<Item = u32>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some([_, last]) if last.checked_add(1) == Some(number) => *last = number,
            _ => runs.push([number, number]),
        }
    }
    runs
}

/// What lies between runs, from `first` to the number before `end`.
pub(super) fn gaps(runs: &[Run], first: u32, end: u32) -> Vec<Run> {
    let mut gaps = Vec::new();
    let mut next = first;
    for [from, to] in runs.iter().copied().chain([[end, end]]) {
        if next < from.min(end) {
            gaps.push([next, from.min(end) - 1]);
        }
        next = next.max(to.saturating_add(1));
    }
    gaps
}

/// How many numbers there are in runs.
pub(super) fn count(runs: &[Run]) -> usize {
    runs.iter().map(|[first, last]| (last - first) as usize + 1).sum()
}

/// How many runs are named.
const NAMED: usize = 100;

/// Runs as readers write them: "3, 5–8"; of very many, the first.
pub(super) fn written(runs: &[Run]) -> String {
    let dots = (runs.len() > NAMED).then(|| "…".to_owned());
    let shown = runs.iter().take(NAMED).map(|[first, last]| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    });
    shown.chain(dots).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn runs_read_as_readers_write_them() {
        assert_eq!(runs([1, 3, 4, 6, 7, 8]), [[1, 1], [3, 4], [6, 8]]);
        assert_eq!(written(&runs([1, 3, 4, 6, 7, 8])), "1, 3, 4, 6–8");
        assert_eq!(written(&[]), "");
        assert!(written(&runs((0..150).map(|number| number * 2 + 1))).ends_with("197, 199, …"));
    }

    #[test]
    fn four_milliards_of_numbers_are_one_run() {
        assert_eq!(gaps(&[[7, 7]], 1, u32::MAX), [[1, 6], [8, u32::MAX - 1]]);
        assert_eq!(count(&gaps(&[], 0, u32::MAX)), u32::MAX as usize);
        assert!(gaps(&[[u32::MAX, u32::MAX]], 5, 5).is_empty());
    }

    proptest! {
        #[test]
        fn gaps_are_what_runs_leave_out(
            numbers in proptest::collection::btree_set(0..40_u32, 0..20), first in 0..40_u32, end in 0..40_u32,
        ) {
            let left: Vec<u32> = (first..end).filter(|number| !numbers.contains(number)).collect();
            let found = gaps(&runs(numbers), first, end);
            prop_assert_eq!(count(&found), left.len());
            prop_assert_eq!(found, runs(left));
        }
    }
}
