//! However a site came to be what it is, building it again gives what building it for the first time would.

use proptest::prelude::*;
use sourcebook::publish::MANIFEST;

use super::cases;
use super::edits::{Edit, run};
use super::site::write_site;
use super::support::{Project, Run, copy};

fn edit() -> impl Strategy<Value = Edit> {
    let number = || 0..60_usize;
    prop_oneof![
        6 => (number(), number()).prop_map(|(file, version)| Edit::Write { file, version }),
        1 => (number(), number()).prop_map(|(file, version)| Edit::WriteUnnoticed { file, version }),
        1 => number().prop_map(|file| Edit::Touch { file }),
        2 => (number(), number()).prop_map(|(file, version)| Edit::Add { file, version }),
        2 => number().prop_map(|file| Edit::Delete { file }),
        2 => number().prop_map(|file| Edit::Rename { file }),
        1 => number().prop_map(|file| Edit::Break { file }),
        4 => number().prop_map(|version| Edit::Mend { version }),
        2 => Just(Edit::Verify),
        1 => Just(Edit::Unlock),
        1 => Just(Edit::SpoilLock),
        2 => Just(Edit::Settle),
        2 => (0..400_usize, number()).prop_map(|(file, how)| Edit::Spoil { file, how }),
    ]
}

/// The same site in a folder where nothing has been built.
fn afresh(project: &Project) -> Project {
    let fresh = Project::empty();
    for part in ["content", "templates", "static", "archives", "sourcebook.toml", "sourcebook.lock"] {
        copy(&project.path(part), &fresh.path(part));
    }
    fresh
}

/// What a build complained of: all that it said, but for what it did.
fn complaints(run: &Run) -> Vec<&str> {
    run.stderr.lines().filter(|line| !line.contains(" written, ")).collect()
}

fn build_as_if_for_the_first_time(project: &Project) -> Result<(), TestCaseError> {
    let before = project.output();
    let fresh = afresh(project);
    let (again, anew) = (run(project, "build"), run(&fresh, "build"));
    prop_assert_eq!(again.status, anew.status, "{}\n{}", again.stderr, anew.stderr);
    prop_assert_eq!(complaints(&again), complaints(&anew));
    let expected = if again.status == 0 { fresh.output() } else { before };
    let actual = project.output();
    let differ: Vec<&String> = actual
        .iter()
        .filter(|(path, bytes)| expected.get(*path) != Some(bytes))
        .map(|(path, _)| path)
        .chain(expected.keys().filter(|path| !actual.contains_key(*path)))
        .collect();
    prop_assert!(differ.is_empty(), "{:?}", differ);
    Ok(())
}

proptest! {
    #![proptest_config(cases(8))]

    #[test]
    fn an_incremental_build_is_a_clean_one(
        version in 0..60_usize,
        edits in prop::collection::vec(prop::collection::vec(edit(), 1..3), 4..8),
    ) {
        let project = Project::empty();
        write_site(&project, version);
        let run = project.run(&["build"]);
        prop_assert!(run.status == 0 && project.path("public").join(MANIFEST).exists(), "{}", run.stderr);
        for edits in edits {
            for edit in &edits {
                edit.apply(&project);
            }
            build_as_if_for_the_first_time(&project)?;
        }
    }
}
