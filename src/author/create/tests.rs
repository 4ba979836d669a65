use std::fs;

use super::*;
use crate::author::import::Left;
use crate::diagnostic::Diagnostics;
use crate::files::Limits;
use crate::model::{Doi, Imprint, Name, Pages, PartialDate, PersonalName, SourceType};
use crate::parse::{Loaded, Parsing, load, parse};

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("content/actors")).unwrap();
    fs::write(folder.path().join("sourcebook.toml"), "title = \"A\"\n").unwrap();
    let actor = "---\nname: Pilots\nkind: organisation\naliases: [guild]\n---\n";
    fs::write(folder.path().join("content/actors/pilots.md"), actor).unwrap();
    fs::write(folder.path().join("content/events.yaml"), "- { id: storm, name: Storm, date: 2024 }\n").unwrap();
    folder
}

fn make(root: &Path, kind: NewKind, name: &str, id: Option<&str>) -> Result<Created, String> {
    create(root, kind, Subject::Name(name), id, jiff::civil::date(2024, 6, 1)).map_err(|error| error.to_string())
}

#[test]
fn a_new_file_has_nothing_wrong_but_what_is_to_be_finished() {
    for (kind, path, missing) in [
        (NewKind::Brief, "content/briefs/whose-harbour.md", &["summary"][..]),
        (NewKind::Source, "content/sources/whose-harbour.yaml", &["type"]),
        (NewKind::Actor, "content/actors/whose-harbour.md", &["kind"]),
        (NewKind::Option, "content/options/whose-harbour.md", &[]),
        (NewKind::Criterion, "content/criteria/whose-harbour.md", &[]),
    ] {
        let site = site();
        let created = make(site.path(), kind, "Whose: the “harbour”?", Some("whose-harbour")).unwrap();
        assert_eq!((created.path.as_str(), created.id.as_str()), (path, "whose-harbour"));
        let fields: Vec<&str> = created.unfinished.iter().map(|(_, field)| *field).collect();
        assert_eq!(fields, missing, "{path}");
        let mut sink = Diagnostics::new();
        parse(
            &load(site.path(), Limits::default(), &mut Loaded::default()).unwrap(),
            &mut Parsing::default(),
            &mut sink,
        );
        let codes: Vec<&str> = sink.iter().map(|found| found.code.name).collect();
        assert_eq!(codes, vec!["missing-field"; missing.len()], "{path}: {sink:?}");
        let text = fs::read_to_string(site.path().join(path)).unwrap();
        assert!(text.contains("Whose: the “harbour”?") && text.contains('#'), "{text}");
    }
}

#[test]
fn identifiers_are_made_of_names_and_clash_with_what_has_them() {
    let site = site();
    let id = |kind, name| make(site.path(), kind, name, None).map(|created| created.id);
    assert_eq!(id(NewKind::Actor, "Été à Séoul").as_deref(), Ok("ete-a-seoul"));
    assert_eq!(
        id(NewKind::Source, "Across the Harbour: Three Ways to the North Shore in a Hard Winter").as_deref(),
        Ok("across-harbour-three-ways-to")
    );
    for (name, by) in [
        ("Pilots", "`content/actors/pilots.md`"),
        ("guild", "`content/actors/pilots.md`, whose former identifier it is"),
        ("Storm", "an event of `content/events.yaml`"),
    ] {
        let error = id(NewKind::Option, name).unwrap_err();
        assert!(error.contains(&format!("is taken by {by}; name another with `--id`")), "{error}");
    }
    // Briefs have addresses of their own.
    assert_eq!(id(NewKind::Brief, "Pilots").as_deref(), Ok("pilots"));
    assert!(id(NewKind::Brief, "Pilots").unwrap_err().contains("`content/briefs/pilots.md`"));
}

