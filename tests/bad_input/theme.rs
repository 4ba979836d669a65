//! The site's own theme.

use std::collections::BTreeMap;
use std::fs;

use sourcebook::render::built_in;

use crate::common::{BUILT, published, refuses, refuses_file, run, with};

#[test]
fn a_template_that_cannot_be_read() {
    let project = published();
    for (text, place) in [
        ("<p>\n{{ page. }}\n", "brief.html:2:"),
        ("<p>\n{% if page %}\n", "brief.html:3:"),
        ("<p>\n{% include \"nothing.html\" %}\n", "brief.html:2:"),
    ] {
        refuses_file(&project, "templates/brief.html", text, 2, &["templates", place]);
    }
    refuses_file(
        &project,
        "templates/brief.html",
        "{% extends \"nothing.html\" %}",
        2,
        &["--> templates/brief.html:1", "nothing.html"],
    );
}

#[test]
fn a_template_that_leaves_out_what_others_build_on() {
    let project = with("templates/base.html", "<!doctype html>\n");
    let run = run(&project, &["build"]);
    assert_eq!(run.status, 2);
    assert_eq!(run.stderr.matches("-->").count(), 1, "{}", run.stderr);
    for said in ["--> templates/base.html\n", "Block `main` is not", "sourcebook new template base.html"] {
        assert_eq!(run.stderr.matches(said).count(), 1, "{said}: {}", run.stderr);
    }
    // One's own template that fails is named, whatever else is one's own.
    let own = [("templates/404.html", "{% extends \"base.html\" %}{% block maine %}{% endblock %}")];
    let project = own.iter().fold(with("templates/home.html", "x\n"), |project, (path, text)| project.file(path, text));
    refuses(&project, 2, &["templates/404.html:1:", "`maine`"]);
}

#[test]
fn a_template_that_asks_for_an_unknown_field() {
    let words = ["templates/method.html", "`method/index.html`", "method.html:2:", "`no_such_field`"];
    refuses(&with("templates/method.html", "<p>\n{{ page.no_such_field }}\n"), 2, &words);
}

/// The built-in template with other words in it.
fn changed(name: &str, from: &str, to: &str) -> String {
    let text = String::from_utf8(built_in().templates[name].to_vec()).unwrap();
    assert!(text.contains(from), "{text}");
    text.replace(from, to)
}

#[test]
fn a_component_that_cannot_draw_a_claim() {
    const CLAIM: &str = "components/claim.html";
    let text = changed(CLAIM, "{{ claim.statement }}", "{{ claim.statment }}");
    let words = ["cannot make `", "the component `claim.", "templates/components/claim.html:", "`statment`"];
    refuses(&with(&format!("templates/{CLAIM}"), text), 2, &words);
    let text = changed(CLAIM, "claim.body", "claim.other");
    let words = ["--> templates/components/claim.html\n", "`claim.body`", "sourcebook new template"];
    refuses(&with(&format!("templates/{CLAIM}"), text), 2, &words);
}

#[test]
fn a_component_of_the_sites_own_draws_a_claim_on_every_page() {
    const CLAIM: &str = "components/claim.html";
    let text = changed(CLAIM, "<span class=\"key\">", "<span class=\"key mine\">");
    let project = with(&format!("templates/{CLAIM}"), text);
    assert_eq!(run(&project, &["build"]).status, 0);
    let (before, after) = (BUILT.output(), project.output());
    let mut pages = 0;
    for (path, bytes) in before.iter().filter(|(path, _)| path.ends_with("index.html")) {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let expected = text.replace("<span class=\"key\">", "<span class=\"key mine\">");
        assert_eq!(String::from_utf8(after[path].clone()).unwrap(), expected, "{path}");
        pages += usize::from(expected != text);
    }
    assert!(pages > 10, "{pages}");
}

#[test]
fn a_file_of_the_theme_in_place_of_the_built_in_one() {
    let project = with("templates/method.html", "<p>\nOur own words about {{ page.site_title }}\n")
        .file("static/site.css", "p {}\n");
    let run = run(&project, &["build"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let (mut expected, mut actual) = (BUILT.output(), project.output());
    expected.insert("method/index.html".to_owned(), b"<p>\nOur own words about Bridge, tunnel or ferry?\n".to_vec());
    expected.insert("site.css".to_owned(), b"p {}\n".to_vec());
    for tree in [&mut expected, &mut actual] {
        tree.remove(".sourcebook-manifest");
    }
    assert!(expected == actual, "other files have changed");
    assert!(run.stderr.contains(": 2 written, "), "{}", run.stderr);
}

#[test]
fn a_file_of_static_where_a_page_stands() {
    let project = published();
    refuses_file(
        &project,
        "static/briefs/who-wants-what/index.html",
        "x",
        1,
        &["error[duplicate-address]", "static/briefs/who-wants-what/index.html"],
    );
    for path in ["static/briefs/index.html", "static/actors/orland/index.html", "static/index.html"] {
        refuses_file(&project, path, "x", 1, &["error[duplicate-address]", path]);
    }
    refuses_file(&project, "static/Site.css", "x", 1, &["error[unusable-name]", "Site.css", "site.css"]);
}

#[test]
fn a_stylesheet_of_the_sites_own_comes_after_the_themes_where_there_is_one() {
    let project = published();
    let without = project.output();
    let pages = |output: &BTreeMap<String, Vec<u8>>| -> Vec<String> {
        // Files that are no pages need not be text.
        let texts = output.values().filter_map(|bytes| String::from_utf8(bytes.clone()).ok());
        texts.filter(|text| text.contains("<link rel=\"stylesheet\"")).collect()
    };
    let build = || {
        let run = run(&project, &["build"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stderr
    };
    assert!(pages(&without).len() > 20 && !pages(&without).iter().any(|page| page.contains("custom.css")));

    project.write("static/custom.css", ":root { --accent: purple }");
    build();
    let with = project.output();
    assert_eq!(with["custom.css"], b":root { --accent: purple }");
    for page in pages(&with) {
        let (own, custom) = (page.find("site.css\">"), page.find("custom.css\">"));
        assert!(own.is_some() && own < custom, "{page}");
        let address = |name: &str| page.split(name).next().unwrap().rsplit("href=\"").next().unwrap().to_owned();
        assert_eq!(address("custom.css"), address("site.css"), "beside the theme's own");
    }

    project.write("static/custom.css", ":root { --accent: teal }");
    assert!(build().contains(": 1 written, "), "no page has changed");
    fs::remove_file(project.path("static/custom.css")).unwrap();
    build();
    assert!(project.output() == without, "something of it is left");
}

#[test]
fn a_template_of_one_long_line_is_not_shown_whole() {
    let text = format!("<p>{}{{{{ page. }}}}", "x".repeat(200_000));
    let run = refuses(&with("templates/brief.html", text), 2, &["templates/brief.html:1:"]);
    assert!(run.stderr.len() < 5_000, "{}", run.stderr.len());
}
