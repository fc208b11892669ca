//! What is wrong with a web configuration.

use crate::exporter::reloaded::Unreadable;
use crate::exporter::report::report;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a [`WebConfig`](super::WebConfig) can't be used. No message has a secret in it.
///
/// `Debug` prints `Display` and the causes, for programs that return it from `main`.
#[non_exhaustive]
pub enum WebConfigError {
    /// The file, or one that it names, can't be read.
    #[non_exhaustive]
    Unreadable {
        /// The file that can't be read.
        path: PathBuf,
        /// Why it can't.
        source: io::Error,
    },
    /// The file has something wrong on one line.
    #[non_exhaustive]
    Invalid {
        /// The web configuration file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// Certificates and keys are no such, or don't fit together.
    #[non_exhaustive]
    Tls {
        /// What is wrong.
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
            Self::Unreadable { path, .. } => write!(f, "can't read `{}`", path.display()),
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
