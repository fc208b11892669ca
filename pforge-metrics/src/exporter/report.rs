//! The `Debug` output of errors.

use std::error::Error;
use std::fmt;

/// Writes an error and its causes as text, because Rust prints the `Debug` output of an error that `main` returns.
pub(super) fn report(error: &dyn Error, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{error}")?;
    let mut cause = error.source();
    while let Some(error) = cause {
        write!(f, ": {error}")?;
        cause = error.source();
    }
    Ok(())
}
