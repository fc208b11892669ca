//! The connection slots, and which connection is closed when none is free.
//!
//! When all slots are in use, a new client replaces the client that the server has waited for longest, and
//! responses close their connections. If slots were released by a timeout instead, slow clients could occupy all of
//! them.

use super::timeout_stream::ResponseTracker;
use std::collections::HashMap;
use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;
use tokio::task::{AbortHandle, Id, JoinSet};
use tokio::time::{Instant, sleep_until};

/// The minimum time that a client may keep the server waiting before its connection can be closed. It suffices for a TLS
/// handshake and a request. With 64 slots, 640 connections per second can be replaced, so a listener backlog of about 1,000
/// drains in two seconds.
const MIN_CONNECTION_TIME: Duration = Duration::from_millis(100);

/// All open connections.
pub(super) struct ConnectionSlots {
    max: usize,
    open: HashMap<Id, OpenConnection>,
    connections: JoinSet<()>,
    is_contended: Arc<AtomicBool>,
}

struct OpenConnection {
    responses: ResponseTracker,
    task: AbortHandle,
}

/// The slot of one connection.
#[derive(Clone)]
pub(super) struct ConnectionSlot {
    pub(super) responses: ResponseTracker,
    is_contended: Arc<AtomicBool>,
}

impl ConnectionSlot {
    /// Returns whether the connection should close after the current response, because another client waits for a slot.
    pub(super) fn should_close(&self) -> bool {
        self.is_contended.load(Relaxed)
    }
}

impl ConnectionSlots {
    pub(super) fn new(max: usize) -> Self {
        Self {
            max,
            open: HashMap::new(),
            connections: JoinSet::new(),
            is_contended: Arc::default(),
        }
    }

    /// Spawns a connection.
    pub(super) fn take<F>(&mut self, connection: impl FnOnce(ConnectionSlot) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let responses = ResponseTracker::new();
        let slot = ConnectionSlot {
            responses: responses.clone(),
            is_contended: Arc::clone(&self.is_contended),
        };
        let task = self.connections.spawn(connection(slot));
        self.open
            .insert(task.id(), OpenConnection { responses, task });
    }

    /// Waits for a connection to end. Never completes if no connection is open.
    pub(super) async fn one_ended(&mut self) {
        let id = match self.connections.join_next_with_id().await {
            Some(Ok((id, ()))) => id,
            Some(Err(error)) => error.id(),
            None => return pending().await,
        };
        self.open.remove(&id);
    }

    pub(super) async fn all_ended(&mut self) {
        while !self.connections.is_empty() {
            self.one_ended().await;
        }
    }

    /// Waits until a slot is free, and closes a connection if necessary.
    pub(super) async fn make_room(&mut self) {
        while self.open.len() >= self.max {
            self.is_contended.store(true, Relaxed);
            let longest = self.longest_waiting();
            // While all responses are in progress, no connection can be closed. Check again later.
            let since = longest.map_or_else(Instant::now, |(_, since)| since);
            tokio::select! {
                biased;
                () = self.one_ended() => {}
                () = sleep_until(since + MIN_CONNECTION_TIME) => self.cut(longest).await,
            }
        }
        self.is_contended.store(false, Relaxed);
    }

    /// Returns the connection that has kept the server waiting for longest, and since when.
    fn longest_waiting(&self) -> Option<(Id, Instant)> {
        let waiting = self.open.iter();
        let waiting = waiting.filter_map(|(id, it)| Some((*id, it.responses.waits_since()?)));
        waiting.min_by_key(|(_, since)| *since)
    }

    /// Closes a connection unless its client has made progress since, and waits until its file descriptor is closed.
    async fn cut(&mut self, longest: Option<(Id, Instant)>) {
        if longest != self.longest_waiting() {
            return;
        }
        if let Some(connection) = longest.and_then(|(id, _)| self.open.get(&id)) {
            connection.task.abort();
            self.one_ended().await;
        }
    }
}
