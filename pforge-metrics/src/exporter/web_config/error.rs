//! Errors of a web configuration.

use crate::exporter::file_cache::Unreadable;
use crate::exporter::report::report;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// The error returned for an invalid [`WebConfig`](super::WebConfig). No message contains a secret.
///
/// `Debug` writes the same text as `Display`, and the causes, for programs that return the error from `main`.
#[non_exhaustive]
pub enum WebConfigError {
    /// The file, or one that it references, cannot be read.
    #[non_exhaustive]
    Unreadable {
        /// The path of the file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// A line of the file is invalid.
    #[non_exhaustive]
    Invalid {
        /// The path of the web configuration file.
        path: PathBuf,
        /// The line number, from 1.
        line: usize,
        /// A description of the problem.
        message: String,
    },
    /// A certificate or key is invalid, or they do not match.
    #[non_exhaustive]
    Tls {
        /// A description of the problem.
        message: String,
    },
}

impl From<Unreadable> for WebConfigError {
    fn from(Unreadable { path, source }: Unreadable) -> Self {
        Self::Unreadable { path, source }
    }
}

impl fmt::Display for WebConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { path, .. } => write!(f, "cannot read `{}`", path.display()),
            Self::Invalid {
                path,
                line,
                message,
            } => write!(f, "{}:{line}: {message}", path.display()),
            Self::Tls { message } => write!(f, "{message}"),
        }
    }
}

impl fmt::Debug for WebConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        report(self, f)
    }
}

impl std::error::Error for WebConfigError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable { source, .. } => Some(source),
            _ => None,
        }
    }
}
