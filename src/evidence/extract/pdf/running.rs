//! Running heads and feet: what stands at the same place of most pages.

use std::collections::HashMap;

use super::lines::Line;

/// How many lines at the top and at the bottom of a page may be of this kind.
const DEEP: usize = 3;

/// Removes the lines that stand at the top or bottom of two in five pages or more (left and right pages often differ)
/// and read the same but for their digits. `pages` is how many pages have text.
pub(super) fn remove(lines: &mut Vec<Line>, pages: usize) {
    let candidates = outermost(lines);
    let mut counts: HashMap<(String, i64), usize> = HashMap::new();
    for &index in &candidates {
        for key in keys(&lines[index]) {
            *counts.entry(key).or_default() += 1;
        }
    }
    let is_running = |line: &Line| {
        keys(line).into_iter().any(|key| {
            let count = counts.get(&key).copied().unwrap_or(0);
            count * 5 >= pages * 2 && (count > 2 || count == pages) && count > 1
        })
    };
    let mut running: Vec<bool> = vec![false; lines.len()];
    for index in candidates {
        running[index] = is_running(&lines[index]);
    }
    let mut next = running.into_iter();
    lines.retain(|_| !next.next().unwrap_or(false));
}

/// The indices of the outermost lines of each page.
fn outermost(lines: &[Line]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(first) = lines.get(start) {
        let end = start + lines[start..].iter().take_while(|line| line.page == first.page).count();
        let mut page: Vec<usize> = (start..end).collect();
        page.sort_by(|&one, &other| lines[other].base.total_cmp(&lines[one].base));
        if page.len() > DEEP * 2 {
            page.drain(DEEP..page.len() - DEEP);
        }
        found.extend(page);
        start = end;
    }
    found
}

/// What two lines at one place of two pages have in common. The height is rounded in two ways, so that two lines that
/// differ by a hair share one of them.
fn keys(line: &Line) -> [(String, i64); 2] {
    let words: String = line.text.chars().map(|c| if c.is_numeric() { '#' } else { c }).collect();
    let mut words = words;
    while words.contains("##") {
        words = words.replace("##", "#");
    }
    #[expect(clippy::cast_possible_truncation, reason = "a height on a page is small, and a cast saturates")]
    let [low, high] = [(line.base / 4.0).floor() as i64, (line.base / 4.0 + 0.5).floor() as i64];
    [(words.clone(), low * 2), (words, high * 2 + 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, base: f64, page: u32) -> Line {
        Line { text: text.to_owned(), left: 0.0, right: 100.0, base, size: 10.0, page }
    }

    #[test]
    fn what_stands_on_most_pages_goes_and_all_else_stays() {
        let mut lines = Vec::new();
        for page in 1..=6 {
            let head = if page % 2 == 0 { "The report" } else { "An institute" };
            lines.push(line(head, 800.0, page));
            lines.push(line(&format!("Words of page {}", "x".repeat(page as usize)), 700.0, page));
            lines.push(line("Again", 700.0 - f64::from(page) * 30.0, page));
            lines.push(line(&page.to_string(), 40.1 - f64::from(page % 2) / 5.0, page));
        }
        remove(&mut lines, 6);
        assert_eq!(lines.len(), 12, "{lines:?}");
        assert!(lines.iter().all(|line| line.text.starts_with("Words") || line.text == "Again"));
    }

    #[test]
    fn a_single_page_keeps_all() {
        let mut lines = vec![line("Title", 800.0, 1), line("Words", 700.0, 1), line("1", 40.0, 1)];
        remove(&mut lines, 1);
        assert_eq!(lines.len(), 3);
    }
}
