//! A page for every record, and on a sample of pages of every kind the joins that the records ask for, read from the
//! pages as a browser would.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::kinds::{Kind, kinds, sample};
use crate::hugo_site::{actor_path, brief_path, claim_path, criterion_path, option_path, source_path, topic_path};
use crate::site::Shape;
use crate::site::records::{self, Claim};

/// The pages that must link to each page of the sample, by path.
pub(crate) struct Expected<'a> {
    shape: &'a Shape,
    links: BTreeMap<String, BTreeSet<String>>,
}

impl<'a> Expected<'a> {
    pub(crate) fn of(shape: &'a Shape) -> Self {
        let mut links = BTreeMap::new();
        for Kind { count, path, .. } in kinds(shape) {
            sample(count).for_each(|at| drop(links.insert(path(at), BTreeSet::new())));
        }
        let mut expected = Self { shape, links };
        (0..shape.claims).for_each(|at| expected.claim(at));
        for at in 0..shape.briefs {
            let brief = records::brief(shape, at);
            brief.cited().into_iter().for_each(|claim| expected.both(&brief_path(at), &claim_path(shape, claim)));
            brief.named().into_iter().for_each(|actor| expected.both(&brief_path(at), &actor_path(actor)));
        }
        expected
    }

    fn claim(&mut self, at: usize) {
        let path = claim_path(self.shape, at);
        let Claim { about, topic, speaker, bearing, stance, relation, .. } = records::claim(self.shape, at);
        self.both(&path, &source_path(at % self.shape.sources));
        self.both(&path, &topic_path(topic));
        about.into_iter().chain(speaker).for_each(|actor| self.both(&path, &actor_path(actor)));
        if let Some((option, criterion)) = bearing {
            self.both(&path, &option_path(option));
            self.both(&path, &criterion_path(criterion));
        }
        if let Some((actor, option)) = stance {
            self.both(&path, &actor_path(actor));
            self.both(&path, &option_path(option));
        }
        if let Some((_, other)) = relation {
            self.both(&path, &claim_path(self.shape, other));
        }
    }

    /// A join is shown on the pages of both its ends.
    fn both(&mut self, one: &str, other: &str) {
        for (from, to) in [(one, other), (other, one)] {
            if let Some(links) = self.links.get_mut(from) {
                links.insert(to.to_owned());
            }
        }
    }

    /// Reads what a generator made of the site. Gives the number of joins that were looked for and found.
    pub(crate) fn check(&self, output: &Path) -> usize {
        // A large site has several, in a folder or beside each other.
        let mut sitemap = text_of(output, |name| name.starts_with("sitemap"));
        let further = output.join("sitemap");
        if further.exists() {
            sitemap += &text_of(&further, |_| true);
        }
        let sitemap: BTreeSet<&str> = sitemap.split("<loc>").filter_map(|part| part.split("</loc>").next()).collect();
        for Kind { count, path, .. } in kinds(self.shape) {
            for path in (0..count).map(path) {
                assert!(output.join(format!("{}/index.html", &path[1..])).exists(), "{}: no {path}", output.display());
                let address = format!("https://example.org{path}/");
                assert!(sitemap.contains(address.as_str()), "{}: the sitemap lacks {address}", output.display());
            }
        }
        for (path, expected) in &self.links {
            // A long list may go on below the page.
            let text = text_of(&output.join(&path[1..]), |name| name == "index.html");
            let links = links(path, &text);
            let missing: Vec<_> = expected.difference(&links).collect();
            assert!(missing.is_empty(), "{}: {path} lacks links to {missing:?}", output.display());
            if let Some(at) = path.strip_prefix("/briefs/b") {
                self.check_text(at.parse().unwrap(), &text);
            }
        }
        let feed = fs::read_to_string(output.join("feed.xml")).unwrap();
        assert_eq!(feed.matches("<entry>").count(), self.shape.briefs.min(50), "{}: the feed", output.display());
        self.links.values().map(BTreeSet::len).sum()
    }

    fn check_text(&self, at: usize, html: &str) {
        let brief = records::brief(self.shape, at);
        assert!(brief.paragraphs.iter().all(|paragraph| html.contains(&paragraph.second)), "brief {at} lacks a text");
        assert_eq!(html.matches("<table").count(), 1, "brief {at} has a table");
        assert!(html.contains(&brief.judgement), "brief {at} lacks its judgement");
        let code = html.split("<pre").nth(1).unwrap().split("</pre>").next().unwrap();
        assert!(code.matches("<span class=").count() > 10, "the code of brief {at} is not highlighted");
    }
}

/// The texts of the files of a name in a folder and below, one after another.
fn text_of(folder: &Path, is_wanted: impl Fn(&str) -> bool) -> String {
    let files = crate::program::files(folder);
    let wanted =
        files.into_iter().filter(|path| path.file_name().is_some_and(|name| is_wanted(&name.to_string_lossy())));
    wanted.map(|path| fs::read_to_string(folder.join(path)).unwrap()).collect()
}

/// Where a page links to on its site: paths without the slash behind.
fn links(page: &str, html: &str) -> BTreeSet<String> {
    let written = html.split("href=").skip(1).filter_map(|rest| match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split([' ', '>']).next(),
    });
    written.filter(|href| !href.contains(':')).map(|href| resolve(page, href)).collect()
}

/// The path that a relative reference leads to from a page.
fn resolve(page: &str, href: &str) -> String {
    let href = href.split(['#', '?']).next().unwrap_or_default();
    let mut parts: Vec<&str> = if href.starts_with('/') { Vec::new() } else { page.split('/').skip(1).collect() };
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}
