//! The bodies of one gather, each written once.

use super::body::write;
use super::filter::Filter;
use super::gathered::Gathered;
use crate::builtin::own::exemplars::{self, DropReason};
use crate::exporter::format::ExpositionFormat;
use crate::exposition::text::OmittedExemplars;
use axum::body::Bytes;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The result of one gather with a cache of its encoded bodies. Concurrent scrapes in the same format share the bytes.
pub(crate) struct Bodies {
    pub(crate) gathered: Gathered,
    /// The size of the exporter's largest body so far, which is the initial capacity of the next one.
    largest: Arc<AtomicUsize>,
    plain: ByFormat<Result<Bytes, TooLarge>>,
    #[cfg(feature = "gzip")]
    zipped: ByFormat<Bytes>,
}

type ByFormat<T> = Mutex<HashMap<ExpositionFormat, Arc<OnceLock<T>>>>;

/// The body would be larger than allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLarge;

impl Bodies {
    pub(crate) fn new(gathered: Gathered, largest: Arc<AtomicUsize>) -> Self {
        Self {
            gathered,
            largest,
            plain: ByFormat::default(),
            #[cfg(feature = "gzip")]
            zipped: ByFormat::default(),
        }
    }

    /// Returns the families that match a filter, encoded in a format.
    pub(crate) fn plain(
        &self,
        format: ExpositionFormat,
        filter: &Filter,
        most: usize,
    ) -> Result<Bytes, TooLarge> {
        let check = |body: Vec<u8>| {
            let fits = body.len() <= most;
            fits.then(|| body.into()).ok_or(TooLarge)
        };
        if filter.takes_all() {
            once(&self.plain, format, || check(self.whole(format)))
        } else {
            let mut body = Vec::new();
            count(write(&self.gathered, format, filter, &mut body));
            check(body)
        }
    }

    fn whole(&self, format: ExpositionFormat) -> Vec<u8> {
        let mut body = Vec::with_capacity(self.largest.load(Relaxed));
        count(write(&self.gathered, format, &Filter::default(), &mut body));
        self.largest.fetch_max(body.len(), Relaxed);
        body
    }

    /// Returns the body compressed with gzip.
    #[cfg(feature = "gzip")]
    pub(crate) fn zipped(&self, format: ExpositionFormat, filter: &Filter, body: &[u8]) -> Bytes {
        use crate::exporter::gzip::zip;

        if filter.takes_all() {
            once(&self.zipped, format, || zip(body))
        } else {
            zip(body)
        }
    }
}

/// Counts the exemplars that a body omits.
fn count(omitted: OmittedExemplars) {
    for (number, reason) in [
        (omitted.too_long, DropReason::TooLong),
        (omitted.malformed, DropReason::Malformed),
    ] {
        exemplars::dropped(reason, number);
    }
}

/// Computes a value once per format. Concurrent callers wait for it.
fn once<T: Clone>(bodies: &ByFormat<T>, format: ExpositionFormat, make: impl FnOnce() -> T) -> T {
    let mut all = bodies.lock().unwrap_or_else(PoisonError::into_inner);
    let one = Arc::clone(all.entry(format).or_default());
    drop(all);
    one.get_or_init(make).clone()
}
