//! What a site can hold that is no good: each ends soon, in an error that names the file, and leaves the former output
//! as it was, byte for byte.
#![cfg(test)]
#![cfg(unix)]
#![allow(clippy::print_stderr, reason = "a test that is passed over says so")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use std::time::Duration;

use support::{Project, Run, copy};

/// Far beyond what any of these takes: what runs as long would run for hours.
const LONG: Duration = Duration::from_secs(10);

/// The golden site with its output, built once. Its code block goes without a language: to load the grammars is most of
/// what an unoptimised run takes.
static BUILT: LazyLock<Project> = LazyLock::new(|| {
    let project = Project::golden();
    edit(&project, "content/briefs/which-way-over-the-orle.md", "```python", "```");
    project.build();
    project
});

/// A site that has been published, to which something is about to happen.
fn published() -> Project {
    let project = Project::empty();
    copy(BUILT.root(), project.root());
    project
}

/// Runs the program, which must come to an end of its own.
#[track_caller]
fn run(project: &Project, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sourcebook"));
    command.args(arguments);
    ended(project, command)
}

#[track_caller]
fn ended(project: &Project, mut command: Command) -> Run {
    command.current_dir(project.root()).env_remove("SOURCEBOOK_ARCHIVES").env("NO_COLOR", "1");
    let output = snapbox::cmd::Command::from_std(command).timeout(LONG).output().unwrap();
    let [stdout, stderr] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    let status = output.status.code().unwrap_or_else(|| panic!("{}: {stderr}", output.status));
    Run { status, stdout, stderr }
}

/// Runs `build` and holds it to a status, to words, and to leaving the output alone.
#[track_caller]
fn refuses(project: &Project, status: i32, words: &[&str]) -> Run {
    refuses_to(project, &["build"], status, words)
}

#[track_caller]
fn refuses_to(project: &Project, arguments: &[&str], status: i32, words: &[&str]) -> Run {
    let before = project.output();
    let run = run(project, arguments);
    assert_refusal(&run, status, words);
    assert!(project.output() == before, "the output has changed");
    run
}

#[track_caller]
fn assert_refusal(run: &Run, status: i32, words: &[&str]) {
    assert_eq!((run.status, run.stdout.as_str()), (status, ""), "{}", run.stderr);
    for word in words {
        assert!(run.stderr.contains(word), "no `{word}` in: {}", run.stderr);
    }
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
}

