//! Where, when and on what a site is built changes no byte of it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use proptest::prelude::*;

use super::cases;
use super::site::write_site;
use super::support::{Project, files_below};

/// What a site is built in.
#[derive(Debug, Clone)]
struct Surroundings {
    zone: &'static str,
    locale: &'static str,
    threads: &'static str,
    umask: &'static str,
    /// Of the site, below a folder of the test's own.
    folder: &'static str,
    /// Whether the program is started in the site's folder, or elsewhere and told of it.
    is_at_home: bool,
}

fn surroundings() -> impl Strategy<Value = Surroundings> {
    let one = |choices: &'static [&'static str]| prop::sample::select(choices);
    (
        one(&["UTC", "Asia/Seoul", "Pacific/Kiritimati", "America/St_Johns", "nowhere"]),
        one(&["C", "C.UTF-8", "tr_TR.UTF-8", "ja_JP.EUC-JP"]),
        one(&["1", "2", "7"]),
        one(&["022", "077", "002"]),
        one(&["site", "a b/ü 서울", "x/-o", "content/public"]),
        any::<bool>(),
    )
        .prop_map(|(zone, locale, threads, umask, folder, is_at_home)| Surroundings {
            zone,
            locale,
            threads,
            umask,
            folder,
            is_at_home,
        })
}

/// What comes of a site in these surroundings, and what is said of it.
fn built(version: usize, surroundings: &Surroundings) -> (BTreeMap<String, Vec<u8>>, String) {
    let Surroundings { zone, locale, threads, umask, folder, is_at_home } = *surroundings;
    let elsewhere = Project::empty();
    let site = Project::empty_in(&{
        let parent: PathBuf = elsewhere.path(folder);
        std::fs::create_dir_all(&parent).unwrap();
        parent
    });
    write_site(&site, version);
    let run = |arguments: &[&str]| {
        let mut command = Command::new("sh");
        command.args(["-c", "umask $0; exec \"$@\"", umask, env!("CARGO_BIN_EXE_sourcebook")]).args(arguments);
        if is_at_home {
            command.current_dir(site.root());
        } else {
            command.arg("--root").arg(site.root()).current_dir(elsewhere.root());
        }
        command.env("TZ", zone).env("LC_ALL", locale).env("LANG", locale).env("RAYON_NUM_THREADS", threads);
        let output = command.env_remove("SOURCEBOOK_ARCHIVES").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let said = run(&["check", "--format", "json"]) + &run(&["coverage"]);
    run(&["build"]);
    (files_below(&site.path("public")), said)
}

proptest! {
    #![proptest_config(cases(6))]

    #[test]
    fn the_surroundings_change_nothing(version in 0..60_usize, here in surroundings(), there in surroundings()) {
        let ((here, said), (there, said_there)) = (built(version, &here), built(version, &there));
        prop_assert!(said.len() > 100, "a report");
        prop_assert_eq!(said, said_there);
        prop_assert!(here.len() > 30, "an edition");
        prop_assert!(here == there, "{:?}", here.iter().find(|(path, bytes)| there.get(*path) != Some(bytes)).map(|(path, _)| path));
    }
}
