//! Which headings of an archive its entry names.

use super::write::section_line;
use crate::evidence::proof::SectionRecord;

/// The most bytes that the headings of one archive take in a lock: some ten thousand of them. No book has as many, but a
/// table saved as text may read like a list of headings.
const HEADINGS: usize = super::ENTRY / 2;

/// The headings that an entry names, of those of an archive, each with its rank: all of them, or the outer ranks alone if
/// the inner ones would not fit. Whoever wants to know what stands under the others has the archive.
pub(in crate::evidence) fn headings(ranked: impl IntoIterator<Item = (u8, SectionRecord)>) -> Vec<SectionRecord> {
    let mut ranked: Vec<(u8, SectionRecord)> = ranked.into_iter().collect();
    let mut taken = [0_usize; 256];
    for (rank, section) in &ranked {
        taken[usize::from(*rank)] += section_line(section).len();
    }
    let together = taken.iter().scan(0, |sum, taken| {
        *sum += taken;
        Some(*sum)
    });
    let fitting = together.take_while(|sum| *sum <= HEADINGS).count();
    ranked.retain(|(rank, _)| usize::from(*rank) < fitting);
    ranked.into_iter().map(|(_, section)| section).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(counts: &[(u8, usize)]) -> usize {
        let section = || SectionRecord { heading: "\u{1}".repeat(160), paragraph: 1 };
        headings(counts.iter().flat_map(|&(rank, count)| (0..count).map(move |_| (rank, section())))).len()
    }

    #[test]
    fn inner_headings_go_where_all_do_not_fit() {
        assert_eq!(named(&[(1, 10), (2, 500)]), 510);
        assert_eq!(named(&[(1, 10), (2, 500), (3, 600), (4, 1)]), 510);
        assert_eq!(named(&[(1, 2_000)]), 0);
    }
}
