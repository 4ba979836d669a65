//! The commands that change an author's files, and those that say what is left to do.
#![cfg(test)]

mod support;

use support::{Project, Run};

const LETTER: &str = "To the council\n\nI have rowed the ferry for forty years, and my father rowed the ferry \
    before me. I am not against a bridge. I am against a “stone\u{a0}bridge” that leaves eleven families without \
    bread.\n";

/// A source in the way of somebody who comments what they do.
const SOURCE: &str = "type: misc          # a letter\r\narchive: letter.txt\r\nclaims:\r\n  # the first words\r\n  - id: long-in-trade\r\n    statement: They have been ferrymen for generations.\r\n    kind: report\r\n    quote: for forty years   # of the ferry\r\n# end";

fn site() -> Project {
    Project::empty()
        .file("sourcebook.toml", "title = \"A bridge\"\narchives = [\"archives\"]\n")
        .file("archives/letter.txt", LETTER)
        .file("content/sources/letter.yaml", SOURCE)
}

fn text(project: &Project) -> String {
    std::fs::read_to_string(project.path("content/sources/letter.yaml")).unwrap()
}

#[track_caller]
fn succeeds(run: &Run) {
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
}

#[test]
fn clip_appends_a_claim_and_says_what_is_left_to_do() {
    let project = site();
    let run = project.run(&["clip", "letter", "against a \"stone bridge\""]);
    succeeds(&run);
    assert_eq!(
        run.stdout,
        "letter/against-stone-bridge: “against a “stone\u{a0}bridge”” (paragraph 1, in “To the council”)\n\
         written in the archive's own spelling\n\
         still to fill in:\n\
         \x20 content/sources/letter.yaml:11: statement: what the source asserts, in your own words\n\
         \x20 content/sources/letter.yaml:12: kind: fact, assessment, forecast, conditional, recommendation or report\n\
         \x20 content/sources/letter.yaml:14: about: the actors, options, criteria and events that it is about\n"
    );
    let added = "\r\n  - id: against-stone-bridge\r\n    statement:\r\n    kind:\r\n    quote: \"against a “stone\\u00A0bridge”\"\r\n    about: []\r\n";
    assert_eq!(text(&project), format!("{SOURCE}{added}"));
    let check = project.run(&["check"]);
    assert_eq!(check.status, 1);
    for place in ["letter.yaml:11:5", "letter.yaml:12:5"] {
        assert!(check.stderr.contains(place), "{}", check.stderr);
    }
    assert_eq!(check.stderr.matches("error[missing-field]").count(), 2, "{}", check.stderr);
    let finished =
        text(&project).replace("statement:\r\n", "statement: x\r\n").replace("kind:\r\n", "kind: report\r\n");
    project.write("content/sources/letter.yaml", finished);
    let verify = project.run(&["verify"]);
    succeeds(&verify);
    assert!(verify.stderr.contains("2 excerpts: 2 exact"), "{}", verify.stderr);
}

