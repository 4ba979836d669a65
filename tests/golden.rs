//! The small site of `tests/golden/site`: its pages byte for byte, and the laws of building it again.
#![cfg(test)]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use snapbox::IntoData as _;
use snapbox::report::{Palette, write_diff};
use sourcebook::model::{
    ActorKind, Bearing, ClaimKind, ClaimStatus, Confidence, PartialDate, Position, Precision, RelationKind,
};
use sourcebook::publish::MANIFEST;
use sourcebook::syntax::Word;
use support::{Project, Run, copy, files_below, repository};

/// Files by path, with their bytes.
type Tree = BTreeMap<String, Vec<u8>>;

/// The site, built once for all tests of this file.
static SITE: LazyLock<Tree> = LazyLock::new(|| {
    let project = Project::golden();
    project.build();
    project.output()
});

fn golden(part: &str) -> PathBuf {
    repository().join("tests/golden").join(part)
}

fn archives() -> String {
    golden("archives").to_str().unwrap().to_owned()
}

#[test]
fn its_pages_are_as_expected() {
    // The manifest is no page, and changes with the version of the program. The law of order below reads it.
    let mut actual = SITE.clone();
    actual.remove(MANIFEST);
    // Nor is the search index, which is for programs. What it is made from is expected in `tests/search.rs`.
    actual.retain(|path, _| !is_index(path));
    if std::env::var_os("SNAPSHOTS").is_some_and(|wish| wish == "overwrite") {
        return overwrite(&actual);
    }
    let mut expected = of_the_theme();
    expected.extend(files_below(&golden("expected")));
    if let Some(difference) = difference(&expected, &actual) {
        panic!("{difference}\nIf that is meant: SNAPSHOTS=overwrite cargo test --test golden");
    }
}

fn is_index(path: &str) -> bool {
    path.starts_with(sourcebook::resolve::SEARCH_INDEX)
}

/// The theme's own files go into every site as they are; a second copy of them here would be changed with every style.
fn of_the_theme() -> Tree {
    files_below(&repository().join("static"))
}

