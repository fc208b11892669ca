//! A port of the exporter's own, with clients that mean no good.

use pforge_metrics::exporter::Exporter;
use prometheus::core::{Collector, Desc};
use prometheus::proto::MetricFamily;
use prometheus::{IntGauge, IntGaugeVec, Opts, Registry};
use std::sync::Mutex;
use std::sync::mpsc;
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::client::{REQUEST, answer, ask, connect, exporter, is_closed, is_served, start};

const SHORT: Duration = Duration::from_millis(200);

#[tokio::test]
async fn a_client_that_drips_is_cut_while_others_are_served() {
    let address = start(exporter().server().header_read_timeout(SHORT)).await;
    let (mut slow, began) = (connect(address).await, Instant::now());
    slow.write_all(b"GET /metrics HTTP/1.1\r\nX-Slow: ")
        .await
        .unwrap();
    let mut ticks = tokio::time::interval(SHORT / 20);
    let mut served = 0;
    loop {
        tokio::select! {
            closed = is_closed(&mut slow) => break assert!(closed),
            _ = ticks.tick() => {
                // The write that meets a closed connection fails, and then so does the read.
                _ = slow.write_all(b"x").await;
                served += usize::from(is_served(&ask(&mut connect(address).await).await));
            }
        }
    }
    assert!(began.elapsed() >= SHORT);
    assert!(served > 0);
}

#[tokio::test]
async fn a_client_that_says_nothing_is_cut() {
    let address = start(exporter().server().header_read_timeout(SHORT)).await;
    assert!(is_closed(&mut connect(address).await).await);
}

#[tokio::test]
async fn between_requests_a_connection_lives_longer_than_a_head_may_take() {
    let address = start(exporter().server().header_read_timeout(SHORT)).await;
    let mut patient = connect(address).await;
    for _ in 0..2 {
        assert!(is_served(&ask(&mut patient).await));
        // That takes as long as a head may take.
        assert!(is_closed(&mut connect(address).await).await);
    }
    // A later head has its time too, and no more.
    patient.write_all(b"GET ").await.unwrap();
    assert!(is_closed(&mut patient).await);
}

#[tokio::test]
async fn an_idle_connection_is_closed() {
    let address = start(exporter().server().idle_timeout(SHORT)).await;
    let mut client = connect(address).await;
    assert!(is_served(&ask(&mut client).await));
    assert!(is_closed(&mut client).await);
}

/// An exporter whose answer no socket holds: 26 MiB.
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

#[tokio::test]
async fn a_client_that_takes_no_answer_is_cut() {
    let address = start(large().server().write_timeout(SHORT)).await;

    let mut full = connect(address).await;
    let began = Instant::now();
    full.write_all(REQUEST.as_bytes()).await.unwrap();
    // What is sent to a closed connection comes back as an error.
    let mut ticks = tokio::time::interval(SHORT / 20);
    while full.write_all(b"\r\n").await.is_ok() {
        assert!(began.elapsed() < Duration::from_secs(20));
        ticks.tick().await;
    }
    assert!(began.elapsed() >= SHORT);
}

/// A collector that tells when it is asked, and waits until it may answer.
struct Waits {
    gauge: IntGauge,
    asked: mpsc::Sender<()>,
    may_answer: Mutex<mpsc::Receiver<()>>,
}

impl Collector for Waits {
    fn desc(&self) -> Vec<&Desc> {
        self.gauge.desc()
    }

    fn collect(&self) -> Vec<MetricFamily> {
        self.asked.send(()).unwrap();
        // Without a sender it waits no longer.
        _ = self.may_answer.lock().unwrap().recv();
        self.gauge.collect()
    }
}

/// An exporter that waits, who is told when, and how it is let go on. To build it takes an answer too.
pub fn waiting() -> (Exporter, mpsc::Receiver<()>, mpsc::Sender<()>) {
    let (asked, is_asked) = mpsc::channel();
    let (let_answer, may_answer) = mpsc::channel();
    let registry = Registry::new();
    let waits = Waits {
        gauge: IntGauge::new("waited", "Waited.").unwrap(),
        asked,
        may_answer: Mutex::new(may_answer),
    };
    registry.register(Box::new(waits)).unwrap();
    let_answer.send(()).unwrap();
    let exporter = Exporter::builder().registry(&registry).build().unwrap();
    is_asked.recv().unwrap();
    (exporter, is_asked, let_answer)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_graceful_shutdown_finishes_what_runs_and_closes_what_is_idle() {
    let (exporter, is_asked, let_answer) = waiting();
    let (stop, stopped) = oneshot::channel::<()>();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = exporter
        .server()
        .graceful_shutdown(async { _ = stopped.await });
    let server = tokio::spawn(server.serve(listener));

    let (mut idle, mut running) = (connect(address).await, connect(address).await);
    let_answer.send(()).unwrap();
    ask(&mut idle).await;
    is_asked.recv().unwrap();
    running.write_all(REQUEST.as_bytes()).await.unwrap();
    is_asked.recv().unwrap();

    stop.send(()).unwrap();
    assert!(is_closed(&mut idle).await);
    assert!(!server.is_finished());
    let_answer.send(()).unwrap();
    assert!(answer(&mut running).await.contains("\nwaited 0\n"));
    assert!(is_closed(&mut running).await);
    server.await.unwrap().unwrap();
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_graceful_shutdown_has_an_end() {
    let (exporter, is_asked, let_answer) = waiting();
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
    is_asked.recv().unwrap();
    stop.send(()).unwrap();
    server.await.unwrap().unwrap();
    assert!(is_closed(&mut running).await);
    drop(let_answer);
}

#[cfg(unix)]
#[tokio::test]
async fn a_unix_socket_serves_too() {
    let path = crate::client::folder("unix").join("metrics.sock");
    let listener = tokio::net::UnixListener::bind(&path).unwrap();
    tokio::spawn(exporter().server().serve(listener));
    let mut client = tokio::net::UnixStream::connect(&path).await.unwrap();
    assert!(is_served(&ask(&mut client).await));
}
