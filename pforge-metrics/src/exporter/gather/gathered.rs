//! One moment of all sources, written as often as it is asked for.

use super::families::Registered;
use super::sources::Sources;
use crate::exporter::format::Format;
use crate::exporter::gather::body;
use crate::exporter::request::query::Filter;
use crate::names::Escaping;
use crate::registry::Message;
use axum::body::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// How hard gzip tries: the least, which makes an exposition about a tenth of its size. The next levels take twice the
/// time for a few percent.
const LEVEL: Compression = Compression::fast();

/// What was gathered for the scrapes that ran at one time.
pub(crate) struct Exposition {
    pub(crate) sources: Arc<Sources>,
    /// The families of the registries.
    gathered: Vec<Message>,
    /// What is served of them, under the names of each scheme that was asked for by now.
    registered: [OnceLock<Registered>; Escaping::COUNT],
    /// Of each catalog the values of its cells.
    pub(crate) values: Vec<Vec<u64>>,
    /// Whether a collector or refresh function panicked: families are missing, or values are stale.
    pub(crate) is_partial: bool,
    plain: Bodies<Result<Bytes, TooLarge>>,
    zipped: Bodies<Bytes>,
}

/// The whole bodies that were written by now: clients that ask for the same at one time get the same bytes.
type Bodies<T> = Mutex<HashMap<Format, Arc<OnceLock<T>>>>;

/// The body would be larger than allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLarge;

impl Exposition {
    pub(crate) fn new(
        sources: Arc<Sources>,
        (gathered, by_default): (Vec<Message>, Registered),
        values: Vec<Vec<u64>>,
        is_partial: bool,
    ) -> Self {
        let mut registered = [const { OnceLock::new() }; Escaping::COUNT];
        registered[Escaping::Underscores as usize] = OnceLock::from(by_default);
        Self {
            sources,
            gathered,
            registered,
            values,
            is_partial,
            plain: Bodies::default(),
            zipped: Bodies::default(),
        }
    }

    /// What is served of the registries' families, under the names of a scheme.
    pub(crate) fn registered(&self, escaping: Escaping) -> &Registered {
        let of = |escaping| {
            let cell = &self.registered[escaping as usize];
            cell.get_or_init(|| self.sources.registered(&self.gathered, escaping))
        };
        let by_default = of(Escaping::Underscores);
        // `dots` alone has other names for plain ones.
        if by_default.is_plain && escaping != Escaping::Dots {
            by_default
        } else {
            of(escaping)
        }
    }

    /// The families that a filter takes, in a format.
    pub(crate) fn body(
        &self,
        format: Format,
        filter: &Filter,
        most: usize,
    ) -> Result<Bytes, TooLarge> {
        let write = || {
            let body = body::body(self, format, filter);
            (body.len() <= most).then(|| body.into()).ok_or(TooLarge)
        };
        if filter.takes_all() {
            once(&self.plain, format, write)
        } else {
            write()
        }
    }

    /// The same compressed.
    pub(crate) fn zipped(&self, format: Format, filter: &Filter, body: &[u8]) -> Bytes {
        if filter.takes_all() {
            once(&self.zipped, format, || zip(body))
        } else {
            zip(body)
        }
    }
}

/// Makes something once for each format; who comes while it is made waits for it.
fn once<T: Clone>(bodies: &Bodies<T>, format: Format, make: impl FnOnce() -> T) -> T {
    let mut all = bodies.lock().unwrap_or_else(PoisonError::into_inner);
    let one = Arc::clone(all.entry(format).or_default());
    drop(all);
    one.get_or_init(make).clone()
}

fn zip(body: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 8), LEVEL);
    // Writing to a Vec can't fail.
    let _ = encoder.write_all(body);
    encoder.finish().unwrap_or_default().into()
}
