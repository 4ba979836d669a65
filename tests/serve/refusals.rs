use std::process::Command;
use std::time::{Duration, Instant};

use super::client::Server;
use super::support::Project;

#[test]
fn only_this_machines_names_are_answered() {
    let project = Project::golden();
    let server = Server::start(project.root());
    let port = server.port;
    for host in [format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")] {
        assert_eq!(server.ask("GET", "/", &format!("Host: {host}\r\n")).status, 200, "{host}");
    }
    for host in [format!("rebound.example:{port}"), "localhost".to_owned(), format!("localhost:{}", port ^ 1)] {
        for path in ["/", "/.sourcebook/events?page=", "/.sourcebook/reload.js"] {
            let answer = server.ask("GET", path, &format!("Host: {host}\r\n"));
            assert_eq!(answer.status, 403, "{host}{path}");
            assert!(!answer.text().contains("<html"));
        }
    }
    let twice = format!("Host: localhost:{port}\r\nHost: rebound.example:{port}\r\n");
    assert!([400, 403].contains(&server.ask("GET", "/", &twice).status));
}

#[test]
fn nothing_is_reached_by_climbing() {
    let project = Project::golden().file("secret.txt", "secret");
    let server = Server::start(project.root());
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/briefs/../../secret.txt",
        "/..%5csecret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/secret.txt%00.html",
        "/./secret.txt",
        "/secret.txt",
        "/sourcebook.toml",
        "/content/events.yaml",
        "/.sourcebook/../secret.txt",
        "/.sourcebook/secret.txt",
    ] {
        let answer = server.get(path);
        assert!([400, 404].contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.text().contains("secret\n") && answer.text() != "secret", "{path}");
    }
}

#[test]
fn only_pages_are_asked_for() {
    let project = Project::golden();
    let server = Server::start(project.root());
    let host = format!("Host: localhost:{}\r\n", server.port);
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = server.ask(method, "/", &format!("{host}Content-Length: 0\r\n"));
        assert_eq!(answer.status, 405, "{method}");
        assert!(answer.head.contains("allow: GET, HEAD"), "{}", answer.head);
    }
    let head = server.ask("HEAD", "/", &host);
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn an_interrupt_ends_it_at_once_and_frees_the_port() {
    let project = Project::golden();
    let mut server = Server::start(project.root());
    let (_, mut messages) = server.open("/");
    messages.expect("well");
    let begun = Instant::now();
    Command::new("kill").args(["-INT", &server.child.id().to_string()]).status().unwrap();
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
    assert!(begun.elapsed() < Duration::from_secs(10), "an open page held it");
    let port = server.port.to_string();
    let again = Server::start_with(project.root(), &["--port", &port]);
    assert_eq!(again.port, server.port);
}

#[test]
fn a_port_that_is_taken_is_said() {
    let project = Project::golden();
    let server = Server::start(project.root());
    let run = project.run(&["serve", "--port", &server.port.to_string()]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(run.stderr.contains("cannot listen on port") && run.stderr.contains("--port"), "{}", run.stderr);
}
