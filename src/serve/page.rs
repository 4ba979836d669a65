use std::fmt::Write as _;

use super::problems::Problems;
use super::version::Version;
use crate::markdown::{push_attribute, push_text};

/// Where everything stands that is the server's own. No address of a site begins with a full stop.
pub(super) const OWN: &str = ".sourcebook/";
/// The script that every page gets, and what it shows errors in.
pub(super) const SCRIPT: &str = include_str!("client/reload.js");
pub(super) const STYLE: &str = include_str!("client/overlay.css");

/// Adds the script to a page: one line of the head, with nothing inline, so that the page's own policy holds.
pub(super) fn with_script(page: &[u8], address: &str, version: Version) -> Vec<u8> {
    const HEAD_END: &[u8] = b"</head>";
    let script = script(address, &version.to_string());
    let at = page.windows(HEAD_END.len()).position(|bytes| bytes == HEAD_END).unwrap_or(page.len());
    let mut out = Vec::with_capacity(page.len() + script.len());
    out.extend_from_slice(&page[..at]);
    out.extend_from_slice(script.as_bytes());
    out.extend_from_slice(&page[at..]);
    out
}

fn script(address: &str, version: &str) -> String {
    let mut script = format!("<script defer src=\"/{OWN}reload.js\" data-version=\"{version}\" data-page=\"");
    push_attribute(&mut script, address);
    script.push_str("\"></script>\n");
    script
}

/// What stands in for a page that cannot be shown: the problems alone. Its version, where there is an edition, says
/// when it is worth another try.
pub(super) fn shell(problems: &Problems, address: &str, version: Option<Version>) -> Vec<u8> {
    let version = version.map(|version| version.to_string()).unwrap_or_default();
    let mut page = String::from("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    push_text(&mut page, &problems.summary);
    let _ = write!(
        page,
        "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<link rel=\"stylesheet\" href=\"/{OWN}overlay.css\">\n{}</head>\n<body>\n<main class=\"sourcebook-problems\">\n<h1>",
        script(address, &version)
    );
    push_text(&mut page, &problems.summary);
    page.push_str("</h1>\n");
    for text in &problems.texts {
        page.push_str("<pre tabindex=\"0\">");
        push_text(&mut page, text);
        page.push_str("</pre>\n");
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Fingerprint;

    fn version() -> Version {
        let part = Fingerprint::of(b"");
        Version { page: part, styles: part, files: part }
    }

    #[test]
    fn a_page_gets_one_line_and_nothing_else() {
        let page = "<head>\n<title>a</title>\n</head>\n<body></body>";
        let with = String::from_utf8(with_script(page.as_bytes(), "briefs/a\"b/", version())).unwrap();
        let added: Vec<&str> = with.lines().filter(|line| !page.lines().any(|known| known == *line)).collect();
        let [script] = added.as_slice() else { panic!("{with}") };
        assert!(
            script.starts_with("<script defer src=\"/.sourcebook/reload.js\"") && script.contains("briefs/a&quot;b/")
        );
        assert_eq!(with.replace(&format!("{script}\n"), ""), page);
    }

    #[test]
    fn problems_are_text() {
        let problems = Problems::of_failure("<script>alert(1)</script>");
        let page = String::from_utf8(shell(&problems, "", None)).unwrap();
        assert!(page.contains("&lt;script&gt;alert") && !page.contains("<script>alert"), "{page}");
    }
}
