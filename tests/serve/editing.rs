use std::fs;
use std::time::Duration;

use super::client::Server;
use super::support::Project;

const BRIEF: &str = "content/briefs/who-wants-what.md";
const PAGE: &str = "/briefs/who-wants-what/";

fn change(project: &Project, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(project.path(path)).unwrap();
    assert!(text.contains(from), "{text}");
    project.write(path, text.replacen(from, to, 1));
}

fn add(project: &Project, path: &str, words: &str) {
    let text = fs::read_to_string(project.path(path)).unwrap();
    project.write(path, format!("{text}{words}"));
}

#[test]
fn a_saved_brief_is_told_to_its_page_and_to_no_other() {
    let project = Project::golden();
    let server = Server::start(project.root());
    let (before, mut messages) = server.open(PAGE);
    let (_, mut other) = server.open("/options/tunnel/");
    messages.expect("well");
    other.expect("well");
    add(&project, BRIEF, "\nA sentence of today [@none].\n");
    messages.expect("reload");
    let (after, mut messages) = server.open(PAGE);
    assert!(!before.text().contains("of today") && after.text().contains("A sentence of today"));
    messages.expect("well");
    // Had the other page been told, it would have been by now.
    change(&project, "content/options/tunnel.md", "name: ", "name: New ");
    other.expect("reload");
}

/// A brief of half a megabyte: that of one edition would be missed.
#[test]
#[cfg(target_os = "linux")]
fn an_edit_leaves_nothing_of_the_former_edition_in_memory() {
    let project = Project::golden();
    change(&project, "sourcebook.toml", "page-size", "search = false\npage-size");
    let text = fs::read_to_string(project.path(BRIEF)).unwrap();
    let mut server = Server::start(project.root());
    let mut memory_after = |edits: std::ops::Range<usize>| {
        for number in edits {
            let paragraph = format!("\n{}{number} [@none].\n", "words ".repeat(4_000));
            project.write(BRIEF, format!("{text}{}", paragraph.repeat(20)));
            server.hear("rebuilt in");
            assert!(server.get(PAGE).text().contains(&format!("words {number}")));
        }
        server.memory()
    };
    let (some, many) = (memory_after(0..8), memory_after(8..32));
    assert!(many < some + 8_000_000, "{some} bytes after 8 edits, {many} after 32");
}

#[test]
fn a_claim_is_said_anew_wherever_it_is_shown() {
    let project = Project::golden();
    let server = Server::start(project.root());
    let pages = ["/options/bridge/", "/criteria/town-life/", "/sources/quay-commentary/"];
    let mut open: Vec<_> = pages.map(|page| server.open(page)).into();
    for (page, messages) in &mut open {
        messages.expect("well");
        assert!(page.text().contains("The shops on the quay depend"), "{}", page.text());
    }
    change(&project, "content/sources/quay-commentary.yaml", "The shops on the quay depend", "The stalls live");
    for ((_, messages), page) in open.iter_mut().zip(pages) {
        messages.expect("reload");
        let text = server.get(page).text();
        assert!(text.contains("The stalls live") && !text.contains("The shops on the quay depend"), "{page}: {text}");
    }
}

#[test]
fn a_page_that_was_drawn_before_a_change_is_told_when_it_listens() {
    let project = Project::golden();
    let mut server = Server::start(project.root());
    let version = server.get(PAGE).version();
    add(&project, BRIEF, "\nA sentence of today [@none].\n");
    server.hear("rebuilt in");
    server.listen(PAGE, &version).expect("reload");
}

#[test]
fn an_error_is_shown_over_the_last_good_page_and_goes_when_it_is_mended() {
    let project = Project::golden();
    let mut server = Server::start(project.root());
    let (before, mut messages) = server.open(PAGE);
    messages.expect("well");
    let good = fs::read_to_string(project.path(BRIEF)).unwrap();
    project.write(BRIEF, format!("{good}\nIt rests on this [@quay-commentary/nothing].\n"));
    let problems: serde_json::Value = serde_json::from_str(&messages.expect("problems")).unwrap();
    let text = problems["texts"][0].as_str().unwrap();
    assert!(text.starts_with("error[unknown-reference]") && text.contains(&format!("{BRIEF}:")), "{text}");
    let heard = server.hear("still showing the last good pages");
    assert!(heard.contains(text.lines().next().unwrap()), "the terminal says the same: {heard}");
    assert_eq!(server.get(PAGE).body, before.body, "the last good page");
    server.listen(PAGE, &before.version()).expect("problems");
    project.write(BRIEF, &good);
    messages.expect("well");
}

#[test]
fn a_site_with_errors_from_the_start_shows_them_alone() {
    let project = Project::golden();
    let good = fs::read_to_string(project.path(BRIEF)).unwrap();
    project.write(BRIEF, "no front matter");
    let mut server = Server::start_with(project.root(), &[]);
    server.hear("pages will be shown once there are no errors");
    let page = server.get(PAGE);
    assert_eq!(page.status, 500);
    assert!(page.text().contains("error[missing-front-matter]") && page.text().contains("<pre"), "{}", page.text());
    let mut messages = server.listen(PAGE, &page.version());
    messages.expect("problems");
    project.write(BRIEF, good);
    messages.expect("reload");
    assert_eq!(server.get(PAGE).status, 200);
}