#[test]
fn a_name_that_makes_no_identifier_asks_for_one() {
    let site = site();
    let error = |name, id| make(site.path(), NewKind::Actor, name, id).unwrap_err();
    assert_eq!(
        error("한국 2024", None),
        "no identifier can be made from `한국 2024`: it has letters beyond a–z; name one with `--id`, such as `--id 2024`"
    );
    assert_eq!(
        error("Main", None),
        "no identifier can be made from `Main`: the site reserves this word; name one with `--id`, such as `--id \
         actor-main`"
    );
    assert!(error("!!!", None).contains("it is empty"));
    assert!(error("A", Some("A b")).contains("`A b` is not an identifier"));
    assert!(make(site.path(), NewKind::Actor, "한국", Some("korea")).is_ok());
}

#[test]
fn a_file_is_never_overwritten_and_there_must_be_a_site() {
    let site = site();
    // Not a record, and yet there.
    fs::create_dir_all(site.path().join("content/options/raft.md")).unwrap();
    assert!(make(site.path(), NewKind::Option, "Raft", None).unwrap_err().contains("`raft` is taken"));
    let nowhere = tempfile::tempdir().unwrap();
    assert!(make(nowhere.path(), NewKind::Option, "Raft", None).unwrap_err().contains("sourcebook init DIR"));
    assert_eq!(fs::read_dir(nowhere.path()).unwrap().count(), 0);
    fs::write(nowhere.path().join("sourcebook.toml"), "title = \"A\"\n").unwrap();
    assert!(make(nowhere.path(), NewKind::Option, "Raft", None).is_ok(), "a site without content yet");
}

#[test]
fn what_an_export_says_reads_back_from_the_file() {
    let reference = Reference {
        source_type: SourceType::Report,
        title: Some("Ways: over, the #harbour".to_owned()),
        authors: vec![
            Name::Plain("no".to_owned()),
            Name::Literal("Smith, Jones & {Co}: #1".to_owned()),
            Name::Personal(PersonalName {
                family: "van der Berg".to_owned(),
                given: Some("Anna".to_owned()),
                suffix: Some("3".to_owned()),
            }),
        ],
        imprint: Imprint {
            container: Some("Ways: a journal".to_owned()),
            editors: vec![Name::Literal("[Editors]".to_owned())],
            edition: Some("2".to_owned()),
            volume: Some("1e3".to_owned()),
            issue: Some("null".to_owned()),
            number: Some("- 7".to_owned()),
            pages: Pages::parse("3-4, 9"),
            doi: Doi::parse("10.1234/a#b<c>:"),
        },
        publisher: Some("no".to_owned()),
        date: Some(PartialDate::parse("2023-12/2024-01").unwrap()),
        language: Some("en-GB".to_owned()),
        url: Some("https://a.example/x?y=1#z".to_owned()),
        accessed: None,
        copy: Some("a b.pdf".to_owned()),
        left: vec![Left { field: "abstract".to_owned(), value: "Never written down.".to_owned() }],
    };
    let text = imported_source(&reference);
    assert!(!text.contains("Never written down"), "{text}");
    let site = site();
    fs::create_dir_all(site.path().join("content/sources")).unwrap();
    fs::write(site.path().join("content/sources/a.yaml"), &text).unwrap();
    let mut sink = Diagnostics::new();
    let records = parse(
        &load(site.path(), Limits::default(), &mut Loaded::default()).unwrap(),
        &mut Parsing::default(),
        &mut sink,
    );
    let record = std::sync::Arc::unwrap_or_clone(records.sources.into_iter().next().unwrap());
    assert!(sink.is_empty(), "{sink:?}");
    assert_eq!(record.title.map(|it| it.value), reference.title);
    assert_eq!(record.authors.into_iter().map(|it| it.value).collect::<Vec<_>>(), reference.authors);
    assert_eq!(record.imprint, reference.imprint);
    assert_eq!(record.publisher.map(|it| it.value), reference.publisher);
    assert_eq!(record.date.map(|it| it.value), reference.date);
    assert_eq!(record.url.map(|it| it.value), reference.url);
    assert!(record.accessed.is_none() && record.archive.is_none() && record.claims.is_empty());
}
