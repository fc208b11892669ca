//! Why there is no [`Auth`](super::Auth).

use crate::exporter::reloaded::Unreadable;
use crate::exporter::report::report;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why an [`Auth`](super::Auth) can't be built. No message has a secret in it.
///
/// `Debug` prints `Display` and the causes, for programs that return it from `main`.
#[non_exhaustive]
pub enum AuthError {
    /// There is no token, or the file of tokens has none.
    NoToken,
    /// A token is empty, or has a character that can't be sent.
    #[non_exhaustive]
    InvalidToken {
        /// Which token it is, or on which line of the file it stands, from 1.
        number: usize,
    },
    /// The file of tokens can't be read.
    #[non_exhaustive]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why it can't.
        source: io::Error,
    },
    /// There is no user.
    NoUser,
    /// The name of a user is empty, can't be sent, or is there twice.
    #[non_exhaustive]
    InvalidUser {
        /// The name.
        name: String,
    },
    /// The hash of a user is none of bcrypt, or one that takes too long.
    #[non_exhaustive]
    InvalidHash {
        /// The name of the user.
        name: String,
    },
    /// Any of no methods would allow nobody.
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
            Self::NoToken => write!(f, "there is no bearer token"),
            Self::InvalidToken { number } => write!(
                f,
                "bearer token {number} is empty or has a character other than visible ASCII"
            ),
            Self::Unreadable { path, .. } => {
                write!(f, "can't read the bearer tokens in `{}`", path.display())
            }
            Self::NoUser => write!(f, "there is no user"),
            Self::InvalidUser { name } => write!(
                f,
                "the user name `{}` is empty, has a colon or a control character, or is there twice",
                name.escape_debug()
            ),
            Self::InvalidHash { name } => write!(
                f,
                "the password of user `{}` is no bcrypt hash with a cost of 4 to 18",
                name.escape_debug()
            ),
            Self::NoMethod => write!(f, "there is no method to authenticate with"),
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
