//! What is left of LaTeX in the values that the parser of BibTeX gives: it takes accents and signs for what they mean,
//! and hands on commands that it does not know.

/// Commands that say how their words look, or what they are, and not what they say.
const OF_LOOKS: [&str; 20] = [
    "emph",
    "textit",
    "textbf",
    "textsc",
    "textsl",
    "textrm",
    "textsf",
    "texttt",
    "textup",
    "textmd",
    "textnormal",
    "textsuperscript",
    "textsubscript",
    "underline",
    "uline",
    "enquote",
    "mkbibemph",
    "mkbibitalic",
    "mkbibbold",
    "mbox",
];

/// The same within a group, where they hold up to its end.
const SWITCHES: [&str; 13] =
    ["em", "it", "bf", "sc", "sl", "rm", "sf", "tt", "itshape", "bfseries", "scshape", "slshape", "upshape"];

/// The words of a text without the commands around them. A command that is not known stays, as it may be a word.
pub(super) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Of each brace that is open, whether it belongs to a command.
    let mut braces = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let name = after.find(|c: char| !c.is_ascii_alphabetic()).map_or(after, |end| &after[..end]);
        let behind = &after[name.len()..];
        rest = after;
        match (c, behind.strip_prefix('{'), behind.strip_prefix(' ')) {
            ('\\', Some(inner), _) if OF_LOOKS.contains(&name) => {
                braces.push(true);
                rest = inner;
            }
            ('\\', _, Some(inner)) if SWITCHES.contains(&name) => rest = inner,
            ('{', ..) => {
                braces.push(false);
                out.push(c);
            }
            ('}', ..) if braces.pop() == Some(true) => {}
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_stay_and_what_they_look_like_goes() {
        assert_eq!(words("A \\textit{study} of \\emph{\\textbf{ways} {x}} over"), "A study of ways {x} over");
        assert_eq!(words("\\it Ways over"), "Ways over");
        assert_eq!(words("a \\ b } { \\LaTeX \\unknown{x} \\textit"), "a \\ b } { \\LaTeX \\unknown{x} \\textit");
    }
}
