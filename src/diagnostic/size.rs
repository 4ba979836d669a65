/// A number of bytes for readers, in MiB and rounded up: above a limit it never reads like the limit.
#[must_use]
pub fn mebibytes(bytes: u64) -> String {
    const TENTH: u64 = 1024 * 1024 / 10;
    let tenths = if bytes.is_multiple_of(1024 * 1024) { bytes / (1024 * 1024) * 10 } else { bytes / TENTH + 1 };
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole} MiB"),
        (whole, tenth) => format!("{whole}.{tenth} MiB"),
    }
}

#[cfg(test)]
mod tests {
    use super::mebibytes;

    #[test]
    fn a_byte_above_the_limit_shows() {
        assert_eq!(mebibytes(8 << 20), "8 MiB");
        assert_eq!(mebibytes((8 << 20) + 1), "8.1 MiB");
        assert_eq!(mebibytes((8 << 20) + (512 << 10)), "8.6 MiB");
    }
}
