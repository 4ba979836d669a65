use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, TestRunner};
use syntect::parsing::{ParseState, ScopeStackOp};

use super::pattern::Steps;
use super::state::Level;
use super::*;

/// Where a comparison ends: near the hundred contexts that syntect opens at most, at which it goes by what it has
/// searched for earlier in the line.
const DEEP: usize = 50;
/// More than any line of these tests takes.
const STEPS: usize = 1 << 22;

fn start(grammar: usize) -> State {
    let context = GRAMMARS.grammar(grammar).unwrap().start.unwrap();
    let level = Level { context, prototypes: Vec::new(), groups: None };
    State { levels: vec![level], prototype_starts: Vec::new(), is_first_line: true }
}

/// What syntect makes of a line; none where it is at fault, or where its expressions are.
fn theirs(parser: &mut ParseState, line: &str) -> Option<Vec<(usize, ScopeStackOp)>> {
    catch_unwind(AssertUnwindSafe(|| parser.parse_line(line, &GRAMMARS.set).ok())).ok().flatten()
}

/// Reads a text with a grammar and with syntect, line by line. Gives what differs.
fn difference(grammar: usize, text: &str) -> Option<String> {
    let syntax = &GRAMMARS.set.syntaxes()[grammar];
    let (mut parser, mut state) = (ParseState::new(syntax), start(grammar));
    for line in text.split_inclusive('\n') {
        let deep = |state: &State| state.levels.len() > DEEP;
        let was_deep = deep(&state);
        let (expected, read) = (theirs(&mut parser, line), state.read(line, STEPS));
        if was_deep || deep(&state) {
            return None;
        }
        if read != expected {
            return Some(format!("{}: {line:?} of {text:?}\nexpected {expected:?}\nread {read:?}", syntax.name));
        }
        expected?;
    }
    None
}

fn is_long() -> bool {
    std::env::var_os("SOURCEBOOK_LONG").is_some()
}

/// Lines that some grammar opens something with, closes it, or reads otherwise than others do.
const LINES: &[&str] = &[
    "fn a(b: &'c str) -> D<E> { let f = \"g\\n\"; /* h */ } // i\n",
    "def a(b, c=1.5e3): return [d for e in f if not g] # h\n",
    "<script type=\"a\">if (a < 1 && b) { c = `${d}`; }</script><!-- e --><p style='f: g'>&amp;\n",
    "a: [b, {c: \"d\"}] # e\n",
    "cat <<'EOF' | grep -v \"$a ${b[0]}\" && x=$(y) # z\n",
    "EOF\n",
    "@media (min-width: 1px) { .a > #b::before { color: #fff; } }\n",
    "+ a = b ? c : d / e / f\n",
    "# Title *a* **b** [c](d) `e`\n",
    "```rust\n",
    "(define (a b) 'c) ; d\n",
    "SELECT a.b, 'c' FROM d WHERE e = 1; -- f\n",
    "\\begin{a} $b^2$ % c\n",
    "class A extends B { public static int c = 0x1F; @D }\n",
    "/** a */ \"\"\" '''\n",
    "  - a\n",
    "<?php echo $a->b(); ?>\n",
    "end; } ) ] > \" ' `\n",
    "\n",
];

fn grammars() -> std::ops::Range<usize> {
    0..GRAMMARS.set.syntaxes().len()
}

/// In two halves, since there are as many grammars as that.
fn all_agree(texts: &[String]) {
    let (first, second) = (0..grammars().end / 2, grammars().end / 2..grammars().end);
    let differences = |range: std::ops::Range<usize>| {
        let texts = texts.iter();
        range.flat_map(|grammar| texts.clone().filter_map(move |text| difference(grammar, text))).collect::<Vec<_>>()
    };
    let found = std::thread::scope(|threads| {
        let other = threads.spawn(|| differences(second));
        let mut found = differences(first);
        found.extend(other.join().unwrap());
        found
    });
    assert!(found.is_empty(), "{} differ:\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_grammar_reads_as_syntect_does() {
    if is_long() {
        let each = LINES.iter().map(|line| (*line).to_owned());
        let pairs = LINES.iter().flat_map(|one| LINES.iter().map(move |other| format!("{one}{other}{one}")));
        all_agree(&each.chain(pairs).chain([LINES.concat()]).collect::<Vec<_>>());
    } else {
        all_agree(&[LINES[0].to_owned() + LINES[2] + LINES[3]]);
    }
}

/// What lines are put together from at random.
const WORDS: &[&str] = &[
    "a", "B", "_c", "0", "1.5", "é", " ", "  ", "\t", "\n", "\n", "(", ")", "[", "]", "{", "}", "<", ">", "\"", "'",
    "`", "=", "+", "-", "*", "/", "\\", "|", "&", "!", "?", ":", ";", ",", ".", "@", "#", "$", "%", "^", "~", "//",
    "/*", "*/", "<!--", "-->", "<<", "<<<", "<?", "?>", "${", "#{", "{{", "}}", "{%", "%}", "--", "---", "=>", "->",
    "::", "if", "for", "def", "class", "function", "end", "return", "import", "let", "var", "begin", "do", "select",
    "type", "<a ", "</a>", "EOF", "true",
];

#[test]
fn made_up_lines_read_as_syntect_reads_them() {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok());
    let cases = cases.unwrap_or(if is_long() { 20_000 } else { 48 });
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let text = prop::collection::vec(select(WORDS), 0..40).prop_map(|words| words.concat());
    let checked = runner.run(&(any::<Index>(), text), |(grammar, text)| {
        let found = difference(grammar.index(grammars().end), &text);
        prop_assert!(found.is_none(), "{}", found.unwrap_or_default());
        Ok(())
    });
    checked.unwrap();
}

/// What syntect would panic of is left out: expressions that refer to groups of another, which are only whole with
/// them.
#[test]
fn every_grammar_is_there_and_every_expression_is_one() {
    let mut rules = 0;
    for grammar in grammars() {
        let unpacked = GRAMMARS.grammar(grammar).unwrap();
        assert!(unpacked.start.is_some(), "{}", GRAMMARS.set.syntaxes()[grammar].name);
        let some = if is_long() { usize::MAX } else { 2 };
        for rule in unpacked.contexts.iter().take(some).flat_map(|context| context.rules(&GRAMMARS).all()) {
            assert!(rule.has_captures || rule.program(&GRAMMARS).is_some(), "{rule:?}");
            rules += 1;
        }
    }
    assert!(rules > 5_000, "{rules}");
}

#[test]
fn no_line_takes_more_steps_than_it_may() {
    let grammar = |name| GRAMMARS.set.syntaxes().iter().position(|syntax| syntax.name == name).unwrap();
    for (name, part) in
        [("Less", "a-"), ("Less", "-a"), ("Sass", "-a"), ("LiveScript", "$"), ("Scala", "@"), ("Python", "{a")]
    {
        let line = part.repeat(120) + "\n";
        let mut steps = Steps(100_000);
        let read = start(grammar(name)).read_counting(&line, &mut steps);
        assert!(read.is_some() || steps.0 < 100, "{name}: gave up with {} steps left", steps.0);
    }
}

#[test]
fn what_is_left_of_a_line_too_long_is_no_state_to_go_on_from() {
    let line = "fn a() {}\n";
    assert!(State::start("rust").unwrap().read(line, 5).is_none());
    assert!(State::start("rust").unwrap().read(line, STEPS).is_some());
    assert!(State::start("no-such-language").is_none() && State::start("").is_none());
}
