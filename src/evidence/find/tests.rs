use super::*;
use crate::evidence::extract::{Format, extract};

fn text(plain: &str) -> ArchiveText {
    ArchiveText::new(extract(plain, Format::Plain).unwrap())
}

/// What becomes of one excerpt: how it matches and what its parts are in the archive, or why there are none.
fn found(plain: &str, wanted: Wanted<'_>) -> String {
    let text = text(plain);
    let shown = |place: &Place| {
        let parts: Vec<_> = place.parts.iter().map(|part| text.original(part.clone())).collect();
        format!("{:?} {}", place.how, parts.join(" | "))
    };
    match find(&text, &[wanted]).remove(0) {
        Found::Once(place) => shown(&place),
        Found::Several(places) => format!("Several {}", places.len()),
        Found::Nowhere(Absence::Elsewhere(places)) => format!("Elsewhere {}", places.len()),
        Found::Nowhere(absence) => format!("{absence:?}"),
    }
}

#[track_caller]
fn check(plain: &str, exact: &str, expected: &str) {
    assert_eq!(found(plain, Wanted { exact, ..Wanted::default() }), expected, "{exact}");
}

const TEXT: &str = "It does not have a credible second-strike capability, they said.\nThe small deal\nThe “small \
    deal” … freezes aspects of its pro\u{ad}gram – in 서울 – for 50 percent.\nThe deal lasts (or so it seems).\n\
    Nobel dreams\nThe deal ends here. 북한은 핵무력을 고도화한다.\n";

#[test]
fn exact_and_normalised() {
    check(TEXT, "credible second-strike capability", "Exact credible second-strike capability");
    check(TEXT, "credible second–strike", "Normalised credible second-strike");
    check(TEXT, "\"small deal\" ... freezes", "Normalised “small deal” … freezes");
    check(TEXT, "“small deal” … freezes", "Exact “small deal” … freezes");
    check(TEXT, "aspects of its program—in 서울", "Normalised aspects of its pro\u{ad}gram – in 서울");
    check(TEXT, "핵무력을 고도화", "Exact 핵무력을 고도화");
}

#[test]
fn both_ends_of_the_text() {
    check(TEXT, "It does not", "Exact It does not");
    check(TEXT, "고도화한다.", "Exact 고도화한다.");
    check("one", "one", "Exact one");
    check("“one”", "\"one\"", "Normalised “one”");
    check("", "one", "Words(\"one\")");
}

#[test]
fn other_words_case_numbers_and_orders_are_missing() {
    for exact in [
        "It does have a credible",
        "it does not have",
        "Credible second-strike",
        "for 60 percent",
        "strike-second capability",
        "credible secondstrike",
        "the deal lasts",
        "for 5 percent",
    ] {
        check(TEXT, exact, &format!("{:?}", Absence::Words(exact.to_owned())));
    }
    check(TEXT, "redible second-strike", "InsideWords");
    check(TEXT, "for 50 perc", "InsideWords");
}

#[test]
fn an_excerpt_does_not_run_over_the_end_of_a_paragraph() {
    check(TEXT, "for 50 percent. The deal lasts", "Words(\"for 50 percent. The deal lasts\")");
    check(TEXT, "50 percent. … The deal lasts", "Elided 50 percent. | The deal lasts");
}

#[test]
fn elided_parts_stand_in_order_in_one_section() {
    check(TEXT, "small deal … 50 percent", "Elided small deal | 50 percent");
    check(TEXT, "freezes aspects … [of it] - in 서울", "Elided freezes aspects | – in 서울");
    check(TEXT, "freezes ... lasts […] seems", "Elided freezes | lasts | seems");
    check(TEXT, "50 percent … small deal", "OutOfOrder");
    check(TEXT, "credible … freezes", "OutOfOrder");
    check(TEXT, "freezes … ends", "OutOfOrder");
    check(TEXT, "freezes … nothing", "Words(\"nothing\")");
    check(TEXT, "[t]he deal lasts", "Elided The deal lasts");
    check(TEXT, "[x]he deal lasts", "Words(\"xhe deal lasts\")");
    check(TEXT, "[…]", "NoWords");
    check(TEXT, "...", "NoWords");
}

#[test]
fn the_editors_words_hide_none_of_the_sources() {
    check(TEXT, "It does not [yet] have a credible", "Elided It does not | have a credible");
    check(TEXT, "[North Korea] does not have", "Elided does not have");
    for hides in [
        "It does [yet] have",
        "a [good] second-strike",
        "freezes aspects [of it] - in 서울",
        "for [sixty] percent",
        "for [] percent",
    ] {
        check(TEXT, hides, "OutOfOrder");
    }
}

#[test]
fn an_elided_excerpt_stands_where_its_parts_are_closest() {
    check("a x b c x b. y", "x … b", "Several 2");
    check("x x a b b", "x … b", "Elided x | b");
    check("x a b x. a", "x … a … b", "Elided x | a | b");
}

#[test]
fn marks_may_be_the_sources_own() {
    check("He said [sic] a unifier. ... We will.", "[sic] a unifier. ... We", "Exact [sic] a unifier. ... We");
    check("He said [sic] a unifier. ... We will.", "said [sic] ... We", "Elided said | We");
}

#[test]
fn context_settles_what_is_ambiguous() {
    let wanted = |prefix, suffix, section| Wanted { exact: "deal", prefix, suffix, section };
    assert_eq!(found(TEXT, wanted(None, None, None)), "Several 4");
    assert_eq!(found(TEXT, wanted(None, Some("lasts"), None)), "Exact deal");
    assert_eq!(found(TEXT, wanted(Some("“small"), None, None)), "Exact deal");
    assert_eq!(found(TEXT, wanted(Some("\"small"), Some("”"), None)), "Exact deal");
    assert_eq!(found(TEXT, wanted(None, None, Some("Nobel  dreams"))), "Exact deal");
    assert_eq!(found(TEXT, wanted(None, None, Some("The small deal"))), "Several 3");
    assert_eq!(found(TEXT, wanted(Some("big"), None, None)), "Elsewhere 4");
    let first_of_paragraph = Wanted { exact: "The deal", prefix: Some("50 percent."), ..Wanted::default() };
    assert_eq!(found(TEXT, first_of_paragraph), "Exact The deal");
}

#[test]
fn excerpts_that_overlap_are_all_found() {
    let text = text("the quick brown fox jumps");
    let wanted = ["the quick brown", "quick brown fox", "brown", "quick brown", "brown fox jumps"]
        .map(|exact| Wanted { exact, ..Wanted::default() });
    assert!(find(&text, &wanted).iter().all(|found| matches!(found, Found::Once(_))));
}

#[test]
fn hostile_excerpts_take_no_more_than_a_moment() {
    let text = text(&"a b c d ".repeat(20_000));
    let (brackets, dots, parts) = ("[".repeat(200_000), "… ".repeat(100_000), "a … ".repeat(30_000));
    let exact = [brackets.as_str(), &dots, &parts, "a", "a … b", "d … zzz"];
    let started = std::time::Instant::now();
    let found = find(&text, &exact.map(|exact| Wanted { exact, ..Wanted::default() }));
    assert!(matches!(&found[3], Found::Several(places) if places.len() == PLACES));
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}
