//! Basic authentication (RFC 7617) with bcrypt hashes.
//!
//! `queue.rs` orders the password checks, `attempts.rs` caches attempts.
//!
//! A correct password is cached as one digest in its user, so the cache needs no limit and no eviction. An unknown
//! name is checked against a fixed hash of cost 10, so that guesses of names do not cost as much as the most
//! expensive hash of a user.

mod attempts;
#[cfg(test)]
mod guessers;
mod queue;

use super::{AuthError, Credentials, Verdict};
use crate::exporter::digest::Digest;
use attempts::Wrong;
use axum::http::HeaderValue;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bcrypt::HashParts;
use queue::{Permit, Queue};
use std::collections::BTreeMap;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::time::sleep;

const CHALLENGE: HeaderValue =
    HeaderValue::from_static("Basic realm=\"metrics\", charset=\"UTF-8\"");

/// The allowed costs of a hash (log2 of the rounds). 4 is bcrypt's minimum; 18 takes seconds.
const COSTS: std::ops::RangeInclusive<u32> = 4..=18;

/// The hash that unknown names are checked against, of a random password that was thrown away. Its cost is fixed, so that the
/// most expensive user does not make guesses at names expensive. It is the cost that Prometheus' documentation uses, so where
/// users follow that, unknown names take as long as known ones; where they do not, the time shows which names exist.
const UNKNOWN: &str = "$2b$10$Vajm0Cg.KTe81dyLO3xXt.l9DtjzwL7sv71ryV0eoBBSNEOiqvD1a";

/// The users. There is at least one.
pub(super) struct Users {
    by_name: BTreeMap<Vec<u8>, User>,
    unknown: Arc<str>,
    wrong: Mutex<Wrong>,
    queue: Arc<Queue>,
}

/// The result of a login attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Password {
    Right,
    Wrong,
    /// Not checked, because too many attempts are waiting.
    Unchecked,
}

/// The outcome of one check of a password.
struct Checked {
    is_right: bool,
    /// The duration of the check, without the wait for a thread.
    took: Duration,
}

struct User {
    hash: Arc<str>,
    /// The digest of the last successful attempt.
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
            unknown: UNKNOWN.into(),
            wrong: Mutex::default(),
            queue: Arc::default(),
        })
    }

    pub(super) async fn check(&self, credentials: &Credentials<'_>) -> Verdict {
        let decoded = credentials
            .of("Basic")
            .and_then(|value| STANDARD.decode(value).ok());
        let credentials = decoded.as_deref().and_then(split);
        let Some((name, password)) = credentials else {
            return Verdict::unauthorized(CHALLENGE);
        };
        match self.checked(name, password, bcrypt_check).await {
            Password::Right => Verdict::Allowed,
            Password::Wrong => Verdict::unauthorized(CHALLENGE),
            Password::Unchecked => Verdict::Later,
        }
    }

    /// Returns the cached result of an attempt, or runs `check` if there is no result. Tests pass a check that takes virtual time.
    async fn checked<C>(
        &self,
        name: &[u8],
        password: &[u8],
        check: impl FnOnce(Vec<u8>, Arc<str>) -> C,
    ) -> Password
    where
        C: Future<Output = Option<Checked>> + Send + 'static,
    {
        let user = self.by_name.get(name);
        let hash = self.hash_of(user);
        // The salt in the hash makes it another digest in each program.
        let attempt = Digest::of([name, hash.as_bytes(), password]);
        if let Some(known) = self.known(user, &attempt) {
            return known;
        }
        let Some(permit) = self.queue.permit(&attempt).await else {
            return Password::Unchecked;
        };
        // The same attempt may have been checked meanwhile.
        if let Some(known) = self.known(user, &attempt) {
            return known;
        }
        let check = check(password.to_vec(), Arc::clone(hash));
        match (user, verify(check, permit).await) {
            (_, None) => Password::Unchecked,
            (Some(user), Some(true)) => {
                user.remember(attempt);
                Password::Right
            }
            _ => {
                let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
                wrong.remember(attempt);
                Password::Wrong
            }
        }
    }

    /// The hash that a password is checked against.
    fn hash_of<'a>(&'a self, user: Option<&'a User>) -> &'a Arc<str> {
        user.map_or(&self.unknown, |user| &user.hash)
    }

    /// What is known of an attempt without a check.
    fn known(&self, user: Option<&User>, attempt: &Digest) -> Option<Password> {
        if user.is_some_and(|user| user.knows(attempt)) {
            return Some(Password::Right);
        }
        let wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        wrong.has(attempt).then_some(Password::Wrong)
    }
}

impl User {
    fn new(hash: &str) -> Self {
        Self {
            hash: hash.into(),
            known: Mutex::new(None),
        }
    }

    fn knows(&self, attempt: &Digest) -> bool {
        let known = *self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.is_some_and(|known| known.equals(attempt).into())
    }

    fn remember(&self, attempt: Digest) {
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(attempt);
    }
}

/// Returns whether a password is right; `None` if the runtime stops before that is known. A task owns the check and the permit, so the
/// check runs to its end even if its client has gone.
async fn verify(
    check: impl Future<Output = Option<Checked>> + Send + 'static,
    permit: Permit,
) -> Option<bool> {
    let verify = async move {
        let Checked { is_right, took } = check.await?;
        if !is_right {
            rest(permit, took);
        }
        Some(is_right)
    };
    tokio::spawn(verify).await.ok().flatten()
}

/// Compares a password with its hash on a thread of its own.
async fn bcrypt_check(password: Vec<u8>, hash: Arc<str>) -> Option<Checked> {
    let check = move || {
        let began = Instant::now();
        let is_right = bcrypt::verify(password, &hash).unwrap_or(false);
        Checked {
            is_right,
            took: began.elapsed(),
        }
    };
    tokio::task::spawn_blocking(check).await.ok()
}

/// Keeps the turn for a while, so that guessers get half a core.
fn rest(permit: Permit, time: Duration) {
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

#[cfg(test)]
mod tests {
    use super::{HashParts, UNKNOWN, Users};

    #[test]
    fn unknown_names_are_checked_at_a_fixed_cost_whatever_the_hashes_of_users_cost() {
        let cost = UNKNOWN.parse().map(|parts: HashParts| parts.get_cost());
        assert_eq!(cost.unwrap(), 10);
        for cost in ["$04$", "$17$"] {
            let hash = UNKNOWN.replace("$10$", cost);
            let users = Users::new([("user", hash.as_str())]).unwrap();
            let checked = |name: &[u8]| users.hash_of(users.by_name.get(name)).to_string();
            assert_eq!(checked(b"user"), hash);
            assert_eq!(checked(b"nobody"), UNKNOWN);
        }
    }
}
