//! Which archives are opened again.

use std::sync::Arc;

use super::*;
use crate::evidence::seen::section;
use crate::files::ArchiveFile;

/// Three sources, each with an archive and an excerpt of its own, verified by a former run.
struct Sites {
    folder: TempDir,
    excerpts: Vec<Vec<String>>,
    lock: Lock,
    seen: Seen,
}

impl Sites {
    fn verified() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for index in 0..3 {
            write(&folder, index, &format!("The words of archive {index} are these."));
        }
        let excerpts = (0..3).map(|index| vec![format!("words of archive {index}")]).collect();
        let mut sites = Self { folder, excerpts, lock: Lock::default(), seen: Seen::default() };
        let (lock, reports) = sites.run();
        assert_eq!(reports, Vec::<String>::new());
        sites.lock = lock;
        sites
    }

    fn archives(&self) -> ArchiveFolders {
        ArchiveFolders::new([self.folder.path().to_path_buf()]).without_tick()
    }

    /// Puts other words in place of all archives, and makes believe that they had been there before.
    fn with_false_archives(mut self) -> Self {
        for index in 0..3 {
            write(&self.folder, index, "There is nothing of the kind.");
        }
        let mut seen = Seen::default();
        for (index, (id, locked)) in self.lock.sources.iter().enumerate() {
            let found = self.archives().find(&format!("{index}.txt")).unwrap();
            let ArchiveFile::Found(archive) = found else { panic!("{found:?}") };
            seen.note(&archive, section(id, true, locked));
        }
        self.seen = seen.next();
        self
    }

    /// Verifies; gives the lock, and the sources that there are reports about.
    fn run(&mut self) -> (Lock, Vec<String>) {
        let mut files = Files::default();
        let spans: Vec<Span> = (0..3).map(|index| Span::new(files.add(format!("s{index}"), ""), 0, 0)).collect();
        let ids: Vec<(String, String)> = (0..3).map(|index| (format!("s{index}"), format!("{index}.txt"))).collect();
        let claims: Vec<String> = ids.iter().map(|(id, _)| format!("{id}/c")).collect();
        let source = |index: usize| {
            let quotations = self.excerpts[index].iter().enumerate().map(|(ordinal, exact)| Quotation {
                claim: &claims[index],
                ordinal,
                exact,
                prefix: None,
                suffix: None,
                section: None,
                span: spans[index],
            });
            SourceToVerify {
                id: &ids[index].0,
                archive: Some(&ids[index].1),
                archive_span: None,
                span: spans[index],
                has_address: true,
                quotations: quotations.collect(),
            }
        };
        let sources: Vec<_> = (0..3).map(source).collect();
        let mut sink = Diagnostics::new();
        let mut verifying = Verifying::trusting(self.seen.clone());
        let verified = verify(&sources, &self.archives(), &self.lock, Some(LATER), &mut verifying, &mut sink).unwrap();
        self.seen = verifying.seen().next();
        let mut reported: Vec<String> =
            sink.iter().map(|found| files.path(found.primary().unwrap().span.file).to_owned()).collect();
        reported.dedup();
        (verified.lock, reported)
    }
}

fn write(folder: &TempDir, index: usize, text: &str) {
    write_atomically(&folder.path().join(format!("{index}.txt")), text.as_bytes()).unwrap();
}

#[test]
fn what_has_not_changed_is_not_opened_again() {
    let mut sites = Sites::verified().with_false_archives();
    let (lock, reports) = sites.run();
    assert_eq!((lock, reports), (sites.lock.clone(), Vec::new()));
    // The next run knows it from this one.
    assert_eq!(sites.run().1, Vec::<String>::new());
    sites.seen = Seen::default();
    assert_eq!(sites.run().1, ["s0", "s1", "s2"], "without what was seen, every archive is read");
}

#[test]
fn a_source_with_a_changed_or_new_excerpt_is_read_and_no_other() {
    let mut sites = Sites::verified().with_false_archives();
    sites.excerpts[1] = vec!["archive 1 are".to_owned()];
    assert_eq!(sites.run().1, ["s1"]);
    let mut sites = Sites::verified().with_false_archives();
    sites.excerpts[2].push("are these".to_owned());
    assert_eq!(sites.run().1, ["s2"]);
}

#[test]
fn a_changed_archive_is_read_and_no_other() {
    let mut sites = Sites::verified().with_false_archives();
    write(&sites.folder, 0, "There is nothing of the kind!");
    assert_eq!(sites.run().1, ["s0"]);
    // What is reported is reported again.
    assert_eq!(sites.run().1, ["s0"]);
}

#[test]
fn a_lock_that_was_written_elsewhere_is_not_taken_for_ours() {
    let mut sites = Sites::verified().with_false_archives();
    let locked = Arc::make_mut(sites.lock.sources.get_mut("s1").unwrap());
    locked.excerpts[0].proof.position = 0..5;
    assert_eq!(sites.run().1, ["s1"]);
}

#[test]
fn an_excerpt_that_is_gone_needs_no_archive() {
    let mut sites = Sites::verified().with_false_archives();
    sites.excerpts[1].clear();
    let (lock, reports) = sites.run();
    assert_eq!(reports, Vec::<String>::new());
    assert!(lock.sources["s1"].excerpts.is_empty());
    sites.lock = lock;
    assert_eq!(sites.run().1, Vec::<String>::new(), "the shorter section is known as well");
}