/// Runs `build`, which must give what the site gave before.
#[track_caller]
fn changes_nothing(project: &Project) {
    let before = project.output();
    let run = run(project, &["build"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains(": 0 written, "), "{}", run.stderr);
    assert!(project.output() == before, "the output has changed");
}

/// A published site with one more file, or with another text in one.
fn with(path: &str, bytes: impl AsRef<[u8]>) -> Project {
    published().file(path, bytes)
}

/// As [`refuses`], with one more file, or another text in one, which is taken back afterwards.
#[track_caller]
fn refuses_file(project: &Project, path: &str, bytes: impl AsRef<[u8]>, status: i32, words: &[&str]) -> Run {
    let former = fs::read(project.path(path)).ok();
    project.write(path, bytes);
    let run = refuses(project, status, words);
    match former {
        Some(former) => project.write(path, former),
        None => fs::remove_file(project.path(path)).unwrap(),
    }
    run
}

/// As [`refuses_file`], with some words exchanged in a file.
#[track_caller]
fn refuses_edit(project: &Project, path: &str, from: &str, to: &str, words: &[&str]) {
    let text = read(project, path);
    assert!(text.contains(from), "{path} has `{from}`");
    refuses_file(project, path, text.replacen(from, to, 1), 1, words);
}

fn read(project: &Project, path: &str) -> String {
    fs::read_to_string(project.path(path)).unwrap()
}

fn edit(project: &Project, path: &str, from: &str, to: &str) {
    let text = read(project, path);
    assert!(text.contains(from), "{path} has `{from}`");
    project.write(path, text.replacen(from, to, 1));
}

const BRIEF: &str = "content/briefs/who-wants-what.md";
const RECORD: &str = "content/sources/roads-count.yaml";

// The folder of the site.

#[test]
fn no_content_folder() {
    let project = published();
    fs::remove_dir_all(project.path("content")).unwrap();
    refuses(&project, 2, &["cannot read `content`", "--root"]);
}

#[test]
fn a_root_that_is_no_site() {
    let project = published();
    for root in ["nowhere", "sourcebook.toml", "public"] {
        refuses_to(&project, &["build", "--root", root], 2, &["cannot read", root]);
    }
}

#[test]
fn content_that_is_a_file() {
    let project = published();
    fs::remove_dir_all(project.path("content")).unwrap();
    project.write("content", "---\ntitle: A site\n---\n");
    refuses(&project, 2, &["`content`"]);
}

#[test]
fn templates_and_static_that_are_files() {
    refuses(&with("templates", "<p>"), 2, &["templates"]);
    let project = published();
    fs::remove_dir_all(project.path("static")).unwrap();
    project.write("static", "x");
    refuses_to(&project, &["build"], 2, &["static"]);
}

// Files that cannot be read as text.

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// A command that runs the program as somebody whom permissions bind, as they do not bind root. `None` where there is no
/// way to.
fn bound(folder: &Path) -> Option<Command> {
    let closed = folder.join("closed");
    fs::write(&closed, "").unwrap();
    allow(&closed, 0);
    if fs::read(&closed).is_err() {
        return Some(Command::new(env!("CARGO_BIN_EXE_sourcebook")));
    }
    // The program may lie where only root can go.
    let program = folder.join("program");
    fs::copy(env!("CARGO_BIN_EXE_sourcebook"), &program).unwrap();
    allow(folder, 0o755);
    allow(&program, 0o755);
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(program);
    let is_there = Command::new("setpriv").arg("--version").output().is_ok_and(|output| output.status.success());
    is_there.then_some(command)
}

#[test]
fn a_file_without_permission() {
    let (project, beside) = (published(), tempfile::tempdir().unwrap());
    allow(project.root(), 0o755);
    let before = project.output();
    for path in [BRIEF, "content/briefs", "sourcebook.toml", "sourcebook.lock"] {
        let Some(mut command) = bound(beside.path()) else {
            eprintln!("passed over: permissions do not bind root, and there is no setpriv");
            return;
        };
        command.arg("build");
        let place = project.path(path);
        let mode = fs::metadata(&place).unwrap().permissions().mode();
        allow(&place, 0);
        let run = ended(&project, command);
        allow(&place, mode);
        assert_refusal(&run, 2, &[path, "Permission denied"]);
        assert!(project.output() == before, "the output has changed");
    }
}

#[test]
fn a_folder_in_place_of_a_file() {
    let project = published();
    fs::create_dir(project.path("content/briefs/a.md")).unwrap();
    refuses(&project, 1, &["error[not-a-file]", "content/briefs/a.md"]);
    fs::remove_dir(project.path("content/briefs/a.md")).unwrap();
    for path in ["sourcebook.lock", "sourcebook.toml"] {
        fs::remove_file(project.path(path)).unwrap();
        fs::create_dir(project.path(path)).unwrap();
        refuses(&project, 1, &["error[not-a-file]", path]);
    }
}

#[test]
fn bytes_that_are_not_utf8() {
    let project = published();
    for path in [BRIEF, RECORD, "content/events.yaml", "sourcebook.toml", "sourcebook.lock"] {
        let text = read(&project, path);
        let place = format!("{path}:{}:", text.lines().count() + 1);
        let bytes = [text.as_bytes(), b"# \xff\xfe\n"].concat();
        refuses_file(&project, path, bytes, 1, &["error[invalid-utf8]", &place]);
    }
    refuses_file(&project, "templates/brief.html", b"\xff", 2, &["templates/brief.html", "UTF-8"]);
}

#[test]
fn bytes_that_are_not_utf8_are_one_error() {
    let run = refuses(&with(RECORD, b"title: \xff\n"), 1, &["error[invalid-utf8]"]);
    assert!(run.stderr.contains("1 error, 0 warnings"), "{}", run.stderr);
}

#[test]
fn a_nul_byte() {
    let project = published();
    for path in [BRIEF, RECORD, "sourcebook.toml"] {
        let text = read(&project, path);
        let place = format!("{path}:{}:4", text.lines().count() + 1);
        refuses_file(&project, path, format!("{text}# a\0b\n"), 1, &["error[nul-byte]", &place]);
    }
}

#[test]
fn a_file_of_100_mb() {
    let limits = [
        ("content/briefs/big.md", 1, "error[file-too-large]"),
        ("content/sources/big.yaml", 1, "error[file-too-large]"),
        ("sourcebook.toml", 1, "error[file-too-large]"),
        ("sourcebook.lock", 1, "error[file-too-large]"),
        ("templates/brief.html", 2, "larger than"),
        ("static/big.bin", 2, "larger than"),
    ];
    for (path, status, words) in limits {
        // Made of nothing: the system keeps no bytes for it.
        let project = with(path, "");
        fs::File::options().write(true).open(project.path(path)).unwrap().set_len(100 * 1024 * 1024).unwrap();
        refuses(&project, status, &[path, words]);
    }
}

// YAML that is made to hurt.

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().concat()
}

