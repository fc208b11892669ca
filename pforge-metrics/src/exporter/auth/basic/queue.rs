//! The order in which passwords are checked.
//!
//! One check runs at a time, and a few attempts wait. All others are rejected, but keep their position in the queue for
//! when the same name and password are sent again. Checks rotate between the oldest repeated attempt, the newest repeated attempt and the oldest
//! new attempt.
//!
//! - If clients send each guess once, the second request of a user is the only repeated attempt. It waits for the running check
//!   and one more, regardless of the number of clients.
//! - If clients repeat a fixed list of guesses, these first arrived long ago, so the user is the newest repeated attempt.
//! - If clients repeat each guess until it is checked, the user waits for earlier attempts and then is the oldest one.

use super::attempts::TurnedAway;
use crate::exporter::digest::Digest;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;

/// The number of attempts that wait. Each occupies a connection slot of the server.
pub(super) const MAX_WAITING: usize = 16;

/// The attempts that wait for a check.
#[derive(Default)]
pub(super) struct Queue {
    list: Mutex<WaitingList>,
}

/// The permission to check one attempt. The next attempt gets it when this is dropped.
pub(super) struct Permit(Arc<Queue>);

#[derive(Default)]
struct WaitingList {
    is_checking: bool,
    turns: usize,
    arrivals: u64,
    /// Sorted by position.
    waiting: Vec<Waiting>,
    turned_away: TurnedAway,
}

struct Waiting {
    attempt: Digest,
    position: QueuePosition,
    permit: oneshot::Sender<Permit>,
}

/// A position in the queue.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct QueuePosition {
    /// Whether this is the first request with these credentials.
    is_new: bool,
    /// The number of the first arrival.
    arrival: u64,
}

impl Queue {
    /// Waits until an attempt may be checked. Returns `None` if it is rejected. The future is safe to drop at any time.
    pub(super) async fn permit(self: &Arc<Self>, attempt: &Digest) -> Option<Permit> {
        let (sender, permit) = oneshot::channel();
        self.waiting_list().join(*attempt, sender);
        self.call_next();
        permit.await.ok()
    }

    /// Sends a permit to the next attempt, unless a check runs. The lock is released before sending: a permit whose receiver is gone
    /// is dropped here, which calls this function again.
    fn call_next(self: &Arc<Self>) {
        let next = self.waiting_list().next();
        if let Some(next) = next {
            _ = next.permit.send(Permit(Arc::clone(self)));
        }
    }

    fn waiting_list(&self) -> MutexGuard<'_, WaitingList> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.0.waiting_list().is_checking = false;
        self.0.call_next();
    }
}

impl WaitingList {
    fn join(&mut self, attempt: Digest, permit: oneshot::Sender<Permit>) {
        self.arrivals += 1;
        let first = self.turned_away.arrival(&attempt);
        let position = QueuePosition {
            is_new: first.is_none(),
            arrival: first.unwrap_or(self.arrivals),
        };
        let before = self.waiting.partition_point(|it| it.position <= position);
        let waiting = Waiting {
            attempt,
            position,
            permit,
        };
        self.waiting.insert(before, waiting);
        if self.waiting.len() > MAX_WAITING {
            self.turn_away_abandoned();
        }
        if self.waiting.len() > MAX_WAITING {
            self.turn_away(self.least_urgent());
        }
    }

    /// Removes and returns the next attempt, unless a check runs.
    fn next(&mut self) -> Option<Waiting> {
        if self.is_checking {
            return None;
        }
        self.turn_away_abandoned();
        if self.waiting.is_empty() {
            return None;
        }
        let repeated = self.repeated();
        let chosen = match self.turns % 3 {
            0 if repeated < self.waiting.len() => repeated,
            1 => repeated.saturating_sub(1),
            _ => 0,
        };
        self.turns = self.turns.wrapping_add(1);
        self.is_checking = true;
        let next = self.waiting.remove(chosen);
        self.turned_away.forget(&next.attempt);
        Some(next)
    }

    /// Returns the number of repeated attempts, which are at the front.
    fn repeated(&self) -> usize {
        self.waiting.partition_point(|it| !it.position.is_new)
    }

    /// Returns the newest new attempt, or else the middle of the repeated ones, which would wait longest.
    fn least_urgent(&self) -> usize {
        if self.repeated() < self.waiting.len() {
            self.waiting.len() - 1
        } else {
            self.waiting.len() / 2
        }
    }

    /// Rejects attempts of clients that disconnected. They keep their position in case they are sent again.
    fn turn_away_abandoned(&mut self) {
        while let Some(gone) = self.waiting.iter().position(|it| it.permit.is_closed()) {
            self.turn_away(gone);
        }
    }

    fn turn_away(&mut self, position: usize) {
        let Waiting {
            attempt, position, ..
        } = self.waiting.remove(position);
        self.turned_away.remember(&attempt, position.arrival);
    }
}
