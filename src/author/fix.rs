use std::collections::BTreeMap;
use std::ops::Range;

use super::tree::{Tree, parse};
use crate::diagnostic::Diagnostics;
use crate::evidence::{Match, Proof, consult, to_verify};
use crate::files::{FileError, FileId, LineColumn};
use crate::resolve::{ClaimId, SourceId};
use crate::stages::Compiled;
use crate::syntax::scalar_like;

/// An excerpt that is written in its archive's spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// `SOURCE/CLAIM`.
    pub claim: String,
    /// The file, relative to the site.
    pub path: String,
    /// Where the excerpt stands.
    pub place: LineColumn,
    /// As it was written.
    pub from: String,
    /// As the archive has it.
    pub to: String,
}

/// What [`fix`] would change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fixed {
    /// The files with their new texts.
    pub texts: Vec<(String, String)>,
    /// Every change.
    pub fixes: Vec<Fix>,
    /// Files in which nothing can be changed with certainty.
    pub refused: Vec<String>,
}

/// Writes every excerpt that differs from its archive by white space and typography alone in the archive's own
/// spelling, which makes it exact. Never changes a word; what is missing, elided or ambiguous stays as it is. Only the
/// excerpts' own bytes change. Writes nothing to the disk.
///
/// # Errors
/// An archive that is there and that the system refuses to read.
pub fn fix(compiled: &Compiled) -> Result<Fixed, FileError> {
    let mut fixed = Fixed::default();
    let mut by_file: BTreeMap<FileId, Vec<(Fix, Range<usize>)>> = BTreeMap::new();
    for id in compiled.site.sources.handles() {
        for (file, fix, range) in fixes_of(compiled, id)? {
            by_file.entry(file).or_default().push((fix, range));
        }
    }
    for (file, mut fixes) in by_file {
        let text = compiled.files.text(file);
        fixes.sort_by_key(|(_, range)| range.start);
        let path = compiled.files.path(file).to_owned();
        match rewritten(text, &fixes) {
            Some(new) => {
                fixed.texts.push((path, new));
                fixed.fixes.extend(fixes.into_iter().map(|(fix, _)| fix));
            }
            None => fixed.refused.push(path),
        }
    }
    Ok(fixed)
}

/// The excerpts of a source that are to be changed, with the bytes of their scalars.
fn fixes_of(compiled: &Compiled, id: SourceId) -> Result<Vec<(FileId, Fix, Range<usize>)>, FileError> {
    let (site, proofs) = (&compiled.site, &compiled.proofs);
    let source = &site.sources[id];
    let is_normalised = |claim: &ClaimId| {
        proofs.of(*claim).iter().filter_map(Proof::proved).any(|proved| proved.how == Match::Normalised)
    };
    if !source.claims.iter().any(is_normalised) {
        return Ok(Vec::new());
    }
    let to_verify = to_verify(site, source);
    let mut reported = Diagnostics::new();
    let Some(consulted) = consult(&to_verify, &compiled.archives, &mut reported)? else { return Ok(Vec::new()) };
    let fixes = to_verify.quotations.iter().filter_map(|quotation| {
        let to = consulted.own_spelling(quotation)?;
        let path = compiled.files.path(quotation.span.file).to_owned();
        let place = compiled.files.position(quotation.span);
        let fix = Fix { claim: quotation.claim.to_owned(), path, place, from: quotation.exact.to_owned(), to };
        Some((quotation.span.file, fix, quotation.span.range()))
    });
    Ok(fixes.collect())
}

/// A file's text with its excerpts changed; none unless it then says the same but for them.
fn rewritten(text: &str, fixes: &[(Fix, Range<usize>)]) -> Option<String> {
    let root = parse(text)?;
    let changes: BTreeMap<usize, &str> = fixes.iter().map(|(fix, range)| (range.start, fix.to.as_str())).collect();
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for (fix, range) in fixes {
        let former = text.get(range.clone())?.trim_end();
        new.push_str(text.get(at..range.start)?);
        let is_block = is_in_block_scalar(text.get(..range.start)?);
        new.push_str(&if is_block { fix.to.clone() } else { scalar_like(&fix.to, former) });
        at = range.start + former.len();
    }
    new.push_str(text.get(at..)?);
    (Tree::read(&new)? == Tree::changed(&root, &changes)).then_some(new)
}

/// Whether what follows is the text of a block scalar (`>-`, `|`), which has no quotation marks and no escapes.
fn is_in_block_scalar(before: &str) -> bool {
    let Some((lines, indent)) = before.rsplit_once('\n') else { return false };
    let header = lines.trim_end().rsplit('\n').next().unwrap_or("");
    let header = header.split(" #").next().unwrap_or("").trim_end();
    let mark = header.trim_end_matches(|c: char| matches!(c, '+' | '-') || c.is_ascii_digit());
    let is_mark = mark.strip_suffix(['>', '|']).is_some_and(|key| key.ends_with(' '));
    indent.bytes().all(|byte| byte == b' ') && is_mark
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Changes every scalar `from` of a text to `to`.
    fn change(text: &str, from: &str, to: &str) -> Option<String> {
        let root = parse(text)?;
        let mut spans = Vec::new();
        collect(&root, from, &mut spans);
        let fix = Fix {
            claim: String::new(),
            path: String::new(),
            place: LineColumn { line: 1, column: 1 },
            from: from.to_owned(),
            to: to.to_owned(),
        };
        rewritten(text, &spans.into_iter().map(|span| (fix.clone(), span)).collect::<Vec<_>>())
    }

    fn collect(node: &crate::syntax::Node, wanted: &str, spans: &mut Vec<std::ops::Range<usize>>) {
        use crate::syntax::Value;
        match &node.value {
            Value::Text(text) if text.trim() == wanted => spans.push(node.span.range()),
            Value::List(items) => items.iter().for_each(|item| collect(item, wanted, spans)),
            Value::Map(entries) => entries.iter().for_each(|entry| collect(&entry.value, wanted, spans)),
            Value::Null | Value::Text(_) => {}
        }
    }

    #[test]
    fn only_the_scalars_bytes_change() {
        for (former, expected) in [
            ("a: it's  # c\nb: x\n", "a: it’s  # c\nb: x\n"),
            ("a: 'it''s'\r\nb: x", "a: 'it’s'\r\nb: x"),
            ("a: [x, \"it's\" ]", "a: [x, \"it’s\" ]"),
            ("a: { exact: it's, prefix: y }", "a: { exact: it’s, prefix: y }"),
            ("a:\n  it's # c\nb: it's\n", "a:\n  it’s # c\nb: it’s\n"),
            ("a: >-\n  it's\n\n# c\nb: x\n", "a: >-\n  it’s\n\n# c\nb: x\n"),
            ("- a: |2 # c\n    it's\n  b: x\n", "- a: |2 # c\n    it’s\n  b: x\n"),
        ] {
            assert_eq!(change(former, "it's", "it’s").as_deref(), Some(expected), "{former}");
        }
    }
}
