//! `doctor`.

use std::fs;

use snapbox::str;

use crate::author::begun;
use crate::common::expect;

#[test]
fn doctor_of_a_site_in_order() {
    expect(
        &begun(),
        &["doctor"],
        0,
        str![[r#"
fine  content: no errors, no warnings
note  base address: not set: the site gets no feed, no sitemap, no canonical addresses
      set `base-url` in `sourcebook.toml`, or build with `--base-url URL`
fine  archives: 2 of 2 at hand
fine  lock: `sourcebook.lock` is up to date (version 1)
fine  excerpts: 12 proved
fine  output folder: `public` can be created

"#]],
        "",
    );
}

#[test]
fn doctor_of_a_site_that_lacks_something() {
    let project = begun();
    fs::remove_file(project.path("sourcebook.lock")).unwrap();
    let run = project.run(&["doctor"]);
    assert_eq!((run.status, run.stderr.as_str()), (1, ""));
    assert!(run.stdout.contains("MEND  lock: there is no `sourcebook.lock`"), "{}", run.stdout);

    let run = project.run(&["doctor", "--format", "json"]);
    assert_eq!(run.status, 1);
    let found: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let lock = found.as_array().unwrap().iter().find(|finding| finding["about"] == "lock").unwrap();
    assert_eq!(lock["state"], "mend");
    assert_eq!(lock["way-out"], "run `sourcebook verify` and commit the file");
    assert_eq!(project.run(&["doctor", "--root", "nowhere"]).status, 2);
}
