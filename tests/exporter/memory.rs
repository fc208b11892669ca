//! Connections in memory, for tests of deadlines.
//!
//! The clock of these tests is paused, and advances when all tasks wait. So deadlines can be long, and a busy machine has no effect.

use axum::serve::Listener;
use pforge_metrics::exporter::Server;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::Poll;
use tokio::io::{AsyncRead, DuplexStream, ReadBuf, duplex};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::yield_now;

/// The number of bytes that a connection buffers.
const BUFFER: usize = 1 << 16;

struct Connections(UnboundedReceiver<DuplexStream>);

impl Listener for Connections {
    type Io = DuplexStream;
    type Addr = ();

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.0.recv().await {
            Some(stream) => (stream, ()),
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Ok(())
    }
}

/// A server with in-memory connections.
pub struct Address(UnboundedSender<DuplexStream>);

/// Runs a server until the runtime of the test ends.
pub fn start(server: Server) -> Address {
    let (address, connections) = unbounded_channel();
    tokio::spawn(server.serve(Connections(connections)));
    Address(address)
}

impl Address {
    /// Connects, and returns when the server is idle.
    pub async fn connect(&self) -> DuplexStream {
        let (client, server) = duplex(BUFFER);
        self.0.send(server).unwrap();
        run_until_idle().await;
        client
    }
}

/// Runs all tasks until they wait for time or a thread.
pub async fn run_until_idle() {
    for _ in 0..100 {
        yield_now().await;
    }
}

/// Whether the connection is open and the server sends nothing.
pub async fn is_open(client: &mut DuplexStream) -> bool {
    run_until_idle().await;
    poll_fn(|context| {
        let mut byte = [0];
        let read = Pin::new(&mut *client).poll_read(context, &mut ReadBuf::new(&mut byte));
        Poll::Ready(read.is_pending())
    })
    .await
}
