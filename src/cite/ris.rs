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
    line("TY", kind(work.source_type));
    line("ID", &work.key);
    work.authors.iter().for_each(|name| line("AU", &author(name)));
    if let Some(title) = &work.title {
        line("TI", title);
    }
    if let Some(publisher) = &work.publisher {
        line(if work.appeared_in() { "T2" } else { "PB" }, publisher);
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
    if let Some(url) = &work.url {
        line("UR", url);
    }
    if let Some(accessed) = work.accessed.as_ref().and_then(covering) {
        line("Y2", &slashed(&accessed));
    }
    line("ER", "");
    out
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
const fn kind(source_type: SourceType) -> &'static str {
    match source_type {
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
