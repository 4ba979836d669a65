//! Files that are small on the disk and large in memory.

use std::fs;
use std::io::Write as _;
use std::process::Command;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::common::{at, begun_in, ended, numbered};
use crate::support::Project;

/// Runs the program with no more memory than this, most of which is reserved and never used.
pub(crate) fn within_a_gibibyte(project: &Project, arguments: &[&str]) -> (Option<i32>, String) {
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
pub(crate) fn document(filter: &str, instructions: &[u8]) -> Vec<u8> {
    document_of("4 0 R", "", filter, instructions, b"")
}

/// The same, whose page asks for its instructions so, with more in the description of its font, and more at its end.
pub(crate) fn document_of(contents: &str, font: &str, filter: &str, instructions: &[u8], more: &[u8]) -> Vec<u8> {
    let mut bytes = format!(
        "%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
        2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
        3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents {contents}\
        /Resources<</Font<</F 5 0 R>>>>>>\nendobj\n\
        5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica{font}>>\nendobj\n"
    )
    .into_bytes();
    write!(bytes, "4 0 obj\n<</Filter{filter}/Length {}>>\nstream\n", instructions.len()).unwrap();
    bytes.extend_from_slice(instructions);
    bytes.extend_from_slice(b"\nendstream\nendobj\n");
    bytes.extend_from_slice(more);
    bytes.extend_from_slice(b"trailer\n<</Root 1 0 R>>\n%%EOF\n");
    bytes
}

pub(crate) fn packed(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// An object of a document that is a stream.
pub(crate) fn stream(number: usize, description: &str, data: &[u8]) -> Vec<u8> {
    let begin = format!("{number} 0 obj\n<<{description}/Length {}>>\nstream\n", data.len());
    [begin.as_bytes(), data, b"\nendstream\nendobj\n"].concat()
}

pub(crate) fn with_archive(name: &str, bytes: &[u8]) -> Project {
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

/// Each of these is far smaller than what it asks of its reader.
#[test]
fn a_document_that_makes_its_reader_work_without_end_is_refused() {
    let text = b"BT /F 12 Tf (aaaa) Tj ET";
    let again = format!("[{}]", "4 0 R ".repeat(1_000));
    let shown = format!("BT /F 12 Tf ({}) Tj ET", "a".repeat(20_000));
    let map = format!(
        "begincmap\n1 begincodespacerange <00><ff> endcodespacerange\n1 beginbfchar\n<61> <{}>\nendbfchar\nendcmap\n",
        "0041".repeat(60_000)
    );
    let table = packed(&vec![1; 9 << 20]);
    let too_large = "too large to be read";
    for (name, bytes, words) in [
        (
            "one part of a page, again and again",
            document_of(&again, "", "/FlateDecode", &packed(&vec![b' '; 8 << 20]), b""),
            too_large,
        ),
        (
            "a character that is a long text",
            document_of("4 0 R", "/ToUnicode 6 0 R", "[]", shown.as_bytes(), &stream(6, "", map.as_bytes())),
            too_large,
        ),
        (
            "a table of objects",
            document_of("4 0 R", "", "[]", text, &stream(6, "/Type/XRef/Size 9/W[0 1 0]/Filter/FlateDecode", &table)),
            too_large,
        ),
        (
            "pictures without an end",
            document("/FlateDecode", &packed(&b"BI ID ".repeat(2_000_000))),
            "pictures of text",
        ),
        ("texts without an end", document_of("4 0 R", "", "[]", text, &b"<</a (\n".repeat(400_000)), "damaged"),
        (
            "streams without an end",
            document_of("4 0 R", "", "[]", text, &b"6 0 obj <<>> stream\n".repeat(9)),
            "damaged",
        ),
    ] {
        let project = with_archive("bomb.pdf", &bytes);
        let (status, said) = within_a_gibibyte(&project, &["verify"]);
        assert_eq!(status, Some(1), "{name}: {said}");
        assert!(said.contains("unreadable-archive") && said.contains(words), "{name}: {said}");
    }
}

#[test]
fn an_archive_of_nothing_but_lines_is_refused() {
    for (name, text) in [
        ("bomb.txt", "\n".repeat(4_100_000)),
        ("bomb.txt", "a\r".repeat(4_100_000)),
        ("bomb.md", "-\t".repeat(4_100_000)),
        ("bomb.md", "*a".repeat(4_100_000)),
    ] {
        let project = with_archive(name, text.as_bytes());
        let (status, said) = within_a_gibibyte(&project, &["verify"]);
        assert_eq!(status, Some(1), "{said}");
        assert!(said.contains("more than 4000000 lines") && said.contains("archive only the part"), "{said}");
    }
}

/// Whatever is written is read again.
#[test]
fn an_archive_of_very_many_headings_has_an_entry_in_the_lock() {
    let inner = numbered(40_000, |number| format!("## A heading with the number {number} and some words\n\nText.\n\n"));
    let project = with_archive("bomb.md", format!("# Above all\n\n{inner}It says a thing.\n").as_bytes());
    for arguments in [&["verify"][..], &["verify", "--locked"], &["check"]] {
        let (status, said) = within_a_gibibyte(&project, arguments);
        assert!(status == Some(0) && !said.contains("invalid-lock"), "{arguments:?}: {said}");
    }
    let lock = fs::read_to_string(project.path("sourcebook.lock")).unwrap();
    assert!(lock.contains("Above all") && !lock.contains("the number 7 and"));
}

/// A lock has no room for whatever somebody calls a word.
#[test]
fn an_excerpt_of_one_endless_word() {
    for (length, code) in [(2_500, "excerpt-too-long"), (3 << 20, "too-long")] {
        let word = "a".repeat(length);
        let project = with_archive("bomb.txt", format!("It says {word} here.\n").as_bytes());
        let source = fs::read_to_string(project.path("content/sources/bomb.yaml")).unwrap();
        project.write("content/sources/bomb.yaml", source.replace("a thing", &word));
        let (status, said) = within_a_gibibyte(&project, &["verify"]);
        assert!(status == Some(1) && said.contains(&format!("error[{code}]")), "{said}");
        let (_, said) = within_a_gibibyte(&project, &["check"]);
        assert!(!said.contains("invalid-lock"), "{said}");
    }
}

/// A few bytes of it would be a list of four thousand million numbers.
#[test]
fn a_lock_that_says_what_no_archive_has() {
    let project = begun_in(Project::empty());
    let lock = fs::read_to_string(project.path("sourcebook.lock")).unwrap();
    let paragraphs = lock.lines().find(|line| line.starts_with("paragraphs = ")).unwrap();
    project.write("sourcebook.lock", lock.replacen(paragraphs, "paragraphs = 4294967295", 1));
    for arguments in [&["build"][..], &["check"]] {
        let (status, said) = within_a_gibibyte(&project, arguments);
        assert_eq!(status, Some(1), "{arguments:?}: {said}");
        assert!(said.contains("invalid-lock") && said.contains("no archive can have this many paragraphs"), "{said}");
    }
    let (status, said) = within_a_gibibyte(&project, &["coverage"]);
    assert_eq!(status, Some(0), "{said}");
}

#[test]
fn a_library_that_writes_out_to_more_than_it_is() {
    let project = begun_in(Project::empty());
    let doubled = numbered(12, |of| format!("@string{{s{}={}}}\n", of + 1, vec![format!("s{of}"); 8].join(" # ")));
    let strings = format!("@string{{s0={{{}}}}}\n{doubled}@misc{{a, title=s12}}\n", "a".repeat(1_000));
    let long = "a".repeat(200_000);
    let used = numbered(2_000, |entry| format!("@misc{{k{entry}, title=s}}\n"));
    let taken = numbered(2_000, |entry| format!("@book{{k{entry}, xdata={{p}}}}\n"));
    for (name, text, words) in [
        ("strings of strings", strings, "expand to far more"),
        ("a string in every entry", format!("@string{{s={{{long}}}}}\n{used}"), "expand to far more"),
        ("an entry in every entry", format!("@xdata{{p, title={{{long}}}}}\n{taken}"), "expand to far more"),
        ("names", format!("@misc{{a, author={{{}}}}}", "and ".repeat(4_100_000)), "signs of BibTeX"),
    ] {
        project.write("refs.bib", text);
        let (status, said) = within_a_gibibyte(&project, &["new", "source", "--from", "refs.bib", "a"]);
        assert_eq!(status, Some(2), "{name}: {said}");
        assert!(said.contains("refs.bib:") && said.contains(words) && said.len() < 10_000, "{name}: {said}");
    }
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
