use std::ops::Range;

/// The least that a part has, in bytes: what the parser takes in memory is many times that.
const PART: usize = 16 * 1024;

/// Cuts a long row of tables into parts that can be parsed one by one, or side by side: each begins with a line
/// `[[name]]`, but for the first, which ends before the first such line.
///
/// A part is TOML by itself where no text and no list is open at such a line. That is for whoever writes the file to
/// see to: this is no way to read what people write.
#[must_use]
pub fn toml_rows(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut search = 0;
    while let Some(found) = text[search..].find("\n[[") {
        let line = search + found + 1;
        parts.push(start..line);
        start = line;
        search = text.floor_char_boundary(line.saturating_add(PART));
        if search >= text.len() {
            break;
        }
    }
    parts.push(start..text.len());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_cut_before_its_tables() {
        let table = format!("[[a]]\nclaim = \"{}\"\n", "é".repeat(PART / 2));
        let short = "[[b]]\nclaim = 1\n";
        let text = format!("version = 1\n\n{table}{table}{short}{short}{table}");
        let cut = |text: &str| toml_rows(text).into_iter().map(|part| text[part].to_owned()).collect::<Vec<_>>();
        assert_eq!(cut(&text), ["version = 1\n\n", &table, &table, &format!("{short}{short}{table}")]);
        assert_eq!(cut("version = 1\n"), ["version = 1\n"]);
        assert_eq!(cut(""), [""]);
    }
}
