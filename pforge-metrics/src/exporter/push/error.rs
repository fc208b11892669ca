//! Errors of a push.

use crate::exporter::report::report;
use pforge_metrics_proxy::{InvalidProxy, address};
use std::error::Error;
use std::fmt;
use std::io;
use ureq::{Proxy, Timeout};

/// The error returned when a [`Push`](super::Push) is invalid or fails. No message contains credentials.
///
/// `Debug` writes the same text as `Display`, and the causes, for programs that return the error from `main`.
pub struct PushError(PushErrorKind);

enum PushErrorKind {
    Url(&'static str),
    Label(String, &'static str),
    Credentials(&'static str),
    Clash { family: String, label: String },
    TooLarge,
    Panicked,
    Proxy(InvalidProxy),
    Unreachable(ureq::Error),
    UnreachableThrough { proxy: String, error: ureq::Error },
    Rejected { status: u16, message: String },
}

impl PushError {
    pub(super) fn url(why: &'static str) -> Self {
        Self(PushErrorKind::Url(why))
    }

    pub(super) fn label(label: &str, why: &'static str) -> Self {
        Self(PushErrorKind::Label(label.to_owned(), why))
    }

    pub(super) fn credentials(why: &'static str) -> Self {
        Self(PushErrorKind::Credentials(why))
    }

    pub(super) fn clash(family: &str, label: &str) -> Self {
        Self(PushErrorKind::Clash {
            family: family.to_owned(),
            label: label.to_owned(),
        })
    }

    pub(super) fn too_large() -> Self {
        Self(PushErrorKind::TooLarge)
    }

    pub(super) fn panicked() -> Self {
        Self(PushErrorKind::Panicked)
    }

    pub(super) fn unreachable(error: ureq::Error) -> Self {
        Self(PushErrorKind::Unreachable(error))
    }

    pub(super) fn proxy(invalid: InvalidProxy) -> Self {
        Self(PushErrorKind::Proxy(invalid))
    }

    pub(super) fn unreachable_through(proxy: &Proxy, error: ureq::Error) -> Self {
        let proxy = address(proxy);
        Self(PushErrorKind::UnreachableThrough { proxy, error })
    }

    pub(super) fn not_forwarded(proxy: &Proxy, error: io::Error) -> Self {
        let error = match error.kind() {
            io::ErrorKind::TimedOut => ureq::Error::Timeout(Timeout::Global),
            _ => ureq::Error::Io(error),
        };
        Self::unreachable_through(proxy, error)
    }

    /// Replaces control characters in `message`, because the server is not trusted.
    pub(super) fn rejected(status: u16, message: &str) -> Self {
        let message = message.trim().replace(char::is_control, " ");
        Self(PushErrorKind::Rejected { status, message })
    }

    /// Returns the HTTP status of the gateway's response, or `None` if it did not respond.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self.0 {
            PushErrorKind::Rejected { status, .. } => Some(status),
            _ => None,
        }
    }
}

impl fmt::Display for PushError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            PushErrorKind::Url(why) => write!(f, "invalid gateway URL: {why}"),
            PushErrorKind::Label(label, why) => {
                write!(f, "invalid grouping label `{label}`: {why}")
            }
            PushErrorKind::Credentials(why) => write!(f, "invalid credentials: {why}"),
            PushErrorKind::Clash { family, label } => write!(
                f,
                "metrics of `{family}` have a label `{label}`, and so has the group: the gateway would overwrite it"
            ),
            PushErrorKind::TooLarge => f.write_str("the metrics are larger than `max_body_bytes`"),
            PushErrorKind::Panicked => f.write_str("a collector or refresh function panicked"),
            PushErrorKind::Proxy(invalid) => write!(f, "invalid proxy: {invalid}"),
            PushErrorKind::Unreachable(ureq::Error::Timeout(_)) => f.write_str(
                "the request to the gateway timed out; the gateway may have processed it",
            ),
            PushErrorKind::Unreachable(_) => f.write_str("cannot reach the gateway"),
            PushErrorKind::UnreachableThrough {
                proxy,
                error: ureq::Error::Timeout(_),
            } => write!(
                f,
                "the request to the gateway through the proxy `{proxy}` timed out; the gateway may have processed it"
            ),
            PushErrorKind::UnreachableThrough { proxy, .. } => {
                write!(f, "cannot reach the gateway through the proxy `{proxy}`")
            }
            PushErrorKind::Rejected { status, message } if message.is_empty() => {
                write!(f, "the gateway responded with status {status}")
            }
            PushErrorKind::Rejected { status, message } => {
                write!(f, "the gateway responded with status {status}: {message}")
            }
        }
    }
}

impl fmt::Debug for PushError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        report(self, f)
    }
}

impl Error for PushError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0 {
            PushErrorKind::Unreachable(error) | PushErrorKind::UnreachableThrough { error, .. } => {
                Some(error)
            }
            _ => None,
        }
    }
}
