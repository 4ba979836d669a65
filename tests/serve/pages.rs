use std::path::Path;
use std::time::Duration;

use super::client::Server;
use super::support::Project;

#[test]
fn every_page_is_what_is_published_but_for_a_script_and_the_authors_marks() {
    let project = Project::golden();
    let server = Server::start(project.root());
    assert!(!project.path("public").exists(), "nothing is written");
    project.build();
    let published = project.output();
    let mut pages = 0;
    for (path, bytes) in published.iter().filter(|(path, _)| !path.starts_with('.') && *path != "404.html") {
        let answer = server.get(&format!("/{path}"));
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.head.to_ascii_lowercase().contains("cache-control: no-store"), "{}", answer.head);
        if Path::new(path).extension().is_some_and(|ending| ending == "html") {
            pages += 1;
            let text = String::from_utf8(bytes.clone()).unwrap();
            let served = answer.without_script();
            // What is marked for authors is a class of a paragraph, and a line that counts such paragraphs.
            let readers: Vec<&str> = text.lines().collect();
            let differing: Vec<&str> = served.lines().filter(|line| !readers.contains(line)).collect();
            assert!(differing.iter().all(|line| line.contains("uncited")), "{path}: {differing:?}");
            assert_eq!(answer.text().matches("/.sourcebook/").count(), 1, "{path}");
        } else {
            assert!(answer.body == *bytes, "{path}");
        }
    }
    assert!(pages > 30, "{pages}");
}

#[test]
fn an_address_without_its_slash_is_sent_on() {
    let project = Project::golden();
    let server = Server::start(project.root());
    let answer = server.get("/actors");
    assert_eq!(answer.status, 307);
    assert!(answer.head.contains("location: /actors/"), "{}", answer.head);
    assert_eq!(server.get("/actors/?page=2").status, 200);
}

#[test]
fn a_missing_page_is_the_sites_own_with_links_that_hold() {
    let project = Project::golden();
    let server = Server::start(project.root());
    let answer = server.get("/briefs/none/deeper");
    assert_eq!(answer.status, 404);
    assert!(answer.text().contains("href=\"../../site.css\""), "{}", answer.text());
    assert!(answer.text().contains("Page not found"));
}

#[test]
fn files_have_the_types_that_browsers_need() {
    let project = Project::golden();
    let server = Server::start(project.root());
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/site.css", "text/css; charset=utf-8"),
        ("/site.js", "text/javascript; charset=utf-8"),
        ("/icon.svg", "image/svg+xml"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/.sourcebook/reload.js", "text/javascript; charset=utf-8"),
        ("/.sourcebook/overlay.css", "text/css; charset=utf-8"),
    ] {
        let head = server.get(path).head.to_ascii_lowercase();
        assert!(head.contains(&format!("content-type: {kind}")) && head.contains("nosniff"), "{path}: {head}");
    }
}

#[test]
fn a_search_is_never_older_than_the_pages() {
    let project = Project::golden();
    let mut server = Server::start(project.root());
    let entry = || server.get("/search/pagefind/pagefind-entry.json");
    let before = entry();
    assert_eq!(before.status, 200);
    assert_eq!(entry().body, before.body);
    assert_eq!(server.get("/search/pagefind/none").status, 404);
    let brief = project.path("content/briefs/who-wants-what.md");
    let text = std::fs::read_to_string(&brief).unwrap();
    project.write("content/briefs/who-wants-what.md", format!("{text}\nA zeppelin was never asked for [@none].\n"));
    server.hear("rebuilt in");
    let after = server.get("/search/pagefind/pagefind-entry.json");
    assert_eq!(after.status, 200);
    assert_ne!(after.body, before.body);
}

#[test]
fn the_index_is_made_unasked_when_the_author_rests_and_not_twice_of_the_same() {
    let project = Project::golden();
    let mut server = Server::start_with(project.root(), &["-v"]);
    server.hear("search index");
    project.write("static/site.css", "body { color: red }");
    server.hear("rebuilt in");
    std::thread::sleep(Duration::from_millis(1500));
    project.write("content/none.md", "no front matter");
    let heard = server.hear("still showing the last good pages");
    assert!(!heard.contains("search index"), "{heard}");
}

#[test]
#[cfg(target_os = "linux")]
fn the_index_is_made_behind_everything_else() {
    let project = Project::golden();
    let server = Server::start(project.root());
    let tasks = std::fs::read_dir(format!("/proc/{}/task", server.child.id())).unwrap();
    // Behind the name in brackets, the priority is the seventeenth field: see proc_pid_stat(5).
    let nice = tasks.filter_map(|task| {
        let stat = std::fs::read_to_string(task.unwrap().path().join("stat")).unwrap();
        let fields = stat.split_once("(index) ")?.1;
        Some(fields.split(' ').nth(16).unwrap().to_owned())
    });
    let nice: Vec<String> = nice.collect();
    assert!(!nice.is_empty() && nice.iter().all(|nice| nice == "19"), "{nice:?}");
}

#[test]
fn a_site_without_search_has_no_index() {
    let project = Project::golden();
    let settings = std::fs::read_to_string(project.path("sourcebook.toml")).unwrap();
    project.write("sourcebook.toml", format!("search = false\n{settings}"));
    let server = Server::start(project.root());
    for path in ["/search/", "/search/pagefind/pagefind-entry.json", "/search/page.js", "/search/search.css"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn a_page_that_is_asked_for_at_once_waits_for_the_first_edition() {
    let project = Project::golden();
    let server = Server::start_with(project.root(), &[]);
    assert_eq!(server.get("/").status, 200);
}
