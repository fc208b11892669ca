//! What a schema is compiled in: other files, the crate that holds it, and what it has promised.

use std::fmt;

use crate::source::Source;
use crate::version::Version;

/// Where a schema gets from what it does not say itself.
pub struct Surroundings<'a> {
    /// The version of the crate that holds the schema: what `remove_in` is compared with. Without one nothing expires.
    pub version: Option<Version>,
    /// Reads an included file, by its path relative to where the first file's path is relative to. On failure it tells
    /// the reason.
    pub read: &'a dyn Fn(&str) -> Result<String, String>,
    /// The schema's lock, if there is one: what it keeps to, see [`lock`](crate::lock).
    pub lock: Option<Source>,
}

impl Surroundings<'_> {
    /// No other files, no version and no lock.
    pub const NONE: Surroundings<'static> = Surroundings {
        version: None,
        read: &|_| Err("there are no other files here".to_owned()),
        lock: None,
    };
}

impl fmt::Debug for Surroundings<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Surroundings")
            .field("version", &self.version)
            .field("lock", &self.lock)
            .finish_non_exhaustive()
    }
}