#[test]
fn anchors_do_not_multiply() {
    let project = published();
    let mut bomb = vec!["type: report\na: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned()];
    for pair in b"abcdefghij".windows(2) {
        let [from, to] = [pair[0], pair[1]].map(char::from);
        bomb.push(format!("{to}: &{to} [{}]\n", vec![format!("*{from}"); 9].join(", ")));
    }
    refuses_file(&project, RECORD, bomb.concat(), 1, &["error[unsupported-yaml]", &format!("{RECORD}:2:")]);
    let aliases = format!("type: &a report\naliases: [{}]\n", vec!["*a"; 200_000].join(", "));
    refuses_file(&project, RECORD, aliases, 1, &["error[unsupported-yaml]", &format!("{RECORD}:1:")]);
    let front = format!("---\ntitle: &t A title\nauthors: [{}]\n---\n", vec!["*t"; 200_000].join(", "));
    refuses_file(&project, "content/briefs/x.md", front, 1, &["error[unsupported-yaml]", "content/briefs/x.md:2:"]);
    refuses_file(
        &project,
        "content/events.yaml",
        "- &x { id: a, name: A }\n- { <<: *x, id: b }\n",
        1,
        &["unsupported-yaml"],
    );
}

#[test]
fn nesting_ends() {
    let project = published();
    let flow = format!("type: {}\n", "[".repeat(200_000));
    refuses_file(&project, RECORD, flow, 1, &["error[invalid-yaml]", &format!("{RECORD}:1:")]);
    let maps = format!("type: {}\n", "{a: ".repeat(200_000));
    refuses_file(&project, RECORD, maps, 1, &["error[invalid-yaml]", &format!("{RECORD}:1:")]);
    let block = lines(2_000, |depth| format!("{}a:\n", " ".repeat(depth)));
    refuses_file(&project, RECORD, block, 1, &["error[invalid-yaml]", RECORD]);
    let dashes = format!("type: report\nauthor: {}x\n", "- ".repeat(200_000));
    refuses_file(&project, RECORD, dashes, 1, &["error[invalid-yaml]", RECORD]);
    let toml = format!("title = {}\n", "[".repeat(200_000));
    refuses_file(&project, "sourcebook.toml", toml, 1, &["error[invalid-toml]", "sourcebook.toml:1:"]);
}

#[test]
fn mappings_of_many_keys() {
    let project = published();
    let within = lines(200_000, |number| format!("  k{number}: a\n"));
    refuses_file(
        &project,
        RECORD,
        format!("type: report\nfields:\n{within}"),
        1,
        &["error[unknown-field]", "`fields`"],
    );
    let unknown = lines(20_000, |number| format!("k{number}: a\n"));
    refuses_file(
        &project,
        RECORD,
        format!("type: report\n{unknown}"),
        1,
        &["error[unknown-field]", &format!("{RECORD}:2:1")],
    );
}

#[test]
fn long_lists_take_no_long_time() {
    let project = published();
    let text = read(&project, RECORD);
    let authors = vec!["A. N. Other"; 100_000].join(", ");
    project.write(RECORD, text.replace("author: null", &format!("author: [{authors}]")));
    assert_eq!(run(&project, &["check"]).status, 0);
}

// Links, pipes, devices.

#[test]
fn links_out_of_the_site() {
    let outside = tempfile::tempdir().unwrap();
    let secret =
        "---\ntitle: The secret word\ndate: 2024-01-01\nsummary: The secret word.\n---\n\nThe secret word [@none].\n";
    fs::write(outside.path().join("secret.md"), secret).unwrap();
    let targets = [
        ("content/briefs/secret.md", outside.path().join("secret.md")),
        ("content/briefs/more", outside.path().to_path_buf()),
        ("content/secrets", outside.path().to_path_buf()),
        (
            "content/briefs/up.md",
            Path::new("../../..").join(outside.path().strip_prefix("/").unwrap()).join("secret.md"),
        ),
        ("content/briefs/zero.md", "/dev/zero".into()),
    ];
    let project = published();
    for (link, target) in targets {
        symlink(target, project.path(link)).unwrap();
        let run = refuses(&project, 1, &["error[link-outside-site]", link]);
        assert!(!run.stderr.contains("secret word"), "{}", run.stderr);
        fs::remove_file(project.path(link)).unwrap();
    }
}

#[test]
fn content_that_is_a_link_out_of_the_site() {
    let (project, outside) = (published(), tempfile::tempdir().unwrap());
    copy(&project.path("content"), &outside.path().join("content"));
    fs::remove_dir_all(project.path("content")).unwrap();
    symlink(outside.path().join("content"), project.path("content")).unwrap();
    refuses(&project, 1, &["error[link-outside-site]", "--> content\n"]);
}

#[test]
fn links_that_lead_nowhere_or_in_a_circle() {
    let project = published();
    for (link, target) in [
        ("content/briefs/dangling.md", "nowhere.md"),
        ("content/briefs/dangling", "nowhere"),
        ("content/briefs/loop.md", "loop.md"),
        ("content/briefs/again", "../briefs"),
        ("content/again", ".."),
    ] {
        symlink(target, project.path(link)).unwrap();
        refuses(&project, 1, &["error[link-outside-site]", link]);
        fs::remove_file(project.path(link)).unwrap();
    }
    symlink("../static", project.path("static/again")).unwrap();
    refuses(&project, 2, &["static/again", "loop"]);
}

#[test]
fn a_link_within_the_site_is_followed() {
    let project = published();
    fs::rename(project.path(BRIEF), project.path("content/draft.txt")).unwrap();
    symlink("../draft.txt", project.path(BRIEF)).unwrap();
    changes_nothing(&project);
}

#[test]
fn a_pipe_is_not_waited_for() {
    let project = published();
    let put_pipe = |path: &str| {
        let _ = fs::remove_file(project.path(path));
        assert!(Command::new("mkfifo").arg(project.path(path)).status().unwrap().success());
    };
    put_pipe("static/pipe");
    changes_nothing(&project);
    for path in ["content/briefs/pipe.md", "sourcebook.lock", "sourcebook.toml"] {
        put_pipe(path);
        refuses(&project, 1, &["error[not-a-file]", path]);
    }
}

// The form of a file.

#[test]
fn no_front_matter() {
    let project = published();
    for text in ["Just a text.\n", "", "---\ntitle: Never closed\n", "\n---\ntitle: Too late\n---\n"] {
        refuses_file(&project, "content/briefs/x.md", text, 1, &["error[missing-front-matter]", "content/briefs/x.md"]);
    }
}

#[test]
fn a_key_that_is_written_twice() {
    let project = published();
    let words = ["error[duplicate-key]", &format!("{RECORD}:3:1"), "first written here"];
    refuses_file(&project, RECORD, "type: report\ntitle: One\ntitle: Two\n", 1, &words);
    let words = ["error[duplicate-key]: `title` is written twice", "sourcebook.toml:4:1", "first written here"];
    refuses_edit(&project, "sourcebook.toml", "title = ", "title = \"One\"\ntitle = ", &words);
}

#[test]
fn line_ends_of_windows_and_a_byte_order_mark_change_nothing() {
    let project = published();
    for path in
        [BRIEF, RECORD, "content/events.yaml", "content/sources/three-ways.yaml", "sourcebook.toml", "sourcebook.lock"]
    {
        let text = read(&project, path);
        project.write(path, format!("\u{feff}{}", text.replace('\n', "\r\n")));
    }
    changes_nothing(&project);
}

// Names.

#[test]
fn file_names_that_are_no_identifiers() {
    let project = published();
    let text = read(&BUILT, BRIEF);
    for (name, help) in [
        ("with space", "`with-space.md`"),
        ("Upper", "`upper.md`"),
        ("CON", "only lower-case letters"),
        ("con", "Windows reserves the name for a device"),
        ("lpt1", "Windows reserves the name for a device"),
        ("none", "the word has a meaning of its own"),
        ("a..", "`a.md`"),
        ("a%2f..%2fb", "`a-2f-2fb.md`"),
        ("a\\..\\b", "`a-b.md`"),
        ("мост", "only lower-case letters"),
    ] {
        let path = format!("content/briefs/{name}.md");
        refuses_file(&project, &path, &text, 1, &["error[invalid-identifier]", &path, help]);
    }
    let long = format!("content/briefs/{}.md", "a".repeat(200));
    refuses_file(&project, &long, &text, 1, &["error[invalid-identifier]", "longer than"]);
}

#[test]
fn a_file_name_that_is_not_unicode() {
    use std::os::unix::ffi::OsStrExt as _;
    let project = published();
    let name = std::ffi::OsStr::from_bytes(b"content/briefs/\xff.md");
    if let Err(refusal) = fs::write(project.root().join(name), "---\n") {
        eprintln!("passed over: this file system takes no such name: {refusal}");
        return;
    }
    refuses(&project, 1, &["error[unusable-name]", "content/briefs/\u{fffd}.md"]);
}

#[test]
fn a_file_name_cannot_write_to_the_terminal() {
    let project = with("content/briefs/\u{1b}[31mred\u{202e}.md", "---\n");
    for arguments in [&["build"][..], &["check"], &["check", "--format", "github"], &["check", "--format", "json"]] {
        let run = run(&project, arguments);
        assert_eq!(run.status, 1, "{}", run.stderr);
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(said.contains("red"), "{said}");
        assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said:?}");
    }
}

