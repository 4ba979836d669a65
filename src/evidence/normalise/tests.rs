use super::*;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

fn same(one: &str, other: &str) {
    assert_eq!(normalise(one), normalise(other), "{one:?} and {other:?}");
}

fn differ(one: &str, other: &str) {
    assert_ne!(normalise(one), normalise(other), "{one:?} and {other:?}");
}

#[test]
fn spellings_of_the_same_words_are_the_same() {
    same("a credible\u{a0}\u{2009}second\r\n strike ", "a credible second strike");
    same("“hostile” ‘two’ l’État „so“ «oui»", "\"hostile\" 'two' l'État \"so\" \"oui\"");
    same("allies – particularly", "allies—particularly");
    same("allies – particularly", "allies -- particularly");
    same("short‑range", "short-range");
    same("short-\nrange", "short-range");
    same("co\u{ad}ope\u{ad}\n  ration", "cooperation");
    same("and/\u{200b}or \u{2060}x", "and/or x");
    same("Auf\u{200c}lage", "Auflage");
    same("wait…", "wait...");
    same("cafe\u{301}", "café");
    same("\u{1112}\u{1161}\u{11ab}반도", "한반도");
    same("核武器\n发展", "核武器发展");
    same("a\u{ad}\u{301}", "á");
}

#[test]
fn words_numbers_case_and_signs_are_not() {
    differ("North Korea", "north Korea");
    differ("does not", "does");
    differ("40 to 60", "40 to 6O");
    differ("fell to -5", "fell to 5");
    differ("can't", "cant");
    differ("re-sign", "resign");
    differ("1,500", "1.500");
    differ("한반도", "한 반도");
    // Persian "mi-ravam" and the family emoji are spelled with joiners.
    differ("می\u{200c}روم", "میروم");
    differ("👩\u{200d}👧", "👩👧");
    differ("क्\u{200d}ष", "क्ष");
}

#[test]
fn a_sign_keeps_its_space_and_a_dash_none() {
    assert_eq!(normalise("from -5 to −3 – 4—5"), "from -5 to -3-4-5");
    assert_eq!(normalise("short- and medium-range"), "short-and medium-range");
}

struct Map(Vec<(char, Range<usize>)>);
impl Sink for Map {
    fn put(&mut self, c: char, from: Range<usize>) {
        self.0.push((c, from));
    }
}

fn mapped(text: &str) -> Vec<(char, Range<usize>)> {
    let mut map = Map(Vec::new());
    walk(text, &mut map);
    map.0
}

#[test]
fn a_text_is_cut_inside_words_alone() {
    let cuts = |text: &str| {
        let cuts: std::collections::BTreeSet<usize> = (1..text.len()).filter_map(|at| cut_from(text, at)).collect();
        cuts.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(cuts("ab -5 c\u{ad}d e\r\nf"), [1]);
    assert_eq!(cuts("cafe\u{301}s x"), [1, 2, 3]);
    assert_eq!(cuts("\u{1112}\u{1161}\u{11ab}\u{1112}\u{1161}"), [9]);
    assert_eq!(cuts("한반도"), [3, 6]);
    assert_eq!(cuts("👩\u{200d}👧👩"), Vec::<usize>::new());
}

pub(in crate::evidence) const MIXED: &str = "[a-c1-3 \n\u{a0}.,'’“\"–—-…\u{ad}\u{200b}\u{200d}\u{301}\u{327}é한\u{1112}\u{1161}\u{11ab}核か\u{3099}ש\u{5c1}م\u{200c}ी👩👧\u{fe0f}\\[\\]]{0,40}";

proptest! {
    #[test]
    fn twice_is_once(text in MIXED) {
        let once = normalise(&text);
        prop_assert_eq!(normalise(&once), once);
    }

    #[test]
    fn any_unicode_form_is_the_same(text in "\\PC{0,40}") {
        let once = normalise(&text);
        prop_assert_eq!(normalise(&once), once.as_str());
        prop_assert_eq!(normalise(&text.nfd().collect::<String>()), once.as_str());
    }

    #[test]
    fn the_sides_of_any_cut_are_the_whole(text in MIXED) {
        let whole = mapped(&text);
        for at in 1..text.len() {
            let Some(cut) = cut_from(&text, at) else { continue };
            let mut sides = mapped(&text[..cut]);
            sides.extend(mapped(&text[cut..]).into_iter().map(|(c, from)| (c, from.start + cut..from.end + cut)));
            prop_assert_eq!(&sides, &whole, "cut at {}", cut);
        }
    }

    #[test]
    fn the_map_tells_the_same_text_and_slices_the_original(text in MIXED) {
        let map = mapped(&text);
        prop_assert_eq!(map.iter().map(|(c, _)| *c).collect::<String>(), normalise(&text));
        let mut end = 0;
        for (_, from) in map {
            prop_assert!(text.get(from.clone()).is_some() && from.end >= end);
            end = from.end;
        }
    }
}
