use super::*;
use crate::diagnostic::Diagnostics;
use crate::evidence::proof::{Locator, Match, Part, Pointer, SectionRecord};
use crate::files::Files;
use proptest::prelude::*;

fn parse(text: &str) -> (Lock, Vec<String>) {
    let mut files = Files::default();
    let file = files.add(LOCK_FILE, text);
    let mut sink = Diagnostics::new();
    let lock = Lock::parse(file, text, &mut sink);
    for label in sink.iter().flat_map(|found| &found.labels) {
        assert!(files.text(file).get(label.span.range()).is_some());
    }
    (lock, sink.into_iter().map(|found| format!("{}: {}", found.code.name, found.message)).collect())
}

fn part_at(position: std::ops::Range<u32>, paragraph: u32, pointer: Pointer) -> Part {
    Part { position, paragraph: Some(paragraph), page: None, pointer }
}

fn example() -> Lock {
    let proof = Proved {
        how: Match::Elided,
        locator: Locator { section: Some("The “status”".into()), paragraph: Some(12), page: None },
        position: 412..470,
        parts: vec![
            part_at(412..430, 12, Pointer { prefix: Some("the".into()), ..Pointer::default() }),
            part_at(455..470, 13, Pointer::default()),
        ],
        verified: Some(date(2026, 8, 1)),
    };
    let record = ArchiveRecord {
        name: "chun.txt".into(),
        sha256: "ab".repeat(32),
        paragraphs: 33,
        sections: vec![SectionRecord { heading: "The “status”".into(), paragraph: 2 }],
    };
    let exact = Proved {
        how: Match::Exact,
        locator: Locator { section: None, paragraph: Some(1), page: None },
        position: 3..9,
        parts: vec![part_at(3..9, 1, Pointer::default())],
        verified: None,
    };
    let entry = |claim: &str, words: &str, context: Option<&str>, proof: Proved| LockedExcerpt {
        claim: format!("chun/{claim}"),
        exact: words.to_owned(),
        context: context.map(str::to_owned),
        proof,
    };
    let excerpts =
        vec![entry("a", "first … second", None, proof), entry("b", "a \"word\"", Some("0123456789abcdef"), exact)];
    Lock { sources: BTreeMap::from([("chun".to_owned(), Arc::new(LockedSource { archive: record, excerpts }))]) }
}

#[test]
fn it_is_written_for_reviewers() {
    insta::assert_snapshot!(example().to_string());
}

#[test]
fn writing_and_parsing_are_inverse() {
    assert_eq!(parse(&example().to_string()), (example(), Vec::new()));
    assert_eq!(parse(&Lock::default().to_string()), (Lock::default(), Vec::new()));
    assert_eq!(parse(""), (Lock::default(), Vec::new()));
}

#[test]
fn a_damaged_lock_is_reported_with_its_own_code() {
    let text = example().to_string();
    for (from, to, message) in [
        ("section = \"The ", "section = \"The \\u202E", "`verify` writes no heading with these characters"),
        ("heading = \"The ", "heading = \"The \\u001B", "`verify` writes no heading with these characters"),
        ("outcome = \"exact\"", "outcome = \"missing\"", "`missing` is no proof"),
        ("outcome = \"exact\"", "outcome = \"exakt\"", "`exakt` is not an outcome of verification"),
        ("position = [3, 9]", "position = [9, 3]", "this is not a position"),
        ("position = [3, 9]", "position = [3, 99999999999]", "this is not a number"),
        ("abababab", "zz", "this is not a SHA-256"),
        ("source = \"chun\"", "source = \"kim\"", "the archive of `chun` has no entry"),
        ("claim = \"chun/b\"", "claim = \"b\"", "`b` is not `SOURCE/CLAIM`"),
        ("verified = 2026-08-01", "verified = 2026-08-32", ""),
        ("version = 1", "version = 2", "this lock has version `2`"),
        ("version = 1", "", "this lock has no version"),
        ("name =", "nmae =", "an archive has no field `nmae`"),
        ("paragraphs =", "# ", "an archive needs the field `paragraphs`"),
        ("paragraphs = ", "paragraphs = 42949672", "no archive can have this many paragraphs"),
        (
            "heading = \"The “status”\", paragraph = 2",
            "heading = \"A\", paragraph = 35",
            "no archive can have this many paragraphs",
        ),
        ("[[archive]]", "<<<<<<< HEAD\n[[archive]]", ""),
    ] {
        let (_, messages) = parse(&text.replacen(from, to, 1));
        assert!(!messages.is_empty(), "{to}");
        for found in &messages {
            assert!(found.starts_with("invalid-lock: "), "{found}");
        }
        assert!(messages.iter().any(|found| found.contains(message)), "{to}: {messages:?}");
    }
}

