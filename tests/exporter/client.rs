//! A handwritten HTTP client, and the files and exporters for it.

use pforge_metrics::exporter::{Exporter, Server};
use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::jobs;

pub const REQUEST: &str = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";

pub fn exporter() -> Exporter {
    Exporter::builder().catalog(&jobs::CATALOG).build().unwrap()
}

/// Runs a server on a free port until the runtime of the test ends.
#[cfg(feature = "tls")]
pub async fn start(server: Server) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(server.serve(listener));
    address
}

pub async fn connect(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).await.unwrap()
}

/// Sends a request, and reads the response up to the end of the connection.
pub async fn send_request<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut S) -> String {
    stream.write_all(REQUEST.as_bytes()).await.unwrap();
    read_response(stream).await
}

/// Reads a response with a `Content-Length`.
pub async fn read_response<S: AsyncRead + Unpin>(stream: &mut S) -> String {
    let mut bytes = Vec::new();
    loop {
        let read = stream.read_buf(&mut bytes).await.unwrap();
        let text = str::from_utf8(&bytes).unwrap();
        assert!(read > 0, "the connection was closed after {text:?}");
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let head = head.to_lowercase();
        let (_, length) = head.split_once("content-length: ").unwrap();
        if body.len() == length.lines().next().unwrap().parse::<usize>().unwrap() {
            return text.to_owned();
        }
    }
}

/// Waits for the next event, and returns whether the server has closed the connection.
pub async fn is_closed<S: AsyncRead + Unpin>(stream: &mut S) -> bool {
    // Unread data causes a connection reset.
    matches!(stream.read_u8().await, Err(error) if matches!(
        error.kind(),
        std::io::ErrorKind::UnexpectedEof | std::io::ErrorKind::ConnectionReset
    ))
}

/// Creates an empty directory for a test.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

pub fn is_served(response: &str) -> bool {
    response.starts_with("HTTP/1.1 200 ") && response.contains("\njobs_total 0\n")
}