#[test]
fn a_template_is_taken_up_and_its_errors_are_shown() {
    let project = Project::golden();
    let server = Server::start(project.root());
    let (_, mut messages) = server.open("/method/");
    messages.expect("well");
    // A folder that was not there when the server began.
    project.write("templates/method.html", "{% extends \"base.html\" %}{% block main %}<p>Mine</p>{% endblock main %}");
    messages.expect("reload");
    let (page, mut messages) = server.open("/method/");
    assert!(page.text().contains("<p>Mine</p>"));
    messages.expect("well");
    project.write(
        "templates/method.html",
        "{% extends \"base.html\" %}{% block main %}{{ page.nothing }}{% endblock main %}",
    );
    assert!(messages.expect("problems").contains("nothing"), "fails on the page");
    let alone = server.get("/method/");
    assert_eq!(alone.status, 500);
    server.listen("/method/", &alone.version()).expect("well");
    let (_, mut brief) = server.open(PAGE);
    brief.expect("well");
    let claim = String::from_utf8(sourcebook::render::built_in().templates["components/claim.html"].to_vec()).unwrap();
    project.write("templates/components/claim.html", claim.replace("{{ claim.statement }}", "{{ claim.nothing }}"));
    assert!(brief.expect("problems").contains("components/claim.html"), "fails on the claims of a page");
    let alone = server.get(PAGE);
    assert_eq!(alone.status, 500);
    server.listen(PAGE, &alone.version()).expect("well");
    project.write("templates/components/claim.html", claim);
    brief.expect("well");
    project.write("templates/method.html", "{% extends \"base.html\" %}{% block main %}");
    assert!(messages.expect("problems").contains("method.html"), "cannot be read");
    fs::remove_dir_all(project.path("templates")).unwrap();
    messages.expect("reload");
    assert!(!server.get("/method/").text().contains("Mine"));
}

#[test]
fn a_stylesheet_is_taken_anew_without_the_page() {
    let project = Project::golden();
    let server = Server::start(project.root());
    let (page, mut messages) = server.open("/method/");
    messages.expect("well");
    project.write("static/site.css", "body { color: red }");
    let version = messages.expect("styles");
    assert_ne!(version, page.version());
    assert_eq!(server.get("/site.css").text(), "body { color: red }");
    project.write("static/orle.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    messages.expect("reload");
}

#[test]
fn a_stylesheet_of_the_sites_own_shows_with_the_first_save() {
    let project = Project::golden();
    let server = Server::start(project.root());
    let (page, mut messages) = server.open("/method/");
    messages.expect("well");
    assert!(!page.text().contains("custom.css"));
    // The page has to ask for it first, then it is taken anew by itself.
    project.write("static/custom.css", "body { color: red }");
    messages.expect("reload");
    let (page, mut messages) = server.open("/method/");
    messages.expect("well");
    assert!(page.text().contains("<link rel=\"stylesheet\" href=\"../custom.css\">"));
    project.write("static/custom.css", "body { color: green }");
    messages.expect("styles");
    assert_eq!(server.get("/custom.css").text(), "body { color: green }");
}

#[test]
fn a_page_that_is_gone_says_so_and_comes_back() {
    let project = Project::golden();
    let server = Server::start(project.root());
    let (_, mut messages) = server.open(PAGE);
    messages.expect("well");
    let text = fs::read_to_string(project.path(BRIEF)).unwrap();
    fs::remove_file(project.path(BRIEF)).unwrap();
    messages.expect("gone");
    project.write(BRIEF, text);
    messages.expect("well");
}

#[test]
fn a_file_that_is_emptied_and_then_written_is_no_error() {
    let project = Project::golden();
    let server = Server::start(project.root());
    let (_, mut messages) = server.open(PAGE);
    messages.expect("well");
    let text = fs::read_to_string(project.path(BRIEF)).unwrap();
    project.write(BRIEF, "");
    std::thread::sleep(Duration::from_millis(25));
    project.write(BRIEF, format!("{text}\nA sentence of today [@none].\n"));
    messages.expect("reload");
}

#[test]
fn a_file_that_is_replaced_is_seen_each_time() {
    let project = Project::golden();
    let server = Server::start(project.root());
    let text = fs::read_to_string(project.path(BRIEF)).unwrap();
    for number in 0..3 {
        let (_, mut messages) = server.open(PAGE);
        messages.expect("well");
        project.write("content/briefs/.new", format!("{text}\nSentence {number} [@none].\n"));
        fs::rename(project.path("content/briefs/.new"), project.path(BRIEF)).unwrap();
        messages.expect("reload");
        assert!(server.get(PAGE).text().contains(&format!("Sentence {number}")));
    }
}

#[test]
fn settings_and_polling_work_as_well() {
    let project = Project::golden();
    let mut server = Server::start_with(project.root(), &["--poll"]);
    let heard = server.hear("built in");
    assert!(heard.contains("looking at the files twice a second"), "{heard}");
    let (_, mut messages) = server.open("/");
    messages.expect("well");
    std::thread::sleep(Duration::from_millis(1100));
    change(&project, "sourcebook.toml", "Bridge, tunnel or ferry?", "Another title");
    messages.expect("reload");
    assert!(server.get("/").text().contains("Another title"));
}
