//! What a stream unpacks to, found out before it is unpacked.

use hayro_syntax::Filter;
use hayro_syntax::object::Stream;

use super::unpacked::{Allowance, spend_unpacked};

/// How many bytes one byte of the older packings may stand for.
pub(super) const LZW: usize = 2560;
pub(super) const RUN_LENGTH: usize = 128;

/// Spends what a stream unpacks to, decrypted and with its own filters, at most. None if that is more than there is, or if
/// it is packed several times over.
pub(super) fn spend_stream(stream: &Stream<'_>, allowance: &mut Allowance) -> Option<()> {
    let data = stream.raw_data();
    allowance.spend(data.len())?;
    let packings: Vec<Filter> = stream.filters().into_iter().filter(|filter| by(*filter).is_some()).collect();
    match packings.as_slice() {
        [] => Some(()),
        // Letters stand for bytes here, so its length is all that is known of what is packed.
        [Filter::FlateDecode] if stream.filters().len() > 1 => allowance.spend(data.len().saturating_mul(FLATE)),
        [Filter::FlateDecode] => spend_unpacked(&data, allowance),
        [older] => allowance.spend(data.len().saturating_mul(by(*older).unwrap_or(1))),
        _ => None,
    }
}

/// How many bytes one deflated byte may stand for.
const FLATE: usize = 1032;

/// How many bytes a byte in a packing may stand for. None of a filter that makes nothing longer.
const fn by(filter: Filter) -> Option<usize> {
    match filter {
        Filter::FlateDecode => Some(FLATE),
        Filter::LzwDecode => Some(LZW),
        Filter::RunLengthDecode => Some(RUN_LENGTH),
        _ => None,
    }
}