#[test]
fn identifiers_do_not_leave_their_folder() {
    let edits = [
        ("content/events.yaml", "id: ferry-act", "id: ../ferry-act", "invalid-identifier"),
        ("content/sources/three-ways.yaml", "id: binding-law", "id: ../../binding-law", "invalid-identifier"),
        ("content/sources/three-ways.yaml", "aliases: [crossing-study]", "aliases: [../../x]", "invalid-identifier"),
        ("content/sources/three-ways.yaml", "archive: three", "archive: ../../three", "unusable-name"),
        ("content/sources/three-ways.yaml", "archive: three", "archive: /three", "unusable-name"),
        ("sourcebook.toml", "money =", "\"../money\" =", "invalid-identifier"),
    ];
    let project = published();
    for (path, from, to, code) in edits {
        refuses_edit(&project, path, from, to, &[&format!("error[{code}]"), path]);
    }
}

// The output folder.

#[test]
fn output_folders_that_are_not_ours() {
    let project = with("file", "mine").file("folder/mine.txt", "mine");
    symlink("public", project.path("link")).unwrap();
    let before = files(&project);
    for (output, words) in [
        ("file", "`file` is not a folder"),
        ("folder", "`folder` is not empty and was not made by Sourcebook"),
        ("link", "`link` is a symbolic link"),
        ("content", "`content` cannot be the output folder"),
        ("./content/../content/", "cannot be the output folder"),
        ("content/briefs", "cannot be the output folder"),
        ("static", "`static` cannot be the output folder"),
        (".", "cannot be the output folder"),
        ("..", "cannot be the output folder"),
        ("/", "`/` is the root of the file system"),
        ("not/there", "make `not` first"),
    ] {
        refuses_to(&project, &["build", "--output", output], 2, &[words]);
        assert!(files(&project) == before, "{output}: a refusal touches nothing");
    }
}

