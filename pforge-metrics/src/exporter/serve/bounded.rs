//! A stream that no client keeps open by being slow.
//!
//! hyper's own timeout for the head also ends connections between two requests. Here the two are apart, and taking an answer
//! is bounded as well.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

/// How long a client is waited for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// For the head of a request.
    pub(super) head: Duration,
    /// For the next request after an answer.
    pub(super) idle: Duration,
    /// For the client to take an answer.
    pub(super) answer: Duration,
}

/// How many answers were begun and ended on a connection. Counted, not flagged: an answer can begin and end unseen.
#[derive(Clone)]
pub(super) struct Answers(Arc<Counts>);

struct Counts {
    begun: AtomicUsize,
    ended: AtomicUsize,
    times: Mutex<Times>,
}

/// When it became the client's turn, and when it last took some of an answer.
#[derive(Clone, Copy)]
struct Times {
    ended: Instant,
    written: Instant,
}

/// How long a client that goes on taking its answer is not waited for.
const TAKING: Duration = Duration::from_secs(5);

/// An answer, which ends when this is dropped.
pub(super) struct Answer(Answers);

impl Answers {
    pub(super) fn new() -> Self {
        let now = Instant::now();
        Self(Arc::new(Counts {
            begun: AtomicUsize::new(0),
            ended: AtomicUsize::new(0),
            times: Mutex::new(Times {
                ended: now,
                written: now,
            }),
        }))
    }

    /// Since when the client is waited for: to ask, or to take what it has asked for. While an answer is made it is not.
    pub(super) fn waits_since(&self) -> Option<Instant> {
        let Times { ended, written } = *self.times();
        let is_answering = self.0.begun.load(Relaxed) != self.0.ended.load(Relaxed);
        (!is_answering).then(|| written.clamp(ended, ended + TAKING))
    }

    fn taken(&self, written: &Poll<io::Result<usize>>) {
        if matches!(written, Poll::Ready(Ok(1..))) {
            self.times().written = Instant::now();
        }
    }

    fn times(&self) -> MutexGuard<'_, Times> {
        self.0.times.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn begin(&self) -> Answer {
        self.0.begun.fetch_add(1, Relaxed);
        Answer(self.clone())
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        self.0.times().ended = Instant::now();
        self.0.0.ended.fetch_add(1, Relaxed);
    }
}

/// What is waited for on the reading side.
#[derive(Clone, Copy, PartialEq)]
enum Awaits {
    Head,
    /// Nothing: an answer is being made.
    Answer,
    Request,
}

/// A stream whose reads and writes fail once the client's time is over.
pub(super) struct Bounded<S> {
    stream: S,
    patience: Patience,
    answers: Answers,
    /// How many answers had begun when last looked at.
    seen: usize,
    awaits: Awaits,
    read_deadline: Pin<Box<Sleep>>,
    /// There from when a write had to wait until all is written.
    write_deadline: Option<Pin<Box<Sleep>>>,
}

impl<S> Bounded<S> {
    pub(super) fn new(stream: S, patience: Patience, answers: Answers) -> Self {
        Self {
            stream,
            patience,
            answers,
            seen: 0,
            awaits: Awaits::Head,
            read_deadline: Box::pin(sleep(patience.head)),
            write_deadline: None,
        }
    }

    fn await_head(&mut self) {
        self.awaits = Awaits::Head;
        self.read_deadline.set(sleep(self.patience.head));
    }

    /// Learns of answers that began or ended.
    fn catch_up(&mut self) {
        let begun = self.answers.0.begun.load(Relaxed);
        if begun != self.seen {
            self.seen = begun;
            self.awaits = Awaits::Answer;
        }
        if self.awaits == Awaits::Answer && self.answers.0.ended.load(Relaxed) == begun {
            self.awaits = Awaits::Request;
            self.read_deadline.set(sleep(self.patience.idle));
        }
    }

    /// What comes of a read that has to wait.
    fn wait_to_read(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.awaits == Awaits::Answer {
            return Poll::Pending;
        }
        ready!(self.read_deadline.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    /// Sees to it that the task is woken when the client has been idle for too long: hyper does not read again after an answer
    /// while a read from before it still waits.
    fn watch_idleness(&mut self, cx: &mut Context<'_>) {
        self.catch_up();
        if self.awaits == Awaits::Request && self.read_deadline.as_mut().poll(cx).is_ready() {
            cx.waker().wake_by_ref();
        }
    }

    /// What comes of a write that may have to wait.
    fn wait_to_write<T>(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            return written;
        }
        let patience = self.patience.answer;
        let deadline = self
            .write_deadline
            .get_or_insert_with(|| Box::pin(sleep(patience)));
        ready!(deadline.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Bounded<S> {
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

impl<S: AsyncWrite + Unpin> AsyncWrite for Bounded<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.answers.taken(&written);
        self.wait_to_write(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.answers.taken(&written);
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
