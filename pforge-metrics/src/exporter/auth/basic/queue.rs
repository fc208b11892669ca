//! The order in which passwords are checked.
//!
//! One check runs at a time, and a few attempts wait. Everything else is turned away, but keeps its position in line for when the
//! same name and password come again. Turns rotate between the oldest repeated attempt, the newest repeated attempt and the oldest
//! new attempt.
//!
//! - Guessers that send each guess once: the second request of a user is the only one that came again, so it waits for the check
//!   that runs and for one more, however many guess.
//! - Guessers that go through a list again and again: their guesses first came long ago, so the user came last.
//! - Guessers that repeat a guess until it is checked: the user waits for those that came before it, and then came longest
//!   ago.

use super::attempts::TurnedAway;
use crate::exporter::digest::Digest;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;

/// The number of attempts that wait. Each of them occupies a connection of the server, which others need.
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
    /// In the order of their places.
    waiting: Vec<Waiting>,
    turned_away: TurnedAway,
}

struct Waiting {
    attempt: Digest,
    position: QueuePosition,
    permit: oneshot::Sender<Permit>,
}

/// A position in line.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct QueuePosition {
    /// Whether this is the first request with these credentials.
    is_new: bool,
    /// The number of the first arrival.
    arrival: u64,
}

impl Queue {
    /// Waits until an attempt may be checked. `None` if it is turned away. It is safe to drop at any time.
    pub(super) async fn permit(self: &Arc<Self>, attempt: &Digest) -> Option<Permit> {
        let (sender, permit) = oneshot::channel();
        self.waiting_list().join(*attempt, sender);
        self.call_next();
        permit.await.ok()
    }

    /// Gives the turn to the next attempt, unless a check runs. Without the lock: a turn whose receiver has gone is dropped here,
    /// and calls the next.
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

    /// The attempt whose turn it is, if it may be checked now.
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

    /// The number of attempts that came again: they are the first.
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

    /// Removes those whose clients have gone: they may come again.
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
