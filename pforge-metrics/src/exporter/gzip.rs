//! Compresses bodies.
//!
//! `flate2` uses `miniz_oxide` at its fastest level. On 100,000 counters it is as fast as `zlib-rs`, its output is
//! a third smaller, and it builds in a third of the time.

use axum::body::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// The fastest level. It reduces an exposition to about a tenth. The next levels take twice the time and save a few percent more.
const LEVEL: Compression = Compression::fast();

pub(super) fn zip(body: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 8), LEVEL);
    // Writing to a `Vec` cannot fail.
    let _ = encoder.write_all(body);
    encoder.finish().unwrap_or_default().into()
}
