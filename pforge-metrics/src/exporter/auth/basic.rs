//! Users with passwords (RFC 7617), known by their bcrypt hashes.

use super::{AuthError, Given, Verdict};
use crate::exporter::digest::Digest;
use axum::http::HeaderValue;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bcrypt::HashParts;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::sleep;

const CHALLENGE: HeaderValue =
    HeaderValue::from_static("Basic realm=\"metrics\", charset=\"UTF-8\"");

/// A bcrypt takes a core for a tenth of a second: so many at a time, however many ask.
const HASHES_AT_ONCE: usize = 1;

/// So many wait for that, or have it done. More would fill the places of a server with those who wait, and leave none to
/// clients who need not.
const IN_TURN: usize = 16;

/// What a hash may cost, as the logarithm of the rounds: 4 is bcrypt's least, 18 takes seconds.
const COSTS: std::ops::RangeInclusive<u32> = 4..=18;

/// The users, of whom there is at least one.
pub(super) struct Users {
    by_name: BTreeMap<Vec<u8>, User>,
    permits: Arc<Semaphore>,
    turns: Semaphore,
}

/// What is known of a password.
enum Password {
    Right,
    Wrong,
    /// Nothing: too many are being checked.
    Unchecked,
}

struct User {
    hash: Arc<str>,
    /// The digest of the password that was right last.
    known: Mutex<Option<Digest>>,
}

impl Users {
    pub(super) fn new<N, H>(users: impl IntoIterator<Item = (N, H)>) -> Result<Self, AuthError>
    where
        N: Into<String>,
        H: Into<String>,
    {
        let mut known = BTreeMap::new();
        for (name, hash) in users {
            let (name, hash) = (name.into(), hash.into());
            let cost = hash.parse().map(|parts: HashParts| parts.get_cost());
            if !cost.is_ok_and(|cost| COSTS.contains(&cost)) {
                return Err(AuthError::InvalidHash { name });
            }
            let is_sendable = !name.is_empty() && !name.contains([':']) && !has_control(&name);
            if !is_sendable || known.contains_key(name.as_bytes()) {
                return Err(AuthError::InvalidUser { name });
            }
            known.insert(name.into_bytes(), User::new(&hash));
        }
        if known.is_empty() {
            return Err(AuthError::NoUser);
        }
        Ok(Self {
            by_name: known,
            permits: Arc::new(Semaphore::new(HASHES_AT_ONCE)),
            turns: Semaphore::new(IN_TURN),
        })
    }

    pub(super) async fn check(&self, given: &Given<'_>) -> Verdict {
        let decoded = given
            .of("Basic")
            .and_then(|value| STANDARD.decode(value).ok());
        let credentials = decoded.as_deref().and_then(split);
        let Some((name, password)) = credentials else {
            return Verdict::unauthorized(CHALLENGE);
        };
        match self.checked(name, password).await {
            Password::Right => Verdict::Allowed,
            Password::Wrong => Verdict::unauthorized(CHALLENGE),
            Password::Unchecked => Verdict::Later,
        }
    }

    async fn checked(&self, name: &[u8], password: &[u8]) -> Password {
        let user = self.by_name.get(name);
        // Whether a user exists must not show in the time, so an unknown name is checked like one that is known.
        let Some(checked) = user.or_else(|| self.stand_in(name)) else {
            return Password::Wrong;
        };
        let digest = checked.digest(password);
        if user.is_some() && checked.knows(&digest) {
            return Password::Right;
        }
        let Ok(_turn) = self.turns.try_acquire() else {
            return Password::Unchecked;
        };
        let Ok(permit) = Arc::clone(&self.permits).acquire_owned().await else {
            return Password::Unchecked;
        };
        // Whoever came before may have brought the same.
        if user.is_some() && checked.knows(&digest) {
            return Password::Right;
        }
        if checked.verify(password, permit).await && user.is_some() {
            checked.remember(digest);
            return Password::Right;
        }
        Password::Wrong
    }

    /// The user whose hash an unknown name is checked against: always the same, so that hashes that cost differently don't
    /// tell it either.
    fn stand_in(&self, name: &[u8]) -> Option<&User> {
        let number = Digest::of([name]).number() % self.by_name.len();
        self.by_name.values().nth(number)
    }
}

impl User {
    fn new(hash: &str) -> Self {
        Self {
            hash: hash.into(),
            known: Mutex::new(None),
        }
    }

    /// With the hash in it, whose salt makes it another one for each user.
    fn digest(&self, password: &[u8]) -> Digest {
        Digest::of([self.hash.as_bytes(), password])
    }

    fn knows(&self, digest: &Digest) -> bool {
        let known = *self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.is_some_and(|known| known.equals(digest).into())
    }

    /// The permit goes along: the hash is computed to its end even if nobody waits for it any more.
    async fn verify(&self, password: &[u8], permit: OwnedSemaphorePermit) -> bool {
        let (hash, password) = (Arc::clone(&self.hash), password.to_vec());
        let verify = move || {
            let began = Instant::now();
            let is_right = bcrypt::verify(password, &hash).unwrap_or(false);
            if !is_right {
                rest(permit, began.elapsed());
            }
            is_right
        };
        tokio::task::spawn_blocking(verify).await.unwrap_or(false)
    }

    fn remember(&self, digest: Digest) {
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(digest);
    }
}

/// Keeps the permit for a while, so that whoever guesses gets a part of a core and not the whole.
fn rest(permit: OwnedSemaphorePermit, time: Duration) {
    tokio::spawn(async move { (sleep(time).await, permit).0 });
}

/// Name and password; a password may have colons.
fn split(credentials: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = credentials.iter().position(|&byte| byte == b':')?;
    Some((&credentials[..colon], &credentials[colon + 1..]))
}

fn has_control(name: &str) -> bool {
    name.chars().any(char::is_control)
}
