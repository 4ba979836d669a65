//! Files that are small on the disk and large in memory.

use std::fs;
use std::io::Write as _;
use std::process::Command;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::common::{at, begun_in, ended, numbered};
use crate::support::Project;

/// Runs the program with no more memory than this, most of which is reserved and never used.
fn within_a_gibibyte(project: &Project, arguments: &[&str]) -> (Option<i32>, String) {
    let script = "ulimit -v 1048576; ulimit -t 60; exec \"$@\"";
    let mut command = Command::new("sh");
    command.args(["-c", script, "sh", env!("CARGO_BIN_EXE_sourcebook")]).args(arguments);
    ended(at(project, command).env("MALLOC_ARENA_MAX", "2").env("RAYON_NUM_THREADS", "2"))
}

/// Two bytes of which are a gigabyte, near enough.
fn deflated(mebibytes: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let mebibyte = b"(a) Tj T* ".repeat(104_858);
    (0..mebibytes).for_each(|_| encoder.write_all(&mebibyte).unwrap());
    encoder.finish().unwrap()
}

/// A document of one page with these instructions, already packed.
fn document(filter: &str, instructions: &[u8]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
        2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
        3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R\
        /Resources<</Font<</F 5 0 R>>>>>>\nendobj\n\
        5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n"
        .to_vec();
    write!(bytes, "4 0 obj\n<</Filter{filter}/Length {}>>\nstream\n", instructions.len()).unwrap();
    bytes.extend_from_slice(instructions);
    bytes.extend_from_slice(b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n");
    bytes
}

fn with_archive(name: &str, bytes: &[u8]) -> Project {
    let project = begun_in(Project::empty());
    project.write(&format!("archives/{name}"), bytes);
    let source = format!(
        "type: report\narchive: {name}\nclaims:\n  - id: one\n    statement: One thing is said.\n    kind: fact\n    \
         quote: a thing\n    about: [harbour-office]\n"
    );
    project.write("content/sources/bomb.yaml", source);
    project
}

#[test]
fn a_document_that_unpacks_without_end_is_refused() {
    let gigabyte = deflated(1024);
    assert!(gigabyte.len() < 8 << 20, "{}", gigabyte.len());
    let again = {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&gigabyte).unwrap();
        encoder.finish().unwrap()
    };
    for (name, bytes) in [
        ("once", document("/FlateDecode", &gigabyte)),
        ("twice", document("[/FlateDecode/FlateDecode]", &again)),
        ("LZW", document("/LZWDecode", &vec![0x80; 4 << 20])),
        ("runs", document("/RunLengthDecode", &vec![0x81; 8 << 20])),
    ] {
        let project = with_archive("bomb.pdf", &bytes);
        for arguments in [&["verify"][..], &["build"]] {
            let (status, said) = within_a_gibibyte(&project, arguments);
            assert_eq!(status, Some(1), "{name} {arguments:?}: {said}");
            assert!(said.contains("unreadable-archive") && said.contains("too large to be read"), "{name}: {said}");
            assert!(said.contains("content/sources/bomb.yaml") && said.contains("save its text"), "{name}: {said}");
        }
    }
}

#[test]
fn a_document_of_the_same_make_is_read() {
    let text = b"BT /F 12 Tf 10 200 Td (The office says a thing of some weight here.) Tj ET";
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text).unwrap();
    let project = with_archive("bomb.pdf", &document("/FlateDecode", &encoder.finish().unwrap()));
    let (status, said) = within_a_gibibyte(&project, &["verify"]);
    assert_eq!(status, Some(0), "{said}");
}

#[test]
fn an_archive_in_markup_that_nests_or_swells() {
    for (name, page, words) in [
        ("nested", "<div>".repeat(200_000), "nested far deeper"),
        ("formatting", numbered(50_000, |id| format!("<p><i id={id}>a")), "nested far deeper"),
        ("attribute", format!("<p title=\"{}\">It says a thing.</p>", "a".repeat(8 << 20)), ""),
        (
            "attributes",
            format!("<p {}>It says a thing.</p>", numbered(200_000, |n| format!("a{n}=b "))),
            "more attributes",
        ),
        ("one word", format!("<p>It says a thing.</p><p>{}</p>", "a".repeat(2 << 20)), ""),
        ("references", format!("<p>It says a thing.</p><p>{}</p>", "&amp;".repeat(200_000)), ""),
    ] {
        let project = with_archive("bomb.html", page.as_bytes());
        let script = "ulimit -v 2621440; ulimit -t 60; exec \"$@\"";
        let mut command = Command::new("sh");
        command.args(["-c", script, "sh", env!("CARGO_BIN_EXE_sourcebook"), "verify"]);
        let (status, said) = ended(at(&project, command).env("MALLOC_ARENA_MAX", "2").env("RAYON_NUM_THREADS", "2"));
        assert_eq!(status, Some(i32::from(!words.is_empty())), "{name}: {said}");
        assert!(said.contains(words), "{name}: {said}");
    }
}

#[test]
fn files_of_a_gigabyte_are_refused_unread() {
    for (path, status, words) in [
        ("content/briefs/big.md", 1, "error[file-too-large]"),
        ("content/sources/big.yaml", 1, "error[file-too-large]"),
        ("content/events.yaml", 1, "error[file-too-large]"),
        ("sourcebook.toml", 1, "error[file-too-large]"),
        ("sourcebook.lock", 1, "error[file-too-large]"),
        ("archives/pilots-letter.txt", 1, "error[file-too-large]"),
        ("templates/brief.html", 1, "error[file-too-large]"),
        ("static/big.bin", 1, "error[file-too-large]"),
        (".sourcebook/seen", 0, ""),
        ("public/.sourcebook-manifest", 2, "larger than"),
    ] {
        let project = begun_in(Project::empty());
        project.build();
        let path_in = project.path(path);
        fs::create_dir_all(path_in.parent().unwrap()).unwrap();
        // Made of nothing: the system keeps no bytes for it.
        fs::File::create(&path_in).unwrap().set_len(1 << 30).unwrap();
        let (found, said) = within_a_gibibyte(&project, &["build"]);
        assert_eq!(found, Some(status), "{path}: {said}");
        let name = path.strip_prefix("archives/").unwrap_or(path);
        assert!(said.contains(words) && (status == 0 || said.contains(name)), "{path}: {said}");
    }
}

#[test]
fn files_that_are_published_as_they_are_are_not_all_held_at_once() {
    let project = begun_in(Project::empty());
    for number in 0..20 {
        project.write(&format!("static/{number}.bin"), "");
        let file = fs::File::options().write(true).open(project.path(&format!("static/{number}.bin"))).unwrap();
        file.set_len(63 << 20).unwrap();
    }
    let (found, said) = within_a_gibibyte(&project, &["check"]);
    assert_eq!(found, Some(0), "{said}");
}
