//! RIS: lines of a tag, two spaces, a hyphen, a space and a value, each ended by CR and LF.

use super::Work;
use super::date::covering;
use super::work::on_one_line;
use crate::model::{Name, SourceType};

/// One entry, in UTF-8.
pub(super) fn entry(work: &Work) -> String {
    let mut out = String::new();
    let mut line = |tag: &str, value: &str| {
        out.push_str(tag);
        out.push_str("  - ");
        out.push_str(&on_one_line(value));
        out.push_str("\r\n");
    };
    let kind = kind(work);
    line("TY", kind);
    line("ID", &work.key);
    work.authors.iter().for_each(|name| line("AU", &author(name)));
    if let Some(title) = &work.title {
        line("TI", title);
    }
    for (tag, value) in published(work, kind) {
        line(tag, &value);
    }
    if let Some(numbers) = work.date.as_ref().and_then(covering) {
        line("PY", &format!("{:04}", numbers.first().copied().unwrap_or_default()));
        if numbers.len() > 1 {
            line("DA", &slashed(&numbers));
        }
    }
    if let Some(language) = &work.language {
        line("LA", language);
    }
    if let Some(doi) = &work.imprint.doi {
        line("DO", doi.as_str());
    }
    if let Some(url) = &work.url {
        line("UR", url);
    }
    if let Some(accessed) = work.accessed.as_ref().and_then(covering) {
        line("Y2", &slashed(&accessed));
    }
    line("ER", "");
    out
}

/// What it appeared in, where in that, and who published it.
fn published(work: &Work, kind: &str) -> impl Iterator<Item = (&'static str, String)> {
    let imprint = &work.imprint;
    let owned = |text: Option<&str>| text.map(str::to_owned);
    // The second title of a whole book is that of its series, and its pages are how many it has, as those of a thesis.
    let is_book = matches!(kind, "BOOK" | "EDBOOK");
    let is_whole = is_book || matches!(kind, "THES" | "MANSCPT");
    let container = work.container().filter(|_| !is_book);
    let pages = imprint.pages.as_ref().filter(|_| !is_whole);
    let (first, last) = match pages.map(|pages| (pages, pages.ends())) {
        Some((_, Some((first, last)))) => (Some(first.to_owned()), Some(last.to_owned())),
        Some((pages, None)) => (Some(pages.joined_by("-")), None),
        None => (None, None),
    };
    let fields = [
        ("T2", owned(container)),
        ("ET", imprint.edition.clone()),
        ("VL", imprint.volume.clone()),
        ("IS", imprint.issue.clone()),
        (if matches!(kind, "RPRT" | "PAT") { "SN" } else { "M1" }, imprint.number.clone()),
        ("SP", first),
        ("EP", last),
        ("PB", owned(work.house())),
    ];
    let editors = imprint.editors.iter().map(|name| ("ED", author(name)));
    editors.chain(fields.into_iter().filter_map(|(tag, value)| Some((tag, value?))))
}

/// A name, its parts between commas: family, given, suffix. RIS has no other mark of a name that is whole than that it
/// has no comma.
fn author(name: &Name) -> String {
    match name {
        Name::Plain(name) | Name::Literal(name) => name.clone(),
        Name::Personal(name) => {
            let given = name.given.as_deref().or(name.suffix.is_some().then_some(""));
            [Some(name.family.as_str()), given, name.suffix.as_deref()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", ")
        }
    }
}

/// Year, month and day between slashes; what is unknown stays empty.
fn slashed(numbers: &[i16]) -> String {
    let part = |at: usize| numbers.get(at).map(|number| format!("{number:02}")).unwrap_or_default();
    format!("{:04}/{}/{}/", numbers.first().copied().unwrap_or_default(), part(1), part(2))
}

/// The type of reference, as the format's maker lists them.
const fn kind(work: &Work) -> &'static str {
    match work.source_type {
        SourceType::Article if work.is_of_a_journal() => "JOUR",
        SourceType::Article => "MGZN",
        SourceType::Newspaper => "NEWS",
        SourceType::Web | SourceType::Post | SourceType::Tweet | SourceType::Thread => "ELEC",
        SourceType::Blog => "BLOG",
        SourceType::Report => "RPRT",
        SourceType::Book | SourceType::Reference => "BOOK",
        SourceType::Anthology => "EDBOOK",
        SourceType::Chapter | SourceType::Anthos => "CHAP",
        SourceType::Entry => "ENCYC",
        SourceType::Thesis => "THES",
        SourceType::Legislation => "STAT",
        SourceType::Case => "CASE",
        SourceType::Manuscript => "MANSCPT",
        SourceType::Video | SourceType::Scene => "VIDEO",
        SourceType::Audio => "SOUND",
        SourceType::Repository => "COMP",
        SourceType::Patent => "PAT",
        SourceType::Artwork => "ART",
        SourceType::Periodical => "JFULL",
        SourceType::Proceedings | SourceType::Conference => "CONF",
        SourceType::Misc | SourceType::Performance | SourceType::Exhibition | SourceType::Original => "GEN",
    }
}