#[test]
fn output_folders_in_what_is_read() {
    let project = published();
    fs::create_dir(project.path("templates")).unwrap();
    for output in ["content/site", "content/briefs/site", "static/site", "templates/site"] {
        refuses_to(&project, &["build", "--output", output], 2, &["cannot be the output folder"]);
        assert!(!project.path(output).exists(), "{output}");
    }
}

#[test]
fn an_output_folder_that_would_be_read_next_time() {
    let project = published();
    refuses_to(&project, &["build", "--output", "templates"], 2, &["cannot be the output folder"]);
    assert!(!project.path("templates").exists());
}

/// All files of a site, but for the folder in which editions are made.
fn files(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let mut files = support::files_below(project.root());
    files.retain(|path, _| !path.starts_with(".sourcebook-"));
    files
}

#[test]
fn a_damaged_manifest() {
    let project = published();
    let path = "public/.sourcebook-manifest";
    let whole = read(&BUILT, path);
    for (damaged, words) in [
        (whole.replacen("index.html", "index.htm", 1), "its checksum does not fit"),
        (whole[..whole.len() / 2].to_owned(), "its checksum is missing"),
        (whole.replacen("manifest 1", "manifest 2", 1), "its first line"),
        (String::new(), "its first line"),
    ] {
        assert_ne!(damaged, whole);
        refuses_file(&project, path, damaged, 2, &[path, words, "move `public` away"]);
    }
    refuses_file(&project, path, b"\xff", 2, &[path, "not UTF-8"]);
    fs::remove_file(project.path(path)).unwrap();
    refuses(&project, 2, &["`public` is not empty and was not made by Sourcebook"]);
}

