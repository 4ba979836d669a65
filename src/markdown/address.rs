use percent_encoding::utf8_percent_encode;

use super::bracket::is_name;
use super::escape::is_forbidden;
use crate::model::UNSAFE_IN_ADDRESSES;

/// Where a link of ordinary Markdown leads. The address is decoded: no entities, no backslash escapes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// `http`, `https` or `mailto`, encoded for an attribute's value but not escaped.
    External(String),
    /// `#id`, without the `#`.
    Fragment(String),
    /// `/path`
    Root(String),
    /// Anything else, and why.
    Refused(&'static str),
}

/// Percent-encodes what may not stand in an address as it is. What is encoded already stays.
#[must_use]
pub fn encode_address(address: &str) -> String {
    utf8_percent_encode(address, UNSAFE_IN_ADDRESSES).to_string()
}

/// Reads an address.
///
/// Browsers trim white space and control characters off addresses, drop line ends inside them and take `\` for `/`.
/// None of these is ever needed, so none is let through: what is judged here is what a browser will see.
pub(super) fn read(written: &str) -> Address {
    let is_deceptive = |c: char| c == '\\' || is_forbidden(c) || (c != ' ' && c.is_whitespace());
    if written.is_empty() {
        return Address::Refused("it has no address");
    }
    if written.contains(is_deceptive) || written.starts_with(' ') || written.ends_with(' ') {
        return Address::Refused("its address holds characters that an address cannot have");
    }
    if let Some(fragment) = written.strip_prefix('#') {
        return Address::Fragment(fragment.to_owned());
    }
    if written.starts_with("//") {
        return Address::Refused("its address begins with `//`, which leads to another host");
    }
    if written.starts_with('/') {
        if has_dot_segment(written) {
            return Address::Refused("its path goes through `.` or `..`, which may lead out of the site");
        }
        return Address::Root(written.to_owned());
    }
    match written.split_once(':') {
        Some((scheme, rest)) if is_scheme(scheme) => external(&scheme.to_ascii_lowercase(), rest),
        _ => Address::Refused("its address is relative"),
    }
}

/// Whether a part of the path is `.` or `..`, in any of the spellings that browsers know (URL Standard, “double-dot URL
/// path segment”).
fn has_dot_segment(written: &str) -> bool {
    let path = written.split(['#', '?']).next().unwrap_or_default();
    path.split('/').any(|part| matches!(part.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | ".."))
}

/// The identifier that a relative address most probably means: `crossing` in `../crossing/` and `crossing.md#sea`.
pub(super) fn record_in(address: &str) -> Option<&str> {
    let path = address.split(['#', '?']).next()?.trim_end_matches('/');
    let path = path.strip_suffix("/index.html").unwrap_or(path);
    let name = path.rsplit('/').next()?;
    let name = name.strip_suffix(".md").or_else(|| name.strip_suffix(".html")).unwrap_or(name);
    (!name.is_empty() && name.chars().all(is_name)).then_some(name)
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

fn external(scheme: &str, rest: &str) -> Address {
    match scheme {
        "mailto" if rest.contains('@') => Address::External(format!("mailto:{}", encode_address(rest))),
        "http" | "https" => {
            let Some(rest) = rest.strip_prefix("//") else {
                return Address::Refused("its address names no host");
            };
            let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
            if !is_host(host) {
                return Address::Refused("its address names no host that can be read safely");
            }
            Address::External(format!("{scheme}://{host}{}", encode_address(path)))
        }
        _ => Address::Refused("only http, https and mailto lead out of the site"),
    }
}

/// A name, or an address in brackets, with a port or without. `user@host` is refused: it makes one host look like
/// another.
fn is_host(host: &str) -> bool {
    !host.is_empty()
        && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | ':' | '[' | ']'))
}

#[cfg(test)]
mod tests {
    use super::{Address, read, record_in};

    #[test]
    fn a_relative_address_names_a_record() {
        for address in ["../a-b/", "a-b.md", "./briefs/a-b#c", "a-b/index.html", "../a-b.html?d"] {
            assert_eq!(record_in(address), Some("a-b"), "{address}");
        }
        for address in ["..", "", "../", "A.md", "a.png"] {
            assert_eq!(record_in(address), None, "{address}");
        }
    }

    fn is_refused(written: &str) -> bool {
        matches!(read(written), Address::Refused(_))
    }

    #[test]
    fn what_a_browser_could_run_or_fetch_elsewhere_is_refused() {
        for written in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            " javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/../x",
            "/a/.%2E/x",
            "/a/%2e%2e",
            "/./x",
            "https:evil.example",
            "http:///evil.example",
            "https://good.example@evil.example/",
            "page.html",
            "../x",
            "?q",
            "",
        ] {
            assert!(is_refused(written), "{written:?}: {:?}", read(written));
        }
    }

    #[test]
    fn what_is_kept_is_encoded() {
        assert_eq!(
            read("HTTPS://a.example/b c?d=[1]&e"),
            Address::External("https://a.example/b%20c?d=%5B1%5D&e".into())
        );
        assert_eq!(read("https://a.example/%20é"), Address::External("https://a.example/%20%C3%A9".into()));
        assert_eq!(read("mailto:a@b.example"), Address::External("mailto:a@b.example".into()));
        assert_eq!(read("#s"), Address::Fragment("s".into()));
        assert_eq!(read("/a b/"), Address::Root("/a b/".into()));
        assert_eq!(read("/a..b/.c/?d=../e"), Address::Root("/a..b/.c/?d=../e".into()));
    }
}
