/// Whether a request is meant for this machine, by its `Host` header.
///
/// A page of another site can send its reader's browser here under a name of its own that leads to 127.0.0.1, and
/// would then read the answer: such a request bears the other name.
pub(super) fn is_own(host: Option<&[u8]>, port: u16) -> bool {
    let Some(host) = host.and_then(|host| str::from_utf8(host).ok()) else { return false };
    // A browser leaves the port of HTTP out.
    let (name, asked) = match host.rsplit_once(':').filter(|(_, asked)| !asked.ends_with(']')) {
        Some((name, asked)) => (name, asked),
        None => (host, "80"),
    };
    let is_name = name.eq_ignore_ascii_case("localhost") || matches!(name, "127.0.0.1" | "[::1]");
    is_name && asked == port.to_string()
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn only_this_machines_names_with_the_port_are_its_own() {
        for own in ["localhost:4000", "LOCALHOST:4000", "127.0.0.1:4000", "[::1]:4000"] {
            assert!(is_own(Some(own.as_bytes()), 4000), "{own}");
        }
        for other in [
            "",
            "localhost",
            "127.0.0.1",
            "[::1]",
            "::1:4000",
            "localhost:4001",
            "localhost:04000",
            "example.org:4000",
            "localhost.example.org:4000",
            "127.0.0.1.example.org:4000",
            "localhost:4000:4000",
            " localhost:4000",
            "127.0.0.2:4000",
            "0.0.0.0:4000",
            "localhost:+4000",
        ] {
            assert!(!is_own(Some(other.as_bytes()), 4000), "{other}");
        }
        assert!(is_own(Some(b"localhost"), 80) && is_own(Some(b"[::1]"), 80));
        assert!(!is_own(None, 4000) && !is_own(Some(b"\xff:4000"), 4000));
    }
}
