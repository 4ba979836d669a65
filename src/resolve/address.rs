use std::collections::BTreeSet;

use super::ids::RecordId;
use super::site::Site;

/// The address of a page: a path below the site's root that ends in `/`, or names a file.
///
/// The root is the empty address. Addresses are made of identifiers, so nothing in them needs escaping.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// The address of a folder or file below the root.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The path, without a leading slash.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0
    }

    /// The file that a web server gives for the address.
    #[must_use]
    pub fn file(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') { format!("{}index.html", self.0) } else { self.0.clone() }
    }

    /// How many folders it lies below the root.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.0.bytes().filter(|byte| *byte == b'/').count()
    }

    /// What to put before a path from the root so that it works so many folders below it: `../` for each.
    #[must_use]
    pub fn to_root_from(depth: usize) -> String {
        match depth {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }

    /// A further page of a list that begins here: `claims/page/2/`, `actors/kim-jong-un/claims/2/`. The first is here.
    ///
    /// No record can stand there: `page` is no identifier, and below a record's folder there are its lists alone.
    #[must_use]
    pub fn further(&self, list: &str, number: usize) -> Self {
        if number < 2 { self.clone() } else { Self(format!("{}{list}/{number}/", self.0)) }
    }

    /// Where a record's page, or its place on a page, is.
    #[must_use]
    pub fn of(site: &Site, record: RecordId) -> Self {
        Self(Self::after("", site, record))
    }

    /// The same as a text, after what leads to the root, or the site's own address.
    #[must_use]
    pub fn after(root: &str, site: &Site, record: RecordId) -> String {
        let folder = match record {
            RecordId::Source(_) => "sources/",
            RecordId::Claim(_) => "claims/",
            RecordId::Actor(_) => "actors/",
            RecordId::Option(_) => "options/",
            RecordId::Criterion(_) => "criteria/",
            RecordId::Event(id) => {
                let place = site.graph.place_in_time.get(id.index()).copied().unwrap_or_default();
                let page = Self::new("timeline/").further("page", place / site.config.page_size + 1);
                return [root, &page.0, "#", &site.events[id].id].concat();
            }
            RecordId::Topic(_) => "topics/",
            RecordId::Brief(_) => "briefs/",
        };
        [root, folder, site.identifier(record), "/"].concat()
    }
}

/// Where the annotations of excerpts stand.
pub const ANNOTATIONS: &str = "data/annotations";

/// Where the index of the search stands.
pub const SEARCH_INDEX: &str = "search/pagefind";

/// Where the parts of a large sitemap stand.
pub const SITEMAPS: &str = "sitemap";

/// Pages that every site has, by address.
pub const FIXED_PAGES: [&str; 18] = [
    "",
    "actors/",
    "briefs/",
    "claims/",
    "compare/",
    "conditions/",
    "criteria/",
    "disagreements/",
    "gaps/",
    "method/",
    "options/",
    "sources/",
    "timeline/",
    "topics/",
    "404.html",
    "feed.xml",
    "robots.txt",
    "sitemap.xml",
];

impl Site {
    /// Every address of the site, redirect pages and exports included: what a link written as a path may lead to.
    #[must_use]
    pub fn addresses(&self) -> BTreeSet<String> {
        let fixed = FIXED_PAGES.iter().map(|&page| page.to_owned());
        let search = self.config.search.then_some(["search/", "search/names.json"]).into_iter().flatten();
        let records = self.records().map(|record| Address::of(self, record).0);
        let redirects = self.redirects().map(|(from, _)| from.0);
        let exports = self.exports().map(|(citable, export)| Address::of_export(self, citable, export).0);
        fixed.chain(search.map(str::to_owned)).chain(records).chain(redirects).chain(exports).collect()
    }

    /// Every record that has a page of its own.
    pub fn records(&self) -> impl Iterator<Item = RecordId> {
        let briefs = self.briefs.handles().map(RecordId::Brief);
        let actors = self.actors.handles().map(RecordId::Actor);
        let options = self.options.handles().map(RecordId::Option);
        let claims = self.claims.handles().map(RecordId::Claim);
        let sources = self.sources.handles().map(RecordId::Source);
        let criteria = self.criteria.handles().map(RecordId::Criterion);
        let topics = self.topics.handles().map(RecordId::Topic);
        briefs.chain(actors).chain(options).chain(claims).chain(sources).chain(criteria).chain(topics)
    }

    /// Former addresses and the records that they lead to now. A source's former identifier moves its claims as well,
    /// under all names that these ever had.
    pub fn redirects(&self) -> impl Iterator<Item = (Address, RecordId)> {
        let briefs = self.briefs.iter().flat_map(|(id, brief)| aliases("briefs", &brief.aliases, RecordId::Brief(id)));
        let actors = self.actors.iter().flat_map(|(id, actor)| aliases("actors", &actor.aliases, RecordId::Actor(id)));
        let options =
            self.options.iter().flat_map(|(id, option)| aliases("options", &option.aliases, RecordId::Option(id)));
        let criteria = self
            .criteria
            .iter()
            .flat_map(|(id, criterion)| aliases("criteria", &criterion.aliases, RecordId::Criterion(id)));
        let sources =
            self.sources.iter().flat_map(|(id, source)| aliases("sources", &source.aliases, RecordId::Source(id)));
        let claims = self.claims.iter().flat_map(|(id, claim)| {
            let source = &self.sources[claim.source];
            let sources: Vec<&str> = std::iter::once(&source.id).chain(&source.aliases).map(String::as_str).collect();
            let claims: Vec<&str> = std::iter::once(&claim.slug).chain(&claim.aliases).map(String::as_str).collect();
            let address = move |key| (Address(format!("claims/{key}/")), RecordId::Claim(id));
            former_keys(&sources, &claims).into_iter().map(address)
        });
        briefs.chain(actors).chain(options).chain(criteria).chain(sources).chain(claims)
    }
}

/// Every `SOURCE/CLAIM` that a claim once had: each name of its source with each of its own. Both lists begin with the
/// present name, and the present key is not among the former ones.
pub(super) fn former_keys(sources: &[&str], claims: &[&str]) -> Vec<String> {
    let keys = sources.iter().flat_map(|source| claims.iter().map(move |claim| format!("{source}/{claim}")));
    keys.skip(1).collect()
}

fn aliases<'a>(
    folder: &'static str,
    aliases: &'a [String],
    record: RecordId,
) -> impl Iterator<Item = (Address, RecordId)> + use<'a> {
    aliases.iter().map(move |alias| (Address(format!("{folder}/{alias}/")), record))
}

#[cfg(test)]
mod tests {
    use super::{Address, former_keys};

    #[test]
    fn former_identifiers_of_source_and_claim_multiply() {
        let keys = former_keys(&["s", "s1", "s2"], &["c", "c1"]);
        assert_eq!(keys, ["s/c1", "s1/c", "s1/c1", "s2/c", "s2/c1"]);
    }

    #[test]
    fn leads_back_to_the_root() {
        let to_root = |path| Address::to_root_from(Address::new(path).depth());
        assert_eq!(["", "actors/", "claims/a/b/", "feed.xml"].map(to_root), ["./", "../", "../../../", "./"]);
    }
}
