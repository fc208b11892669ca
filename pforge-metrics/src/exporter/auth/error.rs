//! Errors of [`Auth`](super::Auth).

use crate::exporter::file_cache::Unreadable;
use crate::exporter::report::report;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// The error returned when an [`Auth`](super::Auth) cannot be built. No message contains a secret.
///
/// `Debug` writes the same text as `Display`, and the causes, for programs that return the error from `main`.
#[non_exhaustive]
pub enum AuthError {
    /// No token is configured, or the token file has none.
    NoToken,
    /// A token is empty or contains a character that is not visible ASCII.
    #[non_exhaustive]
    InvalidToken {
        /// The number of the token, or its line in the file, from 1.
        number: usize,
    },
    /// The token file cannot be read.
    #[non_exhaustive]
    Unreadable {
        /// The path of the file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// No user is configured.
    NoUser,
    /// A user name is empty, contains a colon or a control character, or is a duplicate.
    #[non_exhaustive]
    InvalidUser {
        /// The user name.
        name: String,
    },
    /// The hash of a user is not a bcrypt hash with a cost of 4 to 18.
    #[non_exhaustive]
    InvalidHash {
        /// The user name.
        name: String,
    },
    /// [`Auth::any_of`](super::Auth::any_of) received no methods.
    NoMethod,
}

impl From<Unreadable> for AuthError {
    fn from(Unreadable { path, source }: Unreadable) -> Self {
        Self::Unreadable { path, source }
    }
}

impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoToken => write!(f, "no bearer token configured"),
            Self::InvalidToken { number } => write!(
                f,
                "bearer token {number} is empty or contains a character that is not visible ASCII"
            ),
            Self::Unreadable { path, .. } => {
                write!(f, "cannot read the bearer tokens in `{}`", path.display())
            }
            Self::NoUser => write!(f, "no user configured"),
            Self::InvalidUser { name } => write!(
                f,
                "the user name `{}` is empty, contains a colon or a control character, or is a duplicate",
                name.escape_debug()
            ),
            Self::InvalidHash { name } => write!(
                f,
                "the password of user `{}` is not a bcrypt hash with a cost of 4 to 18",
                name.escape_debug()
            ),
            Self::NoMethod => write!(f, "no authentication method configured"),
        }
    }
}

impl fmt::Debug for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        report(self, f)
    }
}

impl std::error::Error for AuthError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable { source, .. } => Some(source),
            _ => None,
        }
    }
}
