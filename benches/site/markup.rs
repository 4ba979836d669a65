use std::fmt::Write as _;

use super::records::Brief;

/// How a generator's Markdown says what CommonMark has no word for.
pub(crate) trait Markup {
    /// A citation of a claim.
    fn cite(&self, claim: usize) -> String;
    /// A link to an actor, by name.
    fn name(&self, actor: usize) -> String;
    /// The word "likely", with its range for the reader.
    fn likely(&self) -> String;
    /// A judgement of the author's own: a block of its own.
    fn judgement(&self, text: &str) -> String;
}

impl Brief {
    /// The text in Markdown.
    pub(crate) fn body(&self, markup: &impl Markup) -> String {
        let mut text = String::new();
        for paragraph in &self.paragraphs {
            if let Some(heading) = &paragraph.heading {
                let _ = writeln!(text, "## {heading}\n");
            }
            let [one, other] = paragraph.cites.map(|claim| markup.cite(claim));
            let (name, likely) = (markup.name(paragraph.actor), markup.likely());
            let (first, second, third) = (&paragraph.first, &paragraph.second, &paragraph.third);
            let _ = writeln!(text, "{first} {one}. {second} It is {likely} that {name} {third} {other}.\n");
        }
        text.push_str("| What | Who | How |\n| --- | --- | --- |\n");
        for ([what, who, how], claim) in &self.rows {
            let _ = writeln!(text, "| {what} | {who} | {how} {} |", markup.cite(*claim));
        }
        let _ = writeln!(text, "\n```rust\n{}\n```\n\n{}", self.listing, markup.judgement(&self.judgement));
        text
    }
}
