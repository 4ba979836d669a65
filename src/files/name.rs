use super::shows_nothing;

/// Why a name cannot be that of a file or a folder on every system, in words; `None` if it can. A site is checked out, and
/// its edition copied, to machines of any kind.
///
/// The rules are those of Windows, which allow nothing that another system forbids; and a name is what it looks like, as
/// the texts of a site are.
#[must_use]
pub fn name_fault(name: &str) -> Option<&'static str> {
    /// The longest name that common file systems take, in bytes.
    const LONGEST: usize = 255;
    const SIGNS: [char; 7] = ['<', '>', ':', '"', '|', '?', '*'];
    if name.contains(|c: char| c == '\\' || c.is_control()) {
        return Some("it contains a backslash or a control character");
    }
    if name.contains(|c: char| shows_nothing(c) || matches!(c, '\u{fffe}' | '\u{ffff}')) {
        return Some("it contains an invisible character, so that it is not what it looks like");
    }
    if name.contains(SIGNS) {
        return Some("it contains one of the characters `< > : \" | ? *`, which Windows does not allow");
    }
    if name.ends_with(['.', ' ']) {
        return Some("it ends in a full stop or a space, which Windows drops");
    }
    if is_device(name) {
        return Some(DEVICE);
    }
    (name.len() > LONGEST).then_some("it has a part longer than 255 bytes")
}

/// Why a device's name is none of a file.
pub const DEVICE: &str = "Windows reserves the name for a device";

/// Whether Windows takes a name for that of a device, whatever its case and its endings: `con`, `AUX.tar.gz`, `lpt1`.
#[must_use]
pub fn is_device(name: &str) -> bool {
    const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
    let stem = name.split('.').next().unwrap_or(name).trim_end_matches(' ').to_ascii_lowercase();
    let is_port = |rest: &str| {
        let mut digits = rest.chars();
        matches!((digits.next(), digits.next()), (Some('1'..='9' | '¹' | '²' | '³'), None))
    };
    let ports = ["com", "lpt"];
    DEVICES.contains(&&*stem) || ports.iter().any(|port| stem.strip_prefix(port).is_some_and(is_port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_on_every_system_or_none() {
        for name in [
            "CON",
            "con.txt",
            "NUL.css",
            "aux.tar.gz",
            "COM¹",
            "CONIN$",
            "lpt9.html",
            "nul .txt",
            "a:b",
            "trail.",
            "trail ",
            "q?",
            "a<b>",
            "a|b",
            "a*",
            "a\"b",
            "a\\b",
            "a\u{7f}",
            "gpj\u{202e}.exe",
            "a\u{2066}b",
            "a\u{200b}b",
            "a\u{ad}b",
            "\u{feff}a",
            "a\u{ffff}",
            "..",
            &"x".repeat(256),
        ] {
            assert!(name_fault(name).is_some(), "{name}");
        }
        for name in ["console", "coma", "com10", "com0.txt", "lpt", ".nojekyll", "a b.css", "ü.png", "a..b", "nul-byte"]
        {
            assert_eq!(name_fault(name), None, "{name}");
        }
    }
}
