//! Which connection is closed when more clients connect than there are connection slots.

use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, advance, sleep};

use crate::client::{REQUEST, exporter, is_closed, is_served, read_response, send_request};
use crate::memory::{is_open, run_until_idle, start};
use crate::serve::{large, waiting};

/// The time before a connection can be closed for another client.
const MIN_LIFETIME: Duration = Duration::from_millis(100);

const MILLISECOND: Duration = Duration::from_millis(1);

#[tokio::test(start_paused = true)]
async fn the_longest_idle_connection_is_closed_first() {
    let address = start(exporter().server().max_connections(3));
    let mut silent = address.connect().await;
    sleep(MILLISECOND).await;
    let mut idle = address.connect().await;
    sleep(MILLISECOND).await;
    let mut others = Vec::new();
    // The second connection has sent a request since, and the third one sends its request slowly.
    assert!(is_served(&send_request(&mut idle).await));
    sleep(MILLISECOND).await;
    let mut drips = address.connect().await;
    drips.write_all(b"GET /").await.unwrap();
    sleep(MILLISECOND).await;

    let mut fourth = address.connect().await;
    assert!(is_served(&send_request(&mut fourth).await));
    assert!(is_closed(&mut silent).await);
    assert!(is_open(&mut idle).await && is_open(&mut drips).await);
    sleep(MILLISECOND).await;

    let mut fifth = address.connect().await;
    assert!(is_served(&send_request(&mut fifth).await));
    assert!(is_closed(&mut idle).await);
    assert!(is_open(&mut drips).await && is_open(&mut fourth).await);
    sleep(MILLISECOND).await;

    // The fourth sends another request, so the fifth is now the longest idle connection.
    assert!(is_served(&send_request(&mut fourth).await));
    for closed in [&mut drips, &mut fifth] {
        assert!(is_open(&mut fourth).await);
        sleep(MILLISECOND).await;
        let mut next = address.connect().await;
        assert!(is_served(&send_request(&mut next).await));
        assert!(is_closed(closed).await);
        others.push(next);
    }
}

#[tokio::test(start_paused = true)]
async fn no_connection_is_closed_immediately() {
    let address = start(exporter().server().max_connections(1));
    let began = Instant::now();
    let mut first = address.connect().await;
    advance(MIN_LIFETIME / 2).await;
    let mut second = address.connect().await;
    second.write_all(REQUEST.as_bytes()).await.unwrap();
    advance(MIN_LIFETIME * 2 / 5).await;
    assert!(is_open(&mut first).await && is_open(&mut second).await);
    assert!(is_closed(&mut first).await);
    assert!(is_served(&read_response(&mut second).await));
    // tokio timers are at most a millisecond late.
    assert!((MIN_LIFETIME..=MIN_LIFETIME + MILLISECOND).contains(&began.elapsed()));
}

#[tokio::test(start_paused = true)]
async fn a_response_is_completed_and_closes_the_connection_if_clients_wait() {
    let (exporter, is_asked, let_answer) = waiting();
    let address = start(exporter.server().max_connections(1));
    let mut running = address.connect().await;
    running.write_all(REQUEST.as_bytes()).await.unwrap();
    while is_asked.try_recv().is_err() {
        run_until_idle().await;
    }
    let mut next = address.connect().await;
    next.write_all(REQUEST.as_bytes()).await.unwrap();
    // Longer than an idle connection is kept.
    advance(MIN_LIFETIME * 2).await;
    assert!(is_open(&mut running).await && is_open(&mut next).await);
    let_answer.send(()).unwrap();
    let first = read_response(&mut running).await;
    assert!(first.starts_with("HTTP/1.1 200 ") && first.contains("\nwaited 0\n"));
    assert!(first.contains("\r\nconnection: close\r\n"), "{first}");
    assert!(is_closed(&mut running).await);
    let_answer.send(()).unwrap();
    let second = read_response(&mut next).await;
    assert!(second.starts_with("HTTP/1.1 200 ") && !second.contains("\r\nconnection: "));
}

#[tokio::test(start_paused = true)]
async fn a_reading_client_keeps_its_slot_and_a_stalled_one_loses_it() {
    let address = start(large().server().max_connections(1));
    let mut slow = address.connect().await;
    slow.write_all(REQUEST.as_bytes()).await.unwrap();
    let mut piece = vec![0; 1 << 20];
    slow.read_exact(&mut piece[..1]).await.unwrap();
    let mut next = address.connect().await;
    next.write_all(REQUEST.as_bytes()).await.unwrap();
    // Reads in small steps, which takes longer than an idle connection is kept.
    let began = Instant::now();
    for _ in 0..26 {
        sleep(MIN_LIFETIME / 2).await;
        let read = slow.read_exact(&mut piece).await;
        read.expect("the slow client was cut");
    }
    assert!(began.elapsed() > MIN_LIFETIME * 10);

    // Now the next client gets the slot, and does not read.
    next.read_exact(&mut [0]).await.unwrap();
    let began = Instant::now();
    let mut last = address.connect().await;
    last.write_all(REQUEST.as_bytes()).await.unwrap();
    let mut status = [0; 12];
    last.read_exact(&mut status).await.unwrap();
    assert_eq!(&status, b"HTTP/1.1 200");
    assert!((MIN_LIFETIME / 2..MIN_LIFETIME * 2).contains(&began.elapsed()));
}