#[test]
fn clip_refuses_what_it_cannot_take_and_writes_nothing() {
    let project = site();
    for (arguments, status, said) in [
        (&["not against the bridge"][..], 1, "“not against a bridge”"),
        (&["rowed the ferry"], 1, "1: paragraph 1, in “To the council”: “I have [these words] for forty years, and”"),
        (
            &["rowed the ferry", "--occurrence", "3"],
            2,
            "there is no place number 3; the words stand at this many places: 2",
        ),
        (&["I have rowed the ferry for forty years, and my father rowed the ferry before me."], 1, "excerpt-too-long"),
        (&["eleven families", "--id", "long-in-trade"], 2, "already has a claim of that name"),
        (&["eleven families", "--id", "Eleven"], 2, "is not an identifier"),
    ] {
        let run = project.run(&[&["clip", "letter"], arguments].concat());
        assert_eq!(run.status, status, "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(said), "{}", run.stderr);
        assert_eq!(run.stdout, "");
        assert_eq!(text(&project), SOURCE);
    }
    let run = project.run(&["clip", "lettre", "eleven families"]);
    assert_eq!((run.status, run.stderr.contains("did you mean `letter`?")), (2, true), "{}", run.stderr);
    let project = project.file("sourcebook.toml", "title = \"A bridge\"\n");
    let run = project.run(&["clip", "letter", "eleven families"]);
    assert_eq!((run.status, run.stderr.contains("`--archive DIR`")), (2, true), "{}", run.stderr);
    succeeds(&project.run(&["clip", "letter", "eleven families", "--archive", "archives"]));
}

#[test]
fn clip_takes_one_of_several_places_and_says_which() {
    let project = site();
    succeeds(&project.run(&["clip", "letter", "rowed the ferry", "--occurrence", "2", "--id", "father-too"]));
    let text = text(&project);
    assert!(
        text.ends_with("    quote:\r\n      exact: rowed the ferry\r\n      prefix: father\r\n    about: []\r\n"),
        "{text}"
    );
    let run = project.run(&["clip", "letter", "I am not against a bridge."]);
    succeeds(&run);
    assert!(run.stderr.contains("warning[whole-sentence]"), "{}", run.stderr);
    let run = project.run(&["clip", "letter", "for forty years"]);
    assert!(run.stdout.contains("`letter/long-in-trade` already rests on the same words"), "{}", run.stdout);
}

#[test]
fn fix_changes_spellings_alone_and_finds_nothing_the_second_time() {
    let claim = |id: &str, quote: &str| {
        format!("  - id: {id}\n    statement: x   # why\n    kind: report\n    quote: {quote}\n    about: []\n")
    };
    let source = |spelled: &str, listed: &str| {
        format!(
            "type: misc\narchive: letter.txt\n# claims\nclaims:\n{}{}{}{}",
            claim("a", spelled),
            claim("b", "for forty years # exact"),
            claim("c", listed),
            claim("d", "rowed the ferry … before me")
        )
    };
    let former = source("'against a \"stone  bridge\"'  # c", "{ exact: \"I am not  against a bridge\", prefix: me. }");
    let project = site().file("content/sources/letter.yaml", &former);
    let locked = project.run(&["verify", "--fix", "--locked"]);
    assert_eq!(locked.status, 2, "{}", locked.stderr);
    let run = project.run(&["verify", "--fix"]);
    succeeds(&run);
    let expected =
        source("\"against a “stone\\u00A0bridge”\"  # c", "{ exact: \"I am not against a bridge\", prefix: me. }");
    assert_eq!(text(&project), expected);
    assert!(run.stdout.contains("content/sources/letter.yaml:8:12: `letter/a`: "), "{}", run.stdout);
    assert!(run.stderr.contains("4 excerpts: 3 exact, 1 elided"), "{}", run.stderr);
    let again = project.run(&["verify", "--fix"]);
    succeeds(&again);
    assert_eq!((again.stdout.as_str(), text(&project)), ("", expected));
}

#[test]
fn fix_never_changes_a_word() {
    let source = SOURCE.replace("for forty years ", "for Forty years ");
    let project = site().file("content/sources/letter.yaml", &source);
    assert_eq!(project.run(&["verify", "--fix"]).status, 1);
    assert_eq!(text(&project), source);
}

#[test]
fn coverage_says_what_rests_on_what() {
    let project = site().file(
        "content/briefs/ferry.md",
        "---\ntitle: The ferry\ndate: 1931-05-02\nauthors: [A]\nsummary: S.\n---\n\nOld trade \
         [@letter/long-in-trade].\n\n\
         Nobody says so.\n\n> [!JUDGEMENT]\n> We think so.\n\nA list follows. [@none]\n",
    );
    let run = project.run(&["coverage"]);
    succeeds(&run);
    assert_eq!(
        run.stdout,
        "source letter: 1 claim, 1 of 1 paragraph covered\n\
         \x20 “To the council”: 1 claim, 1 of 1\n\
         \x20   with claims: 1\n\n\
         brief ferry (content/briefs/ferry.md): 1 claim, 4 paragraphs\n\
         \x20   cited: 1 (line 8)\n\
         \x20   judgements: 1 (line 13)\n\
         \x20   exempt: 1 (line 15)\n\
         \x20   bare: 1 (line 10)\n\n"
    );
    let run = project.run(&["coverage", "--format", "json"]);
    succeeds(&run);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let paragraphs = serde_json::json!(
        { "total": 1, "covered": 1, "with_claims": [[1, 1]], "without_claims": [] }
    );
    let expected = serde_json::json!({
        "sources": [{
            "id": "letter", "title": null, "claims": 1, "paragraphs": paragraphs, "unplaced": [],
            "sections": [{ "heading": "To the council", "claims": 1, "paragraphs": paragraphs }],
        }],
        "briefs": [{
            "kind": "brief", "id": "ferry", "title": "The ferry", "file": "content/briefs/ferry.md", "claims": 1,
            "total": 4, "cited": [8], "judgements": [13], "exempt": [15], "bare": [10],
        }],
        "profiles": [],
    });
    assert_eq!(json, expected);
}

/// Both parts of an elided excerpt stand on something: to say less on one page than elsewhere is to say two things.
#[test]
fn the_site_says_of_paragraphs_what_coverage_says() {
    let letter = "To the council\n\nI have rowed the ferry for forty years, in all weathers.\n\n\
        My father did before me, and his father did before him.\n\nNobody asked us.\n";
    let source = "type: misc\narchive: letter.txt\nclaims:\n  - id: trade\n    statement: They are an old trade.\n    \
        kind: report\n    quote: for forty years … My father did\n";
    let project = site().file("archives/letter.txt", letter).file("content/sources/letter.yaml", source);
    let coverage = project.run(&["coverage"]);
    succeeds(&coverage);
    assert!(coverage.stdout.contains("with claims: 1, 2\n    without: 3\n"), "{}", coverage.stdout);
    succeeds(&project.run(&["build"]));
    for (page, expected) in [("sources/letter", "None rests on: 3."), ("gaps", "1 of 3 paragraphs (3)")] {
        let html = std::fs::read_to_string(project.path(&format!("public/{page}/index.html"))).unwrap();
        let words: String = html.split('<').filter_map(|tag| Some(tag.split_once('>')?.1)).collect();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(expected), "{page}: {words}");
    }
}

