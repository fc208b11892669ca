//! An HTTP/1 server for one exporter, with limits for public ports. `axum::serve` has none.
//!
//! `connection.rs` serves one connection, `timeout_stream.rs` enforces timeouts, and `slots.rs` limits the number of connections.
//! Scrapers do not require HTTP/2.

mod connection;
mod slots;
mod timeout_stream;

use super::Exporter;
#[cfg(feature = "tls")]
use super::web_config::Tls;
use axum::Router;
use axum::serve::Listener;
use connection::ConnectionSetup;
use slots::ConnectionSlots;
use std::fmt;
use std::io;
use std::pin::Pin;
use std::time::Duration;
use timeout_stream::Timeouts;
use tokio::sync::watch;
use tokio::time::timeout;

/// A server for one exporter, created by [`Exporter::server`] and started by [`serve`](Self::serve).
///
/// It serves `GET /metrics` over HTTP/1.1, with limits on the number and duration of connections.
///
/// ```no_run
/// # async fn run(exporter: pforge_metrics::exporter::Exporter) -> std::io::Result<()> {
/// use std::time::Duration;
/// use tokio::net::TcpListener;
///
/// let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
/// let server = exporter
///     .server()
///     .max_connections(16)
///     .header_read_timeout(Duration::from_secs(5))
///     .graceful_shutdown(async { _ = stopped.await });
/// server.serve(TcpListener::bind("127.0.0.1:9100").await?).await
/// # }
/// ```
#[must_use = "it does nothing until it is run"]
pub struct Server {
    router: Router,
    max_connections: usize,
    timeouts: Timeouts,
    shutdown_timeout: Duration,
    stop: Pin<Box<dyn Future<Output = ()> + Send>>,
    #[cfg(feature = "tls")]
    tls: Option<Tls>,
}

impl Exporter {
    /// Serves `GET /metrics` on a listener, with the default options of [`server`](Self::server).
    ///
    /// The future never completes. Dropping it closes all connections.
    ///
    /// # Errors
    ///
    /// Currently never returns an error. An error of a connection ends that connection. An error of the listener is retried.
    ///
    /// ```no_run
    /// # async fn run(exporter: pforge_metrics::exporter::Exporter) -> std::io::Result<()> {
    /// exporter.serve(tokio::net::TcpListener::bind("127.0.0.1:9100").await?).await
    /// # }
    /// ```
    pub async fn serve<L: Listener>(&self, listener: L) -> io::Result<()> {
        self.server().serve(listener).await
    }

    /// Returns a server with the default options: plain HTTP, 64 connections and no shutdown signal.
    pub fn server(&self) -> Server {
        Server {
            router: self.router(),
            max_connections: 64,
            timeouts: Timeouts {
                head: Duration::from_secs(10),
                idle: Duration::from_secs(180),
                write: Duration::from_secs(30),
            },
            shutdown_timeout: Duration::from_secs(10),
            stop: Box::pin(std::future::pending()),
            #[cfg(feature = "tls")]
            tls: None,
        }
    }
}

impl Server {
    /// Limits the number of open connections. Default: 64. 0 means 1.
    ///
    /// When all connection slots are in use, a new client replaces the connection that has kept the server waiting for the longest
    /// time, at least 100 milliseconds. Such a connection is idle, sends its request slowly or does not read its response. While a
    /// client waits for a slot, the server also closes each connection after its current response.
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.max_connections = connections.max(1);
        self
    }

    /// Sets the timeout for the head of a request, from its first byte or, for the first request, from the connection. It also
    /// applies to the TLS handshake. Default: 10 seconds.
    pub fn header_read_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.head = timeout;
        self
    }

    /// Sets how long a connection stays open without a request. Default: 3 minutes, which exceeds the usual scrape interval, so a
    /// scraper can reuse its connection.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.idle = timeout;
        self
    }

    /// Sets the timeout for a client to read a response, from the first write that blocks. Default: 30 seconds.
    pub fn write_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.write = timeout;
        self
    }

    /// Serves HTTPS, or plain HTTP with `None`. [`WebConfig::tls`](super::WebConfig::tls) returns a matching value. Default: `None`.
    #[cfg(feature = "tls")]
    pub fn tls(mut self, tls: impl Into<Option<Tls>>) -> Self {
        self.tls = tls.into();
        self
    }

    /// Stops the server when `stop` completes. The server then accepts no connections, closes idle ones and finishes running
    /// requests within the [`shutdown_timeout`](Self::shutdown_timeout). Default: the server never stops.
    pub fn graceful_shutdown(mut self, stop: impl Future<Output = ()> + Send + 'static) -> Self {
        self.stop = Box::pin(stop);
        self
    }

    /// Sets how long the server waits for running requests after the stop signal, before it aborts them. Default: 10 seconds.
    pub fn shutdown_timeout(mut self, timeout: Duration) -> Self {
        self.shutdown_timeout = timeout;
        self
    }

    /// Serves connections until the [stop signal](Self::graceful_shutdown). Dropping the future closes all connections at once.
    ///
    /// Accepts any axum [`Listener`], such as a TCP or Unix listener. If accepting fails, for example because the process has no
    /// file descriptors left, axum retries after a second.
    ///
    /// # Errors
    ///
    /// Currently never returns an error, as with [`Exporter::serve`].
    pub async fn serve<L: Listener>(mut self, mut listener: L) -> io::Result<()> {
        let mut slots = ConnectionSlots::new(self.max_connections);
        let (stop, stopping) = watch::channel(());
        loop {
            tokio::select! {
                biased;
                () = &mut self.stop => break,
                stream = next(&mut listener, &mut slots) => {
                    let setup = self.setup(stopping.clone());
                    slots.take(|slot| setup.serve(stream, slot));
                }
            }
        }
        drop((listener, stop));
        // Dropping the slots aborts the remaining connections.
        _ = timeout(self.shutdown_timeout, slots.all_ended()).await;
        Ok(())
    }

    fn setup(&self, stopping: watch::Receiver<()>) -> ConnectionSetup {
        ConnectionSetup {
            router: self.router.clone(),
            timeouts: self.timeouts,
            stopping,
            #[cfg(feature = "tls")]
            tls: self.tls.clone(),
        }
    }
}

/// Returns the next connection once a slot is free for it.
async fn next<L: Listener>(listener: &mut L, slots: &mut ConnectionSlots) -> L::Io {
    let stream = loop {
        tokio::select! {
            () = slots.one_ended() => {}
            (stream, _) = listener.accept() => break stream,
        }
    };
    slots.make_room().await;
    stream
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("max_connections", &self.max_connections)
            .field("timeouts", &self.timeouts)
            .field("shutdown_timeout", &self.shutdown_timeout)
            .finish_non_exhaustive()
    }
}
