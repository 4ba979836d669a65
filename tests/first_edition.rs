//! The repository's own site, as its readers get it.
#![cfg(test)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use scraper::{Html, Selector};
use support::{Project, files_below};

/// The site, built once for all tests of this file.
static SITE: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let project = Project::first_edition();
    project.build();
    project.output()
});

fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    let html = SITE.iter().filter(|(path, _)| path.rsplit_once('.').is_some_and(|(_, ending)| ending == "html"));
    html.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap()))
}

fn all(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}

#[test]
fn every_page_is_html_without_parse_errors() {
    let mut wrong = Vec::new();
    for (path, text) in pages() {
        let page = Html::parse_document(text);
        wrong.extend(page.errors.iter().map(|error| format!("{path}: {error}")));
        if !text.to_ascii_lowercase().starts_with("<!doctype html>") {
            wrong.push(format!("{path}: no doctype"));
        }
        if page.select(&all("h1")).count() != 1 {
            wrong.push(format!("{path}: not one h1"));
        }
        let mut ids = BTreeSet::new();
        for element in page.select(&all("[id]")) {
            let id = element.value().id().unwrap();
            if id.is_empty() || id.contains(char::is_whitespace) || !ids.insert(id) {
                wrong.push(format!("{path}: the id `{id}` is empty, spaced or not unique"));
            }
        }
        let mut level = 0;
        for heading in page.select(&all("h1, h2, h3, h4, h5, h6")) {
            let next = heading.value().name()[1..].parse::<u32>().unwrap();
            if next > level + 1 {
                wrong.push(format!("{path}: h{next} follows h{level}"));
            }
            level = next;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The file and fragment that a relative address leads to from a page.
fn resolve(from: &str, href: &str) -> Option<(String, Option<String>)> {
    let (address, fragment) = href.split_once('#').map_or((href, None), |(a, f)| (a, Some(f.to_owned())));
    let address = address.split_once('?').map_or(address, |(address, _)| address);
    if address.is_empty() {
        return Some((from.to_owned(), fragment));
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let mut path = parts.join("/");
    if address.ends_with('/') || path.is_empty() {
        path = if path.is_empty() { "index.html".to_owned() } else { format!("{path}/index.html") };
    }
    Some((path, fragment))
}

#[test]
fn every_internal_link_and_anchor_leads_somewhere() {
    let ids: BTreeMap<&str, BTreeSet<String>> = pages()
        .map(|(path, text)| {
            let page = Html::parse_document(text);
            let ids = page.select(&all("[id]")).filter_map(|element| element.value().id().map(str::to_owned)).collect();
            (path, ids)
        })
        .collect();
    let (mut broken, mut followed) = (BTreeSet::new(), 0);
    for (path, text) in pages() {
        let page = Html::parse_document(text);
        for element in page.select(&all("[href], [src]")) {
            let value = element.value();
            let href = value.attr("href").or_else(|| value.attr("src")).unwrap();
            let is_external = ["http://", "https://", "mailto:"].iter().any(|scheme| href.starts_with(scheme));
            // The error page is shown under any address, so its links begin at the root of the server.
            if is_external || (path == "404.html" && href.starts_with('/')) {
                continue;
            }
            followed += 1;
            let leads = resolve(path, href).is_some_and(|(file, fragment)| {
                SITE.contains_key(&file)
                    && fragment.is_none_or(|id| ids.get(file.as_str()).is_some_and(|ids| ids.contains(&id)))
            });
            if !leads {
                broken.insert(format!("{path}: {href}"));
            }
        }
    }
    assert!(followed > 5_000, "the test follows the links of a whole site: {followed}");
    assert!(broken.is_empty(), "{} broken:\n{}", broken.len(), broken.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn no_page_asks_another_host_for_anything() {
    let mut asked = Vec::new();
    for (path, text) in pages() {
        let page = Html::parse_document(text);
        for element in
            page.select(&all("link:not([rel=canonical]), script, img, iframe, source, video, audio, embed, object"))
        {
            let value = element.value();
            let address = value.attr("href").or_else(|| value.attr("src")).or_else(|| value.attr("data"));
            asked.extend(address.filter(|address| address.contains("//")).map(|address| format!("{path}: {address}")));
        }
        asked.extend(page.select(&all("[style]")).map(|_| format!("{path}: an inline style")));
        asked.extend(page.select(&all("script:not([src])")).map(|_| format!("{path}: an inline script")));
    }
    assert!(asked.is_empty(), "{}", asked.join("\n"));
}

/// The policy that a page states, as directives with their sources.
fn policy(page: &Html) -> BTreeMap<String, Vec<String>> {
    let stated = page.select(&all("head > meta[charset] + meta[http-equiv=Content-Security-Policy]")).next();
    let text = stated.and_then(|meta| meta.value().attr("content")).unwrap_or_default();
    let directive = |directive: &str| {
        let mut words = directive.split_whitespace().map(str::to_owned);
        Some((words.next()?, words.collect()))
    };
    text.split(';').filter_map(directive).collect()
}

#[test]
fn every_page_allows_itself_the_sites_own_files_alone() {
    let fetched = ["script-src", "style-src", "img-src", "font-src", "connect-src"];
    for (path, text) in pages() {
        let page = Html::parse_document(text);
        let policy = policy(&page);
        assert_eq!(policy.get("default-src"), Some(&vec!["'none'".to_owned()]), "{path}");
        assert_eq!(policy.get("base-uri"), Some(&vec!["'none'".to_owned()]), "{path}");
        for (directive, sources) in &policy {
            let allowed = |source: &str| match source {
                "'self'" => true,
                "'none'" => !fetched.contains(&directive.as_str()),
                "'wasm-unsafe-eval'" => directive == "script-src",
                _ => false,
            };
            assert!(sources.iter().all(|source| allowed(source)), "{path}: {directive} {sources:?}");
        }
        let handlers = page.root_element().descendants().filter_map(scraper::ElementRef::wrap);
        let handlers = handlers.flat_map(|element| element.value().attrs().map(|(name, _)| name));
        assert!(!handlers.clone().any(|name| name.starts_with("on")), "{path}: an inline handler");
    }
}

#[test]
fn the_list_of_claims_can_be_narrowed_down_to_what_each_page_is_about() {
    let list = Html::parse_document(std::str::from_utf8(&SITE["claims/index.html"]).unwrap());
    let rows = list.select(&all(".explored .claims > li")).count();
    let claims_of = |facet: &str, value: &str| -> Vec<usize> {
        let option = list.select(&all(&format!("select[name={facet}] option[value='{value}']"))).next().unwrap();
        option.value().attr("data-claims").unwrap().split(' ').map(|row| row.parse().unwrap()).collect()
    };
    let facets: BTreeSet<&str> =
        list.select(&all(".filters select")).filter_map(|select| select.value().attr("name")).collect();
    for facet in
        ["actor", "option", "criterion", "topic", "source", "speaker", "kind", "proof", "relation", "likelihood"]
    {
        assert!(facets.contains(facet), "{facet}");
    }
    for option in list.select(&all(".filters option[data-claims]")) {
        let claims: Vec<usize> =
            option.value().attr("data-claims").unwrap().split(' ').map(|row| row.parse().unwrap()).collect();
        assert!(claims.is_sorted_by(|one, next| one < next) && claims.iter().all(|&row| row < rows), "{option:?}");
        assert!(option.text().collect::<String>().ends_with(&format!("({})", claims.len())), "{option:?}");
    }

    let (mut links, statements) = (0, list.select(&all(".explored .claims > li > .statement")).collect::<Vec<_>>());
    for (path, text) in pages() {
        let page = Html::parse_document(text);
        let Some(link) = page.select(&all(".explore a")).next() else { continue };
        let (_, query) = link.value().attr("href").unwrap().split_once("/claims/?").unwrap();
        let (facet, value) = query.split_once('=').unwrap();
        let claims = claims_of(facet, value);
        let said = link.text().collect::<String>();
        assert!(said.contains(&format!("{} claim", claims.len())) || claims.len() == 1, "{path}: {said}");
        let shown: BTreeSet<String> =
            page.select(&all(".statement")).map(|statement| statement.text().collect()).collect();
        for row in claims {
            let statement = statements[row].text().collect::<String>();
            assert!(shown.contains(&statement), "{path} does not show the claim “{statement}”");
        }
        links += 1;
    }
    assert!(links > 60, "{links}");
}

#[test]
fn the_pages_of_the_design_are_there() {
    let fixed = [
        "index.html",
        "briefs/index.html",
        "actors/index.html",
        "options/index.html",
        "claims/index.html",
        "sources/index.html",
        "compare/index.html",
        "disagreements/index.html",
        "conditions/index.html",
        "timeline/index.html",
        "gaps/index.html",
        "method/index.html",
        "search/index.html",
        "search/names.json",
        "search/pagefind/pagefind.js",
        "feed.xml",
        "sitemap.xml",
        "robots.txt",
        "404.html",
    ];
    for page in fixed {
        assert!(SITE.contains_key(page), "{page}");
    }
    for (folder, at_least) in [
        ("claims", 80 + 3),
        ("briefs", 4 + 1),
        ("actors", 20 + 1),
        ("options", 10 + 1),
        ("criteria", 10 + 1),
        ("sources", 3 + 1),
    ] {
        let count = SITE.keys().filter(|path| path.starts_with(&format!("{folder}/"))).count();
        assert!(count >= at_least, "{folder}: {count}");
    }
}

#[test]
fn an_actor_shows_its_stance_on_every_option() {
    let options = SITE.keys().filter(|path| path.starts_with("options/") && path.matches('/').count() == 2).count();
    for (path, text) in pages().filter(|(path, _)| path.starts_with("actors/") && path.matches('/').count() == 2) {
        let page = Html::parse_document(text);
        let shown: BTreeSet<&str> = page
            .select(&all("section[aria-labelledby=stances] a[href*='/options/']"))
            .filter_map(|link| link.value().attr("href"))
            .collect();
        assert_eq!(shown.len(), options, "{path}");
    }
}

#[test]
fn a_cited_claim_shows_the_sentence_that_cites_it() {
    let text = std::str::from_utf8(&SITE["briefs/what-a-small-deal-needs/index.html"]).unwrap();
    let brief = Html::parse_document(text);
    let cited: Vec<_> = brief.select(&all(".cite-link")).filter_map(|link| link.value().attr("href")).collect();
    assert!(cited.len() >= 15, "{}", cited.len());
    for fragment in cited {
        let claim = format!("claims/{}/index.html", fragment[1..].replace("--", "/"));
        let page = std::str::from_utf8(&SITE[&claim]).unwrap();
        assert!(page.contains("/briefs/what-a-small-deal-needs/"), "{claim}");
    }
}

#[test]
fn building_again_writes_nothing() {
    let project = Project::first_edition();
    project.build();
    let stamps = |project: &Project| -> Vec<_> {
        let files = project.output().into_keys();
        files.map(|path| (project.path("public").join(&path).metadata().unwrap().modified().unwrap(), path)).collect()
    };
    let (before, files) = (stamps(&project), project.output());
    // Once as the first build noted it, once through all stages.
    for _ in 0..2 {
        let run = project.build();
        assert!(run.stderr.contains(" 0 written"), "{}", run.stderr);
        assert_eq!(stamps(&project), before);
        assert_eq!(project.output(), files);
        std::fs::remove_file(project.path(".sourcebook-public/note")).unwrap();
    }
}

#[test]
fn two_folders_give_the_same_bytes() {
    let project = Project::first_edition();
    let run =
        project.run_with(&["build"], &[("TZ", "Asia/Seoul"), ("LC_ALL", "tr_TR.UTF-8"), ("RAYON_NUM_THREADS", "1")]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(project.output() == *SITE, "the bytes differ");
}

#[test]
fn the_archives_change_no_byte_of_the_site() {
    let archives = support::repository().join("../shared/sources");
    if !archives.is_dir() {
        support::pass_over("no archives at hand");
        return;
    }
    let project = Project::first_edition();
    let run = project.run(&["build", "--archive", archives.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(project.output() == *SITE, "the bytes differ");
    let verify = project.run(&["verify", "--locked", "--archive", archives.to_str().unwrap()]);
    assert_eq!(verify.status, 0, "{}", verify.stderr);
    assert_eq!(
        files_below(project.root())["sourcebook.lock"],
        std::fs::read(support::repository().join("sourcebook.lock")).unwrap()
    );
}

/// Archives are other people's: what the site shows of them is fragments.
#[test]
fn no_page_holds_a_sentence_of_an_archive() {
    let archives = support::repository().join("../shared/sources");
    if !archives.is_dir() {
        support::pass_over("no archives at hand");
        return;
    }
    let tag = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let visible: Vec<(&str, String)> = pages()
        .map(|(path, text)| {
            let page = Html::parse_document(text);
            let words = page.root_element().text().collect::<Vec<_>>().join(" ");
            (path, tag(&words))
        })
        .collect();
    for name in ["chun-summit-commentary.txt", "reengagement-commentary.txt"] {
        let archive = std::fs::read_to_string(archives.join(name)).unwrap();
        let sentences = archive.lines().flat_map(|line| line.split(". ")).map(tag);
        for sentence in sentences.filter(|sentence| sentence.split(' ').count() > 15) {
            for (path, words) in &visible {
                assert!(!words.contains(&sentence), "{path} holds a whole sentence: {sentence}");
            }
        }
    }
}

#[test]
fn the_feed_is_atom_and_the_sitemap_lists_every_page_that_stays() {
    let feed = std::str::from_utf8(&SITE["feed.xml"]).unwrap();
    let feed = roxmltree::Document::parse(feed).unwrap();
    let atom = "http://www.w3.org/2005/Atom";
    let children = |node: roxmltree::Node<'_, '_>, name: &'static str| {
        node.children().filter(|child| child.has_tag_name((atom, name))).count()
    };
    let root = feed.root_element();
    assert!(root.has_tag_name((atom, "feed")));
    // RFC 4287, 4.1.1 and 4.1.2: exactly one of each.
    for name in ["id", "title", "updated"] {
        assert_eq!(children(root, name), 1, "feed/{name}");
        for entry in root.children().filter(|child| child.has_tag_name((atom, "entry"))) {
            assert_eq!(children(entry, name), 1, "entry/{name}");
        }
    }
    assert_eq!(children(root, "entry"), 4);

    let map = std::str::from_utf8(&SITE["sitemap.xml"]).unwrap();
    let map = roxmltree::Document::parse(map).unwrap();
    let listed: BTreeSet<String> = map
        .descendants()
        .filter(|node| node.tag_name().name() == "loc")
        .map(|node| node.text().unwrap().strip_prefix("https://example.org/summit/").unwrap().to_owned())
        .collect();
    let there: BTreeSet<String> = pages()
        .filter(|(path, text)| {
            !["404.html", "search/index.html"].contains(path) && !text.contains("http-equiv=\"refresh\"")
        })
        .map(|(path, _)| path.strip_suffix("index.html").unwrap().to_owned())
        .collect();
    assert_eq!(listed, there);
}

/// What the W3C's *Web Annotation Data Model* says that an annotation must have, and its two selectors.
#[test]
fn every_annotation_keeps_the_rules_of_its_model() {
    let annotations = SITE.iter().filter(|(path, _)| path.starts_with("data/annotations/"));
    let mut selectors = 0;
    for (path, bytes) in annotations {
        let annotation: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        let is_address = |value: &serde_json::Value| value.as_str().is_some_and(|it| it.starts_with("https://"));
        assert_eq!(annotation["@context"], "http://www.w3.org/ns/anno.jsonld", "{path}");
        assert_eq!(annotation["type"], "Annotation", "{path}");
        assert_eq!(annotation["id"], format!("https://example.org/summit/{path}"));
        assert!(is_address(&annotation["body"]), "{path}");
        let target = &annotation["target"];
        let targets = target.as_array().cloned().unwrap_or_else(|| vec![target.clone()]);
        assert!(!targets.is_empty(), "{path}");
        for target in targets {
            assert!(is_address(&target["source"]), "{path}");
            for selector in target["selector"].as_array().unwrap() {
                selectors += 1;
                let number = |name: &str| selector[name].as_u64().unwrap();
                match selector["type"].as_str().unwrap() {
                    "TextQuoteSelector" => {
                        assert!(selector["exact"].as_str().is_some_and(|words| !words.is_empty()), "{path}");
                        for name in ["prefix", "suffix"] {
                            assert!(selector.get(name).is_none_or(serde_json::Value::is_string), "{path}: {name}");
                        }
                    }
                    "TextPositionSelector" => assert!(number("start") < number("end"), "{path}"),
                    other => panic!("{path}: {other}"),
                }
            }
        }
    }
    assert!(selectors >= 2 * 200, "{selectors}");
}

#[test]
fn a_claim_links_to_the_annotation_of_each_of_its_excerpts() {
    let claims = pages().filter(|(path, _)| path.starts_with("claims/") && path.matches('/').count() == 3);
    for (path, text) in claims {
        let page = Html::parse_document(text);
        let excerpts = page.select(&all(".excerpt-large")).count();
        for links in ["link[rel=alternate][type='application/ld+json']", ".excerpt-large a.annotation"] {
            let links: Vec<_> = page.select(&all(links)).filter_map(|link| link.value().attr("href")).collect();
            assert_eq!(links.len(), excerpts, "{path}");
            for link in links {
                assert!(SITE.contains_key(link.strip_prefix("../../../").unwrap()), "{path}: {link}");
            }
        }
    }
}
