//! What `main` prints of an error that it returns.

use std::error::Error;
use std::fmt;

/// Writes an error and its causes, as sentences: `main` prints the `Debug` of what it returns.
pub(super) fn report(error: &dyn Error, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{error}")?;
    let mut cause = error.source();
    while let Some(error) = cause {
        write!(f, ": {error}")?;
        cause = error.source();
    }
    Ok(())
}