#[test]
fn a_foreign_file_where_a_page_must_go() {
    let project = with("public/briefs/new/index.html", "mine").file("content/briefs/new.md", read(&BUILT, BRIEF));
    refuses(&project, 2, &["public/briefs/new/index.html", "is not Sourcebook's"]);
}

// The lock.

#[test]
fn a_damaged_lock() {
    let project = published();
    let whole = read(&project, "sourcebook.lock");
    for (from, to) in [
        ("outcome = \"exact\"", "outcome = \"proved\""),
        ("outcome = \"exact\"", "outcome = \"missing\""),
        ("position = [", "position = [7, "),
        ("sha256 = \"", "sha256 = \"0"),
        ("verified = 20", "verified = 20-"),
        ("version = 1", "<<<<<<< HEAD\nversion = 1"),
    ] {
        let line = whole[..whole.find(from).unwrap()].matches('\n').count() + 1;
        let words = ["error[invalid-lock]", &format!("sourcebook.lock:{line}:"), "sourcebook verify"];
        refuses_edit(&project, "sourcebook.lock", from, to, &words);
    }
    for damaged in [&whole[..whole.len() / 2 - 2], "%%%", "version = 1\n[[excerpt]]\n", "version = 2\n"] {
        refuses_file(&project, "sourcebook.lock", damaged, 1, &["error[invalid-lock]", "sourcebook.lock:"]);
    }
}

#[test]
fn a_lock_vouches_for_no_other_words() {
    let source = "content/sources/quay-commentary.yaml";
    let words = ["error[unproved-excerpt]", source, "`quay-commentary/quay-lives-on-waiting`"];
    refuses_edit(&published(), source, "six customers in ten", "seven customers in ten", &words);
}

// The site's own theme.

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
fn a_template_that_asks_for_an_unknown_field() {
    let words = ["templates/method.html", "`method/index.html`", "method.html:2:", "`no_such_field`"];
    refuses(&with("templates/method.html", "<p>\n{{ page.no_such_field }}\n"), 2, &words);
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
    refuses_file(&project, "static/Site.css", "x", 2, &["Site.css", "site.css"]);
}
