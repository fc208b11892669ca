//! SHA-256 digests, which are stored and compared instead of secrets.

use sha2::Digest as _;
use subtle::{Choice, ConstantTimeEq};

/// The digest of a secret or of a file.
#[derive(Clone, Copy)]
pub(super) struct Digest([u8; 32]);

impl Digest {
    /// Returns the digest of several parts. The length of each part is hashed too, so that different lists with the same
    /// concatenation have different digests.
    pub(super) fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = sha2::Sha256::new();
        for part in parts {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }

    /// Compares two digests in constant time.
    pub(super) fn equals(&self, other: &Self) -> Choice {
        self.0.ct_eq(&other.0)
    }

    /// Returns the first eight bytes as a number.
    #[cfg(feature = "basic-auth")]
    pub(super) fn number(&self) -> u64 {
        let first = self.0.first_chunk();
        first.map_or(0, |first| u64::from_be_bytes(*first))
    }
}
