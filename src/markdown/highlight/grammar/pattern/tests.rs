use fancy_regex::RegexBuilder;
use proptest::prelude::*;

use super::*;

/// Where the first match is that begins at a place or after it, and where its groups are.
type Place = Option<(usize, usize)>;

fn ours(source: &str, line: &str, from: usize) -> Option<Vec<Place>> {
    let hasty = run(source, line, from, Machine::with_patience(0));
    assert_eq!(hasty, run(source, line, from, Machine::default()), "{source:?} in {line:?} from {from}");
    hasty
}

fn run(source: &str, line: &str, from: usize, mut machine: Machine) -> Option<Vec<Place>> {
    let program = Program::compile(source, &mut Sets::default()).unwrap();
    for place in (from..=line.len()).filter(|place| line.is_char_boundary(*place)) {
        let text = Text { line, search: from };
        let end = machine.run(&program, text, place, &mut Steps(1 << 22)).ok().unwrap();
        if let Some(end) = end {
            assert!(program.heads.contains(Heads::at(line, place)), "{source:?} cannot match {line:?} at {place}");
            assert!(place == 0 || !program.is_at_start, "{source:?} matches {line:?} at {place}");
            let groups = (1..=program.groups()).map(|group| machine.group(&program, group));
            return Some([Some((place, end))].into_iter().chain(groups).collect());
        }
    }
    None
}

/// As syntect asks for it.
fn theirs(source: &str, line: &str, from: usize) -> Option<Vec<Place>> {
    let regex = RegexBuilder::new(source).oniguruma_mode(true).build().unwrap();
    let captures = regex.captures_from_pos(line, from).unwrap()?;
    Some(captures.iter().map(|group| group.map(|group| (group.start(), group.end()))).collect())
}

#[test]
fn expressions_match_what_they_match_for_syntect() {
    let lines = ["", "\n", "abc\n", "ABC ab_1 é\n", "a.b(c) ' \"x\\\"\" é ſ K\n", "aaaaaaab\n", "<<EOF x EOF\n"];
    let sources = [
        r"(?m:$)",
        r"$",
        r"\Z",
        r"\z",
        r"^",
        r"\A\s*",
        r"\G\w",
        r"\b",
        r"\B.",
        r"\h+",
        r"\H",
        r"(?i)abc",
        r"(?i:k|s)",
        r"[[:alpha:]&&[^a]]+",
        r"\p{Lu}+",
        r"(a|ab)(c|bcd)?",
        r"(?:a|aa)+b",
        r"(?>a|ab)c",
        r"a*+a",
        r"a++b",
        r"(?:a*)*b",
        r"(?=(\w+))\1\b",
        r"(\w)\1",
        r"(?i)(a)\1",
        r"(?<=a|bc)[.c]",
        r"(?<!\w|\.)b",
        r"(?<=^|\s)\S+",
        r#""(\\.|[^"\\])*""#,
        r#""(?:\\.|[^"\\])*?""#,
        r"(?x) a  # one\n b ",
        r"\<\<(\w+)\s(.*)\1",
        r"a{2,3}?b?",
        r"(a){2}",
        r"(?:(a)|b)*",
        r"é|\x{17f}",
        r"one|two|three|four|abc|abd|ab",
        r"(?:)",
        r"(?!)",
        r"[^\s\S]",
        r".{0,3}\n",
        r"(?s:.+)",
        r"(?m:^.*$)",
        r"(?:|a)+b",
    ];
    for source in sources {
        for line in lines {
            for from in (0..=line.len()).filter(|from| line.is_char_boundary(*from)) {
                assert_eq!(ours(source, line, from), theirs(source, line, from), "{source:?} in {line:?} from {from}");
            }
        }
    }
}

/// Expressions of all that grammars are made of. What repeats takes something: how an empty turn of a loop ends is not
/// the same in both engines that `fancy-regex` has.
fn expression() -> impl Strategy<Value = String> {
    let taking =
        prop::sample::select(vec!["a", "b", "c", "é", ".", r"\w", r"\s", "[ab]", "[^a]", "(?i:a)", "ab", "ba"]);
    let leaf = prop_oneof![
        4 => taking.clone().prop_map(str::to_owned),
        1 => prop::sample::select(vec![r"\b", "^", "(?m:$)", "$", r"\B"]).prop_map(str::to_owned),
        2 => (taking, prop::sample::select(vec!["*", "+", "?", "*?", "+?", "??", "{1,2}", "{2}", "*+", "++", "{0,2}?"]))
            .prop_map(|(taking, times)| format!("(?:{taking}){times}")),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            4 => prop::collection::vec(inner.clone(), 1..4).prop_map(|row| row.concat()),
            3 => prop::collection::vec(inner.clone(), 1..6).prop_map(|choice| format!("(?:{})", choice.join("|"))),
            2 => inner.clone().prop_map(|child| format!("({child})")),
            1 => inner.clone().prop_map(|child| format!("(?={child})")),
            1 => inner.clone().prop_map(|child| format!("(?!{child})")),
            1 => inner.clone().prop_map(|child| format!("(?>{child})")),
            2 => (inner, prop::sample::select(vec!["*", "+", "*?", "+?", "{1,3}"]))
                .prop_map(|(child, times)| format!("(?:{child}[abc]){times}")),
        ]
    })
}

proptest! {
    #[test]
    fn any_expression_matches_what_it_matches_for_syntect(source in expression(), line in "[abcé \n]{0,12}") {
        prop_assert_eq!(ours(&source, &line, 0), theirs(&source, &line, 0));
    }
}

/// Without notes of where ways parted, each of these would take as many steps as there are ways to divide the line.
#[test]
fn what_can_be_divided_in_many_ways_takes_few_steps() {
    let line = "a".repeat(200);
    for source in [r"(a+)+b", r"(?:a|aa)+b", r"(?:a*)*b", r"(?=(?:a|a)+b)", r"(?:a+a+)+(?!a|\z)", r"(?>(?:a|aa)+b)"] {
        let program = Program::compile(source, &mut Sets::default()).unwrap();
        let (mut machine, mut steps) = (Machine::default(), Steps(1_000_000));
        let end = machine.run(&program, Text { line: &line, search: 0 }, 0, &mut steps);
        assert!(matches!(end, Ok(None)), "{source}: {} steps left", steps.0);
    }
}

#[test]
fn what_is_no_expression_is_none() {
    for source in ["(", "a{2", "[a", r"\1", r"(a)\2", r"\q", r"(?<=a+)b", r"(a)\g<1>", "(?(1)a|b)"] {
        let program = Program::compile(source, &mut Sets::default());
        let is_one = RegexBuilder::new(source).oniguruma_mode(true).build().is_ok();
        assert!(program.is_none() || is_one, "{source}");
    }
    assert!(Program::compile(r"(?<=a+)b", &mut Sets::default()).is_none());
}
