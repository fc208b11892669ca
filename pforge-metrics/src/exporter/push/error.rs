//! Why something was not pushed.

use crate::exporter::report::report;
use pforge_metrics_proxy::{InvalidProxy, address};
use std::error::Error;
use std::fmt;
use std::io;
use ureq::{Proxy, Timeout};

/// Why a [`Push`](super::Push) could not be made, or was not taken.
///
/// It never tells credentials. `Debug` prints `Display` and the causes, for programs that return it from `main`.
pub struct PushError(Kind);

enum Kind {
    Url(&'static str),
    Label(String, &'static str),
    Credentials(&'static str),
    Clash { family: String, label: String },
    TooLarge,
    Panicked,
    Proxy(InvalidProxy),
    Unreachable(ureq::Error),
    UnreachableThrough { proxy: String, error: ureq::Error },
    Refused { status: u16, said: String },
}

impl PushError {
    pub(super) fn url(why: &'static str) -> Self {
        Self(Kind::Url(why))
    }

    pub(super) fn label(label: &str, why: &'static str) -> Self {
        Self(Kind::Label(label.to_owned(), why))
    }

    pub(super) fn credentials(why: &'static str) -> Self {
        Self(Kind::Credentials(why))
    }

    pub(super) fn clash(family: &str, label: &str) -> Self {
        Self(Kind::Clash {
            family: family.to_owned(),
            label: label.to_owned(),
        })
    }

    pub(super) fn too_large() -> Self {
        Self(Kind::TooLarge)
    }

    pub(super) fn panicked() -> Self {
        Self(Kind::Panicked)
    }

    pub(super) fn unreachable(error: ureq::Error) -> Self {
        Self(Kind::Unreachable(error))
    }

    pub(super) fn proxy(invalid: InvalidProxy) -> Self {
        Self(Kind::Proxy(invalid))
    }

    pub(super) fn unreachable_through(proxy: &Proxy, error: ureq::Error) -> Self {
        let proxy = address(proxy);
        Self(Kind::UnreachableThrough { proxy, error })
    }

    pub(super) fn not_forwarded(proxy: &Proxy, error: io::Error) -> Self {
        let error = match error.kind() {
            io::ErrorKind::TimedOut => ureq::Error::Timeout(Timeout::Global),
            _ => ureq::Error::Io(error),
        };
        Self::unreachable_through(proxy, error)
    }

    /// What a server says is text of a stranger's: control characters are replaced.
    pub(super) fn refused(status: u16, said: &str) -> Self {
        let said = said.trim().replace(char::is_control, " ");
        Self(Kind::Refused { status, said })
    }

    /// The status that the gateway answered with, if it did.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self.0 {
            Kind::Refused { status, .. } => Some(status),
            _ => None,
        }
    }
}

impl fmt::Display for PushError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Url(why) => write!(f, "the gateway's URL can't be used: {why}"),
            Kind::Label(label, why) => write!(f, "the group can't have the label `{label}`: {why}"),
            Kind::Credentials(why) => write!(f, "the credentials can't be sent: {why}"),
            Kind::Clash { family, label } => write!(
                f,
                "metrics of `{family}` have a label `{label}`, and so has the group: the gateway would overwrite it"
            ),
            Kind::TooLarge => f.write_str("the metrics are larger than `max_body_bytes`"),
            Kind::Panicked => f.write_str("a collector or refresh function panicked"),
            Kind::Proxy(invalid) => write!(f, "the proxy can't be used: {invalid}"),
            Kind::Unreachable(ureq::Error::Timeout(_)) => f.write_str(
                "the gateway did not answer in time: whether it took the push is not known",
            ),
            Kind::Unreachable(_) => f.write_str("the gateway can't be reached"),
            Kind::UnreachableThrough {
                proxy,
                error: ureq::Error::Timeout(_),
            } => write!(
                f,
                "the gateway did not answer in time through the proxy `{proxy}`: whether it took the push is not known"
            ),
            Kind::UnreachableThrough { proxy, .. } => {
                write!(
                    f,
                    "the gateway can't be reached through the proxy `{proxy}`"
                )
            }
            Kind::Refused { status, said } if said.is_empty() => {
                write!(f, "the gateway answered with the status {status}")
            }
            Kind::Refused { status, said } => {
                write!(f, "the gateway answered with the status {status}: {said}")
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
            Kind::Unreachable(error) | Kind::UnreachableThrough { error, .. } => Some(error),
            _ => None,
        }
    }
}
