//! The connections that are open, and which of them makes room for another.
//!
//! When all slots are in use, a new client replaces the client that the server has waited for longest, and
//! responses close their connections. If slots were released by a timeout instead, slow clients could occupy all of
//! them.

use super::bounded::Answers;
use std::collections::HashMap;
use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;
use tokio::task::{AbortHandle, Id, JoinSet};
use tokio::time::{Instant, sleep_until};

/// Nobody loses a connection without having had this time: for a TLS handshake and a request it is enough. With 64 places
/// it lets 640 clients a second pass, so that the thousand that a listener's queue holds are through in two.
const ENOUGH: Duration = Duration::from_millis(100);

/// All connections.
pub(super) struct Places {
    most: usize,
    taken: HashMap<Id, Taken>,
    connections: JoinSet<()>,
    somebody_waits: Arc<AtomicBool>,
}

struct Taken {
    answers: Answers,
    task: AbortHandle,
}

/// What a connection knows of its place.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) answers: Answers,
    somebody_waits: Arc<AtomicBool>,
}

impl Place {
    /// Whether to give the place up after an answer.
    pub(super) fn is_wanted(&self) -> bool {
        self.somebody_waits.load(Relaxed)
    }
}

impl Places {
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            taken: HashMap::new(),
            connections: JoinSet::new(),
            somebody_waits: Arc::default(),
        }
    }

    /// Runs a connection.
    pub(super) fn take<F>(&mut self, connection: impl FnOnce(Place) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let answers = Answers::new();
        let place = Place {
            answers: answers.clone(),
            somebody_waits: Arc::clone(&self.somebody_waits),
        };
        let task = self.connections.spawn(connection(place));
        self.taken.insert(task.id(), Taken { answers, task });
    }

    /// Waits for a connection to end; for ever if there is none.
    pub(super) async fn one_ended(&mut self) {
        let id = match self.connections.join_next_with_id().await {
            Some(Ok((id, ()))) => id,
            Some(Err(error)) => error.id(),
            None => return pending().await,
        };
        self.taken.remove(&id);
    }

    pub(super) async fn all_ended(&mut self) {
        while !self.connections.is_empty() {
            self.one_ended().await;
        }
    }

    /// Waits until there is a place, and sees to it that there is one.
    pub(super) async fn make_room(&mut self) {
        while self.taken.len() >= self.most {
            self.somebody_waits.store(true, Relaxed);
            let longest = self.longest_waited_for();
            // While all are being answered there is nobody to be cut, and maybe later.
            let since = longest.map_or_else(Instant::now, |(_, since)| since);
            tokio::select! {
                biased;
                () = self.one_ended() => {}
                () = sleep_until(since + ENOUGH) => self.cut(longest).await,
            }
        }
        self.somebody_waits.store(false, Relaxed);
    }

    /// The connection whose client has kept us waiting for longest, and since when.
    fn longest_waited_for(&self) -> Option<(Id, Instant)> {
        let waited_for = self.taken.iter();
        let waited_for = waited_for.filter_map(|(id, it)| Some((*id, it.answers.waits_since()?)));
        waited_for.min_by_key(|(_, since)| *since)
    }

    /// Ends a connection, unless its client has done something since, and waits until it has ended: until then its file is open.
    async fn cut(&mut self, longest: Option<(Id, Instant)>) {
        if longest != self.longest_waited_for() {
            return;
        }
        if let Some(taken) = longest.and_then(|(id, _)| self.taken.get(&id)) {
            taken.task.abort();
            self.one_ended().await;
        }
    }
}
