//! The lock of a schema: a record of what its beta and stable metrics promise.
//!
//! It is a file of the schema language, so that it is read as a schema is and compared by [`changes`](crate::changes()). In it
//! is what a change can break, and nothing else: changing a help text does not make the lock stale. [`text`] writes it, and
//! [`compile`](crate::compile) compares a schema with the lock it is given.

mod findings;
mod kept;
#[cfg(feature = "tooling")]
mod text;

pub(crate) use findings::LOCK_KEPT;
pub(crate) use kept::compare;
#[cfg(feature = "tooling")]
pub use text::text;

/// The last line of every lock: without it the file was cut short.
const END: &str = "# End of the promises.";

/// What takes the place of the extension of the schema's file.
const EXTENSION: &str = "lock";

/// Returns the path of the lock of a schema: `metrics.lock` for `metrics.toml`. Returns `None` if the schema has that name itself.
#[must_use]
pub fn path(schema: &str) -> Option<String> {
    let start_of_name = schema.rfind(['/', '\\']).map_or(0, |slash| slash + 1);
    let (folder, name) = schema.split_at(start_of_name);
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, extension),
        _ => (name, ""),
    };
    (extension != EXTENSION).then(|| format!("{folder}{stem}.{EXTENSION}"))
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_lock_is_beside_its_schema() {
        for (schema, lock) in [
            ("metrics.toml", Some("metrics.lock")),
            (
                "crates/core.d/metrics.toml",
                Some("crates/core.d/metrics.lock"),
            ),
            ("core.d/metrics", Some("core.d/metrics.lock")),
            ("core.d\\metrics", Some("core.d\\metrics.lock")),
            ("app.metrics.toml", Some("app.metrics.lock")),
            (".metrics", Some(".metrics.lock")),
            ("metrics.lock", None),
        ] {
            assert_eq!(path(schema).as_deref(), lock, "{schema}");
        }
    }
}
