//! Documents that are read again and again for a few bytes of theirs.

use std::time::Instant;

use crate::bombs::{packed, stream, with_archive, within_a_gibibyte};
use crate::common::numbered;

/// A document of these objects, the first of which is its catalog and the second its tree of pages.
fn of_objects(objects: &str, more: &[u8]) -> Vec<u8> {
    let begin = format!("%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n{objects}");
    [begin.as_bytes(), more, b"trailer\n<</Root 1 0 R>>\n%%EOF\n"].concat()
}

/// A tree of so many pages, each with these words in it.
fn pages(count: usize, words: &str) -> String {
    let kids = numbered(count, |page| format!("{} 0 R ", page + 100));
    let pages = numbered(count, |page| format!("{} 0 obj\n<</Type/Page/Parent 2 0 R{words}>>\nendobj\n", page + 100));
    format!("2 0 obj\n<</Type/Pages/Count {count}/Kids[{kids}]>>\nendobj\n{pages}")
}

/// A list of so many bytes, near enough.
fn list(bytes: usize) -> String {
    numbered(bytes / 12, |name| format!("/N{name:05} 9 0 R"))
}

fn object(number: usize, words: &str) -> String {
    format!("{number} 0 obj\n{words}\nendobj\n")
}

#[test]
fn what_pages_share_is_not_read_by_each_of_them() {
    let (count, large) = (4_000, list(250_000));
    let numbers = "0 ".repeat(125_000);
    // Within each other, so that each is read with all that is in it.
    let nested =
        "<</Type/Pages/Kids[".repeat(100) + &format!("<</Type/Page/A({})>>", "a".repeat(4 << 20)) + &"]>>".repeat(100);
    let inner = format!("{}{}", pages(count, "/Resources 5 0 R"), object(5, &format!("<<{large}>>")));
    let packed_objects = packed_together(&[(2, tree_of(count)), (5, format!("<<{large}>>"))], count);
    for (name, bytes) in [
        ("resources", of_objects(&inner, b"")),
        (
            "a list in resources of their own",
            of_objects(
                &format!("{}{}", pages(count, "/Resources<</Font 5 0 R>>"), object(5, &format!("<<{large}>>"))),
                b"",
            ),
        ),
        ("a name spelled with escapes", of_objects(&inner.replace("/Resources", "/Re#73ources"), b"")),
        (
            "a measure",
            of_objects(&format!("{}{}", pages(count, "/MediaBox 5 0 R"), object(5, &format!("[{numbers}]"))), b""),
        ),
        (
            "a kind",
            of_objects(&format!("{}{}", pages(count, "/Rotate 5 0 R"), object(5, &format!("<<{large}>>"))), b""),
        ),
        ("parts of the tree within each other", of_objects(&object(2, &nested), b"")),
        ("objects that are packed together", of_objects("", &packed_objects)),
    ] {
        assert!(bytes.len() < 5 << 20, "{name}: {}", bytes.len());
        let project = with_archive("shared.pdf", &bytes);
        let begun = Instant::now();
        let (status, said) = within_a_gibibyte(&project, &["verify"]);
        assert_eq!(status, Some(1), "{name}: {said}");
        assert!(said.contains("unreadable-archive") && said.contains("too large to be read"), "{name}: {said}");
        eprintln!("{name}: {} bytes, {:?}", bytes.len(), begun.elapsed());
    }
}

fn tree_of(count: usize) -> String {
    let kids = numbered(count, |page| format!("{} 0 R ", page + 100));
    format!("<</Type/Pages/Count {count}/Kids[{kids}]>>")
}

/// Objects in one packed stream, with so many pages that share the resources in object 5.
fn packed_together(objects: &[(usize, String)], pages: usize) -> Vec<u8> {
    let pages = (0..pages).map(|page| (page + 100, "<</Type/Page/Resources 5 0 R>>".to_owned()));
    let (mut places, mut words) = (String::new(), String::new());
    for (number, object) in objects.iter().cloned().chain(pages) {
        places.extend([number.to_string(), " ".to_owned(), words.len().to_string(), " ".to_owned()]);
        words.push_str(&object);
        words.push('\n');
    }
    let count = places.split(' ').count() / 2;
    let description = format!("/Type/ObjStm/N {count}/First {}/Filter/FlateDecode", places.len());
    stream(3, &description, &packed((places + &words).as_bytes()))
}

/// As programs write them: a book whose pages all name the same few fonts.
#[test]
fn a_book_whose_pages_share_their_fonts_is_read() {
    let text = "BT /F 12 Tf 10 200 Td (The office says a thing of some weight here.) Tj ET";
    let shared = format!(
        "{}{}{}{}",
        pages(2_000, "/MediaBox[0 0 300 300]/Contents 4 0 R/Resources 5 0 R"),
        object(5, &format!("<</Font<</F 6 0 R>>/ProcSet[/PDF/Text]/ExtGState<<{}>>>>", list(2_000))),
        object(6, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"),
        object(9, "<</CA 1>>"),
    );
    let project = with_archive("shared.pdf", &of_objects(&shared, &stream(4, "", text.as_bytes())));
    let (status, said) = within_a_gibibyte(&project, &["verify"]);
    // What stands on every page is none of its text, so the words are not found; but it was read.
    assert!(status == Some(1) && said.contains("missing-excerpt"), "{said}");
}

/// Each place that speaks of packed objects may be the beginning of a description that goes on to the end of the file.
#[test]
fn the_end_of_a_description_is_not_looked_for_at_each_place_that_has_none() {
    let sealed = include_bytes!("../archives/sealed.pdf");
    let at = sealed.windows(9).rposition(|window| window == b"startxref").unwrap();
    let open = "1 0 obj<</First(".repeat(200_000);
    let project = with_archive("open.pdf", &[&sealed[..], b"\n", open.as_bytes(), b"\n", &sealed[at..]].concat());
    let (status, said) = within_a_gibibyte(&project, &["verify"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("too large to be read"), "{said}");
}

/// What looks like the beginning of an object may stand in a string, before packed objects that nobody would count then.
#[test]
fn packed_objects_whose_description_cannot_be_told_are_not_unpacked() {
    let sealed = include_bytes!("../archives/sealed.pdf");
    let at = sealed.windows(9).rposition(|window| window == b"startxref").unwrap();
    for (before, is_read) in [("", true), ("/A(9 9 obj)", false)] {
        let packed = format!("7 0 obj<<{before}/Type/ObjStm/N 1/First 4/Length 2>>stream\nxx\nendstream\nendobj\n");
        let project = with_archive("packed.pdf", &[&sealed[..at], packed.as_bytes(), &sealed[at..]].concat());
        let (_, said) = within_a_gibibyte(&project, &["verify"]);
        assert_ne!(said.contains("too large to be read"), is_read, "{before}: {said}");
    }
}