/// What pages show of a lock many times over has a bound, which `verify` keeps to as well.
#[test]
fn words_of_any_length_are_none_of_a_lock() {
    let with = |heading: usize, words: usize, spelling: usize| {
        let mut lock = example();
        let source = Arc::make_mut(lock.sources.get_mut("chun").unwrap());
        source.archive.sections[0].heading = "é".repeat(heading);
        source.excerpts[0].proof.locator.section = Some("é".repeat(heading));
        let [word, spelling] = [words, spelling].map(|length| Some("é".repeat(length)));
        source.excerpts[0].proof.parts[1].pointer = Pointer { prefix: word.clone(), spelling, suffix: word };
        lock
    };
    let longest = with(161, Pointer::WORDS, Pointer::SPELLING);
    assert_eq!(parse(&longest.to_string()), (longest, Vec::new()));
    for (heading, words, spelling, faults) in
        [(162, 1, 1, 2), (1 << 18, 1, 1, 2), (1, Pointer::WORDS + 1, 1, 2), (1, 1, Pointer::SPELLING + 1, 1)]
    {
        let (_, messages) = parse(&with(heading, words, spelling).to_string());
        assert_eq!(messages.len(), faults, "{messages:?}");
        let told = "invalid-lock: these words are longer than any that `verify` writes";
        assert!(messages.iter().all(|found| found.starts_with(told)), "{messages:?}");
    }
}

#[test]
fn a_long_lock_is_read_like_a_short_one() {
    let short = example();
    let Some((_, source)) = short.sources.first_key_value() else { panic!("one source") };
    let of = |number: usize| {
        let mut source = LockedSource::clone(source);
        for excerpt in &mut source.excerpts {
            excerpt.claim = excerpt.claim.replace("chun", &format!("s{number:03}"));
        }
        (format!("s{number:03}"), Arc::new(source))
    };
    let long = Lock { sources: (0..400).map(of).collect() };
    let text = long.to_string();
    assert_eq!(parse(&text), (long, Vec::new()));
    let at = text.rfind("[[excerpt]]").unwrap();
    let (lock, messages) = parse(&format!("{}{}", &text[..at], text[at..].replace("exact = ", "exakt = ")));
    assert_eq!(lock.sources.values().map(|source| source.excerpts.len()).sum::<usize>(), 799);
    assert!(messages[0].contains("an excerpt has no field `exakt`"), "{messages:?}");
}

#[test]
fn what_is_no_lock_is_not_read_to_its_end() {
    let (lock, messages) = parse(&format!("version = 1\n{}", "[[excerpt]]\n".repeat(200_000)));
    assert_eq!((lock.sources.len(), messages.len()), (0, 3));
    let (_, messages) = parse(&format!("version = 1\n{}", "a = 1\n".repeat(400_000)));
    assert_eq!(messages, ["invalid-lock: an entry of this lock has 2.3 MiB; `verify` writes none above 2 MiB"]);
}

#[test]
fn deep_nesting_is_refused_and_does_not_overflow() {
    for deep in ["[".repeat(50_000), "{a=".repeat(50_000), "a.".repeat(50_000)] {
        let (lock, messages) = parse(&format!("version = 1\nx = {deep}"));
        assert!(lock.sources.is_empty() && !messages.is_empty());
        parse(&format!("version = 1\n{deep}x = 1"));
    }
}

#[test]
fn contexts_differ_where_places_may() {
    let all = [
        context(None, None, None),
        context(Some("a"), None, None),
        context(None, Some("a"), None),
        context(None, None, Some("a")),
        context(Some("a"), Some("b"), None),
        context(Some("ab"), None, None),
        context(Some(""), None, None),
    ];
    assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), all.len());
}

