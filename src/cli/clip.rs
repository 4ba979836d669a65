use clap::Args;

use super::arguments::Archives;
use super::fault::Fault;
use super::session::{Lines, Session, answer, unfinished};
use crate::author::{ClipRequest, Taken, clip};
use crate::files::{place_below, write_atomically};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sourcebook clip chun-summit \"a credible second-strike capability\"
  sourcebook clip chun-summit \"the summit\" --occurrence 2 --id second-summit")]
pub(super) struct ClipCommand {
    /// The source's identifier
    pub(super) source: String,
    /// The words to find; white space and typography may differ from the archive's
    #[arg(allow_hyphen_values = true)]
    pub(super) words: String,
    /// The claim's identifier [default: made from the words]
    #[arg(long, value_name = "CLAIM")]
    pub(super) id: Option<String>,
    /// Which place to take, if the words stand at several
    #[arg(long, value_name = "NUMBER")]
    pub(super) occurrence: Option<usize>,
    #[command(flatten)]
    pub(super) archives: Archives,
}

/// Appends a claim with an excerpt to its source's file. `Ok(false)` if the words cannot be taken.
pub(super) fn run(session: &Session, command: &ClipCommand) -> Result<bool, Fault> {
    let request = ClipRequest {
        source: &command.source,
        words: &command.words,
        id: command.id.as_deref(),
        occurrence: command.occurrence,
        archives: &session.archives(&command.archives),
    };
    let clipped = clip(session.root(), &request)?;
    session.show(&clipped.report, &clipped.files);
    let Some(taken) = &clipped.taken else {
        session.say("nothing was written");
        return Ok(false);
    };
    let path = place_below(session.root(), &taken.path)?;
    write_atomically(&path, taken.text.as_bytes())?;
    answer(&summary(taken, &command.words))?;
    Ok(true)
}

/// Where the words stand, where the claim stands, and what is left to its author.
fn summary(taken: &Taken, words: &str) -> Lines {
    let passage = &taken.passage;
    let mut out = Lines::default();
    out.line(&format!("{}: “{}” ({})", taken.claim, passage.exact, passage.locator));
    if passage.exact != words.trim() {
        out.line("written in the archive's own spelling");
    }
    for claim in &taken.same_words {
        out.line(&format!("`{claim}` already rests on the same words"));
    }
    unfinished(&mut out, &taken.path, &taken.unfinished, |field| match field {
        "statement" => "what the source asserts, in your own words",
        "kind" => "fact, assessment, forecast, conditional, recommendation or report",
        _ => "the actors, options, criteria and events that it is about",
    });
    out
}
