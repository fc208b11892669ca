//! A port of the exporter's own.
//!
//! axum's `serve` has no limits; this has those that keep a port open which anybody can reach. `connection.rs` speaks HTTP to one
//! client, `bounded.rs` cuts off those who dawdle, `places.rs` says who makes room when there are too many. HTTP/1 alone: no scraper needs more.

mod bounded;
mod connection;
mod places;

use super::Exporter;
#[cfg(feature = "tls")]
use super::web_config::Tls;
use axum::Router;
use axum::serve::Listener;
use bounded::Patience;
use connection::Greeting;
use places::Places;
use std::fmt;
use std::io;
use std::pin::Pin;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::timeout;

/// A server for one exporter, to be set up and then [run](Self::serve).
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
    patience: Patience,
    shutdown_timeout: Duration,
    stop: Pin<Box<dyn Future<Output = ()> + Send>>,
    #[cfg(feature = "tls")]
    tls: Option<Tls>,
}

impl Exporter {
    /// Serves `GET /metrics` on a port of its own, with the limits that [`server`](Self::server) starts from.
    ///
    /// Ends only when it is dropped, and closes all connections then.
    ///
    /// # Errors
    ///
    /// None today: what goes wrong with one connection ends that connection, and what goes wrong with accepting is tried again.
    ///
    /// ```no_run
    /// # async fn run(exporter: pforge_metrics::exporter::Exporter) -> std::io::Result<()> {
    /// exporter.serve(tokio::net::TcpListener::bind("127.0.0.1:9100").await?).await
    /// # }
    /// ```
    pub async fn serve<L: Listener>(&self, listener: L) -> io::Result<()> {
        self.server().serve(listener).await
    }

    /// A server to be set up: plain HTTP, 64 connections, never stopped.
    pub fn server(&self) -> Server {
        Server {
            router: self.router(),
            max_connections: 64,
            patience: Patience {
                head: Duration::from_secs(10),
                idle: Duration::from_secs(180),
                answer: Duration::from_secs(30),
            },
            shutdown_timeout: Duration::from_secs(10),
            stop: Box::pin(std::future::pending()),
            #[cfg(feature = "tls")]
            tls: None,
        }
    }
}

impl Server {
    /// How many connections are open at a time; 64 unless set, and 0 counts as 1.
    ///
    /// Nobody keeps a place that others wait for. When one more client comes, the one that has kept the server waiting for
    /// longest, and for a tenth of a second at least, loses its connection: it is idle, drips its request or does not take
    /// its answer. And whoever gets an answer meanwhile has to connect again.
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.max_connections = connections.max(1);
        self
    }

    /// How long a client may take to send the head of a request, counted from its first byte, or from when it connected. The
    /// same holds for the TLS handshake. 10 s unless set.
    pub fn header_read_timeout(mut self, timeout: Duration) -> Self {
        self.patience.head = timeout;
        self
    }

    /// How long a connection stays open after an answer without another request. 3 min unless set: longer than scrapes are
    /// usually apart, so that one connection serves them all.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.patience.idle = timeout;
        self
    }

    /// How long a client may take to receive an answer, counted from when it first could not be sent on. 30 s unless set.
    pub fn write_timeout(mut self, timeout: Duration) -> Self {
        self.patience.answer = timeout;
        self
    }

    /// Speaks TLS, or plain HTTP if given `None`: what the [`WebConfig`](super::WebConfig) says.
    #[cfg(feature = "tls")]
    pub fn tls(mut self, tls: impl Into<Option<Tls>>) -> Self {
        self.tls = tls.into();
        self
    }

    /// Stops when `stop` is ready: no connection is accepted any more, idle ones are closed, and running requests are
    /// finished within the [`shutdown_timeout`](Self::shutdown_timeout).
    pub fn graceful_shutdown(mut self, stop: impl Future<Output = ()> + Send + 'static) -> Self {
        self.stop = Box::pin(stop);
        self
    }

    /// How long running requests are waited for once the server is to stop. 10 s unless set; then they are cut off.
    pub fn shutdown_timeout(mut self, timeout: Duration) -> Self {
        self.shutdown_timeout = timeout;
        self
    }

    /// Serves until it is told to [stop](Self::graceful_shutdown). Dropping the future closes all connections at once.
    ///
    /// Any of axum's listeners will do, over TCP or a Unix socket. Their accepting never fails: with no file descriptor left
    /// axum waits a second and tries again.
    ///
    /// # Errors
    ///
    /// None today, as with [`Exporter::serve`].
    pub async fn serve<L: Listener>(mut self, mut listener: L) -> io::Result<()> {
        let mut places = Places::new(self.max_connections);
        let (stop, stopping) = watch::channel(());
        loop {
            tokio::select! {
                biased;
                () = &mut self.stop => break,
                stream = next(&mut listener, &mut places) => {
                    let greeting = self.greeting(stopping.clone());
                    places.take(|place| greeting.serve(stream, place));
                }
            }
        }
        drop((listener, stop));
        // What has not ended by now is aborted with the places.
        _ = timeout(self.shutdown_timeout, places.all_ended()).await;
        Ok(())
    }

    fn greeting(&self, stopping: watch::Receiver<()>) -> Greeting {
        Greeting {
            router: self.router.clone(),
            patience: self.patience,
            stopping,
            #[cfg(feature = "tls")]
            tls: self.tls.clone(),
        }
    }
}

/// The next connection, once there is room for it.
async fn next<L: Listener>(listener: &mut L, places: &mut Places) -> L::Io {
    let stream = loop {
        tokio::select! {
            () = places.one_ended() => {}
            (stream, _) = listener.accept() => break stream,
        }
    };
    places.make_room().await;
    stream
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("max_connections", &self.max_connections)
            .field("patience", &self.patience)
            .field("shutdown_timeout", &self.shutdown_timeout)
            .finish_non_exhaustive()
    }
}
