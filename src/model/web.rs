//! Absolute addresses on the web.

// Of addresses alone: `core` knows no network.
use core::net::Ipv6Addr;

use percent_encoding::{AsciiSet, CONTROLS};

/// What the URL standard encodes in paths and queries, so that every browser reads the same address.
pub const UNSAFE_IN_ADDRESSES: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Whether a text is one that a link can lead to: `http` or `https`, a host, and nothing that would end the address
/// where it is written.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let authority = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    let forbidden = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\' | '`');
    authority.is_some_and(has_host) && !text.contains(forbidden)
}

/// The address that a site stands at, from which its own addresses go on: without a query, and with a slash at its end,
/// since the rules of relative references (RFC 3986, 5.2) drop what follows the last one.
#[must_use]
pub fn base_address(text: &str) -> Option<String> {
    let is_base = is_web_address(text) && !text.contains(['?', '#']);
    is_base.then(|| if text.ends_with('/') { text.to_owned() } else { format!("{text}/") })
}

/// Whether the part of an address before its path names a host (RFC 3986, 3.2), and a port that there can be.
fn has_host(authority: &str) -> bool {
    let place = authority.rsplit_once('@').map_or(authority, |(_, place)| place);
    let (is_host, port) = if let Some(rest) = place.strip_prefix('[') {
        let Some((address, port)) = rest.split_once(']') else { return false };
        (address.parse::<Ipv6Addr>().is_ok(), port)
    } else {
        let (host, port) = place.split_at(place.find(':').unwrap_or(place.len()));
        (host.contains(char::is_alphanumeric) && !host.contains(['[', ']']), port)
    };
    let digits = port.strip_prefix(':').unwrap_or(port);
    let is_port = digits.is_empty() || (digits.len() < port.len() && is_port(digits));
    is_host && is_port
}

fn is_port(digits: &str) -> bool {
    digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_host() {
        for good in [
            "https://example.org",
            "http://example.org:8080/a?b=c#d",
            "https://서울.kr/",
            "http://[::1]:80/a",
            "http://127.0.0.1:/",
            "https://somebody@example.org/",
        ] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in [
            "https://",
            "https:///a",
            "https://?a",
            "http://[::1",
            "http://[a]/",
            "http://[::1]80/",
            "https://:80/",
            "https://a:b/",
            "https://a:99999/",
            "https://a:+80/",
            "https://a@/",
            "https://./",
            "ftp://example.org/",
            "https://example.org/\u{1b}",
            "https://example.org/a b",
            "https://exa]mple.org/",
        ] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }

    #[test]
    fn a_base_address_ends_in_a_slash() {
        assert_eq!(base_address("https://example.org/summit").as_deref(), Some("https://example.org/summit/"));
        assert_eq!(base_address("https://example.org/").as_deref(), Some("https://example.org/"));
        assert_eq!(base_address("https://example.org/?a"), None);
        assert_eq!(base_address("https://example.org/#a"), None);
    }
}