#[test]
fn every_excerpt_is_published_as_a_web_annotation() {
    let project = site();
    project.build();
    let output = project.output();
    let bytes = &output["data/annotations/letter/long-in-trade/1.json"];
    let annotation: serde_json::Value = serde_json::from_slice(bytes).unwrap();
    let expected = serde_json::json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "../../../../data/annotations/letter/long-in-trade/1.json",
        "type": "Annotation",
        "motivation": "linking",
        "body": "../../../../claims/letter/long-in-trade/",
        "target": {
            "source": "../../../../sources/letter/",
            "selector": [
                { "type": "TextQuoteSelector", "exact": "for forty years" },
                { "type": "TextPositionSelector", "start": 38, "end": 53 },
            ],
        },
    });
    assert_eq!(annotation, expected);
    let source = SOURCE.replace("type: misc", "url: https://example.org/letter\r\ntype: misc");
    project.write("content/sources/letter.yaml", source);
    succeeds(&project.run(&["build", "--base-url", "https://example.org/bridge/"]));
    let annotation: serde_json::Value =
        serde_json::from_slice(&project.output()["data/annotations/letter/long-in-trade/1.json"]).unwrap();
    assert_eq!(annotation["id"], "https://example.org/bridge/data/annotations/letter/long-in-trade/1.json");
    assert_eq!(annotation["body"], "https://example.org/bridge/claims/letter/long-in-trade/");
    assert_eq!(annotation["target"]["source"], "https://example.org/letter");
    let quote = &annotation["target"]["selector"][0];
    assert_eq!(
        (&quote["prefix"], &quote["suffix"]),
        (&"ferry".into(), &", and".into()),
        "there is a text to lead into"
    );
    let sitemap = String::from_utf8(project.output()["sitemap.xml"].clone()).unwrap();
    assert!(!sitemap.contains(".json"), "{sitemap}");
}

/// A DOI leads to a page about the document, so no text fragment stands behind it, and the lock keeps no words for one.
#[test]
fn a_doi_leads_to_a_source_without_an_address() {
    let doi = "doi: 10.1234/letter<1>?\r\ntype: article";
    let project = site().file("content/sources/letter.yaml", SOURCE.replace("type: misc", doi));
    project.build();
    let output = project.output();
    let page = |path: &str| String::from_utf8(output[path].clone()).unwrap();
    let address = "https://doi.org/10.1234/letter%3C1%3E%3F";
    let source = page("sources/letter/index.html");
    assert!(source.contains(&format!("<a href=\"{address}\">10.1234/letter&lt;1&gt;?</a>")), "{source}");
    assert!(!source.contains("<dt>Address</dt>"), "{source}");
    let claim = page("claims/letter/long-in-trade/index.html");
    assert!(claim.contains(&format!("<a class=\"original\" href=\"{address}\">")), "{claim}");
    let annotation: serde_json::Value =
        serde_json::from_slice(&output["data/annotations/letter/long-in-trade/1.json"]).unwrap();
    assert_eq!(annotation["target"]["source"], address);
    assert!(annotation["target"]["selector"][0].get("prefix").is_none(), "no words beyond the excerpt: {annotation}");
    assert!(page("sources/letter/letter.ris").contains("DO  - 10.1234/letter<1>?\r\n"));
    // An address of its own leads to the words.
    let source = SOURCE.replace("type: misc", &format!("url: https://example.org/letter\r\n{doi}"));
    project.write("content/sources/letter.yaml", source);
    project.build();
    let claim = String::from_utf8(project.output()["claims/letter/long-in-trade/index.html"].clone()).unwrap();
    assert!(claim.contains("href=\"https://example.org/letter#:~:text="), "{claim}");
}
