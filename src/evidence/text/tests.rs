use super::*;
use crate::evidence::extract::{Format, extract};
use proptest::prelude::*;

fn text(plain: &str) -> ArchiveText {
    ArchiveText::new(extract(plain, Format::Plain).unwrap())
}

fn markdown(markdown: &str) -> ArchiveText {
    ArchiveText::new(extract(markdown, Format::Markdown).unwrap())
}

#[test]
fn offsets_find_their_locators_points_and_words() {
    let text = text("An opening.\nThe “status”\nIt is de\u{ad}pleted – so they say, in 서울.\n- More.\n");
    assert_eq!(text.normal(), "An opening.\nThe \"status\"\nIt is depleted-so they say, in 서울.\nMore.\n");
    let at = |words: &str| text.normal().find(words).unwrap();
    let locator =
        |section: Option<&str>, paragraph| Locator { section: section.map(str::to_owned), paragraph, page: None };
    assert_eq!(text.locator(at("opening")), locator(None, Some(1)));
    assert_eq!(text.locator(at("status")), locator(Some("The “status”"), None));
    assert_eq!(text.locator(at("say")), locator(Some("The “status”"), Some(2)));
    assert_eq!(text.locator(at("More")), locator(Some("The “status”"), Some(3)));
    assert_eq!(text.paragraphs(), 3);
    let depleted = at("depleted");
    assert_eq!(text.original(depleted..depleted + 11), "de\u{ad}pleted – so");
    let more = at("More");
    assert_eq!(text.points(more) as usize, text.normal()[..more].chars().count());
}

#[test]
fn a_section_lies_in_the_sections_around_it() {
    let text = markdown("# A\n\none\n\n## B\n\ntwo\n\n# C\n\nthree\n");
    let within = |words: &str, key: &str| text.lies_in(text.section_at(text.normal().find(words).unwrap()), key);
    assert!(within("two", "B") && within("two", "A") && within("one", "A"));
    assert!(!within("one", "B") && !within("three", "A"));
}

#[test]
fn a_long_text_is_mapped_from_the_nearest_mark() {
    let words = "für cafe\u{301} – ‘l’été’\u{a0}… ".repeat(2_000);
    let text = text(&words);
    assert!(text.marks.len() > 20);
    for (at, _) in text.normal().match_indices("café").step_by(97) {
        assert_eq!(text.original(at..at + "café".len()), "cafe\u{301}");
        assert_eq!(text.points(at) as usize, text.normal()[..at].chars().count());
    }
}

proptest! {
    #[test]
    fn side_by_side_is_one_after_another(
        plain in "([a-c1-3 .,’“–—-…\u{ad}\u{301}\u{327}é한\u{1112}\u{1161}\u{11ab}核か\u{3099}ש\u{5c1}م\u{200c}ی👩\u{200d}👧🏽]|\r\n|\n){1,60}",
        piece in 1_usize..40, task in 1_usize..90,
    ) {
        let extracted = extract(plain, Format::Plain).unwrap();
        let whole = ArchiveText::in_tasks(extracted.clone(), Grain { piece: usize::MAX, task: usize::MAX });
        let divided = ArchiveText::in_tasks(extracted, Grain { piece, task });
        prop_assert_eq!(&divided.normal, &whole.normal);
        prop_assert_eq!(&divided.sections, &whole.sections);
        prop_assert_eq!(divided.paragraphs(), whole.paragraphs());
        for (at, c) in whole.normal.char_indices() {
            prop_assert_eq!(divided.points(at), whole.points(at));
            prop_assert_eq!(divided.locator(at), whole.locator(at));
            if c.is_alphanumeric() {
                prop_assert_eq!(divided.original(at..at + c.len_utf8()), whole.original(at..at + c.len_utf8()));
            }
        }
    }

    #[test]
    fn every_character_maps_back_to_what_it_was_made_of(
        piece in "[a-c1-3 .,’“–—-…\u{ad}\u{301}\u{327}é한\u{1112}\u{1161}\u{11ab}核ש\u{5c1}م\u{200c}ी👩]{1,30}",
        times in 1_usize..120,
    ) {
        let text = text(&piece.repeat(times));
        let normal = text.normal().trim_end();
        let step = (normal.chars().count() / 7).max(1);
        for (at, c) in normal.char_indices().step_by(step).filter(|(_, c)| c.is_alphanumeric()) {
            let original = text.original(at..at + c.len_utf8());
            prop_assert!(normalise(original).contains(c), "{c:?} came from {original:?}");
            prop_assert_eq!(text.points(at) as usize, text.normal()[..at].chars().count());
        }
    }
}
