/// Words in an order that only the record decides.
pub(super) struct Words(u64);

const WORDS: [&str; 64] = [
    "harbour", "river", "ferry", "bridge", "council", "winter", "ledger", "toll", "current", "signal", "keeper",
    "market", "north", "quay", "stone", "timber", "survey", "tunnel", "weather", "wharf", "anchor", "barrel", "canal",
    "depth", "engine", "flood", "gauge", "haven", "island", "jetty", "keel", "lantern", "mast", "narrow", "ocean",
    "pilot", "reach", "shore", "tide", "valley", "carries", "holds", "limits", "opens", "raises", "settles", "turns",
    "waits", "of", "under", "before", "beside", "with", "without", "the", "a", "every", "no", "slow", "late", "early",
    "heavy", "broad", "plain",
];

impl Words {
    pub(super) fn new(record: usize, kind: u64) -> Self {
        Self((record as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ kind.wrapping_mul(0xd1b5_4a32_d192_ed03))
    }

    pub(super) fn next(&mut self) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap()
    }

    pub(super) fn some(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.next() % WORDS.len()]).collect();
        words.join(" ")
    }

    /// A sentence of so many words and its article, without its full stop.
    pub(super) fn clause(&mut self, count: usize) -> String {
        format!("The {}", self.some(count))
    }

    pub(super) fn sentence(&mut self, count: usize) -> String {
        format!("The {}.", self.some(count))
    }

    pub(super) fn name(&mut self) -> String {
        let mut name = self.some(2);
        name[..1].make_ascii_uppercase();
        name
    }
}