fn overwrite(actual: &Tree) {
    let (folder, theme) = (golden("expected"), of_the_theme());
    let _ = fs::remove_dir_all(&folder);
    for (path, bytes) in actual.iter().filter(|(path, bytes)| theme.get(*path) != Some(bytes)) {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

/// What differs between two trees, as a person reads it; none if nothing does.
fn difference(expected: &Tree, actual: &Tree) -> Option<String> {
    /// How many files are shown line by line: a change of the layout changes them all in one way.
    const SHOWN: usize = 3;
    let mut report = String::new();
    for path in expected.keys().filter(|path| !actual.contains_key(*path)) {
        writeln!(report, "missing: {path}").unwrap();
    }
    for path in actual.keys().filter(|path| !expected.contains_key(*path)) {
        writeln!(report, "not expected: {path}").unwrap();
    }
    let both = expected.iter().filter_map(|(path, bytes)| Some((path, bytes, actual.get(path)?)));
    let changed: Vec<_> = both.filter(|(_, one, other)| one != other).collect();
    for (path, _, _) in &changed {
        writeln!(report, "changed: {path}").unwrap();
    }
    for (path, one, other) in changed.into_iter().take(SHOWN) {
        let [one, other] = [one, other].map(|bytes| String::from_utf8_lossy(bytes).into_owned().into_data());
        write_diff(&mut report, &one, &other, Some(path), Some(path), Palette::plain()).unwrap();
    }
    (!report.is_empty()).then_some(report)
}

#[track_caller]
fn assert_same(expected: &Tree, actual: &Tree) {
    if let Some(difference) = difference(expected, actual) {
        panic!("{difference}");
    }
}

#[test]
fn nothing_is_wrong_with_it() {
    let run = Project::golden().run(&["check", "--deny", "warnings"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert_eq!(run.stderr, "18 claims, 3 sources, 2 briefs: no problems found\n");
}

/// What the golden site does not use, the comparison above does not guard.
#[test]
fn it_uses_every_word_and_field_of_the_format() {
    let text: String =
        ["sources", "actors"].iter().flat_map(|folder| texts(&golden("site/content").join(folder))).collect();
    let mut absent = Vec::new();
    let mut need = |written: String| {
        if !text.contains(&written) {
            absent.push(written);
        }
    };
    words::<ClaimKind>().for_each(|word| need(format!("\n    kind: {word}\n")));
    words::<ActorKind>().for_each(|word| need(format!("\nkind: {word}\n")));
    words::<RelationKind>().for_each(|word| need(format!("\n      {word}: [")));
    words::<Bearing>().for_each(|word| need(format!("bearing: {word} }}")));
    words::<Position>().for_each(|word| need(format!("position: {word} }}")));
    let is_used = |status: &&str| ["disputed", "superseded"].contains(status);
    words::<ClaimStatus>().filter(is_used).for_each(|word| need(format!("\n    status: {word}\n")));
    let level = words::<Confidence>().find(|word| text.contains(&format!("\n    confidence: {word}\n")));
    assert!(level.is_some(), "no claim has a level of confidence");
    for field in "type title author container editor edition volume issue number pages doi publisher date language url accessed archived-url url-status reliability \
         archive aliases note claims"
        .split(' ')
    {
        need(format!("\n{field}:"));
    }
    for field in "statement quote quotes about speaker origin likelihood if then stances bears-on relations when \
         event topics note reason aliases"
        .split(' ')
    {
        need(format!("\n    {field}:"));
    }
    for field in "prefix suffix section exact since until".split(' ') {
        need(format!("{field}: "));
    }
    assert!(absent.is_empty(), "not used: {absent:#?}");
    let settings = fs::read_to_string(golden("site/sourcebook.toml")).unwrap();
    for key in "title description base-url language archives excerpt-words citation-style likelihood-scale".split(' ') {
        assert!(settings.contains(&format!("\n{key} = ")), "{key}");
    }
    assert!(settings.contains("\n[topics]\n") && settings.contains("\n[severity]\n"));
}

#[test]
fn its_briefs_use_everything_that_markdown_has_here() {
    let text: String = texts(&golden("site/content/briefs")).collect();
    for written in [
        "[@three-ways/average-traffic]",
        "[@three-ways/storm-days; @quay-commentary/twenty-six-days]",
        "[@none]",
        "[[electric-ferry]]",
        "[[Ilse Brandt]]",
        "[[the council]]",
        "[[first-vote|late in 2023]]",
        "[[quay-commentary/mayor-against-bridge|another reason]]",
        "[[which-way-over-the-orle|",
        "[[keep-ferry\\|The old ferry]]",
        "\n![[quay-commentary/twenty-six-days]]\n",
        "\n![[bridge]]\n",
        "\n![[ilse-brandt]]\n",
        "[~likely]",
        "> [!JUDGEMENT]\n",
        "> [!NOTE]\n",
        "> [!TIP]\n",
        "> [!IMPORTANT]\n",
        "> [!WARNING]\n",
        "> [!CAUTION]\n",
        "\n| :--- | ---: | :---: |\n",
        "written.[^draft] ",
        "\n[^draft]: ",
        "- [x] ",
        "- [ ] ",
        "\n: ",
        "~~260~~",
        "{#plans}",
        "](#plans)",
        "](/compare/)",
        "![The river between its two shores](/orle.svg \"Not to scale\")",
        "](/orle.svg)",
        "](https://",
        "<editors@orle.example>",
        "\n```python\n",
        "\n1. ",
        "\n---\n",
        "\\\n",
        "*something*",
        "**no**",
    ] {
        assert!(text.contains(written), "no `{written}`");
    }
}

fn words<W: Word + 'static>() -> impl Iterator<Item = &'static str> {
    W::ALL.iter().map(|word| word.name())
}

/// The texts of a folder, each after a line end, so that its first line is found like all others.
fn texts(folder: &Path) -> impl Iterator<Item = String> + use<> {
    files_below(folder).into_values().map(|bytes| format!("\n{}", String::from_utf8(bytes).unwrap()))
}

#[test]
fn its_events_have_every_precision() {
    let events = fs::read_to_string(golden("site/content/events.yaml")).unwrap();
    let date = |line: &str| {
        let date = line.split_once("date: ")?.1.split([',', '}']).next()?;
        Some(PartialDate::parse(date.trim()).unwrap().precision())
    };
    let (dated, undated): (Vec<_>, Vec<_>) =
        events.lines().filter(|line| line.starts_with("- {")).map(date).partition(Option::is_some);
    assert!(!undated.is_empty());
    for precision in [Precision::Day, Precision::Month, Precision::Part, Precision::Year, Precision::Interval] {
        assert!(dated.contains(&Some(precision)), "{precision:?}");
    }
}

#[test]
fn the_archives_change_no_byte() {
    let project = Project::golden();
    let run = project.run(&["build", "--archive", &archives()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_same(&SITE, &project.output());
}

#[test]
fn the_lock_is_what_verify_writes() {
    let project = Project::golden();
    let committed = fs::read_to_string(project.path("sourcebook.lock")).unwrap();
    let run = project.run(&["verify", "--locked", "--archive", &archives()]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    // From nothing, all but the days comes out again.
    fs::remove_file(project.path("sourcebook.lock")).unwrap();
    let locked = project.run(&["verify", "--locked", "--archive", &archives()]);
    assert_eq!(locked.status, 1, "{}", locked.stderr);
    assert!(!project.path("sourcebook.lock").exists(), "`--locked` writes nothing");
    let run = project.run(&["verify", "--archive", &archives()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let timeless =
        |lock: &str| lock.lines().filter(|line| !line.starts_with("verified = ")).collect::<Vec<_>>().join("\n");
    let written = fs::read_to_string(project.path("sourcebook.lock")).unwrap();
    assert_eq!(timeless(&written), timeless(&committed));
}

#[test]
fn files_made_in_another_order_give_the_same_bytes() {
    // Most file systems list a folder in an order of their own; one in memory does so in the order of making.
    let in_memory = Path::new("/dev/shm");
    let parent = if in_memory.is_dir() { in_memory } else { &std::env::temp_dir() };
    let files: Vec<_> = files_below(&golden("site")).into_iter().collect();
    let orders: [Vec<_>; 2] = [files.iter().collect(), files.iter().rev().collect()];
    for order in orders {
        let project = Project::empty_in(parent);
        for (path, bytes) in order {
            project.write(path, bytes);
        }
        project.build();
        assert_same(&SITE, &project.output());
    }
}

/// Builds a site of the same files in a folder of its own.
fn built_afresh(project: &Project) -> Tree {
    let fresh = Project::empty();
    for part in ["content", "static", "sourcebook.toml", "sourcebook.lock"] {
        copy(&project.path(part), &fresh.path(part));
    }
    fresh.build();
    fresh.output()
}

/// Builds again and holds the outcome to the laws: the bytes are those of a clean build, what was written is what
/// differs, and that is at most so many files.
#[track_caller]
fn build_again(project: &Project, at_most: usize) -> Run {
    let before = project.output();
    let run = project.build();
    let after = project.output();
    assert_same(&built_afresh(project), &after);
    let is_page = |(path, _): &(&String, &Vec<u8>)| *path != MANIFEST;
    let new_bytes = after.iter().filter(is_page).filter(|(path, bytes)| before.get(*path) != Some(bytes)).count();
    let gone = before.keys().filter(|path| !after.contains_key(*path)).count();
    assert!(
        run.stderr.contains(&format!(": {new_bytes} written, ")) && run.stderr.contains(&format!(", {gone} removed\n")),
        "{new_bytes} files differ and {gone} are gone, but: {}",
        run.stderr
    );
    let of_index = after.iter().filter(|(path, bytes)| is_index(path) && before.get(*path) != Some(bytes)).count();
    let pages = new_bytes - of_index;
    assert!(pages > 0 && pages <= at_most, "{pages} files written, not at most {at_most}");
    run
}

#[test]
fn a_brief_that_comes_changes_and_goes_writes_what_shows_it() {
    let project = Project::golden();
    project.build();
    let brief = |sentence: &str| {
        format!(
            "---\ntitle: A third way\ndate: 2024-08-01\nsummary: Nobody has asked the sturgeon.\n---\n\n\
             {sentence} [@three-ways/sturgeon-at-risk]. [[pilots-guild]] were asked [@three-ways/pilots-against-pillars].\n"
        )
    };
    let path = "content/briefs/a-third-way.md";
    // Its own page with three exports and those of the briefs beside it, home, the list, feed and sitemap; two claims,
    // an actor; gaps; the names that the search knows.
    project.write(path, brief("The river has a voice as well"));
    build_again(&project, 15);
    // Its own page, and the claim that shows the sentence.
    project.write(path, brief("The river has the last word"));
    build_again(&project, 2);
    fs::remove_file(project.path(path)).unwrap();
    build_again(&project, 11);
    assert_same(&SITE, &project.output());
}

#[test]
fn a_word_of_a_note_changes_one_page() {
    let project = Project::golden();
    project.build();
    let path = "content/sources/three-ways.yaml";
    let text = fs::read_to_string(project.path(path)).unwrap();
    let changed = text.replace("know of *one* comparable trench", "know of a single comparable trench");
    assert_ne!(text, changed);
    project.write(path, changed);
    build_again(&project, 1);
}

/// The range stands in the text, where it is read (Wintle et al. 2019), and is that of the scale which the site names.
#[test]
fn each_likelihood_scale_gives_its_own_ranges() {
    for (scale, likely, own, range) in [
        ("icd-203", "55–80 %", "highly probable", "80–95 %"),
        ("phia", "55–75 %", "realistic possibility", "40 to under 50 %"),
        ("ipcc", "66–100 %", "virtually certain", "99–100 %"),
    ] {
        let project = Project::empty()
            .file("sourcebook.toml", format!("title = \"Ice\"\nlikelihood-scale = \"{scale}\"\n"))
            .file("content/criteria/ice.md", "---\nname: Ice\n---\n\n> [!JUDGEMENT]\n> Ice is [~likely].\n")
            .file("content/criteria/fog.md", format!("---\nname: Fog\n---\n\n> [!JUDGEMENT]\n> Fog is [~{own}].\n"));
        project.build();
        let site = project.output();
        let page = |path: &str| String::from_utf8(site[path].clone()).unwrap();
        let shown = |word: &str, range: &str| format!("{word} <span class=\"range\">({range})</span>");
        assert!(page("criteria/ice/index.html").contains(&shown("likely", likely)), "{scale}");
        assert!(page("criteria/fog/index.html").contains(&shown(own, range)), "{scale}");
        assert!(page("method/index.html").contains(likely), "{scale}: the page that explains it");
    }
}

#[test]
fn an_actor_that_is_still_named_cannot_go() {
    let project = Project::golden();
    project.build();
    fs::remove_file(project.path("content/actors/ilse-brandt.md")).unwrap();
    let run = project.run(&["build"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    for place in [
        "there is no actor `ilse-brandt`",
        "    speaker: ilse-brandt",
        "content/actors/tarnmouth-council.md:9:",
        "content/briefs/who-wants-what.md:9:3",
        "7 errors, 0 warnings\n",
        "nothing was published\n",
    ] {
        assert!(run.stderr.contains(place), "{place}: {}", run.stderr);
    }
    assert_same(&SITE, &project.output());
}