fn locks() -> impl Strategy<Value = Lock> {
    let heading = "[a-z \"\\\\\n\t\u{ad}é한👩\u{200d}'#=\\[\\]]{1,20}";
    let text = "[a-z \"\\\\\n\t\u{202e}\u{ad}é한👩\u{200d}'#=\\[\\]]{1,20}";
    let numbers = (1_u32..50, proptest::option::of(1_u32..9), 0_u32..1000, 1_u32..60);
    let day = proptest::option::of((2020_i16..2030, 1_i8..13, 1_i8..29));
    let part = (0_u32..500, 1_u32..50, proptest::option::of(1_u32..9));
    let excerpt = (
        ("[a-c]{1,2}", text, proptest::option::of("[0-9a-f]{16}")),
        (proptest::option::of(heading), numbers, day, 0_usize..3, proptest::collection::vec(part, 2..4)),
        proptest::array::uniform3(proptest::option::of(text)),
    );
    let source = ("[a-c-]{1,3}", text, "[0-9a-f]{64}", proptest::collection::vec((heading, 1_u32..9), 0..3));
    proptest::collection::vec((source, proptest::collection::vec(excerpt, 0..4)), 0..4).prop_map(|sources| {
        let mut lock = Lock::default();
        for ((id, name, sha256, headings), excerpts) in sources {
            let section = |(heading, paragraph)| SectionRecord { heading, paragraph: paragraph % 9 };
            let mut sections: Vec<_> = headings.into_iter().map(section).collect();
            sections.sort_by_key(|section| section.paragraph);
            let archive = ArchiveRecord { name, sha256, paragraphs: 7, sections };
            let mut excerpts: Vec<_> = excerpts
                .into_iter()
                .map(
                    |(
                        (claim, exact, context),
                        (section, (paragraph, page, start, length), day, which, parts),
                        around,
                    )| {
                        let how = [Match::Exact, Match::Normalised, Match::Elided][which];
                        let position = start..start + length;
                        let [prefix, spelling, suffix] = around;
                        let pointer = Pointer { prefix, spelling, suffix };
                        let one = vec![Part { page, ..part_at(position.clone(), paragraph, pointer) }];
                        let several = parts.into_iter().map(|(at, long, paragraph)| Part {
                            paragraph,
                            ..part_at(at..at + long, 1, Pointer::default())
                        });
                        let parts = if how == Match::Elided { several.collect() } else { one };
                        let verified = day.map(|(year, month, day)| date(year, month, day));
                        let locator = Locator { section, paragraph: Some(paragraph), page };
                        let proof = Proved { how, locator, position, parts, verified };
                        LockedExcerpt { claim: format!("{id}/{claim}"), exact, context, proof }
                    },
                )
                .collect();
            excerpts.sort_by(|one, other| one.claim.cmp(&other.claim));
            lock.sources.insert(id, Arc::new(LockedSource { archive, excerpts }));
        }
        lock
    })
}

fn date(year: i16, month: i8, day: i8) -> jiff::civil::Date {
    jiff::civil::date(year, month, day)
}

proptest! {
    #[test]
    fn any_lock_survives_being_written(lock in locks()) {
        prop_assert_eq!(parse(&lock.to_string()), (lock, Vec::new()));
    }

    #[test]
    fn there_are_changes_exactly_between_locks_that_differ(one in locks(), other in locks()) {
        prop_assert_eq!(changes(&one, &other).is_empty(), one == other);
        prop_assert!(changes(&one, &one).is_empty());
    }

    #[test]
    fn hostile_locks_never_panic(text in "[a-z\\[\\]{}=\"',.#0-9\n -]{0,200}") {
        parse(&text);
    }

    #[test]
    fn a_lock_cut_or_struck_anywhere_never_panics(lock in locks(), at in 0_usize..4000, byte in "[\\PC]") {
        let text = lock.to_string();
        let at = text.floor_char_boundary(at.min(text.len()));
        parse(&text[..at]);
        parse(&format!("{}{byte}{}", &text[..at], &text[at..]));
    }
}
