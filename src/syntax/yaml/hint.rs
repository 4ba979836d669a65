//! What an author probably meant whose file is no YAML.

/// Where the slip behind a scanner's error probably is, and the way out.
pub(super) fn hint(text: &str, at: usize, message: &str) -> (usize, String) {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let indentation = line.len() - line.trim_start().len();
    let tab = match line[..indentation].find('\t') {
        Some(tab) => Some(start + tab),
        // The scanner complains of what stands before the tab.
        None if message.contains("tab") => text.get(at..).and_then(|rest| rest.find('\t')).map(|tab| at + tab),
        None => None,
    };
    if let Some(tab) = tab {
        return (tab, "indent with spaces: YAML does not allow tabs".to_owned());
    }
    if let Some(bracket) = ['[', '{'].into_iter().find(|bracket| message == format!("unclosed bracket '{bracket}'")) {
        let closing = if bracket == '[' { ']' } else { '}' };
        let help = format!("close it with `{closing}`, or put text that begins with `{bracket}` in quotation marks");
        return (at, help);
    }
    let value = line.split_once(": ").map_or_else(|| line.trim_start().trim_start_matches("- "), |(_, value)| value);
    match value.trim_start().chars().next().filter(|sign| SIGNS.contains(sign)) {
        Some('`') => return (at, "put text that begins with a backtick in quotation marks".to_owned()),
        Some(sign) => return (at, format!("put text that begins with `{sign}` in quotation marks")),
        None => {}
    }
    if line.contains(['"', '\'']) || line.matches(": ").count() > 1 {
        return (at, "put text that contains `: `, `#` or quotation marks between quotation marks".to_owned());
    }
    (at, "a field reads `name: text`, and fields of one record begin in the same column".to_owned())
}

/// What plain text cannot begin with, since YAML has other uses for it.
const SIGNS: [char; 8] = ['*', '&', '!', '@', '%', '`', '{', '['];
