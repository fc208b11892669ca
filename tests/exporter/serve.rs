//! The server of the exporter with slow and malicious clients.

use pforge_metrics::exporter::Exporter;
use prometheus::core::{Collector, Desc};
use prometheus::proto::MetricFamily;
use prometheus::{IntGauge, IntGaugeVec, Opts, Registry};
use std::sync::Mutex;
use std::sync::mpsc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep};

use crate::client::{
    REQUEST, connect, exporter, is_closed, is_served, read_response, send_request,
};
use crate::memory;

const SHORT: Duration = Duration::from_millis(10);

#[tokio::test(start_paused = true)]
async fn a_slow_client_is_disconnected_while_others_are_served() {
    const LIMIT: Duration = Duration::from_secs(10);
    let address = memory::start(exporter().server().header_read_timeout(LIMIT));
    let (mut slow, began) = (address.connect().await, Instant::now());
    slow.write_all(b"GET /metrics HTTP/1.1\r\nX-Slow: ")
        .await
        .unwrap();
    let mut ticks = tokio::time::interval(LIMIT / 20);
    let mut served = 0;
    loop {
        tokio::select! {
            biased;
            closed = is_closed(&mut slow) => break assert!(closed),
            _ = ticks.tick() => {
                // A write to a closed connection fails, and so does the read after it.
                _ = slow.write_all(b"x").await;
                served += usize::from(is_served(&send_request(&mut address.connect().await).await));
            }
        }
    }
    assert!(began.elapsed() >= LIMIT && began.elapsed() < LIMIT + LIMIT / 20);
    assert!(served >= 20, "{served}");
}

#[tokio::test(start_paused = true)]
async fn a_silent_client_is_disconnected() {
    let address = memory::start(exporter().server());
    let began = Instant::now();
    assert!(is_closed(&mut address.connect().await).await);
    assert_eq!(began.elapsed().as_secs(), 10);
}

#[tokio::test(start_paused = true)]
async fn the_idle_timeout_is_longer_than_the_head_timeout() {
    let address = memory::start(exporter().server());
    let mut patient = address.connect().await;
    for _ in 0..2 {
        assert!(is_served(&send_request(&mut patient).await));
        // Longer than the timeout of a head.
        sleep(Duration::from_secs(170)).await;
    }
    // A later head has the same timeout.
    let began = Instant::now();
    patient.write_all(b"GET ").await.unwrap();
    assert!(is_closed(&mut patient).await);
    assert_eq!(began.elapsed().as_secs(), 10);
}

#[tokio::test(start_paused = true)]
async fn an_idle_connection_is_closed() {
    let address = memory::start(exporter().server());
    let mut client = address.connect().await;
    assert!(is_served(&send_request(&mut client).await));
    let began = Instant::now();
    assert!(is_closed(&mut client).await);
    assert_eq!(began.elapsed().as_secs(), 180);
}

/// An exporter with a response of 26 MiB, which exceeds all socket buffers.
pub fn large() -> Exporter {
    let large = IntGaugeVec::new(Opts::new("large", "Large."), &["text"]).unwrap();
    for letter in 'a'..='z' {
        let text = letter.to_string().repeat(1 << 20);
        large.with_label_values(&[text.as_str()]).set(1);
    }
    let registry = Registry::new();
    registry.register(Box::new(large)).unwrap();
    Exporter::builder().registry(&registry).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_client_that_does_not_read_is_disconnected() {
    let address = memory::start(large().server());
    let mut full = address.connect().await;
    full.write_all(REQUEST.as_bytes()).await.unwrap();
    full.read_exact(&mut [0]).await.unwrap();
    let began = Instant::now();
    // Sending to a closed connection fails.
    let mut ticks = tokio::time::interval(Duration::from_secs(1));
    while full.write_all(b"\r\n").await.is_ok() {
        ticks.tick().await;
    }
    assert!((29..=31).contains(&began.elapsed().as_secs()));
}

/// A collector that reports when it is called, and blocks until it is released.
struct BlockingCollector {
    gauge: IntGauge,
    calls: mpsc::Sender<()>,
    may_answer: Mutex<mpsc::Receiver<()>>,
}

impl Collector for BlockingCollector {
    fn desc(&self) -> Vec<&Desc> {
        self.gauge.desc()
    }

    fn collect(&self) -> Vec<MetricFamily> {
        self.calls.send(()).unwrap();
        // It stops waiting when the sender is dropped.
        _ = self.may_answer.lock().unwrap().recv();
        self.gauge.collect()
    }
}

/// An exporter with a blocking collector, the receiver of its calls, and the sender that releases it. The build also calls it.
pub fn waiting() -> (Exporter, mpsc::Receiver<()>, mpsc::Sender<()>) {
    let (calls, called) = mpsc::channel();
    let (let_answer, may_answer) = mpsc::channel();
    let registry = Registry::new();
    let waits = BlockingCollector {
        gauge: IntGauge::new("waited", "Waited.").unwrap(),
        calls,
        may_answer: Mutex::new(may_answer),
    };
    registry.register(Box::new(waits)).unwrap();
    let_answer.send(()).unwrap();
    let exporter = Exporter::builder().registry(&registry).build().unwrap();
    called.recv().unwrap();
    (exporter, called, let_answer)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_graceful_shutdown_completes_requests_and_closes_idle_connections() {
    let (exporter, called, let_answer) = waiting();
    let (stop, stopped) = oneshot::channel::<()>();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = exporter
        .server()
        .graceful_shutdown(async { _ = stopped.await });
    let server = tokio::spawn(server.serve(listener));

    let (mut idle, mut running) = (connect(address).await, connect(address).await);
    let_answer.send(()).unwrap();
    send_request(&mut idle).await;
    called.recv().unwrap();
    running.write_all(REQUEST.as_bytes()).await.unwrap();
    called.recv().unwrap();

    stop.send(()).unwrap();
    assert!(is_closed(&mut idle).await);
    assert!(!server.is_finished());
    let_answer.send(()).unwrap();
    assert!(read_response(&mut running).await.contains("\nwaited 0\n"));
    assert!(is_closed(&mut running).await);
    server.await.unwrap().unwrap();
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_graceful_shutdown_has_a_timeout() {
    let (exporter, called, let_answer) = waiting();
    let (stop, stopped) = oneshot::channel::<()>();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = exporter
        .server()
        .graceful_shutdown(async { _ = stopped.await })
        .shutdown_timeout(SHORT);
    let server = tokio::spawn(server.serve(listener));
    let mut running = connect(address).await;
    running.write_all(REQUEST.as_bytes()).await.unwrap();
    called.recv().unwrap();
    stop.send(()).unwrap();
    server.await.unwrap().unwrap();
    assert!(is_closed(&mut running).await);
    drop(let_answer);
}

#[cfg(unix)]
#[tokio::test]
async fn serves_on_a_unix_socket() {
    let path = crate::client::folder("unix").join("metrics.sock");
    let listener = tokio::net::UnixListener::bind(&path).unwrap();
    tokio::spawn(exporter().server().serve(listener));
    let mut client = tokio::net::UnixStream::connect(&path).await.unwrap();
    assert!(is_served(&send_request(&mut client).await));
}
