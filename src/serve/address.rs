use percent_encoding::percent_decode_str;

/// The address that the path of a request names, relative to the site's root; none if it could name nothing of a site.
///
/// Addresses are looked up in the edition and never on the disk, so a path that climbs reaches nothing. It is refused
/// all the same: what is refused here nobody has to think about further in.
pub(super) fn address(path: &str) -> Option<String> {
    let rest = path.strip_prefix('/')?;
    let decoded = percent_decode_str(rest).decode_utf8().ok()?;
    let is_climbing = |part: &str| matches!(part, "." | "..");
    let (folders, last) = decoded.rsplit_once('/').map_or((None, &*decoded), |(folders, last)| (Some(folders), last));
    let is_odd = |folders: &str| folders.split('/').any(|part| part.is_empty() || is_climbing(part));
    if folders.is_some_and(is_odd) || is_climbing(last) || decoded.contains(|c: char| c == '\\' || c.is_control()) {
        return None;
    }
    Some(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn names_what_lies_below_the_root() {
        for (path, expected) in [
            ("/", ""),
            ("/briefs/", "briefs/"),
            ("/briefs/x", "briefs/x"),
            ("/a%20b/%C3%BC.png", "a b/ü.png"),
            ("/a..b/.well-known", "a..b/.well-known"),
        ] {
            assert_eq!(address(path).as_deref(), Some(expected), "{path}");
        }
    }

    #[test]
    fn what_climbs_or_hides_is_refused() {
        for path in [
            "",
            "briefs/",
            "//etc/passwd",
            "/a//b",
            "/..",
            "/../x",
            "/a/../b",
            "/%2e%2e/x",
            "/a/%2E%2E",
            "/..%2fx",
            "/%2f%2fetc",
            "/a%00b",
            "/a\\b",
            "/..%5cx",
            "/./x",
            "/a/.",
            "/%ff",
            "/a%0ab",
            "/a%2f%2e%2e%2fb",
        ] {
            assert_eq!(address(path), None, "{path}");
        }
    }
}
