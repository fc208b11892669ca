//! A stream with timeouts for slow clients.
//!
//! hyper's timeout for the request head also applies between two requests. This stream has separate timeouts for the head, the
//! next request and the response.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

/// The timeouts of a connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timeouts {
    /// Receiving the head of a request.
    pub(super) head: Duration,
    /// Waiting for the next request.
    pub(super) idle: Duration,
    /// Sending a response.
    pub(super) write: Duration,
}

/// Counts the responses that started and ended on a connection. A flag would miss a response that starts and ends between two
/// polls.
#[derive(Clone)]
pub(super) struct ResponseTracker(Arc<Counts>);

struct Counts {
    started: AtomicUsize,
    ended: AtomicUsize,
    times: Mutex<Times>,
}

/// When the last response was ready, and when the client last read some of it.
#[derive(Clone, Copy)]
struct Times {
    ended: Instant,
    written: Instant,
}

/// How long progress on a response protects its connection from being replaced.
const MAX_WRITE_GRACE: Duration = Duration::from_secs(5);

/// A response in progress, which ends when the guard is dropped.
pub(super) struct ResponseGuard(ResponseTracker);

impl ResponseTracker {
    pub(super) fn new() -> Self {
        let now = Instant::now();
        Self(Arc::new(Counts {
            started: AtomicUsize::new(0),
            ended: AtomicUsize::new(0),
            times: Mutex::new(Times {
                ended: now,
                written: now,
            }),
        }))
    }

    /// Returns since when the server has been waiting for the client to send a request or read a response. Returns `None` while a
    /// response is being produced.
    pub(super) fn waits_since(&self) -> Option<Instant> {
        let Times { ended, written } = *self.times();
        let is_responding = self.0.started.load(Relaxed) != self.0.ended.load(Relaxed);
        (!is_responding).then(|| written.clamp(ended, ended + MAX_WRITE_GRACE))
    }

    fn record_write(&self, written: &Poll<io::Result<usize>>) {
        if matches!(written, Poll::Ready(Ok(1..))) {
            self.times().written = Instant::now();
        }
    }

    fn times(&self) -> MutexGuard<'_, Times> {
        self.0.times.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn begin(&self) -> ResponseGuard {
        self.0.started.fetch_add(1, Relaxed);
        ResponseGuard(self.clone())
    }
}

impl Drop for ResponseGuard {
    fn drop(&mut self) {
        self.0.times().ended = Instant::now();
        self.0.0.ended.fetch_add(1, Relaxed);
    }
}

/// What the reading side waits for.
#[derive(Clone, Copy, PartialEq)]
enum Awaits {
    Head,
    /// A response is being produced, so reads have no timeout.
    Response,
    Request,
}

/// A stream whose reads and writes fail after a timeout.
pub(super) struct TimeoutStream<S> {
    stream: S,
    timeouts: Timeouts,
    responses: ResponseTracker,
    /// The number of started responses at the last check.
    seen: usize,
    awaits: Awaits,
    read_deadline: Pin<Box<Sleep>>,
    /// Set from the first write that blocks until everything is written.
    write_deadline: Option<Pin<Box<Sleep>>>,
}

impl<S> TimeoutStream<S> {
    pub(super) fn new(stream: S, timeouts: Timeouts, responses: ResponseTracker) -> Self {
        Self {
            stream,
            timeouts,
            responses,
            seen: 0,
            awaits: Awaits::Head,
            read_deadline: Box::pin(sleep(timeouts.head)),
            write_deadline: None,
        }
    }

    fn await_head(&mut self) {
        self.awaits = Awaits::Head;
        self.read_deadline.set(sleep(self.timeouts.head));
    }

    /// Updates the state for responses that started or ended since the last check.
    fn catch_up(&mut self) {
        let started = self.responses.0.started.load(Relaxed);
        if started != self.seen {
            self.seen = started;
            self.awaits = Awaits::Response;
        }
        if self.awaits == Awaits::Response && self.responses.0.ended.load(Relaxed) == started {
            self.awaits = Awaits::Request;
            self.read_deadline.set(sleep(self.timeouts.idle));
        }
    }

    /// Returns the result of a read that would block: pending, or an error after the timeout.
    fn wait_to_read(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.awaits == Awaits::Response {
            return Poll::Pending;
        }
        ready!(self.read_deadline.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    /// Wakes the task when the idle timeout has passed. hyper does not poll a read again after a response if an earlier read is
    /// still pending.
    fn watch_idleness(&mut self, cx: &mut Context<'_>) {
        self.catch_up();
        if self.awaits == Awaits::Request && self.read_deadline.as_mut().poll(cx).is_ready() {
            cx.waker().wake_by_ref();
        }
    }

    /// Returns the result of a write, or an error if it has been blocked for longer than the timeout.
    fn wait_to_write<T>(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            return written;
        }
        let timeouts = self.timeouts.write;
        let deadline = self
            .write_deadline
            .get_or_insert_with(|| Box::pin(sleep(timeouts)));
        ready!(deadline.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for TimeoutStream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.catch_up();
        let before = buf.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buf);
        if read.is_pending() {
            return self.wait_to_read(cx);
        }
        if self.awaits == Awaits::Request && buf.filled().len() > before {
            self.await_head();
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for TimeoutStream<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.responses.record_write(&written);
        self.wait_to_write(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.responses.record_write(&written);
        self.wait_to_write(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(cx);
        if flushed.is_ready() {
            self.write_deadline = None;
            self.watch_idleness(cx);
        }
        self.wait_to_write(cx, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let shut = Pin::new(&mut self.stream).poll_shutdown(cx);
        self.wait_to_write(cx, shut)
    }
}
