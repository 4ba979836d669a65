use clap::Args;

use super::arguments::{AnswerFormat, Archives};
use super::fault::Fault;
use super::session::{Lines, Session, answer, count, print_json};
use crate::diagnostic::{Severity, closest, did_you_mean};
use crate::plan::{Coverage, Paragraphs, SourceCoverage, TextCoverage, coverage};
use crate::stages::{CompileOptions, compile};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sourcebook coverage
  sourcebook coverage chun-summit
  sourcebook coverage --format json")]
pub(super) struct CoverageCommand {
    /// Identifiers of sources, briefs and profiles [default: all]
    #[arg(value_name = "ID")]
    pub(super) ids: Vec<String>,
    /// The format of the answer
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(super) format: AnswerFormat,
    #[command(flatten)]
    pub(super) archives: Archives,
}

/// Says what is covered. What is wrong with the content is not asked for here: it is counted, not shown.
pub(super) fn run(session: &Session, command: &CoverageCommand) -> Result<bool, Fault> {
    let options = CompileOptions {
        archives: session.archives(&command.archives),
        progress: session.progress().clone(),
        ..CompileOptions::default()
    };
    let compiled = session.work(|| compile(session.root(), &options))?;
    let mut coverage = coverage(&compiled.site, &compiled.proofs, &compiled.files);
    keep(&mut coverage, &command.ids)?;
    match command.format {
        AnswerFormat::Human => answer(&human(&coverage))?,
        // Strings and numbers always serialise.
        AnswerFormat::Json => print_json(&coverage)?,
    }
    let errors = compiled.report.count(Severity::Error);
    if errors > 0 {
        session.say(&format!("{}: some content may be missing here; see `sourcebook check`", count(errors, "error")));
    }
    Ok(true)
}

/// Keeps what was asked for, if anything was.
fn keep(coverage: &mut Coverage, ids: &[String]) -> Result<(), Fault> {
    let texts = coverage.briefs.iter().chain(&coverage.profiles).map(|text| text.id.as_str());
    let known: Vec<&str> = coverage.sources.iter().map(|source| source.id.as_str()).chain(texts).collect();
    if let Some(id) = ids.iter().find(|id| !known.contains(&id.as_str())) {
        let hint = did_you_mean(closest(id, known));
        return Err(Fault::Usage(format!("there is no source, brief or profile `{id}`{hint}")));
    }
    if !ids.is_empty() {
        coverage.sources.retain(|source| ids.contains(&source.id));
        coverage.briefs.retain(|text| ids.contains(&text.id));
        coverage.profiles.retain(|text| ids.contains(&text.id));
    }
    Ok(())
}

fn human(coverage: &Coverage) -> Lines {
    let mut out = Lines::default();
    for source in &coverage.sources {
        source_lines(source, &mut out);
    }
    for text in coverage.briefs.iter().chain(&coverage.profiles) {
        text_lines(text, &mut out);
    }
    out
}

fn source_lines(source: &SourceCoverage, out: &mut Lines) {
    let claims = count(source.claims, "claim");
    let covered = source.paragraphs.as_ref().map_or_else(
        || "no archive, so no paragraphs".to_owned(),
        |it| format!("{} of {} covered", it.covered, count(it.total, "paragraph")),
    );
    out.line(&format!("source {}: {claims}, {covered}", source.id));
    for section in &source.sections {
        let heading =
            section.heading.as_deref().map_or_else(|| "before the first heading".to_owned(), |it| format!("“{it}”"));
        let Paragraphs { total, covered, with_claims, without_claims } = &section.paragraphs;
        out.line(&format!("  {heading}: {}, {covered} of {total}", count(section.claims, "claim")));
        listed(out, "with claims", &runs(with_claims));
        listed(out, "without", &runs(without_claims));
    }
    listed(out, "claims without a paragraph", &source.unplaced.join(", "));
    out.line("");
}

fn text_lines(text: &TextCoverage, out: &mut Lines) {
    let TextCoverage { kind, id, file, cited, judgements, exempt, bare, .. } = text;
    let (claims, paragraphs) = (count(text.claims, "claim"), count(text.total, "paragraph"));
    out.line(&format!("{kind} {id} ({file}): {claims}, {paragraphs}"));
    for (what, lines) in [("cited", cited), ("judgements", judgements), ("exempt", exempt), ("bare", bare)] {
        if !lines.is_empty() {
            let noun = if lines.len() == 1 { "line" } else { "lines" };
            let shown: Vec<String> = lines.iter().map(usize::to_string).collect();
            out.line(&format!("    {what}: {} ({noun} {})", lines.len(), shown.join(", ")));
        }
    }
    out.line("");
}

fn listed(out: &mut Lines, what: &str, list: &str) {
    if !list.is_empty() {
        out.line(&format!("    {what}: {list}"));
    }
}

/// "3, 5–8".
fn runs(runs: &[[u32; 2]]) -> String {
    let shown = runs.iter().map(|[first, last]| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    });
    shown.collect::<Vec<_>>().join(", ")
}
