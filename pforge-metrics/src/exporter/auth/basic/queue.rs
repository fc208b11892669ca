//! The order in which passwords are checked.
//!
//! One check runs at a time, and a few attempts wait. Everything else is turned away, but keeps its place in line: when the same
//! name and password come again, they go before all attempts that came once, in the order in which they first came. A
//! guesser has no reason to send a guess again, a user sends the right password each time. So however many guess, the
//! second attempt of a user waits for the check that runs, and for nothing else. Guessers that repeat their
//! guesses compete in the order of arrival, which nobody can jump.

use super::attempts::TurnedAway;
use crate::exporter::digest::Digest;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;

/// The number of attempts that wait. Each of them occupies a connection of the server, which others need.
pub(super) const MAX_WAITING: usize = 16;

/// The attempts that wait for a check.
#[derive(Default)]
pub(super) struct Queue {
    line: Mutex<Line>,
}

/// The permission to check one attempt. The next attempt gets it when this is dropped.
pub(super) struct Turn(Arc<Queue>);

#[derive(Default)]
struct Line {
    is_checking: bool,
    arrivals: u64,
    waiting: Vec<Waiting>,
    turned_away: TurnedAway,
}

struct Waiting {
    attempt: Digest,
    place: Place,
    turn: oneshot::Sender<Turn>,
}

/// A place in line. The least is the first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// Whether the attempt came once: those that came again go before it.
    is_new: bool,
    /// The number of the first arrival.
    arrival: u64,
}

impl Queue {
    /// Waits until an attempt may be checked. `None` if it is turned away. It is safe to drop at any time.
    pub(super) async fn turn(self: &Arc<Self>, attempt: &Digest) -> Option<Turn> {
        let (sender, turn) = oneshot::channel();
        self.line().join(*attempt, sender);
        self.call_next();
        turn.await.ok()
    }

    /// Gives the turn to the first in line, unless a check runs. Without the lock: a turn that nobody takes is dropped here,
    /// and calls the next.
    fn call_next(self: &Arc<Self>) {
        let next = self.line().next();
        if let Some(next) = next {
            _ = next.turn.send(Turn(Arc::clone(self)));
        }
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.line().is_checking = false;
        self.0.call_next();
    }
}

impl Line {
    fn join(&mut self, attempt: Digest, turn: oneshot::Sender<Turn>) {
        self.arrivals += 1;
        let first = self.turned_away.arrival(&attempt);
        let place = Place {
            is_new: first.is_none(),
            arrival: first.unwrap_or(self.arrivals),
        };
        self.waiting.push(Waiting {
            attempt,
            place,
            turn,
        });
        if self.waiting.len() > MAX_WAITING {
            self.turn_away_abandoned();
        }
        if self.waiting.len() > MAX_WAITING {
            let last = (0..self.waiting.len()).max_by_key(|&position| self.waiting[position].place);
            last.map(|last| self.turn_away(last));
        }
    }

    /// The first in line, if it may be checked now.
    fn next(&mut self) -> Option<Waiting> {
        if self.is_checking {
            return None;
        }
        self.turn_away_abandoned();
        let first = (0..self.waiting.len()).min_by_key(|&position| self.waiting[position].place)?;
        let first = self.waiting.swap_remove(first);
        self.turned_away.forget(&first.attempt);
        self.is_checking = true;
        Some(first)
    }

    /// Removes those whose clients have gone: they may come again.
    fn turn_away_abandoned(&mut self) {
        while let Some(gone) = self.waiting.iter().position(|it| it.turn.is_closed()) {
            self.turn_away(gone);
        }
    }

    fn turn_away(&mut self, position: usize) {
        let Waiting { attempt, place, .. } = self.waiting.swap_remove(position);
        self.turned_away.remember(&attempt, place.arrival);
    }
}
