/// How many pages of each kind a site has, and what draws more than its share.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) claims: usize,
    pub(crate) briefs: usize,
    pub(crate) sources: usize,
    pub(crate) actors: usize,
    pub(crate) options: usize,
    pub(crate) criteria: usize,
    pub(crate) topics: usize,
    /// So many of the claims are about the first actor, whatever its share.
    pub(crate) claims_about_the_first_actor: usize,
    /// So many of the briefs cite the first claim, whatever its share.
    pub(crate) briefs_citing_the_first_claim: usize,
}

impl Shape {
    /// The shape of a site of about so many pages, in which nothing stands out. Options and criteria are as many as a
    /// question has, however much is written about it: they are set against each other and against every actor.
    pub(crate) fn of_pages(pages: usize) -> Self {
        let share = |per_mille: usize, least: usize| (pages * per_mille / 1000).max(least);
        Self {
            claims: share(700, 20),
            briefs: share(150, 2),
            sources: share(80, 2),
            actors: share(60, 3),
            options: share(12, 3).min(60),
            criteria: share(3, 3).min(12),
            topics: share(5, 3),
            claims_about_the_first_actor: 0,
            briefs_citing_the_first_claim: 0,
        }
    }

    /// The same, but most claims are about one actor, and nearly every brief cites one claim: of 35,000 pages, 20,000
    /// claims and 5,000 briefs.
    pub(crate) fn skewed(pages: usize) -> Self {
        let even = Self::of_pages(pages);
        Self {
            claims_about_the_first_actor: even.claims * 82 / 100,
            briefs_citing_the_first_claim: even.briefs * 96 / 100,
            ..even
        }
    }

    /// The key of the claim number `at`, counted through the whole site.
    pub(crate) fn key(&self, at: usize) -> String {
        let at = at % self.claims;
        format!("s{}/k{at}", at % self.sources)
    }

    /// The number of pages of its records.
    pub(crate) fn pages(&self) -> usize {
        self.claims + self.briefs + self.sources + self.actors + self.options + self.criteria + self.topics
    }
}
