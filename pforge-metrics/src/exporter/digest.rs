//! SHA-256: what is kept of a secret, and compared instead of it.

use sha2::Digest as _;
use subtle::{Choice, ConstantTimeEq};

/// The digest of a secret or of a file.
#[derive(Clone, Copy)]
pub(super) struct Digest([u8; 32]);

impl Digest {
    /// The digest of some parts, each with its length, so that no two lists of parts run together.
    pub(super) fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = sha2::Sha256::new();
        for part in parts {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }

    /// Whether two are equal, in a time that does not depend on where they differ.
    pub(super) fn equals(&self, other: &Self) -> Choice {
        self.0.ct_eq(&other.0)
    }

    /// The first eight bytes: a number that is the same for the same digest.
    #[cfg(feature = "basic-auth")]
    pub(super) fn number(&self) -> u64 {
        let first = self.0.first_chunk();
        first.map_or(0, |first| u64::from_be_bytes(*first))
    }
}
